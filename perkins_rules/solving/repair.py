"""A document + rules -> the smallest change of its figures with which no rule fails for them.

Whatever the solver says is written into the document, and the engine checks that: where a rule has
no formula, or one that is not faithful, its word is the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule
from perkins_rules.checker import Checked, Checker
from perkins_rules.documents import Document
from perkins_rules.documents.edited import edited
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.member import Member
from perkins_rules.solving.conflict import Conflict, conflict_of, stuck_of
from perkins_rules.solving.encoding import Encoding, encoded, posed
from perkins_rules.solving.figures import Unknown
from perkins_rules.solving.instances import Held
from perkins_rules.solving.kept import closest, is_kept
from perkins_rules.solving.search import TooHard, standing
from perkins_rules.solving.smallest_change import (
    Sought,
    hanging,
    key_of,
    smallest_change,
    with_warnings,
)
from perkins_rules.solving.unknowns import figures_of
from perkins_rules.solving.unread import Waits, beside_lost, leaning, lost_in
from perkins_rules.solving.written import Unwritable, place_and_text
from perkins_rules.source import Span

MOST_ROUNDS = 8
"""Some rules have no formula until others' figures stand: percents of amounts that both move."""


class Wish(NamedTuple):
    """What stays whatever it costs, what may rather move, by pointers; which days are past; whether
    warnings are to go, too, where they can.
    """

    keep: tuple[str, ...] = ()
    move: tuple[str, ...] = ()
    today: date = date(1, 1, 1)
    mends_warnings: bool = False


class Change(NamedTuple):
    """A figure as it stands and as it is proposed, both as written, and where it stands; `because`
    are the findings that come if it alone stays as it is.
    """

    pointer: str
    span: Span
    was: str
    now: str
    because: tuple[Finding, ...]


class Repair(NamedTuple):
    """`changes` in the order of the form, and the document with them; `is_only` where no other is
    as small. `settled` are the errors that it settles, `left` those that stay: those of the rules
    `unsought` have no formula, and no figure settles the others. `conflicts` say what cannot go
    together, or cannot be kept while some figures stay; `unknown` why nothing is known. `held` are
    the ids of errors that hang on a value that cannot be read, with the place of that; it `waits`
    where figures stay for one.
    """

    member: Member
    changes: tuple[Change, ...] = ()
    is_only: bool = True
    left: tuple[Finding, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unknown: str = ""
    unsought: tuple[str, ...] = ()
    settled: tuple[Finding, ...] = ()
    held: Mapping[str, str] = MappingProxyType({})
    waits: bool = False

    def waits_for(self, finding: Finding) -> str | None:
        """The place of the value for which an error waits; None for one that does not."""
        return self.held.get(finding.id.partition("-")[0])  # equal ones are numbered


class _State(NamedTuple):
    member: Member
    checked: Checked

    @property
    def failed(self) -> dict[str, Finding]:
        findings = self.checked.report.findings
        return {f.id: f for f in findings if f.verdict == Verdict.FAIL and f.waiver is None}

    @property
    def warnings(self) -> set[str]:
        return {id_ for id_, f in self.failed.items() if f.severity == Severity.WARNING}

    @property
    def allowed(self) -> set[str]:
        """The rules all of whose failures are waived: nothing has to change for them."""
        findings = self.checked.report.findings
        waived = {f.rule for f in findings if f.verdict == Verdict.FAIL and f.waiver is not None}
        return waived - {finding.rule for finding in self.failed.values()}

    @property
    def errors(self) -> dict[str, Finding]:
        return {id_: f for id_, f in self.failed.items() if f.severity == Severity.ERROR}


def repaired(member: Member, checker: Checker, wish: Wish) -> Repair:
    """The repair of a document that can be read; one that cannot has none."""
    first = now = _State(member, checker.judged(member))
    document = first.checked.document
    if document is None:
        return Repair(member, left=first.checked.report.findings, unknown=_NOT_READ)
    of = posed(checker.rules, document, checker.options)
    free = {one.pointer for one in figures_of(document) if _may_move(one, wish)}
    waits = beside_lost(of, lost_in(document), free)
    moved, barred, is_only = dict[str, None](), set[str](), True
    stuck: tuple[Conflict, ...] = ()
    for _ in range(MOST_ROUNDS):
        try:
            keep = (*wish.keep, *waits, *moved, *barred)
            came = now.warnings - first.warnings
            found = _round(now, checker, wish._replace(keep=keep), waits, came)
        except TooHard:
            return Repair(member, unknown="The solver gave up at its limit.")
        except Unwritable as why:
            return Repair(member, unknown=f"{why}.")
        if found.hangs:
            waits |= found.hangs
            continue
        stuck = found.stuck if not moved else stuck
        if found.conflict is not None:
            left = tuple(now.errors.values())
            conflicts = (found.conflict, *found.stuck)
            return Repair(member, left=left, conflicts=conflicts, held=found.held)
        if found.state is None:
            break
        if blamed := _to_blame(first, found.state, now, found.moved, checker):
            barred |= blamed
            continue
        now, is_only = found.state, is_only and found.is_only
        moved |= dict.fromkeys(found.moved)
    else:
        return Repair(member, left=tuple(first.errors.values()), unknown=_NOT_CONFIRMED)
    in_order = [one.pointer for one in figures_of(document) if one.pointer in moved]
    changes = tuple(_changes(first, now, in_order, checker))
    left = tuple(now.errors.values())
    unsought = tuple({f.rule: None for f in left if f.rule in found.outside})
    settled = tuple(one for id_, one in first.errors.items() if id_ not in now.errors)
    has_waiting = waits.keys() > set(waits.values())
    return Repair(
        now.member, changes, is_only, left, stuck, "", unsought, settled, found.held, has_waiting
    )


def _to_blame(
    first: _State, after: _State, before: _State, moved: Iterable[str], checker: Checker
) -> set[str]:
    """The figures without whose change no error would come that the formulas did not foresee; all
    of them, where no one alone brings it; none where no error came.
    """
    new = after.errors.keys() - first.errors.keys()
    if not new:
        return set()
    found = set[str]()
    for pointer in moved:
        back = _put_back(before, after, pointer, checker)
        if not new & back.errors.keys():
            found.add(pointer)
    return found or set(moved)


_NOT_READ = "What cannot be read has to be put right first."
_NOT_CONFIRMED = "What was found does not hold when the document is checked with it."


class _Round(NamedTuple):
    """What one question came to: a document with what moved, or a conflict, or nothing to do; or
    figures that would move because of others that wait (`hangs`), so that they have to wait, too.
    """

    state: _State | None = None
    moved: tuple[str, ...] = ()
    is_only: bool = True
    conflict: Conflict | None = None
    stuck: tuple[Conflict, ...] = ()
    outside: tuple[str, ...] = ()
    held: Mapping[str, str] = MappingProxyType({})
    hangs: Mapping[str, str] = MappingProxyType({})


def _round(now: _State, checker: Checker, wish: Wish, waits: Waits, came: Set[str]) -> _Round:
    """The nearest figures to those that stand. Of warnings those are mended that `came` with what
    moved so far: the percent of an amount that is another now.
    """
    document = now.checked.document
    assert document is not None
    unknowns = [one for one in figures_of(document) if _may_move(one, wish)]
    of = posed(checker.rules, document, checker.options)
    encoding = encoded(of, tuple(unknowns))
    stands, lean = standing(encoding), leaning(of, waits)
    asked = [one for one in stands.broken if _is_sought(one, document, wish, came)]
    failing = [one for one in asked if one.rule.id not in now.allowed]
    held = {_id(one, document): lean[key_of(one)] for one in failing if key_of(one) in lean}
    wrong = [one for one in failing if key_of(one) not in lean]
    broken = [one for one in wrong if _may_be_kept(one, encoding)]
    stuck = stuck_of(encoding, wrong, document)
    if not all(_weighs(one.rule) for one in broken):
        broken = with_warnings(encoding, stands, broken)
    if not broken:
        outside = tuple(rule.id for rule, _ in encoding.outside)
        return _Round(stuck=stuck, outside=outside, held=held)
    sought = Sought(encoding, stands, broken, wish.move)
    found = smallest_change(sought) or conflict_of(encoding, stands, broken, document)
    if hangs := hanging(sought, lean, found):
        return _Round(hangs=hangs)
    if isinstance(found, Conflict):
        return _Round(conflict=found, stuck=stuck, held=held)
    figures = {p: encoding.space.unknowns[p].figure(n) for p, n in found.changes.items()}
    texts = {p: place_and_text(document, encoding.space.unknowns[p], f) for p, f in figures.items()}
    state = _written(now.member, checker, dict.fromkeys(texts.values()))
    _must_be_alone(document, state, figures)
    return _Round(state, tuple(texts), found.is_only, stuck=stuck, held=held)


def _is_sought(one: Held, document: Document, wish: Wish, came: Set[str]) -> bool:
    if _weighs(one.rule):
        return True
    is_warning = one.rule.severity == Severity.WARNING.value
    return is_warning and (wish.mends_warnings or _id(one, document) in came)


def _id(one: Held, document: Document) -> str:
    """The id of the finding on an instance."""
    return finding_id(one.rule.id, document, *one.pointers)


def _must_be_alone(document: Document, after: _State, moved: Mapping[str, Any]) -> None:
    """That all is as proposed: what an anchor marks stands elsewhere, too. Raises Unwritable."""
    read = after.checked.document
    found = {} if read is None else {one.pointer: one.value for one in figures_of(read)}
    for one in figures_of(document):
        if found.get(one.pointer) != moved.get(one.pointer, one.value):
            name = document.name_of(one.pointer)
            raise Unwritable(f"What `{name}` is stands for another figure, too")


def _may_be_kept(one: Held, encoding: Encoding) -> bool:
    """Whether figures may help. What is not given is to be given, and no figure to be put to zero
    so that it need not be; nor a day to be moved so that a rule no longer applies.
    """
    return one.rule.kind == "rule" and bool(encoding.space.names_in(one.met))


def _may_move(one: Unknown, wish: Wish) -> bool:
    """What is named more closely counts: a figure that may move, of a group that stays."""
    keep, move = (closest(one.pointer, places) for places in (wish.keep, wish.move))
    return (not keep or len(keep) < len(move)) and not is_kept(one, wish.today, wish.move)


def _weighs(one: Finding | CheckedRule) -> bool:
    return one.severity == Severity.ERROR.value


def _written(member: Member, checker: Checker, edits: Iterable[tuple[Span, str]]) -> _State:
    assert member.data is not None
    after = member._replace(data=edited(member.data, edits))
    return _State(after, checker.judged(after))


def _changes(
    first: _State, last: _State, moved: Iterable[str], checker: Checker
) -> Iterator[Change]:
    """Each change with what comes if it alone is not made: so the engine says what it is for."""
    was, now = first.checked.document, last.checked.document
    assert was is not None
    assert now is not None
    for pointer in moved:
        before, after = _text_at(was, pointer), _text_at(now, pointer)
        without = _put_back(first, last, pointer, checker)
        new = (f for id_, f in without.failed.items() if id_ not in last.failed)
        because = (f for f in new if f.severity != Severity.INFO)
        yield Change(pointer, before.span, before.text, after.text, tuple(because))


def _put_back(before: _State, after: _State, pointer: str, checker: Checker) -> _State:
    """The document with one figure as it was."""
    was, now = before.checked.document, after.checked.document
    assert was is not None
    assert now is not None
    edit = _text_at(now, pointer).span, _text_at(was, pointer).text
    return _written(after.member, checker, [edit])


class _Text(NamedTuple):
    span: Span
    text: str


def _text_at(document: Document, pointer: str) -> _Text:
    span = document.span_of(pointer)
    line = document.text.line(span.line)
    return _Text(span, line[span.column - 1 : span.end_column - 1])
