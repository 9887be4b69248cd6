"""`perkins-rules new --from`: what is known, with figures that the rules allow, as a document to
fill in.

The rules have the last word: a figure is written where no error that hangs on figures is left.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

from perkins_rules.app.asking.inputs import named_member, unread
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.faults import Stop
from perkins_rules.app.forms.given_text import Filled
from perkins_rules.app.forms.template import template
from perkins_rules.app.solving.solver import label_of, need_solver
from perkins_rules.checker import Checker
from perkins_rules.documents import Document, from_pointer
from perkins_rules.findings import Severity
from perkins_rules.member import Member
from perkins_rules.report.figures import number_of
from perkins_rules.report.lawful.repair_plain import repair_plain
from perkins_rules.report.lawful.repair_text import repair_text
from perkins_rules.report.style import Style
from perkins_rules.report.tally import tally

_MOST_ROUNDS = 12
_ZERO = {"money": "0.00", "percent": "0.00", "level": "0.00", "number": "0"}


class Begun(NamedTuple):
    """The text of a document, and what is said of it."""

    text: str
    said: str


def begun(facts: str, kind: str, rules: tuple[str, ...], schema: str, file: str) -> Begun:
    """A document of a kind around what a file of facts says. Raises Stop."""
    need_solver("new --from")
    checker = checker_for(Request((facts,), rules=rules))
    document = _facts(facts, kind, checker)
    given: Any = deepcopy(document.written_at(""))
    filled: list[str] = []
    shape = document.shape
    for _ in range(_MOST_ROUNDS):
        text = template(kind, shape, schema, file, given)
        member = Member(file or "new.yaml", text.encode("ascii"))
        new = _new(member, checker, filled)
        if not new:
            break
        for pointer, zero in new.items():
            _put(given, from_pointer(pointer), Filled(zero))
        filled += new
    return _lawful(member, filled, checker, facts)


def _facts(facts: str, kind: str, checker: Checker) -> Document:
    """What is known. All of it has to be read: what is not would be lost."""
    checked = checker.judged(named_member(facts, checker.options.limit_bytes))
    document = checked.document
    if document is not None and document.type != kind:
        said = document.type.replace("_", "-")
        raise Stop(f"{facts} is of the kind `{said}`.", f"Write `new {said} --from {facts}`.")
    wrong = [
        one
        for one in checked.report.findings
        if one.rule.startswith(("schema/", "document/")) and one.severity == Severity.ERROR
    ]
    if document is None or wrong:
        raise unread(facts, wrong[0] if wrong else checked.report.findings[0])
    return document


def _new(member: Member, checker: Checker, filled: list[str]) -> dict[str, str]:
    """Figures that rules ask for now, each as zero."""
    from perkins_rules.solving.encoding import posed
    from perkins_rules.solving.lacking import lacking

    document = checker.judged(member).document
    assert document is not None
    found = lacking(posed(checker.rules, document, checker.options))
    return {one.pointer: _ZERO[one.kind] for one in found if one.pointer not in filled}


def _put(given: Any, path: list[str], value: str) -> None:
    for name in path[:-1]:
        if isinstance(given, list):
            given = given[int(name)]
        else:
            if not isinstance(given.get(name), dict | list):
                given[name] = {}
            given = given[name]
    given[path[-1]] = value


def _lawful(member: Member, filled: list[str], checker: Checker, facts: str) -> Begun:
    """With zeros moved as little as the rules ask, and all that was given as it is."""
    from perkins_rules.solving.repair import Wish, repaired
    from perkins_rules.solving.unknowns import figures_of

    document = checker.judged(member).document
    assert document is not None
    given = [one.pointer for one in figures_of(document) if one.pointer not in filled]
    wish = Wish(keep=tuple(given), move=tuple(filled), mends_warnings=True)
    found = repaired(member, checker, wish)
    if found.unknown or found.conflicts:
        # What is left besides conflicts are zeros of ours, which figures would settle.
        plain = repair_plain(found._replace(left=()) if found.conflicts else found, document)
        told = repair_text(plain, label_of(checker, document), Style())
        raise Stop(f"no figures go with what {facts} gives.", told.rstrip())
    data = found.member.data
    assert data is not None
    return Begun(data.decode("ascii"), _said(found.member, filled, checker))


def _said(member: Member, filled: list[str], checker: Checker) -> str:
    counts = tally(checker.judged(member).report)
    said = f"{number_of(len(filled), 'figure')} filled in, each marked as such."
    left = [f"{number_of(counts.missing, 'required item')} not given"] if counts.missing else []
    if counts.errors:
        left.append(f"{number_of(counts.errors, 'error')} that no figure settles")
    if counts.open:
        left.append(f"{number_of(counts.open, 'check')} that cannot be made yet")
    if counts.reviews:
        left.append(f"{number_of(counts.reviews, 'question')} for a person")
    return said + (f" Open: {', '.join(left)}." if left else "")
