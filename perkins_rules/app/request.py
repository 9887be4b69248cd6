"""Request: what `check` was asked to do; and the short way to one, for plain command lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FORMATS = ("text", "json")
FAIL_ON = ("error", "warning", "info", "never")
COLORS = ("auto", "always", "never")
PROFILES = ("guide", "statute", "strict")


class Request(NamedTuple):
    """All that `check` can be told. `output` None is standard output, a file `-` standard input.

    `select` and `ignore` hold rule ids (or patterns), sections or requirement ids. `max_size` is
    in MiB. `determinations` None are those beside each document.
    """

    files: tuple[str, ...]
    as_of: str | None = None
    edition: str | None = None
    profile: str | None = None
    format: str = "text"
    output: str | None = None
    show: str = "open"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    draft: bool = False
    fail_on: str = "error"
    rules: tuple[str, ...] = ()
    color: str = "auto"
    quiet: bool = False
    max_size: int = 64
    determinations: str | None = None


_FLAGS = {"--draft": "draft", "--quiet": "quiet", "-q": "quiet"}
_CHOICES = {"--format": FORMATS, "--fail-on": FAIL_ON, "--color": COLORS, "--profile": PROFILES}
_VALUES = ("--as-of", "--edition")


def simple_request(words: Sequence[str]) -> Request | None:
    """The request of a plain `check`; None for all that click should read, mistakes included."""
    if words[:1] != ["check"]:
        return None
    files: list[str] = []
    told: dict[str, object] = {}
    rest = iter(words[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if word in _FLAGS:
            told[_FLAGS[word]] = True
        elif name in _CHOICES or name in _VALUES:
            value = value if equals else next(rest, "")
            if not value or value not in _CHOICES.get(name, (value,)):
                return None
            told[name.strip("-").replace("-", "_")] = value
        elif word.startswith("-") and word != "-":
            return None
        else:
            files.append(word)
    return Request(files=tuple(files), **told) if files else None  # type: ignore[arg-type]  # by name
