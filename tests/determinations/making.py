"""A plan with questions for a person, and determinations on it."""

from __future__ import annotations

from functools import cache
from typing import Any

from perkins_rules.check.tree import RuleSet
from perkins_rules.determinations.applying import determined, questions
from perkins_rules.determinations.records import Record
from perkins_rules.documents import Document, read_document
from perkins_rules.findings import DocumentReport, Finding, Verdict
from perkins_rules.pipeline import Options, check_read
from tests.loaded import rules_of

RULES = """\
pack test.reviews "Reviews for tests" for state_plan

law perkins "Carl D. Perkins Act" as "Perkins V"

review goals "The plan sets out goals"
  cite perkins 122(d)(2)
  encodes goals
  applies when narrative.vision_and_goals is present
  look at narrative.vision_and_goals, narrative.workforce_summary
  ask "Does it name goals for all?"

review notice "The notice came early"
  cite perkins 122(a)(3)
  encodes notice
  severity warning
  applies when public_comment.hearings.notice is present
  look at public_comment.hearings.notice
  ask "Was it early enough?"

review definitions "What is counted is what the form describes"
  cite perkins 113(b)(2)
  encodes definitions
  for each indicator in performance.indicators
  look at indicator.numerator_definition
  ask "{indicator.code}: is that what is counted?"

review parties "The parties took part"
  cite perkins 122(c)
  encodes parties
  for each party in consultation.parties
  look at party.how
  ask "Did they take part?"

review comments "Comments are answered"
  cite perkins 113(b)(3)(B)
  encodes comments
  for each comment in performance.comments
  look at comment.text
  ask "Is there an answer to it?"
"""
PLAN = """\
document: state_plan
state: {code: VT, name: Vermont}
submission: {fiscal_years: [2026]}
consultation:
  parties:
    - {group: programs, how: A working group met every month.}
    - {group: special_populations, how: Two evenings in each region.}
public_comment:
  hearings: {notice: Three weeks before.}
narrative:
  workforce_summary: The State supports training in all its regions.
  vision_and_goals: >-
    Every learner leaves with a plan,
    and a first step on it.
performance:
  indicators:
    - {code: 1S1, numerator_definition: Those who graduated.}
    - {code: 2P1, numerator_definition: Those who earned a credential.}
  comments:
    - {author: A parent, text: The level is too low.}
    - {author: A teacher, text: The level is too high.}
"""
GOALS, NOTICE = "test.reviews/goals", "test.reviews/notice"
DEFINITIONS, PARTIES = "test.reviews/definitions", "test.reviews/parties"
COMMENTS = "test.reviews/comments"


@cache
def rules() -> RuleSet:
    """The rules of these tests, read once."""
    return rules_of(RULES)


def read(text: str = PLAN, name: str = "plan.yaml") -> Document:
    """A document from its text."""
    return read_document(name, text.encode(), rules().shapes)


def checked(text: str = PLAN, **options: Any) -> tuple[DocumentReport, Document]:
    """Its report, without determinations."""
    document = read(text)
    return check_read(rules(), document, Options(**options)), document


def asking(report: DocumentReport) -> list[Finding]:
    """The questions that are open."""
    return [f for f in report.findings if f.verdict == Verdict.NEEDS_REVIEW]


def records(text: str = PLAN, answer: str = "met", **parts: Any) -> list[Record]:
    """A determination on each question of a plan."""
    report, document = checked(text)
    asked = questions(report, document, rules())
    return [
        Record(
            finding=f.id,
            rule=f.rule,
            at=document.name_of(f.path),
            question=f.message,
            answer=answer,
            reviewer="R. Viewer",
            date="2026-03-01",
            note="",
            text_sha256=asked[f.id].sha256,
        )._replace(**parts)
        for f in asking(report)
    ]


def of(rule: str, made: list[Record]) -> list[Record]:
    """The determinations on the questions of one rule."""
    return [record for record in made if record.rule == rule]


def found(report: DocumentReport, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [f for f in report.findings if f.rule == rule]


def applied(text: str, made: list[Record], all_asked: bool = True) -> DocumentReport:
    """The report of a plan with determinations."""
    report, document = checked(text)
    return determined(report, document, rules(), made, all_asked)
