"""`check --only-documents`: of the files that a hook names, those that are documents.

A hook is given every changed YAML and JSON file of a repository. Its start-up is paid on each
commit, so that little is imported here, and no rules are loaded when nothing is a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from perkins_rules.batch.names import is_many
from perkins_rules.determinations.place import is_determinations

_BEGIN = re.compile(r"\s*(?:#|%|---\s*(?:#|$)|$)")
# What is taken is not given back: else a line of blanks is gone through for each length of a type.
_TYPE = r"""["']?(?P<type>\w[\w -]{0,60}+)["']?\s*+"""
_KEY = r"""(?:document|"document"|'document')\s*:\s*"""
_PLAIN = re.compile(rf"(?P<indent> *){_KEY}{_TYPE}(?:#.*)?$")
_FLOW = re.compile(rf"[{{,]\s*{_KEY}{_TYPE}(?=[,}}\n#]|$)")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_MOST_KEYS = 20
_NEAR = 0.75
_LONGEST = 1 << 26


def documents_of(names: Iterable[str], rules: Sequence[str] = ()) -> tuple[str, ...]:
    """The files whose outermost `document:` key says a type of document, or nearly one. Of others,
    not a word. `rules` are the folders of packs, whose types count, too.

    What cannot be read stays, as do folders and standard input: the check knows what to say.
    """
    said = {name: _type_in(name) for name in names}
    if not any(word != "" for word in said.values()):
        return ()
    types = list(_types())
    others = [word for word in said.values() if word and not _is_type(word, types)]
    types += _brought(list(said), rules) if others else ()
    return tuple(name for name, word in said.items() if word is None or _is_type(word, types))


def type_said(text: str) -> str:
    """What the outermost `document:` key says; empty if there is none."""
    if "document" not in text:
        return ""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.removeprefix("--- ") for line in ends.split("\n")]
    first = next((line for line in lines if not _BEGIN.match(line)), "")
    if first.lstrip()[:1] == "{":
        return _in_flow(text)
    indent = len(first) - len(first.lstrip(" "))
    found = (m for line in lines if (m := _PLAIN.match(line)))
    return next((m["type"] for m in found if len(m["indent"]) == indent), "")


def _in_flow(text: str) -> str:
    """In JSON, or YAML in braces: the key at the first level."""
    for found in islice(_FLOW.finditer(text), _MOST_KEYS):
        before = _STRING.sub("", text[: found.start() + 1])
        depth = sum(map(before.count, "{[")) - sum(map(before.count, "}]"))
        if depth == 1:
            return found["type"]
    return ""


def _type_in(name: str) -> str | None:
    """What the key of a file says, empty if it has none; None for what the check should read."""
    if is_determinations(name):
        return ""
    if name == "-" or is_many(name):
        return None
    try:
        with open(name, "rb") as file:  # noqa: PTH123  # every commit pays for imports
            data = file.read(_LONGEST)
    except (OSError, ValueError):
        return None
    # A document saved as UTF-16 is told as unreadable, not passed over.
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return type_said(data.decode("utf-16" if is_wide else "utf-8-sig", "replace"))


def is_document(text: str, types: Iterable[str]) -> bool:
    """Whether the outermost `document:` key of a text says one of the types, or nearly."""
    word = type_said(text)
    return bool(word) and _is_type(word, list(types))


def _is_type(word: str, types: list[str]) -> bool:
    from difflib import get_close_matches

    meant = re.sub(r"[\s-]+", "_", word.strip().lower())
    return meant in types or bool(get_close_matches(meant, types, n=1, cutoff=_NEAR))


def _types() -> Iterator[str]:
    """The types of documents: without loading the rules, or the schemas."""
    from perkins_rules.assets import schema_texts

    for name, text in schema_texts().items():
        if '"x-document"' in text:
            yield name.removesuffix(".schema.json")


def _brought(names: Sequence[str], rules: Sequence[str]) -> list[str]:
    """The types that packs bring, by the names of their schemas. Raises Stop."""
    from pathlib import Path

    from perkins_rules.app.asking.configuration import own_rules
    from perkins_rules.installed import installed_packs
    from perkins_rules.schema_files import ENDING, schema_paths

    folders = [*own_rules(rules, names), *(pack.folder for pack in installed_packs())]
    try:
        paths = schema_paths([Path(folder) for folder in folders if folder])
    except OSError:
        return []  # the check says what cannot be read
    return [path.name.removesuffix(ENDING) for path in paths]
