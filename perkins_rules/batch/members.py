"""What a user names -> the documents in it, one after the other, none of them held longer.

A file is a document; a folder, an archive or a file of lines holds many. What cannot be read comes
out as a member, too, with the reason in words, so that nothing is lost and the others go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from perkins_rules.member import Member

_KEY = rb"""(?:\A|[\r\n{,])[ \t\f\v\xef\xbb\xbf\xff\xfe]*["']?document["']?\s*:"""
NO_KEY = "it has no `document:` key"


def looks_like_a_document(data: bytes) -> bool:
    """Whether there is a key `document` in it; a folder holds other YAML and JSON files, too."""
    is_wide = b"\0" in data[:100]  # UTF-16, say: a document all the same, which will be refused
    return re.search(_KEY, data.replace(b"\0", b"") if is_wide else data) is not None


def inner_member(name: str, data: bytes, is_file: bool = False) -> Member:
    """A file found in a folder or an archive: a document, or left out."""
    if looks_like_a_document(data):
        return Member(name, data, is_file=is_file)
    return Member(name, None, left_out=NO_KEY)


class MissingLibrary(Exception):
    """What is named needs a library that is not installed: its name, the extra that brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(what)
        self.what, self.extra = what, extra


Members = Iterator[Member]
