"""What a text report shows beside the findings, found only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from perkins_rules.app.inputs import Input
from perkins_rules.documents import Refusal, Shape, read_document
from perkins_rules.documents.decoding import decode_loosely
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.states import is_asked
from perkins_rules.findings import DocumentReport
from perkins_rules.report.surroundings import RuleLabel, Surroundings, dotted
from perkins_rules.source import SourceText


def surroundings(
    document: DocumentReport, rules: AskableRules, given: Input | None
) -> Surroundings:
    """The surroundings of one document's findings, from its bytes and the rules."""
    shapes = rules.shapes
    root = shapes.get(document.document) if document.document is not None else None
    text = decode_loosely(given.data) if given is not None else None
    return Surroundings(
        root=root,
        text=SourceText(document.path, text) if text is not None else None,
        name_of=_names(given, shapes) if given is not None else dotted,
        label_of=_labels(rules, document.state),
    )


def _names(given: Input, shapes: Mapping[str, Shape]) -> Callable[[str], str]:
    """Pointers in words, entries by their keys; the document is read again when one is asked."""

    @cache
    def document() -> Any:
        try:
            return read_document(given.name, given.data, shapes)
        except Refusal:
            return None

    def name_of(pointer: str) -> str:
        return document().name_of(pointer) if document() is not None else dotted(pointer)

    return name_of


def _labels(rules: AskableRules, state: str | None) -> Callable[[str], RuleLabel]:
    """Of rules with one id that which the document meets."""

    @cache
    def labels() -> dict[str, RuleLabel]:
        met = (rule for rule in rules.rules if is_asked(rule, state))
        return {rule.id: RuleLabel(rule.title, rule.kind) for rule in met}

    return lambda rule: labels().get(rule, RuleLabel("", "rule"))
