"""What the tests of the rule packs share: the sample plan, changes to it, and the verdicts."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from perkins_rules.checker import check_document
from perkins_rules.documents import Document, read_document
from perkins_rules.findings import Asked, DocumentReport, Finding, Verdict
from perkins_rules.pipeline import Options
from tests.loaded import built_in

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def _sample_text() -> str:
    return (EXAMPLES / "sample-plan.json").read_text(encoding="utf-8")


def plan(changes: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A deep copy of the sample plan with changes by dotted path; None deletes.

    Numbers in a path are places in a list, or names of keys: `performance.indicators.1S1.baseline`.
    """
    import json
    from decimal import Decimal

    data: dict[str, Any] = json.loads(_sample_text(), parse_float=Decimal)
    for path, value in {**(changes or {}), **more}.items():
        put(data, path, value)
    return data


def put(data: dict[str, Any], path: str, value: Any) -> None:
    *above, last = path.split(".")
    place: Any = data
    for part in above:
        place = _step(place, part)
    if isinstance(place, list):
        found = _step(place, last)
        place[place.index(found)] = value
    elif value is None:
        place.pop(last, None)
    else:
        place[last] = copy.deepcopy(value)


KEYS = ("code", "fiscal_year", "group", "agency", "recipient", "name")


def _step(place: Any, part: str) -> Any:
    if isinstance(place, list):
        keyed = [e for e in place if isinstance(e, dict) and part in (str(e.get(k)) for k in KEYS)]
        return keyed[0] if keyed else place[int(part)]
    return place.setdefault(part, {})


def report(document: Mapping[str, Any], **asked: str) -> DocumentReport:
    """The report as `check` gives it. `asked`: date, edition, profile."""
    return check_document(built_in(), document, Options(asked=Asked(**asked)))


def full_report(document: Mapping[str, Any]) -> DocumentReport:
    """With what passed and what does not apply, by the reference engine alone: it takes long."""
    return check_document(built_in(), document, Options(show_all=True))


def verdicts(document: Mapping[str, Any], rule: str, **asked: str) -> list[str]:
    """The verdicts of one rule, one an instance; empty when the rule is not in force."""
    return [f.verdict.value for f in findings(document, rule, **asked)]


def findings(document: Mapping[str, Any], rule: str, **asked: str) -> list[Finding]:
    """Of one rule. A rule of one edition is asked under that, whenever the document is filed."""
    asked = {**own_edition(rule), **asked}
    options = Options(asked=Asked(**asked), show_all=True, keep=lambda r: r.id == rule)
    found = check_document(built_in(), document, options).findings
    return [f for f in found if f.rule == rule]


def own_edition(rule: str) -> dict[str, str]:
    """The edition that a rule belongs to, if it is of one alone."""
    editions = [edition for r in built_in().rules if r.id == rule for edition in r.editions]
    return {"edition": editions[0]} if editions else {}


def failed_rules(document: Mapping[str, Any], severity: str = "error", **asked: str) -> list[str]:
    """Ids of the rules of a severity that failed."""
    found = report(document, **asked).findings
    return [f.rule for f in found if f.verdict == Verdict.FAIL and f.severity == severity]


def read_example(name: str) -> Document:
    path = EXAMPLES / name
    return read_document(str(path), path.read_bytes(), built_in().shapes)
