"""Names on the command line -> members: local files, folders, patterns; remote ones elsewhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from perkins_rules.batch.containers import archive_members, line_members
from perkins_rules.batch.members import Members, inner_member
from perkins_rules.batch.names import is_archive, is_hidden, is_lines, is_pattern, is_remote
from perkins_rules.batch.patterns import matching
from perkins_rules.batch.wanted import is_beside, is_wanted
from perkins_rules.member import Member, faulty, in_words

ReadNamed = Callable[[str], Member]
WhyNot = Callable[[str], str]
"""Takes the path of a file in a folder, or of a folder with a slash behind it; says why it is left
out, or nothing.
"""


def _wanted(path: str) -> str:
    return ""


class Place(NamedTuple):
    """Something that is read by itself; `inner` when it was found in a folder or by a pattern."""

    name: str
    inner: bool = False


def members(
    names: Sequence[str], limit_bytes: int, read_named: ReadNamed, why_not: WhyNot = _wanted
) -> Members:
    """Every document that is named, in the order of the names; in a folder, of the paths.

    `read_named` reads a single file that the user named (or standard input).
    """
    for name in names:
        if is_remote(name):
            from perkins_rules.batch.remote import remote_members

            yield from remote_members(name, limit_bytes)
            continue
        for place in places(name, why_not):
            yield from (
                [place] if isinstance(place, Member) else _members(place, limit_bytes, read_named)
            )


def places(name: str, why_not: WhyNot = _wanted) -> Iterable[Place | Member]:
    """What a local name stands for: files, or why there are none."""
    if is_pattern(name):
        return _matching(name, why_not)
    if name != "-" and Path(name).is_dir():
        return _in_folder(Path(name), why_not)
    return [Place(name)]


def _matching(pattern: str, why_not: WhyNot) -> Iterable[Place | Member]:
    found = matching(pattern)
    if not found:
        yield faulty(pattern, f"Nothing matches `{pattern}`.", "Check the pattern and the folder.")
    for name in found:
        path = Path(name)
        if path.is_dir():
            yield from _in_folder(path, why_not)
        elif not is_beside(name):
            reason = why_not(name)
            yield Member(name, None, left_out=reason) if reason else Place(name)


def expected(names: Sequence[str], why_not: WhyNot = _wanted) -> int | None:
    """How many documents are named, if that can be told without opening anything."""
    count = 0
    for name in names:
        for place in places(name, why_not) if not is_remote(name) else [None]:
            if place is None or is_archive(place.name) or is_lines(place.name):
                return None
            count += not (isinstance(place, Member) and place.left_out)
    return count


def _in_folder(folder: Path, why_not: WhyNot) -> Iterable[Place | Member]:
    """The files below a folder. Hidden ones and links to folders are not followed."""
    within = [_entries(folder)]  # of each folder that is gone into: they may lie very deep
    while within:
        entry = next(within[-1], None)
        if entry is None:
            within.pop()
        elif isinstance(entry, Member):
            yield entry
        elif reason := why_not(_asked(entry)):
            yield Member(entry.path, None, left_out=reason)
        elif entry.is_dir(follow_symlinks=False):
            within.append(_entries(Path(entry.path)))
        else:
            yield Place(entry.path, inner=True)


def _entries(folder: Path) -> Iterator[os.DirEntry[str] | Member]:
    """The files and folders in a folder that may count, in the order of their names."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield faulty(str(folder), f"The folder `{folder}` cannot be read: {in_words(error)}.")
        return
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_hidden(entry.name) if is_folder else is_wanted(entry.name):
            yield entry


def _asked(entry: os.DirEntry[str]) -> str:
    return f"{entry.path}/" if entry.is_dir(follow_symlinks=False) else entry.path


# ------------------------------------------------------------------ reading


def _members(place: Place, limit_bytes: int, read_named: ReadNamed) -> Members:
    name = place.name
    if name == "-" or not (is_lines(name) or is_archive(name) or place.inner):
        yield read_named(name)
        return
    try:
        if not stat.S_ISREG(os.stat(name).st_mode):  # noqa: PTH116  # a name, whatever it holds
            yield irregular(place)
            return
        with open(name, "rb") as file:  # noqa: PTH123
            if is_archive(name):
                yield from archive_members(name, file, limit_bytes)
            elif is_lines(name):
                yield from line_members(name, file, limit_bytes)
            else:
                yield inner_member(name, file.read(limit_bytes + 1), is_file=True)
    except (OSError, ValueError) as error:
        yield faulty(name, f"`{name}` cannot be read: {in_words(error)}.")


def irregular(place: Place) -> Member:
    """A pipe or a device would be waited for without end; one that was named is an error."""
    if place.inner:
        return Member(place.name, None, left_out=_NO_FILE)
    return faulty(place.name, f"`{place.name}` cannot be read: {_NO_FILE}.")


_NO_FILE = "it is no regular file"
