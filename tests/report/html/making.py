"""Results for the HTML report: the examples checked, many variants of them, and hostile ones."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from perkins_rules import __version__
from perkins_rules.batch.drawn import draw
from perkins_rules.batch.making import result_of
from perkins_rules.batch.result import Result
from perkins_rules.checker import Checker
from perkins_rules.findings import Asked
from perkins_rules.member import Member
from perkins_rules.report.html import HtmlOutput, Limits
from perkins_rules.report.outputs.about import About, Rules
from tests.loaded import built_in

EXAMPLES = Path(__file__).parents[3] / "examples"
PLANS = ("sample-plan", "sample-plan-with-errors", "new-york-levels", "annual-budget-only")
ALL = Limits()
STATES = ("VT", "NH", "ME", "NY", "MA", "MN", "OH", "TX", "GU")


@cache
def about(draft: bool = False) -> About:
    loaded = built_in()
    return About(
        __version__, Asked(), draft, rules=Rules(lambda: loaded.rules), shapes=loaded.shapes
    )


def checked(name: str, text: str | bytes) -> Result:
    data = text.encode() if isinstance(text, str) else text
    return result_of(Member(name, data), Checker(built_in()), draw)


@cache
def example(name: str) -> Result:
    return checked(f"{name}.yaml", (EXAMPLES / f"{name}.yaml").read_bytes())


def examples() -> list[Result]:
    return [example(path.stem) for path in sorted(EXAMPLES.glob("*.yaml"))]


def variants(count: int, seed: int = 1) -> Iterator[Result]:
    """So many results; every few dozen of them differ in what they say, all in their names."""
    chance = random.Random(seed)
    kept = [_variant(chance, PLANS[k % len(PLANS)]) for k in range(min(count, 32))]
    kept += examples()[: max(0, count - len(kept))]
    for number in range(count):
        result = kept[number % len(kept)]
        state = chance.choice(STATES)
        path = f"submissions/{state}/{number:05d}-{result.report.path}"
        yield result._replace(report=result.report._replace(path=path, state=state))


def _variant(chance: random.Random, name: str) -> Result:
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")

    def moved(found: re.Match[str]) -> str:
        if chance.random() < 0.85:
            return found[0]
        return f"{found[1]}{float(found[2]) * chance.choice((0.9, 0.99, 1.01, 1.2)):.2f}"

    return checked(f"{name}.yaml", re.sub(r"((?:amount|level): )(\d+\.\d+)", moved, text))


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]>",
    "a\u2028b\u2029c",
    "\u202eevil\u202c\u2066x\u2069",
    "nul\x00bell\x07esc\x1b[31m",
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "'\"&amp;&#x3c;",
    "\ud800 lone",
    "{{7*7}}{% raw %}",
)


def hostile() -> list[Result]:
    """The sample plan with each hostile text wherever a text can stand."""
    found = example("sample-plan-with-errors")
    return [poisoned(found, text) for text in HOSTILE]


def poisoned(result: Result, text: str) -> Result:
    report = result.report
    findings = tuple(
        f._replace(
            message=text,
            remedy=text,
            exception=text,
            replaced_by=text,
            citations=tuple(c._replace(text=text, codified=text) for c in f.citations),
            derivation=tuple(s._replace(text=text, value=text, unit="text") for s in f.derivation),
        )
        for f in report.findings
    )
    drawn = json.loads(json.dumps(result.drawn))
    for line in drawn["budget"]["lines"]:
        line["title"] = line["guide"] = text
    for date in drawn["dates"]:
        date["title"] = text
    for row in drawn["levels"]:
        row["code"] = row["name"] = text
    return Result(
        report._replace(path=text, state=text, findings=findings),
        dict.fromkeys(result.lines, text),
        dict.fromkeys(result.names, text),
        drawn,
    )


def written(
    path: Path, results: Iterable[Result], limits: Limits = ALL, draft: bool = False
) -> Path:
    """The report over these results."""
    output = HtmlOutput(str(path), about(draft), limits)
    output.begin()
    for result in results:
        output.add(result)
    output.finish()
    return path


def blocks(path: Path) -> dict[str, Any]:
    """The data in a report, by the name of its block."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/json" id="([\w-]+)">(.*?)</script>', text)
    return {name: json.loads(content) for name, content in found}
