"""Results, real and made by hand, and what the formats for programs make of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from perkins_rules.batch.making import result_of
from perkins_rules.batch.result import Result
from perkins_rules.batch.rules_asked import rules_asked
from perkins_rules.checker import Checker
from perkins_rules.findings import Asked, Finding, Waiver
from perkins_rules.member import Member
from perkins_rules.report.output_formats import named
from perkins_rules.report.outputs import About, Outputs, Rules
from perkins_rules.report.outputs.output import output_for
from tests.loaded import built_in
from tests.report.making import LAW
from tests.report.outputs.making import ABOUT

EXAMPLES = Path(__file__).parents[3] / "examples"
ERRORS = "sample-plan-with-errors.yaml"
WAIVER = Waiver(
    "Letter of the Secretary", "Storm", "2026-01-02", "2027-06-30", LAW, "waivers.yaml:3"
)


@cache
def about() -> About:
    return About("0.1.0", Asked(), rules=Rules(lambda: built_in().rules), shapes=built_in().shapes)


def checked(data: bytes, name: str = "plan.yaml", each_rule: bool = False) -> Result:
    """The result of a document, as a run has it."""
    return result_of(Member(name, data), Checker(built_in()), rules_asked if each_rule else None)


@cache
def example(name: str = ERRORS, each_rule: bool = False) -> Result:
    return checked((EXAMPLES / name).read_bytes(), name, each_rule)


def waived(finding: Finding) -> Finding:
    return finding._replace(waiver=WAIVER)


def written(folder: Path, format_: str, results: Iterable[Result], about: About = ABOUT) -> str:
    """What a format writes of results."""
    path = folder / "written"
    with Outputs([output_for(str(path), about, named(format_))]) as outputs:
        for result in results:
            outputs.add(result)
    return path.read_text(encoding="utf-8")
