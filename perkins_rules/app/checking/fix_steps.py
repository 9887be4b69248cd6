"""What was found in a document -> what may be written in it, each with the findings it settles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.documents import Document, from_pointer, shape_at, to_pointer
from perkins_rules.documents.slips import only_slip
from perkins_rules.documents.special_signs import CURLY_QUOTES
from perkins_rules.findings import Finding
from perkins_rules.report.repairs import (
    UNKNOWN_TYPE,
    UNNAMED_TYPE,
    exact_repair,
    is_spelling,
    other_reading,
)
from perkins_rules.source import Span

_FIELD, _CHOICE = "schema/unknown-field", "schema/choice"
_OTHER_NAME = "schema/other-name"


class Step(NamedTuple):
    """What is written in the place of what. `findings` point there: several, where an alias of
    YAML stands for one text in several places.
    """

    span: Span
    was: str
    now: str
    findings: tuple[Finding, ...]

    @property
    def is_spelling(self) -> bool:
        """Whether it changes how something is written, and no figure."""
        return is_spelling(self.findings[0])

    @property
    def instead(self) -> str | None:
        """The other figure that may be meant by what is written; None where there is no other."""
        return other_reading(self.findings[0])

    @property
    def renames(self) -> bool:
        """Whether it is the name of a field."""
        return self.findings[0].rule == _FIELD

    @property
    def places(self) -> set[str]:
        """The pointers of the values that the document then says anew."""
        if not self.renames:
            return {finding.path for finding in self.findings}
        name = self.now.strip("\"'")
        return {f"{finding.path.rpartition('/')[0]}/{name}" for finding in self.findings}


def steps(result: Result, document: Document | None, types: Collection[str]) -> list[Step]:
    """What can be put right: first how fields and values are spelled, then figures. Of a document
    that was not read, the type: one of `types`.
    """
    found: dict[Span, list[tuple[str, str, Finding]]] = {}
    for finding in result.report.findings:
        repair = exact_repair(result, finding)
        if repair and _is_certain(finding, repair, document, types):
            for span, was, now in _all_places(finding, repair, document):
                found.setdefault(span, []).append((was, now, finding))
    made = [
        Step(span, *one[0][:2], tuple(finding for *_, finding in one))
        for span, one in found.items()
        if len({now for _, now, _ in one}) == 1
    ]
    return sorted(made, key=lambda step: (not step.is_spelling, step.span))


def _all_places(
    finding: Finding, repair: tuple[str, str], document: Document | None
) -> Iterator[tuple[Span, str, str]]:
    """What to write where: another name of a value is told once, wherever it stands."""
    yield finding.span, *repair
    if document is None or finding.rule != _OTHER_NAME:
        return
    name, meant = (text.strip("\"'") for text in repair)
    spans = {document.span_of(pointer) for pointer in _places_of(meant, document.data)}
    for span in spans - {finding.span}:
        was = document.text.line(span.line)[span.column - 1 : span.end_column - 1]
        if span.line == span.end_line and was.strip("\"'") == name:
            yield span, was, was.replace(name, meant)


def _places_of(meant: Any, value: Any, *path: str | int) -> Iterator[str]:
    """The pointers of all that has a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for name, part in parts:
        if isinstance(part, dict | list):
            yield from _places_of(meant, part, *path, name)
        elif part == meant:
            yield to_pointer((*path, name))


def _is_certain(
    finding: Finding, repair: tuple[str, str], document: Document | None, types: Collection[str]
) -> bool:
    """Whether a word can be no other; what is near enough to ask a person about may be."""
    was, now = (text.strip("\"'" + CURLY_QUOTES) for text in repair)
    if document is None:
        known = {UNNAMED_TYPE: ["document"], UNKNOWN_TYPE: types}
        return only_slip(was, known.get(finding.rule, ())) == now
    if other_reading(finding) is not None:
        return document.written_at(f"{finding.path.rpartition('/')[0]}/amount") is not None
    if finding.rule not in (_FIELD, _CHOICE):
        return True
    if finding.rule == _FIELD:
        was = from_pointer(finding.path)[-1]  # as it is read: JSON may write it in escapes
    return only_slip(was, _known(finding, document)) == now


def _known(finding: Finding, document: Document) -> Iterator[str]:
    """The words that may stand where a finding points."""
    path = [part for part in from_pointer(finding.path) if not part.isdecimal()]
    shape = shape_at(document.shape, path[:-1] if finding.rule == _FIELD else path)
    while shape is not None and shape.kind == "list":
        shape = shape.entry
    if shape is not None:
        yield from shape.fields if finding.rule == _FIELD else shape.choices
