"""Work: what a run has in hand, and how one piece of it is done."""

from __future__ import annotations

from collections.abc import Callable

from perkins_rules.batch.result import Result
from perkins_rules.member import Member, faulty

Check = Callable[[Member], Result]
MakeCheck = Callable[[], Check]
Work = Member | Result
"""A member to be checked, or a result that is known already and only takes its place in line."""


def checked(check: Check, member: Member) -> Result:
    """A fault of the program on one document is told of that document; the others go on."""
    try:
        return check(member)
    except Exception as error:  # noqa: BLE001  # whatever it is, it must not stop the batch
        said = " ".join(str(error).split())[:200]
        message = f"The program failed on this document ({type(error).__name__}: {said})."
        return check(faulty(member.name, message, "Please report it, with the document."))
