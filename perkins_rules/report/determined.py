"""What reviewers determined -> where it is shown, and in which words: the same in every output."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.report.figures import number_of

ANSWERS = {"met": "met", "not_met": "not met", "not_applicable": "does not apply"}


def on_checklist(finding: Finding) -> bool:
    """Whether a finding is a question for a person, open or determined."""
    return finding.verdict == Verdict.NEEDS_REVIEW or finding.determination is not None


def is_settled(finding: Finding) -> bool:
    """Whether a reviewer's answer holds, and it is no error: it stands on the checklist alone."""
    made = finding.determination
    return made is not None and made.state == "current" and made.answer != "not_met"


def is_not_met(finding: Finding) -> bool:
    """Whether a reviewer's answer counts against the document, however much its rule weighs."""
    made = finding.determination
    return made is not None and made.state == "current" and made.answer == "not_met"


def question_of(finding: Finding) -> str:
    """The question, also where the message is what the reviewer found."""
    made = finding.determination
    is_asked = made is None or made.state == "outdated"
    return finding.message if is_asked or made is None else made.question


def told(finding: Finding) -> str:
    """Who determined what and when; or why the question is asked again. Empty without either."""
    made = finding.determination
    if made is None:
        return ""
    note = f": {made.note}" if made.note else ""
    if made.state == "current":
        return f"{ANSWERS[made.answer]}, determined by {made.reviewer} on {made.date}{note}"
    changed = "text" if made.question == finding.message else "question"
    return (
        f"asked again: the {changed} has changed since {made.reviewer}'s determination of "
        f"{made.date} ({ANSWERS[made.answer]}{note})"
    )


class DeterminedCounts(NamedTuple):
    """Numbers of determinations that hold, by answer, and of those that no longer do."""

    met: int
    not_met: int
    not_applicable: int
    outdated: int
    places: tuple[str, ...] = ()

    def said(self) -> str:
        """`3 questions determined by reviewers: 2 met, 1 not met; 1 is asked again (FILE)`"""
        total = self.met + self.not_met + self.not_applicable
        numbers = {"met": self.met, "not met": self.not_met, "not applicable": self.not_applicable}
        each = ", ".join(f"{number} {answer}" for answer, number in numbers.items() if number)
        questions = number_of(total, "question")
        said = [f"{questions} determined by reviewers: {each}"] if total else []
        if self.outdated:
            verb = "is" if self.outdated == 1 else "are"
            said.append(f"{number_of(self.outdated, 'question')} {verb} asked again")
        file = f" ({', '.join(self.places)})" if said and self.places else ""
        return "; ".join(said) + file


def determined_counts(report: DocumentReport) -> DeterminedCounts:
    """How many questions of a document reviewers have determined."""
    made = [f.determination for f in report.findings if f.determination is not None]
    current = [one.answer for one in made if one.state == "current"]
    return DeterminedCounts(
        met=current.count("met"),
        not_met=current.count("not_met"),
        not_applicable=current.count("not_applicable"),
        outdated=len(made) - len(current),
        places=tuple(dict.fromkeys(one.place for one in made if one.place)),
    )
