"""`perkins-rules new --from`: what is known, with figures that the rules allow, as a document to
fill in.

The rules have the last word: a figure is written where no error that hangs on figures is left.
"""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple

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
from perkins_rules.report.lawful.repair_text import conflict_lines
from perkins_rules.report.style import Style
from perkins_rules.report.tally import tally

if TYPE_CHECKING:  # loaded when it is known that the solver is there
    from perkins_rules.solving.encoding import Posed
    from perkins_rules.solving.figures import Unknown
    from perkins_rules.solving.repair import Repair

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
    capped: dict[str, str] = {}
    shape = document.shape

    def written(stay: Collection[str]) -> Member:
        """With so many figures at their caps, the others at zero."""
        for pointer, cap in capped.items():
            _put(given, from_pointer(pointer), Filled(cap if pointer in stay else _ZERO["money"]))
        text = template(kind, shape, schema, file, given)
        return Member(file or "new.yaml", text.encode("ascii"))

    for _ in range(_MOST_ROUNDS):
        new = _new(written(capped), checker, filled)
        if not new:
            break
        for pointer, start in new.items():
            _put(given, from_pointer(pointer), Filled(start))
        filled += new
        capped |= {pointer: start for pointer, start in new.items() if start not in _ZERO.values()}
    order = list(capped)
    ways = [(stay, written(stay)) for stay in (order[:k] for k in range(len(order), -1, -1))]
    return _lawful(ways, filled, checker, document)


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
    """Figures that rules ask for now, each at its cap by what is given, or at zero."""
    from perkins_rules.solving.encoding import posed
    from perkins_rules.solving.lacking import lacking

    document = checker.judged(member).document
    assert document is not None
    of = posed(checker.rules, document, checker.options)
    return {one.pointer: _start(of, one) for one in lacking(of) if one.pointer not in filled}


def _start(of: Posed, one: Unknown) -> str:
    """Of an amount of which rules say no more than `at most`, that: a State budgets what it may."""
    from perkins_rules.documents.other_values import with_values
    from perkins_rules.solving.named import Asked
    from perkins_rules.solving.ranges import ranges
    from perkins_rules.solving.written import like

    zero = _ZERO[one.kind]
    if one.kind != "money":
        return zero
    data = with_values(of.document.data, {one.pointer: one.some_figure})
    (found,) = ranges(of, Asked((one,), data))
    if found.least is None or found.most is None or found.least.figure:
        return zero
    return like(zero, found.most.figure, one) if found.most.figure and found.most.because else zero


def _put(given: Any, path: list[str], value: str) -> None:
    for name in path[:-1]:
        if isinstance(given, list):
            given = given[int(name)]
        else:
            if not isinstance(given.get(name), dict | list):
                given[name] = {}
            given = given[name]
    given[path[-1]] = value


def _lawful(
    ways: list[tuple[list[str], Member]], filled: list[str], checker: Checker, facts: Document
) -> Begun:
    """With zeros moved as little as the rules ask, and all that was given as it is. Of what is at
    its cap so much stays there as goes together, earlier lines first.
    """
    from perkins_rules.solving.repair import Wish, repaired
    from perkins_rules.solving.unknowns import figures_of

    document = checker.judged(ways[0][1]).document
    assert document is not None
    given = [one.pointer for one in figures_of(document) if one.pointer not in filled]
    tried = []
    for stay, member in ways:
        move = tuple(pointer for pointer in filled if pointer not in stay)
        wish = Wish(keep=(*given, *stay), move=move, mends_warnings=True)
        tried.append(repaired(member, checker, wish))
    found = min(tried, key=lambda one: _how_wrong(one, checker))
    if found.unknown or found.conflicts:
        # What is left besides conflicts are figures of ours; what is told of stands in the facts.
        conflicts = repair_plain(found, facts)["conflicts"]
        words = f"while {facts.path} gives these figures:"
        label, style = label_of(checker, document), Style()
        lines = [line for one in conflicts for line in conflict_lines(one, label, style, words)]
        told = "\n".join(lines) if lines else found.unknown
        raise Stop(f"no figures go with what {facts.path} gives.", told.strip())
    data = found.member.data
    assert data is not None
    return Begun(data.decode("ascii"), _said(found.member, filled, checker))


def _how_wrong(found: Repair, checker: Checker) -> tuple[bool, int]:
    """Whether it is no answer, and how many warnings it leaves."""
    is_none = bool(found.unknown or found.conflicts)
    return is_none, tally(checker.judged(found.member).report).warnings


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
