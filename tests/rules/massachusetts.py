"""Massachusetts documents as changes to the examples, and admissions from a few counts."""

from __future__ import annotations

from typing import Any

from perkins_rules.findings import Finding
from tests.rules.conftest import put, report
from tests.schemas.dialect import ROOT, read_yaml

GROUPS = ("students_of_color", "students_with_disabilities", "english_learners")

Document = dict[str, Any]


def example(name: str, changes: dict[str, Any]) -> Document:
    document: Document = read_yaml(ROOT / "examples" / f"massachusetts-{name}.yaml")
    for path, value in changes.items():
        put(document, path, value)
    return document


def review(**changes: Any) -> Document:
    """The sound admissions review with changes; `__` stands for the dot of a path."""
    return example("admissions-review", {k.replace("__", "."): v for k, v in changes.items()})


def plan(**changes: Any) -> Document:
    """The sound plan with changes; `__` stands for the dot of a path."""
    found = {k.replace("__", "."): v for k, v in changes.items()}
    return example("voluntary-compliance-plan", found)


# Where none of the region belongs to the group, the index is exactly 0; for 400 of 1000 it is
# 36.4592%: p = 0.4, z²/2n = 0.0027059, root = √(0.00024 + 0.0000013530) = 0.0155355,
# (0.4 + 0.0027059 - 2.3263479 · 0.0155355) / 1.0054119.
def group(name: str, attending: int, region: int = 0, total: int = 10000) -> Document:
    return {
        "name": name,
        "region": {"count": region, "total": 1000},
        "attending": {"count": attending, "total": total},
    }


def year(number: int, *attending: int, region: int = 400, total: int = 1000) -> Document:
    groups = [group(n, a, region, total) for n, a in zip(GROUPS, attending, strict=False)]
    return {"school_year": number, "groups": groups}


def years(*given: Document, **more: Any) -> Document:
    return {"document": "admissions_review", "state": {"code": "MA"}, "years": list(given), **more}


def message(found: list[Finding]) -> str:
    return " ".join(f"{f.message} {f.remedy}" for f in found if f.verdict.value == "fail")


def failed(name: str) -> list[str]:
    """The rules that fail for an example, by name without the pack, each as often as it fails."""
    found = report(example(name, {})).findings
    return sorted(f.rule.split("/", 1)[1] for f in found if f.verdict.value == "fail")
