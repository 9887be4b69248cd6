"""About: what outputs tell beside the results: who asked what, what rules and fields are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.documents import Shape
from perkins_rules.findings import Asked
from perkins_rules.report.lines import UNOPENED
from perkins_rules.report.outputs.rule_pages import page_address
from perkins_rules.report.surroundings import RuleLabel, Surroundings, dotted
from perkins_rules.source import Citation


class RuleAbout:
    """What a rule says of a good document, its kind, how much it weighs, and its law.

    How much it weighs and its law are asked of the `checked` rule where there is one, and not
    before they are wanted: a text tells titles alone.
    """

    def __init__(
        self,
        title: str = "",
        kind: str = "rule",
        severity: str = "error",
        citations: tuple[Citation, ...] = (),
        checked: Any = None,
    ) -> None:
        self.title, self.kind, self.checked = title, kind, checked
        self._severity, self._citations = severity, citations

    @property
    def severity(self) -> str:
        """error, warning or info."""
        return self._severity if self.checked is None else str(self.checked.severity)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places that it cites."""
        return self._citations if self.checked is None else tuple(self.checked.citations)

    @property
    def remedies(self) -> list[str]:
        """What it tells to do, a figure standing as the rule names it."""
        demands = self.checked.demands if self.checked is not None else ()
        told = ("".join(_words(part) for part in demand.remedy) for demand in demands)
        return [remedy for remedy in dict.fromkeys(told) if remedy]

    @property
    def said(self) -> str:
        """What it says, in words that stand by themselves."""
        if self.kind == "placeholder":
            return f"“{self.title}” holds more than a placeholder"
        return f"“{self.title}” is filled in" if self.kind == "item" else self.title


_ROUNDED = r" rounded to \d+ places?(?: up| down)?"


def _words(part: Any) -> str:
    return part if isinstance(part, str) else re.sub(_ROUNDED, "", str(part.text))


class Rules:
    """The rules by id, in the order of their files; `of_states` those that a State has instead.

    They are looked through when one is first asked for: a good document asks for none.
    """

    def __init__(self, rules: Callable[[], Iterable[Any]] = tuple) -> None:
        self._rules = rules

    @cached_property
    def everywhere(self) -> Mapping[str, Any]:
        """Each rule that documents of any State meet, or else one of some State, by its id."""
        found: dict[str, Any] = {}
        for rule in self._rules():
            if rule.id not in found or (rule.state is None and found[rule.id].state is not None):
                found[rule.id] = rule
        return found

    @cached_property
    def of_states(self) -> Mapping[tuple[str, str], Any]:
        """The rules of single States, by the State and the id."""
        return {(r.state, r.id): r for r in self._rules() if r.state is not None}

    def label(self, rule: str, state: str | None = None) -> RuleAbout:
        """The rule of an id that the documents of a State meet; nothing is said of others."""
        own = self.of_states.get((state, rule)) if state is not None else None
        met = own or self.everywhere.get(rule)
        return RuleAbout() if met is None else RuleAbout(met.title, met.kind, checked=met)


class About(NamedTuple):
    """`show` is how much a text tells: brief, open or all; `shapes` are the roots by document type.
    `site` is the address of the pages of rules, with a slash at its end; empty where none is known.
    """

    version: str
    asked: Asked = Asked()
    draft: bool = False
    fail_on: str = "error"
    show: str = "open"
    rules: Rules = Rules()
    shapes: Mapping[str, Shape] = {}  # a tuple's default, and never changed
    site: str = ""

    def page_of(self, label: RuleAbout) -> str:
        """The address of the page of a rule; empty where there is none."""
        return page_address(self.site, label.checked)

    def title_of_type(self, document: str | None) -> str:
        """What a type of document is called; nothing for one that could not be read."""
        shape = self.shapes.get(document or "")
        return shape.title if shape is not None and shape.title else document or ""


class KeptLines:
    """The lines of a document that a result keeps, by number."""

    def __init__(self, lines: Mapping[int, str]) -> None:
        self._lines = lines

    def line(self, number: int) -> str:
        """A line; empty when it was not kept."""
        return self._lines.get(number, "")


def around_result(result: Result, about: About) -> Surroundings:
    """What a text report shows beside the findings of a result."""
    report, names, rules = result.report, result.names, about.rules
    unopened = any(finding.rule == UNOPENED for finding in report.findings)

    def label_of(rule: str) -> RuleLabel:
        told = rules.label(rule, report.state)
        return RuleLabel(told.title, told.kind)

    return Surroundings(
        root=about.shapes.get(report.document) if report.document is not None else None,
        text=None if unopened else KeptLines(result.lines),
        name_of=lambda pointer: names.get(pointer) or dotted(pointer),
        label_of=label_of,
    )
