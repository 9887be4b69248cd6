"""What names of files say: one document, or something that holds many. Imports next to nothing."""

from __future__ import annotations

import os
import re
from functools import lru_cache

DOCUMENT_SUFFIXES = (".yaml", ".yml", ".json")
LINES_SUFFIXES = (".jsonl", ".ndjson")
PACKED = (".gz", ".zst")
ARCHIVE_SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz")

_PATTERN = re.compile(r"[*?\[]")


def is_lines(name: str) -> bool:
    """Whether a file holds a document on each line."""
    low = name.lower()
    stem = next((low.removesuffix(end) for end in PACKED if low.endswith(end)), low)
    return stem.endswith(LINES_SUFFIXES)


@lru_cache(maxsize=16)  # outputs ask it of each finding
def is_a_line(name: str) -> bool:
    """Whether a document is one line of a file, which is what its name says: `all.jsonl:17`."""
    file, _, number = name.rpartition(":")
    return number.isdecimal() and is_lines(file)


def is_archive(name: str) -> bool:
    """Whether a file is an archive of documents."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def is_document_name(name: str) -> bool:
    """Whether a file in a folder or an archive may be a document."""
    return name.lower().endswith(DOCUMENT_SUFFIXES)


def may_hold(name: str) -> bool:
    """Whether a file in a folder may hold documents: one, or many."""
    return is_document_name(name) or is_lines(name) or is_archive(name)


def is_hidden(path: str) -> bool:
    """Whether a path inside a folder or an archive is hidden, or is none of the user's making."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return any(part.startswith(".") or part in _NOT_MADE for part in parts)


_NOT_MADE = {"node_modules", "__pycache__", "__MACOSX"}


def is_remote(name: str) -> bool:
    """Whether a name is an address of another machine's file."""
    return "://" in name and re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", name) is not None


def is_pattern(name: str) -> bool:
    """Whether a name is a pattern of names; a file that is really called so is none."""
    return _PATTERN.search(name) is not None and not os.path.exists(name)  # noqa: PTH110


def is_many(name: str) -> bool:
    """Whether a name stands for more than the one document that a file is."""
    if name == "-":
        return False
    return (
        is_remote(name)
        or is_lines(name)
        or is_archive(name)
        or is_pattern(name)
        or os.path.isdir(name)  # noqa: PTH112
    )
