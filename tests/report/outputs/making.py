"""Results made by hand, and outputs written from them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from perkins_rules import assets
from perkins_rules.batch.result import Result
from perkins_rules.documents import load_shapes
from perkins_rules.findings import Determination, Finding, Severity, Step, Verdict
from perkins_rules.report.outputs import About, Outputs, RuleAbout, Rules, outputs_for
from tests.report.making import LAW, document, finding, missing, review, undetermined

CAP = RuleAbout("Administration stays within its cap", citations=(LAW,))


class _Rules(Rules):
    """One rule alone is known."""

    def label(self, rule: str, state: str | None = None) -> RuleAbout:
        return CAP if rule == "federal.budget/administration-cap" else RuleAbout()


ABOUT = About(
    "0.1.0",
    rules=_Rules(),
    shapes=load_shapes(assets.schema_texts()),
)
TABLES = ("csv", "parquet", "xlsx")
FORMATS = ("txt", "json", "ndjson", "jsonl", "md", *TABLES)
UNREAD = {"document": None, "state": None, "date": None, "edition": None, "profile": None}
UNREAD |= {"edition_reason": None, "edition_change": None}
HOSTILE = "=cmd|' /C calc'!A0 \x1b[31m\r\n\t\x00\u202eevil\ud800 <b>&amp;</b> _x001B_ \"q\";@x"
MADE = Determination("met", "A. Reviewer", "2026-03-01", "As it should be", "Is it?", "current")


def result(*findings: Finding, **parts: Any) -> Result:
    """The result of a document with these findings."""
    report = document(*findings, **parts)
    names = {f.path: f"Field {f.path}" for f in report.findings}
    return Result(report, {41: "    amount: $260,000.01"}, names, {})


def over(ident: str = "a1", **parts: Any) -> Finding:
    """A figure over its limit."""
    steps = (Step("cap", "260000.00", "money", "/budget/x", 3, (LAW,)),)
    told: dict[str, Any] = {"distance": "0.01", "distance_unit": "money", "distance_exact": True}
    told["derivation"] = steps
    return finding(id=ident, **told | parts)


def some() -> list[Result]:
    """One of each kind."""
    unread = finding(rule="document/syntax", verdict=Verdict.UNREADABLE, path="", citations=())
    return [
        result(
            over(),
            missing("/budget/reserve/amount", "m1"),
            undetermined("u1", "/budget/reserve/amount", because_of="m1", path="/budget/reserve"),
            review("r1", "Is it?"),
            review("r2", "Is it?", determination=MADE)._replace(verdict=Verdict.PASS),
            finding(id="w1", severity=Severity.WARNING, replaced_by="mn.budget"),
            path="plans/a.yaml",
        ),
        result(path="plans/b.yaml", state="NY"),
        result(unread, path="plans/c.yaml", verdict=Verdict.UNREADABLE, **UNREAD),
    ]


def hostile() -> Result:
    """A document that means harm, in all that it can say."""
    found = over(message=HOSTILE, remedy="+1+1", path="/=1/~0x", exception="@SUM(A1)")
    odd = undetermined("u1", "/-1", "/\x07", message="-2+3", citations=(), rule="=rule")
    made = result(found, odd, path='=HYPERLINK("x")\udcff.yaml', state="-1")
    return made._replace(names={"/=1/~0x": "\t=1+1", "/-1": "\u2029@x"})


def write(folder: Path, results: Iterable[Result], *endings: str, about: About = ABOUT) -> None:
    """Writes one output for each ending, all in one pass, as `all.ENDING`."""
    paths = [str(folder / f"all.{ending}") for ending in endings]
    with Outputs(outputs_for(paths, about)) as outputs:
        for one in results:
            outputs.add(one)
