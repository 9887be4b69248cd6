"""A value as a configuration has it -> what it means; each kind of setting has its reader."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from perkins_rules.app.asking.request import FAIL_ON, PROFILES
from perkins_rules.app.asking.settings import named_from_here
from perkins_rules.documents.shown import listed, shown
from perkins_rules.nearest import nearest

_ADDRESS = re.compile(r"https?://\S+")
_STATE = re.compile(r"[A-Z]{2}")


class Written(NamedTuple):
    """A value as it is written: a text, a list of texts, or something else; and its line."""

    value: Any
    line: int


class Fault(Exception):
    """What is wrong in a line of the file, and what would be right."""

    def __init__(self, line: int, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.remedy = line, message, remedy


def value_of(key: str, written: Written, path: str) -> Any:
    """What a setting holds. Raises Fault."""
    reader = _READERS[key]
    if written.value is None:
        raise Fault(written.line, f"`{key}` is not given.", "Give it, or take the line out.")
    return reader(key, written, path)


def _text(key: str, written: Written, path: str) -> str:
    if not isinstance(written.value, str) or not written.value.strip():
        raise Fault(written.line, f"`{key}` is not a text.", "Write one, in quotes.")
    return written.value.strip()


def _day(key: str, written: Written, path: str) -> str:
    text = _text(key, written, path)
    try:
        day = date.fromisoformat(text).isoformat()
    except ValueError:
        day = ""
    if day != text:
        remedy = "Write year, month and day: 2026-07-01"
        raise Fault(written.line, f"`{key}` is {shown(text)}, which is not a date.", remedy)
    return text


def _one_of(choices: tuple[str, ...]) -> Callable[[str, Written, str], str]:
    def read(key: str, written: Written, path: str) -> str:
        text = _text(key, written, path)
        if text not in choices:
            meant = nearest(text, list(choices))
            remedy = f"Did you mean `{meant}`?" if meant else f"Write {listed(list(choices))}."
            raise Fault(written.line, f"`{key}` is {shown(text)}, which it cannot be.", remedy)
        return text

    return read


def _state(key: str, written: Written, path: str) -> str:
    text = _text(key, written, path)
    if not _STATE.fullmatch(text):
        remedy = "Write the two capital letters of its postal code, such as MN."
        raise Fault(written.line, f"`{key}` is {shown(text)}, which is no State's code.", remedy)
    return text


def _texts(key: str, written: Written, path: str) -> tuple[str, ...]:
    value = [written.value] if isinstance(written.value, str) else written.value
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        remedy = f"Write them as in `{key}: [one, another]`."
        raise Fault(written.line, f"`{key}` is not a list of texts.", remedy)
    return tuple(one.strip() for one in value)


def _truth(key: str, written: Written, path: str) -> bool:
    value = written.value
    said = _TRUTHS.get(value if isinstance(value, bool) else str(value).lower())
    if said is None:
        message = f"`{key}` is {shown(str(value))}, which is neither yes nor no."
        raise Fault(written.line, message, "Write yes or no.")
    return said


_TRUTHS = {True: True, False: False, "yes": True, "no": False, "true": True, "false": False}


def _file(key: str, written: Written, path: str) -> str:
    return _from_here(_text(key, written, path), path)


def _waivers(key: str, written: Written, path: str) -> str:
    name = _file(key, written, path)
    if not os.path.isfile(name):  # noqa: PTH113  # pathlib raises for a name that is too long
        raise Fault(written.line, f"`{key}`: there is no file {shown(name)}.", _RELATIVE)
    return name


def _folders(key: str, written: Written, path: str) -> tuple[str, ...]:
    names = tuple(_from_here(one, path) for one in _texts(key, written, path))
    for name in names:
        if not os.path.exists(name):  # noqa: PTH110  # as above
            message = f"`{key}`: there is no file or folder {shown(name)}."
            raise Fault(written.line, message, _RELATIVE)
    return names


def _site(key: str, written: Written, path: str) -> str:
    """The address of a site, or of a folder that holds one, with a slash at its end."""
    text = _text(key, written, path)
    if not _ADDRESS.fullmatch(text):
        (folder,) = _folders(key, written._replace(value=text), path)
        text = Path(folder).resolve().as_uri()
    return text.rstrip("/") + "/"


_RELATIVE = "It is named from the folder of this file."


def _from_here(name: str, path: str) -> str:
    """A name in the file, as the command line would write it."""
    if "\0" in name:
        return name.replace("\0", "?")
    at = Path(path).parent / Path(name).expanduser()
    return str(at) if Path(name).is_absolute() else named_from_here(str(at))


_READERS: Mapping[str, Callable[[str, Written, str], Any]] = {
    "edition": _text,
    "as-of": _day,
    "profile": _one_of(PROFILES),
    "state": _state,
    "rules": _folders,
    "fail-on": _one_of(FAIL_ON),
    "include": _texts,
    "exclude": _texts,
    "waivers": _waivers,
    "inline-waivers": _truth,
    "baseline": _file,
    "site": _site,
    "years": _one_of(("start", "end")),
}
