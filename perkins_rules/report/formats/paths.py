"""The name of a document -> how other programs find its file: from the root of its repository.

GitHub and GitLab know files by their paths in the repository, wherever the run was started and
however the documents were named.
"""

from __future__ import annotations

import os
from functools import lru_cache
from urllib.parse import quote

from perkins_rules.batch.names import is_remote

_STANDARD_INPUT = "standard-input"
_SET_BY_CI = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Where GitHub's and GitLab's runners say what folder holds the repository."""
# What RFC 3986 lets stand in a segment of a path, save the colon, which could begin a scheme.
_PLAIN = "/!$&'()*+,;=@~"


def file_path(name: str) -> str:
    """The path in the repository, with slashes and no `./` before it. What lies in none is called
    as its user does.
    """
    if name == "-":
        return _STANDARD_INPUT
    if is_remote(name):
        return name
    path = _in_repository(name) or name
    path = path.replace("\\", "/") if os.sep == "\\" else path
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path


def file_uri(name: str) -> str:
    """The same as a reference that other programs resolve against the root of the repository."""
    if "://" in name:
        return quote(name, safe=f"{_PLAIN}:%?#[]", errors="surrogateescape")
    path = file_path(name)
    escaped = quote(path.encode("utf-8", "surrogateescape"), safe=_PLAIN)
    if path.startswith("/"):
        return f"file://{escaped}"
    is_drive = os.sep == "\\" and path[1:2] == ":"
    return f"file:///{path[0]}:{escaped[4:]}" if is_drive else escaped


def _in_repository(name: str) -> str | None:
    whole = os.path.abspath(name)  # noqa: PTH100  # a link is called as its user calls it
    told = (os.environ.get(variable) for variable in _SET_BY_CI)
    root = _root_of(os.path.dirname(whole), tuple(folder for folder in told if folder))  # noqa: PTH120
    return None if root is None else whole[len(root) :].lstrip(os.sep)


@lru_cache(1024)
def _root_of(folder: str, set_by_ci: tuple[str, ...]) -> str | None:
    """The nearest folder above, or this one, that holds a repository; None where there is none."""
    told = {os.path.realpath(one) for one in set_by_ci}
    while True:
        if _is_repository(folder) or os.path.realpath(folder) in told:
            return folder
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above


def _is_repository(folder: str) -> bool:
    """Whether git has its things there: in a folder, or, for a worktree, a file that says where.

    A submodule is part of the repository above.
    """
    there = os.path.join(folder, ".git")  # noqa: PTH118
    if os.path.isdir(there):  # noqa: PTH112
        return True
    try:
        with open(there, encoding="utf-8") as file:  # noqa: PTH123
            return "/modules/" not in file.read(4096).replace("\\", "/")
    except (OSError, ValueError):
        return False
