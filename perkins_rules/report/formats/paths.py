"""The name of a document -> how other programs find its file in a repository."""

from __future__ import annotations

import os
from urllib.parse import quote

_STANDARD_INPUT = "standard-input"
# What RFC 3986 lets stand in a segment of a path, save the colon, which could begin a scheme.
_PLAIN = "/!$&'()*+,;=@~"


def file_path(name: str) -> str:
    """The path with slashes and no `./` before it."""
    if name == "-":
        return _STANDARD_INPUT
    path = name.replace("\\", "/") if os.sep == "\\" else name
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
