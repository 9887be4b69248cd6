"""One finding -> the parts of which the browser makes what is read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.findings import Finding, Step, Verdict
from perkins_rules.report.citations import short
from perkins_rules.report.clean import clean, clean_lines
from perkins_rules.report.determined import question_of, told
from perkins_rules.report.figures import figure
from perkins_rules.report.html.tables import Tables
from perkins_rules.report.lines import line_of, steps_of
from perkins_rules.report.off_by import off_by
from perkins_rules.report.surroundings import dotted
from perkins_rules.report.text.arithmetic import arithmetic, spoken
from perkins_rules.report.text.block_text import NOT_GIVEN, kind_of, sentence
from perkins_rules.report.text.outline import Block
from perkins_rules.report.unfinished import missing_thing

LONGEST_LINE = 240
LONGEST_VALUE = 300
LONGEST_QUOTE = 800
MOST_STEPS = 60


class Plain:
    """Tells the findings of one document."""

    def __init__(self, result: Result, tables: Tables) -> None:
        self.result, self.tables = result, tables
        self.state = result.report.state

    def block(self, block: Block) -> dict[str, Any]:
        """A finding with what hangs on it."""
        whole = self.finding(block.finding)
        if kind_of(block.finding) == "open" and block.finding.needs:
            whole["message"] = self._open(block)
            whole["checks"] = [self._check(f) for f in (block.finding, *block.alike)]
        if block.parts:
            whole["parts"] = [self._part(f) for f in block.parts]
        if block.waiting:
            whole["waiting"] = [self._check(f) for f in block.waiting]
        return whole

    def finding(self, finding: Finding) -> dict[str, Any]:
        """A finding by itself. Parts that are empty are left out."""
        kind = kind_of(finding) if finding.verdict != Verdict.NEEDS_REVIEW else "review"
        steps = steps_of(self.result, finding)
        parts = {
            "id": finding.id,
            "rule": self.tables.rule(finding, self.state),
            "kind": kind,
            "message": clean(sentence(finding.message)),
            "fix": clean(sentence(finding.remedy)),
            "where": self._name(finding.path) if finding.path else "",
            "line": line_of(self.result, finding),
            "text": self._line(finding) if kind not in ("open", "missing") else "",
            "law": self.tables.laws_of(finding.citations),
            "off": clean(off_by(finding)),
            "rows": [list(map(clean, row)) for row in arithmetic(steps)]
            if finding.distance is not None
            else [],
            "steps": [_step(step) for step in steps[-MOST_STEPS:] if step.text],
            "quote": self._quote(finding),
            "unless": clean(finding.exception or ""),
            "replaced": clean(finding.replaced_by or ""),
            "judged": _judged(finding),
            "waived": _waived(finding),
        }
        return {name: part for name, part in parts.items() if part not in ("", [], None)}

    def question(self, finding: Finding) -> dict[str, Any]:
        """An entry of the checklist: the question, and what a reviewer determined."""
        return self.finding(finding) | {"message": clean(sentence(question_of(finding)))}

    # -------------------------------------------------------------- parts of a finding

    def _line(self, finding: Finding) -> str:
        """The line it stands in, where that shows something: cut around the place."""
        if finding.rule == "document/encoding":
            return ""
        line = self.result.lines.get(finding.span.line, "")
        start = max(0, finding.span.column - 1 - LONGEST_LINE // 2)
        shown = line[start : start + LONGEST_LINE]
        before, after = "…" if start else "", "…" if len(line) > start + LONGEST_LINE else ""
        return before + clean(shown).strip() + after

    def _quote(self, finding: Finding) -> str:
        """For a question to a person: the text that is to be judged."""
        if finding.verdict != Verdict.NEEDS_REVIEW:
            return ""
        texts = [s.value for s in finding.derivation if s.path == finding.path and s.unit == "text"]
        return _cut(clean_lines(texts[0]), LONGEST_QUOTE) if texts else ""

    # -------------------------------------------------------------- what hangs on it

    def _open(self, block: Block) -> str:
        names = ", ".join(self._name(need) for need in block.finding.needs)
        without = "it" if len(block.finding.needs) == 1 else "them"
        count = 1 + len(block.alike)
        checks = "1 check" if count == 1 else f"{count} checks"
        return clean(f"{NOT_GIVEN}{names}. Without {without}, {checks} cannot be made:")

    def _check(self, finding: Finding) -> dict[str, Any]:
        title = self.tables.title_of(finding, self.state) or clean(sentence(finding.message))
        if self.tables.is_item(finding, self.state):
            title = f"whether “{title}” must be filled in"
        return {
            "text": title,
            "rule": self.tables.rule(finding, self.state),
            "law": self.tables.laws_of(finding.citations),
        }

    def _part(self, finding: Finding) -> dict[str, Any]:
        guide = [c for c in finding.citations if c.source == "guide"]
        rule = self.tables.rule(finding, self.state)
        return {
            "text": clean(missing_thing(finding)),
            "rule": rule,
            "law": self.tables.laws_of(guide[:1]),
        }

    def _name(self, pointer: str) -> str:
        return clean(self.result.names.get(pointer) or dotted(pointer))


def _judged(finding: Finding) -> dict[str, str] | None:
    """What a reviewer determined of a question."""
    one = finding.determination
    if one is None:
        return None
    return {
        "answer": one.answer,
        "state": one.state,
        "told": clean(told(finding)),
        "question": clean(one.question),
    }


def _waived(finding: Finding) -> str:
    """On whose authority it does not count, until when, and why."""
    one = finding.waiver
    if one is None:
        return ""
    law = f" ({one.citation.text})" if one.citation is not None else ""
    return clean(f"by {one.authority}{law}, until {one.expires}: {one.reason} [{one.place}]")


@lru_cache(maxsize=4096)
def _step(step: Step) -> list[str]:
    """Its value, what it is in the words of the rule, where it is from: most come again with each
    document.
    """
    return [_cut(clean(_value(step)), LONGEST_VALUE), _words(step.text), _origin(step)]


@lru_cache(maxsize=10_000)
def _words(text: str) -> str:
    """What a rule calls a figure, in plain words; the same in every document."""
    return clean(spoken(text))


def _value(step: Step) -> str:
    if not step.value and step.unit == "yes_no" and step.path is None:
        return "open"
    if not step.value and step.unit == "list" and step.path is None:
        return "nothing"
    return figure(step.value, step.unit)


def _origin(step: Step) -> str:
    if step.line is not None:
        return f"line {step.line}" if step.value else ""
    return clean("; ".join(_shorts(step.citations)))


def _shorts(citations: Sequence[Any]) -> Iterator[str]:
    return map(short, citations)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()} …"
