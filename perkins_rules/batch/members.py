"""What a user names -> the documents in it, one after the other, none of them held longer.

A file is a document; a folder, an archive or a file of lines holds many. What cannot be read comes
out as a member, too, with the reason in words, so that nothing is lost and the others go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Fault(NamedTuple):
    """Why a document, or what holds it, cannot be read; what would be right, or nothing."""

    message: str
    remedy: str = ""


class Member(NamedTuple):
    """One document, as the user will see it called: `plans/a.yaml`, `all.zip!a.yaml`,
    `all.jsonl:17`.

    `data` is None when there is a fault, or when the file was `left_out`: it stands in a folder or
    an archive and does not look like a document, for the reason given.
    """

    name: str
    data: bytes | None
    fault: Fault | None = None
    left_out: str = ""


_KEY = re.compile(rb"""(?:\A|[\r\n{,])[\s\xef\xbb\xbf\xff\xfe]*["']?document["']?\s*:""")
NO_KEY = "it has no `document:` key"


def looks_like_a_document(data: bytes) -> bool:
    """Whether there is a key `document` in it; a folder holds other YAML and JSON files, too."""
    is_wide = b"\0" in data[:100]  # UTF-16, say: a document all the same, which will be refused
    return _KEY.search(data.replace(b"\0", b"") if is_wide else data) is not None


def inner_member(name: str, data: bytes) -> Member:
    """A file found in a folder or an archive: a document, or left out."""
    if looks_like_a_document(data):
        return Member(name, data)
    return Member(name, None, left_out=NO_KEY)


def faulty(name: str, message: str, remedy: str = "") -> Member:
    """A member that cannot be read."""
    return Member(name, None, Fault(message, remedy))


def in_words(error: BaseException) -> str:
    """The reason of an error, without the class and the number that programs give it."""
    reason = getattr(error, "strerror", None) or " ".join(str(error).split())
    return (reason or type(error).__name__).rstrip(".")


class MissingLibrary(Exception):
    """What is named needs a library that is not installed: its name, the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(what)
        self.what, self.extra = what, extra


Members = Iterator[Member]
