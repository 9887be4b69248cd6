"""`include` and `exclude`: which files in folders are checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from perkins_rules.app.asking.request import Request
from perkins_rules.name_patterns import pattern, tidy


def why_not(request: Request) -> Callable[[str], str]:
    """Says of a file in a folder (or of a folder, with a slash behind it) why it is left out;
    nothing for what is checked.
    """
    if not request.include and not request.exclude:
        return lambda path: ""
    folder = os.path.realpath(request.files_of or ".")

    def reason(path: str) -> str:
        name = _from(folder, path)
        if _is_chosen(name, request.exclude):
            return f"excluded by {_said(request, 'exclude')}"
        if request.include and not path.endswith("/") and not _is_chosen(name, request.include):
            return f"not among those included by {_said(request, 'include')}"
        return ""

    return reason


def chosen(request: Request) -> tuple[str, ...]:
    """Those of the named files that would be checked if they were found in a folder: a hook names
    whatever has changed.
    """
    reason = why_not(request)
    return tuple(name for name in request.files if not reason(name))


def _said(request: Request, field: str) -> str:
    return request.said_in(field) or "the configuration"


def _from(folder: str, path: str) -> str:
    """A path from the folder of the configuration, whatever the folder of the user."""
    above, base = os.path.split(os.path.abspath(path.rstrip("/")))  # noqa: PTH100
    real = os.path.join(os.path.realpath(above), base)  # noqa: PTH118
    try:
        return os.path.relpath(real, folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        return real.replace(os.sep, "/")


def _is_chosen(name: str, patterns: Sequence[str]) -> bool:
    return any(_takes_in(tidy(one).rstrip("/"), name) for one in patterns)


def _takes_in(one: str, name: str) -> bool:
    """A pattern without a slash is of a name at any depth; another is of a path. What is in a
    folder that is meant is meant, too.
    """
    parts = name.split("/")
    above = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
    meant: Iterable[str] = above if "/" in one else parts
    return any(pattern(one).fullmatch(text) for text in meant)
