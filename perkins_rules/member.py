"""Member: the bytes of one document under the name that its user sees, or why there are none."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """Why a document, or what holds it, cannot be read; what would be right, or nothing."""

    message: str
    remedy: str = ""


class Member(NamedTuple):
    """One document, as the user will see it called: `plans/a.yaml`, `all.zip!a.yaml`,
    `all.jsonl:17`.

    `data` is None when there is a fault, or when the file was `left_out`: it stands in a folder or
    an archive and does not look like a document, for the reason given. `is_file` says that it is a
    file by itself: nothing out of an archive, of many lines, of standard input or of another
    machine.
    """

    name: str
    data: bytes | None
    fault: Fault | None = None
    left_out: str = ""
    is_file: bool = False


def faulty(name: str, message: str, remedy: str = "") -> Member:
    """A member that cannot be read."""
    return Member(name, None, Fault(message, remedy))


def in_words(error: BaseException) -> str:
    """The reason of an error, without the class and the number that programs give it."""
    reason = getattr(error, "strerror", None) or " ".join(str(error).split())
    return (reason or type(error).__name__).rstrip(".")
