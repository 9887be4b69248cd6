"""What is told of all documents together: sums that grow with the rules, not with the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.documents import from_pointer
from perkins_rules.documents.titles import title_of
from perkins_rules.engine.said.shown import plain
from perkins_rules.findings import Verdict
from perkins_rules.report.clean import clean
from perkins_rules.report.html.plain_document import (
    CODES,
    NONE_GIVEN,
    NOT_READ,
    code_of,
    state_of,
    type_of,
)
from perkins_rules.report.html.tables import Tables
from perkins_rules.report.outputs.about import About
from perkins_rules.report.surroundings import is_index

MOST_NAMES = 100
"""Of types and States, so many are told apart; a document may call its State anything."""
OTHERS = "others"
_NO_NAMES = (OTHERS, NONE_GIVEN, NOT_READ)
_WAYS = {"at_most": "over", "less_than": "over", "at_least": "under", "more_than": "under"}


class Overview:
    """Counts verdicts, failures of rules, and money on the wrong side of a limit."""

    def __init__(self, about: About, tables: Tables) -> None:
        self.about, self.tables = about, tables
        self.count = 0
        self._verdicts: Counter[str] = Counter()
        self._types: dict[str, Counter[str]] = {}
        self._states: dict[str, Counter[str]] = {}
        self._rules: dict[int, list[list[int]]] = {}
        self._money: dict[tuple[str, str], _Line] = {}

    def add(self, result: Result) -> None:
        """Counts one document."""
        report = result.report
        self.count += 1
        verdict = report.verdict.value
        self._verdicts[verdict] += 1
        _counter(self._types, type_of(report, self.about))[verdict] += 1
        _counter(self._states, state_of(report))[verdict] += 1
        self._count_rules(result)
        for path, way, off in _off(result):
            key = (report.document or "", "/".join(map(_part, path.split("/"))))
            line = self._money.setdefault(key, _Line())
            line.add(way, off)

    def _count_rules(self, result: Result) -> None:
        """For each rule, by the code of its findings: documents, and findings in them."""
        seen: set[tuple[int, int]] = set()
        for finding in result.report.told_once:
            code = code_of(finding)
            if code is None:
                continue
            rule = self.tables.rule(finding, result.report.state)
            counts = self._rules.setdefault(rule, [[0, 0] for _ in CODES])
            counts[code][1] += 1
            if (rule, code) not in seen:
                seen.add((rule, code))
                counts[code][0] += 1

    def plain(self) -> dict[str, Any]:
        """The counts as the browser takes them."""
        return {
            "count": self.count,
            "verdicts": {v.value: self._verdicts[v.value] for v in Verdict},
            "types": _in_order(self._types),
            "states": _in_order(self._states),
            "rules": [[rule, self._rules[rule]] for rule in sorted(self._rules)],
            "money": list(self._lines()),
        }

    def _lines(self) -> Iterator[dict[str, Any]]:
        """Budget lines, in the order of their forms."""
        for (document, path), line in self._money.items():
            root = self.about.shapes.get(document)
            names = [part for part in from_pointer(path) if part != "*"]
            title = title_of(root, from_pointer(path))
            yield {
                "type": clean(self.about.title_of_type(document)),
                "title": clean(title.removesuffix(", amount") or ".".join(names)),
                **line.plain(),
            }


class _Line:
    """What one line of a budget is over its caps, under its floors, or off a sum, in all."""

    def __init__(self) -> None:
        self._sums: dict[str, list[Any]] = {}

    def add(self, way: str, off: Fraction) -> None:
        held = self._sums.setdefault(way, [0, Fraction(0), Fraction(0)])
        held[0] += 1
        held[1] += off
        held[2] = max(held[2], off)

    def plain(self) -> dict[str, list[Any]]:
        return {
            way: [count, plain(whole, "money"), plain(most, "money")]
            for way, (count, whole, most) in self._sums.items()
        }


def _off(result: Result) -> Iterator[tuple[str, str, Fraction]]:
    """Each line that breaks a limit of an error rule: by how much, at the limit it breaks most."""
    budget = result.drawn.get("budget") or {}
    for line in budget.get("lines", ()):
        worst: dict[str, Fraction] = {}
        for bound in line["bounds"]:
            if not bound["ok"] and bound["severity"] == "error":
                way = _WAYS.get(bound["is"], "off")
                gap = abs(_exact(line["amount"]) - _exact(bound["limit"]))
                worst[way] = max(gap, worst.get(way, gap))
        for way, gap in worst.items():
            yield line["path"], way, gap


def _exact(text: str) -> Fraction:
    return Fraction(text.removeprefix("≈"))


def _part(part: str) -> str:
    return "*" if is_index(part) else part


def _in_order(counters: dict[str, Counter[str]]) -> list[list[Any]]:
    """By name, and last those that are none."""
    names = sorted(counters, key=lambda name: (name in _NO_NAMES, name))
    return [[name, dict(counters[name])] for name in names]


def _counter(counters: dict[str, Counter[str]], name: str) -> Counter[str]:
    if name not in counters and len(counters) >= MOST_NAMES:
        name = OTHERS
    return counters.setdefault(name, Counter())
