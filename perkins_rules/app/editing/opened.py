"""Opened: a text that an editor has open, with its places in the units agreed on."""

from __future__ import annotations

from typing import NamedTuple

from pygls.uris import to_fs_path

from perkins_rules.editor.text_places import TextPlaces

RULES, DOCUMENT = "rules", "document"
_KINDS = {
    ".rules": RULES,
    ".examples": RULES,
    ".yaml": DOCUMENT,
    ".yml": DOCUMENT,
    ".json": DOCUMENT,
}
_LANGUAGES = {"perkins-rules": RULES, "yaml": DOCUMENT, "json": DOCUMENT, "jsonc": DOCUMENT}


class Opened(NamedTuple):
    """`uri` is its address, `name` its file, or what stands for one that was not saved yet; `kind`
    says whether it is a rule file, and is empty for what is neither.
    """

    uri: str
    name: str
    text: str
    kind: str
    places: TextPlaces


def opened(uri: str, text: str, language: str, places: TextPlaces) -> Opened:
    """An open text, by its address and its language."""
    name = name_of(uri)
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    kind = _KINDS.get(ending) or _LANGUAGES.get(language, "")
    return Opened(uri, name, text, kind, places)


def name_of(uri: str) -> str:
    """The file of an address; for what was not saved yet, the last word of it."""
    if uri.startswith("file:"):
        return to_fs_path(uri) or uri
    return uri.rpartition("/")[2].rpartition(":")[2]
