"""How a document stands, in numbers and in a sentence."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.findings import DocumentReport, Severity, Verdict
from perkins_rules.report.determined import determined_counts
from perkins_rules.report.figures import number_of
from perkins_rules.report.unfinished import (
    NO_RULES,
    is_check,
    is_to_fill,
    lacks_state,
    reports_missing,
    things_to_fill,
    to_fill_in,
)
from perkins_rules.report.waived import in_all


class Tally(NamedTuple):
    """Numbers of findings: what failed by severity, what is open, what a person must judge.

    `errors` leaves out `missing`, the required things that are not given. In a draft, `to_fill`
    counts what is missing, `waiting` the checks that
    wait for it, and nothing of it is in the others. What is waived
    or known from the baseline is in none.
    """

    errors: int
    missing: int
    warnings: int
    notes: int
    open: int
    open_errors: int
    to_fill: int
    waiting: int
    reviews: int


def tally(document: DocumentReport, draft: bool = False) -> Tally:
    """Counts the findings of a document."""
    set_apart = [f for f in document.told_once if draft and to_fill_in(f)]
    weighed = [f for f in document.told_once if f.waiver is None and not f.baseline]
    counted = [f for f in weighed if not (draft and to_fill_in(f))]
    failed = [f.severity for f in counted if f.verdict == Verdict.FAIL]
    missing = sum(f.severity == Severity.ERROR and reports_missing(f) for f in counted)
    undetermined = [f for f in counted if f.verdict == Verdict.CANNOT_DETERMINE and is_check(f)]
    return Tally(
        errors=failed.count(Severity.ERROR) - missing,
        missing=missing,
        warnings=failed.count(Severity.WARNING),
        notes=failed.count(Severity.INFO),
        open=len(undetermined),
        open_errors=sum(f.severity == Severity.ERROR for f in undetermined),
        to_fill=things_to_fill(set_apart),
        waiting=sum(not is_to_fill(f) and is_check(f) for f in set_apart),
        reviews=sum(f.verdict == Verdict.NEEDS_REVIEW for f in document.findings),
    )


class Counted(NamedTuple):
    """A document's numbers in the tables of all reports; a draft's are the same."""

    errors: int
    missing: int
    warnings: int
    open: int
    questions: int


def counted(document: DocumentReport) -> Counted:
    """Numbers of findings, whatever is said of them in a draft: who filters or sums the rows of
    one report comes to what another shows.
    """
    counts = tally(document)
    return Counted(counts.errors, counts.missing, counts.warnings, counts.open, counts.reviews)


def known_in_all(document: DocumentReport) -> str:
    """`2 findings known from the baseline`; nothing without any."""
    known = sum(finding.baseline for finding in document.told_once)
    return f"{number_of(known, 'finding')} known from the baseline" if known else ""


class Standing(NamedTuple):
    """One sentence on a document, with the mark and the looks that go with it."""

    mark: str
    looks: str
    text: str


def standing(document: DocumentReport, draft: bool = False) -> Standing:
    """How a document stands, and what of it is waived. A complete one is good news."""
    told = _standing(document, draft)
    if known := known_in_all(document):
        new = told.text.replace("No errors", "No new errors", 1)
        told = told._replace(text=f"{new} {known}.")
    if told.mark != "fail" and (not_met := determined_counts(document).not_met):
        told = told._replace(text=f"{told.text} {number_of(not_met, 'question')} not met.")
    waived = in_all(document)
    return told._replace(text=f"{told.text} {waived[:1].upper()}{waived[1:]}.") if waived else told


def _standing(document: DocumentReport, draft: bool) -> Standing:
    counts = tally(document, draft)
    if document.verdict == Verdict.UNREADABLE:
        return Standing("fail", "bold red", "The document could not be read.")
    if any(finding.rule == NO_RULES for finding in document.findings):
        said = "Nothing was checked: there are no rules for this document."
        return Standing("open", "bold magenta", said)
    if counts.errors or counts.missing:
        return Standing("fail", "bold red", wrong(counts))
    if counts.open_errors:
        checks = number_of(counts.open_errors, "check")
        return Standing(
            "open",
            "bold magenta",
            f"No errors so far; {checks} cannot be made until more is given.",
        )
    if not draft and (untold := [f for f in document.told_once if lacks_state(f)]):
        first = untold[0].message.partition(". ")[0].rstrip(".")
        return Standing("open", "bold magenta", f"No errors so far. {first}.")
    if counts.to_fill or counts.waiting:
        return Standing("pass", "bold green", f"No errors so far; {_left(counts)}.")
    if counts.reviews:
        questions = number_of(counts.reviews, "question")
        return Standing("pass", "bold green", f"No errors. {questions} left for a person to judge.")
    left = f"{number_of(counts.open, 'check')} left open" if counts.open else "Nothing is left open"
    return Standing("pass", "bold green", f"No errors. {left}.")


def _left(counts: Tally) -> str:
    """What a draft still lacks."""
    checks = number_of(counts.waiting, "check")
    if not counts.to_fill:
        return f"{checks} cannot be made until more is given"
    things = f"{number_of(counts.to_fill, 'thing')} still to fill in"
    return f"{things}, and {checks} cannot be made before" if counts.waiting else things


def wrong(counts: Tally) -> str:
    """What is wrong: errors, and what is required and not given."""
    said = [f"{number_of(counts.errors, 'error')} to correct"] if counts.errors else []
    if counts.missing:
        said.append(f"{number_of(counts.missing, 'required item')} not given")
    told = ", ".join(said)
    if counts.open and counts.missing:
        told += f"; {number_of(counts.open, 'check')} cannot be made without more"
    return told + "."
