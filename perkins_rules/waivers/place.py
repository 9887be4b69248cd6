"""Which waivers hold in a run. Imports next to nothing: every check asks."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from perkins_rules.member import Member
from perkins_rules.record_file import RecordFile

FILE = "waivers.yaml"
COMMENT = "perkins-waiver"
_LIKE_ONE = rb"(?i)#[ \t]*(?:perkins[ \t_-]*)?waiver"
NEVER, IN_FILES, EVERYWHERE = "never", "in files", "everywhere"
"""Whose comments count: whoever checks decides, not whoever wrote the document."""


class Kept(NamedTuple):
    """What a run goes by: the file of waivers, if there is one; the day by which they are judged;
    whether the run is for one document `alone`, which all waivers of the file are then for.

    `comments` says in which documents waivers beside values count: NEVER, IN_FILES (in files below
    the `folder`, not in what comes out of an archive, a file of lines or standard input),
    EVERYWHERE. `here` is the folder that names are of, for a process that runs in another one.
    """

    file: RecordFile | None
    today: str
    alone: bool
    comments: str = NEVER
    folder: str = ""
    here: str = ""

    def concern(self, member: Member) -> bool:
        """Whether there may be waivers for a document."""
        data = member.data or b""
        return self.file is not None or (b"#" in data and re.search(_LIKE_ONE, data) is not None)

    def count_in(self, member: Member) -> bool:
        """Whether waivers beside the values of a document count."""
        if self.comments == IN_FILES and member.is_file:
            return _is_below(self.folder, member.name)
        return self.comments == EVERYWHERE


def _is_below(folder: str, name: str) -> bool:
    """Whether a name is of a plain file that really lies in a folder, links followed."""
    real, above = os.path.realpath(name), os.path.realpath(folder)
    return os.path.isfile(real) and real.startswith(os.path.join(above, ""))  # noqa: PTH113, PTH118


def is_waivers(name: str) -> bool:
    """Whether a file, by its name, holds waivers and is no document."""
    low = os.path.basename(name).lower()  # noqa: PTH119  # a name, which may be no path at all
    return low == FILE or low.endswith(f".{FILE}")
