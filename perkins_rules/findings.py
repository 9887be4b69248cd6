"""What was found about a document: Verdict, Finding, DocumentReport, Report.

The fields are those of `schemas/report.schema.json`. Plain tuples, because the fast path of the
pre-commit hook builds them and must not pay for importing attrs.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from perkins_rules.source import Citation, Span


class Verdict(StrEnum):
    """What is known of one thing that a rule quantifies over, or of a whole document."""

    PASS = "pass"  # noqa: S105  # a verdict, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    CANNOT_DETERMINE = "cannot_determine"
    NEEDS_REVIEW = "needs_review"
    UNREADABLE = "unreadable"


class Severity(StrEnum):
    """How much a failed rule weighs: only errors make a document fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Step(NamedTuple):
    """One line of a derivation: a figure, where it comes from and what it was made of.

    `text` is in the words of the rule, `value` the shown value (empty when missing), `unit` one
    of money, percent, points, number, integer, date, period, time, text, yes_no, list, verdict,
    or range, where `value` says in words what is known;
    `path` a JSON pointer into the document or None.
    """

    text: str
    value: str
    unit: str
    path: str | None = None
    line: int | None = None
    citations: tuple[Citation, ...] = ()


class Determination(NamedTuple):
    """What a reviewer determined of a question, and whether it still holds.

    `answer` is met, not_met or not_applicable, `question` the question as it was put to the
    reviewer; `state` is current, or outdated when text or question have changed since. `place` is
    the file that it stands in.
    """

    answer: str
    reviewer: str
    date: str
    note: str
    question: str
    state: str
    place: str = ""


class Waiver(NamedTuple):
    """Why a finding does not count: on whose authority, for which reason, since when, until when.

    `authority` is who allowed it or which letter, `date` is empty when it is not given, `expires`
    the last day on which it holds. `citation` is the law that knows such a waiver, if one is
    cited. `place` is where it is recorded: `waivers.yaml:3`, or the line beside the value.
    """

    authority: str
    reason: str
    date: str
    expires: str
    citation: Citation | None
    place: str


class Finding(NamedTuple):
    """One verdict on one instance of one rule.

    `path` is a JSON pointer. `needs` lists the missing pointers an open result hangs on.
    `because_of` is the id of the finding that reports such a missing item. `exception` is the
    label of the exception that was taken. `distance` is how far the value is from the figure
    that it is held against, a decimal as a string in `distance_unit`; rounded where it is not
    `distance_exact`. `tolerance` is how far it may be, where that figure is not itself the limit.
    `replaced_by` is the pack that put its own in the place of the rule of this id.
    `determination` is a reviewer's, on the question that a review asks: the verdict then is that
    of the reviewer while it is current. `waiver` is the one in force for it: the finding then
    stands, and fails nothing. `baseline` says that it was there when the baseline was written:
    it fails no run then, though the document still does not pass for it. `further` is how many
    results it stands for, where the rule has more than are told one by one.
    """

    id: str
    rule: str
    requirements: tuple[str, ...]
    verdict: Verdict
    severity: Severity
    message: str
    remedy: str
    path: str
    span: Span
    citations: tuple[Citation, ...] = ()
    needs: tuple[str, ...] = ()
    because_of: str | None = None
    exception: str | None = None
    distance: str | None = None
    distance_unit: str | None = None
    derivation: tuple[Step, ...] = ()
    replaced_by: str | None = None
    determination: Determination | None = None
    waiver: Waiver | None = None
    baseline: bool = False
    distance_exact: bool | None = None
    tolerance: str | None = None
    further: int = 0


class Later:
    """Findings that are made when somebody first asks for them: places, words and derivations of
    questions cost more than all verdicts of a plan that is in order.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[Finding, ...]]) -> None:
        self._make: Callable[[], tuple[Finding, ...]] | None = make
        self._made: tuple[Finding, ...] = ()

    def made(self) -> tuple[Finding, ...]:
        """The findings; what they are made of is let go of."""
        if self._make is not None:
            self._made, self._make = self._make(), None
        return self._made


class Elsewhere(Later):
    """Findings that stayed with the process that made them, since nobody here asks for them."""

    __slots__ = ()

    def __init__(self) -> None:
        """Nothing to make them of."""

    def made(self) -> tuple[Finding, ...]:
        """Raises RuntimeError."""
        raise RuntimeError("the findings of this report stayed in another process")


class _Parts(NamedTuple):
    path: str
    sha256: str
    document: str | None
    state: str | None
    date: str | None
    edition: str | None
    edition_reason: str | None
    edition_change: str | None
    profile: str | None
    packs: tuple[str, ...]
    rules_sha256: str
    verdict: Verdict
    counts: dict[str, int]
    findings: tuple[Finding, ...] | Later
    today: str | None = None


class DocumentReport(_Parts):
    """All that was found about one document, and what it was asked under.

    `today` is the day by which waivers were judged; None when there was none to judge.
    `edition_reason` says why this edition, `edition_change` what another has otherwise.
    """

    __slots__ = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found, in the order of the guide's form."""
        found = super().findings
        return found.made() if isinstance(found, Later) else found

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self) if isinstance(super().findings, Elsewhere) else self._whole()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DocumentReport):
            return NotImplemented
        return self._whole() == other._whole()

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None  # type: ignore[assignment]  # its counts are a dict

    def _whole(self) -> tuple[Any, ...]:
        return (*self[:_FINDINGS], self.findings, *self[_FINDINGS + 1 :])

    @property
    def told_once(self) -> tuple[Finding, ...]:
        """The findings without those that only say again, of a required item, what another does:
        that its value could not be read.
        """
        unread = unread_values(self.findings)
        if not unread:
            return self.findings
        return tuple(f for f in self.findings if not says_again(f, unread))


_FINDINGS = _Parts._fields.index("findings")


def unread_values(findings: Iterable[Finding]) -> frozenset[str]:
    """The ids of the findings that tell of values which could not be read, and are not waived."""
    return frozenset(f.id for f in findings if f.rule.startswith("schema/") and f.waiver is None)


def says_again(finding: Finding, unread: Container[str]) -> bool:
    """Whether a required item is only called missing because its value could not be read."""
    return finding.verdict == Verdict.FAIL and finding.because_of in unread


class Asked(NamedTuple):
    """What the user asked for; None where the default of each document was left to hold."""

    date: str | None = None
    edition: str | None = None
    profile: str | None = None


class Report(NamedTuple):
    """The result of a run, in the order of its inputs."""

    version: str
    asked: Asked
    documents: tuple[DocumentReport, ...]
