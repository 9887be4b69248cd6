"""A plan with findings, and waivers of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from perkins_rules.check.tree import RuleSet
from perkins_rules.documents import Document, read_document
from perkins_rules.findings import DocumentReport, Finding
from perkins_rules.pipeline import Options, check_read
from perkins_rules.record_file import read_record
from perkins_rules.waivers.applying import Waivers
from perkins_rules.waivers.place import Kept
from tests.loaded import rules_of

RULES = """\
pack test.waivers "Rules for tests" for state_plan

law perkins "Carl D. Perkins Act" as "Perkins V"
  codified at 20 USC { 112 is 2322, 131 is 2351 }

parameter most is $100 from 2019-07-01 cite perkins 112(a)

rule cap "Administration stays small"
  cite perkins 112(a)(3)
  encodes cap
  require budget.state_administration.amount is at most most
  remedy "Lower it."

rule reserve "The reserve stays small"
  cite perkins 112(c)
  encodes reserve
  severity warning
  require budget.reserve.amount is at most most
  remedy "Lower it."

rule ratio "The reserve is no more than the match"
  cite perkins 112(c)
  encodes ratio
  require budget.reserve.amount is at most budget.state_match.amount
  remedy "Lower it."

rule definitions "Each definition is long"
  cite perkins 112(c)
  encodes definitions
  for each indicator in performance.indicators
  require indicator.numerator_definition is "long"
  remedy "Lengthen it."
"""
PLAN = """\
document: state_plan
state: {code: VT, name: Vermont}
submission: {fiscal_years: [2026]}
budget:
  state_administration:
    amount: 500
  reserve: {amount: 300}
performance:
  indicators:
    - {code: 1S1, numerator_definition: short}
    - {code: 2P1, numerator_definition: shorter}
"""
TODAY = "2026-11-22"
CAP, RESERVE = "test.waivers/cap", "test.waivers/reserve"
RATIO, DEFINITIONS = "test.waivers/ratio", "test.waivers/definitions"
ADMINISTRATION = "budget.state_administration.amount"


@cache
def rules() -> RuleSet:
    """The rules of these tests, read once."""
    return rules_of(RULES)


def read(text: str = PLAN, name: str = "plan.yaml") -> Document:
    """A document from its text."""
    return read_document(name, text.encode(), rules().shapes)


def checked(text: str = PLAN, name: str = "plan.yaml") -> DocumentReport:
    """Its report, without waivers."""
    return check_read(rules(), read(text, name), Options())


def waiver(rule: str = CAP, path: str = ADMINISTRATION, **parts: str) -> str:
    """One entry of a file of waivers; a part that is empty is left out."""
    told = {
        "rule": rule,
        "path": path,
        "authority": "Letter of 2 March 2026",
        "reason": "Agreed with the Department",
        "expires": "2027-06-30",
    } | parts
    lines = [f"{name}: {value}" for name, value in told.items() if value]
    return "  - " + "\n    ".join(lines) + "\n"


def write(folder: Path, *entries: str, text: str | None = None) -> str:
    """A file of waivers."""
    path = folder / "waivers.yaml"
    whole = "waivers:\n" + "".join(entries) if text is None else text
    path.write_text(whole, encoding="utf-8")
    return str(path)


def waived(
    path: str | None,
    text: str = PLAN,
    name: str = "plan.yaml",
    today: str = TODAY,
    alone: bool = True,
    all_asked: bool = True,
    inline: bool = True,
) -> DocumentReport:
    """The report of a plan with the waivers of a file, and its own."""
    report = checked(text, name)
    file = read_record(path) if path is not None else None
    waivers = Waivers(Kept(file, today, alone), rules())
    return waivers.on(report, read(text, name), comments_count=inline, all_asked=all_asked)


def found(report: DocumentReport, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [f for f in report.findings if f.rule == rule]


def notes(report: DocumentReport) -> list[str]:
    """The kinds of what is said of waivers."""
    return [f.rule for f in report.findings if f.rule.startswith("waivers/")]
