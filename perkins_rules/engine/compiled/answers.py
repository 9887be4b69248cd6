"""What a compiled rule answers about a document.

True: it passes, or is a question that is asked, and False: it does not apply, both for a rule about
the document as a whole. None: not settled, ask the reference evaluator about the whole rule. Else
a tuple of four: how many instances pass, how many does the rule not apply to; of which instances
the reference evaluator is to be asked; at which it asks a person. Instances are named by the
pointers of their loop variables, outermost first.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Pointers = tuple[str, ...]


class Answer(NamedTuple):
    """The same, of any rule: how many pass and are left alone, and which are open and are asked."""

    passed: int = 0
    left: int = 0
    opened: tuple[Pointers, ...] = ()
    asked: tuple[Pointers, ...] = ()


def answer_of(given: Any, is_review: bool) -> Answer | None:
    """What the function of a rule gave; None where the whole rule is open.

    A rule that finds nothing to look at does not apply.
    """
    if given is None:
        return None
    if given is True:
        return Answer(asked=((),)) if is_review else Answer(passed=1)
    if given is False:
        return Answer(left=1)
    passed, left, opened, asked = given
    if not (passed or left or opened or asked):
        return Answer(left=1)
    return Answer(passed, left, tuple(opened), tuple(asked))
