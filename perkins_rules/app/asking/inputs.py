"""A name on the command line -> the bytes of a document, or in words why there are none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from perkins_rules.app.faults import Stop, complain
from perkins_rules.member import Member, faulty
from perkins_rules.nearest import nearest

if TYPE_CHECKING:
    from perkins_rules.findings import Finding


def named_member(name: str, limit_bytes: int) -> Member:
    """A file that the user named, or standard input for `-`: at most one byte more than the limit
    is read.
    """
    if name == "-":
        return _standard_input(limit_bytes)
    if not name:
        remedy = "Name the file, or write - for standard input."
        return faulty(name, "The name of a file is empty.", remedy)
    path = Path(name)
    try:
        with path.open("rb") as file:
            return Member(name, file.read(limit_bytes + 1), is_file=True)
    except FileNotFoundError:
        return faulty(name, f"There is no file `{name}`.", _near(path))
    except IsADirectoryError:
        return _folder(name)
    except PermissionError:
        if path.is_dir():  # as Windows says it
            return _folder(name)
        remedy = "Ask its owner for leave to read it, or copy it."
        return faulty(name, f"`{name}` may not be read.", remedy)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return faulty(name, f"`{name}` cannot be read: {reason}.")


def named_bytes(name: str, limit_bytes: int) -> bytes:
    """The bytes of such a file. Raises Stop when there are none to be had."""
    member = named_member(name, limit_bytes)
    if member.data is None:
        raise Stop(*(member.fault or ("",)))
    return member.data


def unread(name: str, why: Finding) -> Stop:
    """What ends a run whose one document cannot be read: where in it, unless there is none."""
    from perkins_rules.report.lines import UNOPENED

    place = f"{name}:{why.span.line}: " if why.rule != UNOPENED else ""
    return Stop(f"{place}{why.message}", why.remedy)


def _standard_input(limit_bytes: int) -> Member:
    if sys.stdin is None:
        return faulty("-", "There is no standard input to read.")
    if sys.stdin.isatty():
        complain("reading the document from the keyboard; end it with Ctrl-D (Windows: Ctrl-Z).")
    return Member("-", sys.stdin.buffer.read(limit_bytes + 1))


def _folder(name: str) -> Member:
    remedy = f"Name the files in it, such as {name.rstrip('/')}/plan.yaml."
    return faulty(name, f"`{name}` is a folder.", remedy)


def _near(path: Path) -> str:
    """A file beside it that was probably meant."""
    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return ""
    near = nearest(path.name, beside)
    return f"Did you mean `{path.parent / near}`?" if near else ""
