"""A name on the command line -> the bytes of a document, or in words why there are none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from perkins_rules.app.faults import complain


class Input(NamedTuple):
    """A document to check. `name` is what the user called it, `-` for standard input."""

    name: str
    data: bytes


class Unreadable(Exception):
    """A file of which not a byte could be read: what is wrong, and what would be right."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def read_input(name: str, limit_bytes: int) -> Input:
    """The bytes of a file, or of standard input for `-`; at most one more than the limit.

    Raises Unreadable.
    """
    if name == "-":
        return Input(name, _standard_input(limit_bytes))
    if not name:
        raise Unreadable(
            "The name of a file is empty.", "Name the file, or write - for standard input."
        )
    path = Path(name)
    try:
        with path.open("rb") as file:
            return Input(name, file.read(limit_bytes + 1))
    except FileNotFoundError as error:
        raise Unreadable(f"There is no file `{name}`.", _near(path)) from error
    except IsADirectoryError as error:
        raise _folder(name) from error
    except PermissionError as error:
        if path.is_dir():  # as Windows says it
            raise _folder(name) from error
        raise Unreadable(
            f"`{name}` may not be read.", "Ask its owner for leave to read it, or copy it."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(f"`{name}` cannot be read: {reason}.") from error


def _standard_input(limit_bytes: int) -> bytes:
    if sys.stdin is None:
        raise Unreadable("There is no standard input to read.")
    if sys.stdin.isatty():
        complain("reading the document from the keyboard; end it with Ctrl-D (Windows: Ctrl-Z).")
    return sys.stdin.buffer.read(limit_bytes + 1)


def _folder(name: str) -> Unreadable:
    return Unreadable(
        f"`{name}` is a folder.", f"Name the files in it, such as {name.rstrip('/')}/plan.yaml."
    )


def _near(path: Path) -> str:
    """A file beside it that was probably meant."""
    from difflib import get_close_matches

    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return ""
    near = get_close_matches(path.name, beside, n=1, cutoff=0.6)
    return f"Did you mean `{path.parent / near[0]}`?" if near else ""
