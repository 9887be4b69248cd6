"""Requests about documents -> answers. All of it is asked by one thread, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lsprotocol import types as lsp

from perkins_rules.app.checking.fixing import fixed
from perkins_rules.app.checking.only_documents import is_document, type_said
from perkins_rules.app.editing.as_lsp import (
    diagnostics,
    items,
    overlaps,
    place_of,
    range_at,
    range_between,
    symbols,
)
from perkins_rules.app.editing.checkers import Checkers
from perkins_rules.app.editing.desk import Desk, Hovered
from perkins_rules.app.editing.opened import Opened
from perkins_rules.app.editing.rule_places import location_of
from perkins_rules.checker import Checker
from perkins_rules.determinations.place import is_determinations
from perkins_rules.documents import to_pointer
from perkins_rules.editor.field_words import field_at, readers, words_on
from perkins_rules.editor.fields_read import Index, fields_read
from perkins_rules.editor.notes import notes_of
from perkins_rules.editor.offers import offers_at
from perkins_rules.editor.plan import Plan, looked_at
from perkins_rules.editor.plan_fixes import changes_between, fixes_of
from perkins_rules.editor.plan_inlays import Shown, inlays_of, shown_by
from perkins_rules.editor.plan_links import findings_at, section_named
from perkins_rules.editor.plan_outline import folds_of, outline_of
from perkins_rules.editor.text_places import TextPlaces
from perkins_rules.findings import Severity
from perkins_rules.member import Member

MOST_BYTES = 1 << 20
"""Of a larger text a check takes longer than anybody waits at a keystroke."""
TOO_LARGE = (
    "This document is too large to be checked while it is typed (more than 1 MiB):"
    " `perkins-rules check` reads it."
)
REPAIR = "Find the smallest lawful change of figures (repair)"
FIX_ALL = "source.fixAll.perkins-rules"
FIGURES = ("money", "percent", "level", "number", "integer", "date")


class PlanDesk(Desk):
    """Answers about documents."""

    def __init__(self, checkers: Checkers) -> None:
        self.checkers = checkers
        self._plans: dict[str, tuple[str, Plan]] = {}
        self._index: dict[str, Index] = {}
        self._shown: dict[str, tuple[Shown, ...]] = {}

    # -------------------------------------------------------------- what is found

    def is_ours(self, one: Opened) -> bool:
        """Whether a text is a document of a type that is known, or nearly. For what says no type,
        no rules are loaded, and nobody is told that a configuration cannot be read.
        """
        if is_determinations(one.name) or not type_said(one.text):
            return False
        return is_document(one.text, self._checker(one).rules.shapes)

    def diagnostics(self, one: Opened) -> list[lsp.Diagnostic]:
        """What is said of a text; nothing of what is no document. Raises Stop, RuleFileError."""
        if not self.is_ours(one):
            return []
        if len(one.text) > MOST_BYTES:
            start = lsp.Position(0, 0)
            level = lsp.DiagnosticSeverity.Information
            return [
                lsp.Diagnostic(lsp.Range(start, start), TOO_LARGE, level, source="perkins-rules")
            ]
        plan = self.plan(one)
        notes = notes_of(plan, schema_elsewhere=self.settings.schema_elsewhere)
        return diagnostics(one.uri, one.places, notes)

    def plan(self, one: Opened) -> Plan:
        """The text as it was checked; checked now, if it was not yet."""
        known = self._plans.get(one.uri)
        if known is None or known[0] != one.text:
            plan = looked_at(one.name, one.text, self._checker(one))
            self._plans[one.uri] = known = (one.text, plan)
        return known[1]

    def forget(self) -> None:
        """Checks again when asked: something beside the documents has changed."""
        self.checkers.forget()
        self._plans.clear()

    def close(self, uri: str) -> None:
        """Lets go of a text."""
        self._plans.pop(uri, None)

    def _checker(self, one: Opened) -> Checker:
        return self.checkers.of(one.name)

    def _read(self, one: Opened) -> Plan | None:
        """The plan of a document that could be read."""
        if len(one.text) > MOST_BYTES or not self.is_ours(one):
            return None
        plan = self.plan(one)
        return plan if plan.document is not None else None

    def index(self, plan: Plan) -> Index:
        """Which rules read which field; worked out once for a rule set."""
        if plan.rules.sha256 not in self._index:
            self._index = {plan.rules.sha256: fields_read(plan.rules.rule_set)}
        return self._index[plan.rules.sha256]

    # -------------------------------------------------------------- at a place

    def hover(self, one: Opened, params: lsp.HoverParams) -> Hovered | None:
        """The field at a place; what its range is, another thread asks."""
        found = self._field(one, params.position)
        if found is None:
            return None
        plan, spot, shape = found
        reading = readers(plan, spot, self.index(plan))
        said = words_on(plan, spot, shape, reading, self.settings.schema_elsewhere)
        figure = to_pointer(spot.path) if shape.kind in FIGURES else ""
        return Hovered(said, range_between(one.places, spot.start, spot.end), figure)

    def _field(self, one: Opened, at: lsp.Position) -> Any:
        plan = self._read(one)
        offset = one.places.offset(place_of(at))
        found = field_at(plan, offset) if plan is not None else None
        return None if found is None else (plan, *found)

    def completion(self, one: Opened, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        """What may be written at a place."""
        if len(one.text) > MOST_BYTES:
            return []
        shapes = self._checker(one).rules.shapes
        offset = one.places.offset(place_of(params.position))
        found = offers_at(one.name, one.text, offset, shapes, self.settings.schema_elsewhere)
        return items(one.places, found)

    def definition(self, one: Opened, params: lsp.DefinitionParams) -> list[lsp.Location]:
        """The section that a word names; else the rules of the findings at a place; else those that
        read the field there.
        """
        found = self._field(one, params.position)
        if found is not None and (span := section_named(found[0], found[1])) is not None:
            return [lsp.Location(one.uri, range_at(one.places, span))]
        plan = self.plan(one) if self.is_ours(one) else None
        if plan is None:
            return []
        line, column = _line_and_column(one.places, params.position)
        ids = [finding.rule for finding in findings_at(plan, line, column)]
        rules = self._rules_of(plan, ids)
        if not rules and found is not None:
            rules = readers(plan, found[1], self.index(plan))
        places = {(rule.source.name, rule.span): rule for rule in rules}
        return [location_of(rule, one.places.units) for rule in places.values()]

    def _rules_of(self, plan: Plan, ids: Sequence[str]) -> list[Any]:
        """The rules of these ids that the State of the document meets."""
        state = plan.result.report.state
        return [
            rule
            for rule in plan.rules.rule_set.rules
            if rule.id in ids and rule.state in (None, state) and state not in rule.except_states
        ]

    # -------------------------------------------------------------- the whole text

    def symbols(self, one: Opened, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        """The outline."""
        plan = self._read(one)
        return symbols(one.places, outline_of(plan)) if plan is not None else []

    def folds(self, one: Opened, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        """What can be folded: what stands on several lines."""
        plan = self._read(one)
        found = set()
        for start, end in folds_of(plan) if plan is not None else ():
            first, last = one.places.place(start), one.places.place(end)
            last_line = last.line - 1 if last.column == 0 else last.line
            if last_line > first.line:
                found.add((first.line, last_line))
        return [lsp.FoldingRange(first, last) for first, last in sorted(found)]

    def inlays(self, one: Opened, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        """Figures between the text."""
        plan = self._read(one) if self.settings.inlays else None
        if plan is None:
            return []
        if plan.rules.sha256 not in self._shown:
            self._shown = {plan.rules.sha256: shown_by(plan.rules.rule_set)}
        told = self._shown[plan.rules.sha256]
        hints = [
            lsp.InlayHint(
                range_at(one.places, inlay.span).end,
                inlay.said,
                tooltip=inlay.why,
                padding_left=True,
            )
            for inlay in inlays_of(plan, told, self._checker(one).options)
        ]
        return [h for h in hints if overlaps(params.range, lsp.Range(h.position, h.position))]

    # -------------------------------------------------------------- changes

    def actions(self, one: Opened, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        """Fixes of the findings at a place, and of all."""
        plan = self.plan(one) if self.is_ours(one) and len(one.text) <= MOST_BYTES else None
        if plan is None:
            return []
        return [a for a in self._actions(one, plan, params) if _is_wanted(a, params.context.only)]

    def _actions(
        self, one: Opened, plan: Plan, params: lsp.CodeActionParams
    ) -> Iterator[lsp.CodeAction]:
        notes = notes_of(plan)
        there = [n for n in notes if overlaps(range_at(one.places, n.span), params.range)]
        of_ids = {_id(d.data): d for d in params.context.diagnostics}
        for fix in fixes_of(plan, {note.id for note in there}):
            edit = lsp.TextEdit(range_at(one.places, fix.span), fix.now)
            yield lsp.CodeAction(
                title=f"Write `{fix.now}` instead of `{fix.was}`",
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[of_ids[fix.finding]] if fix.finding in of_ids else None,
                is_preferred=fix.is_exact or None,
                edit=_edit(one, [edit]),
            )
        if any(_hangs_on_figures(plan, note.id) for note in there):
            yield lsp.CodeAction(
                title=REPAIR,
                kind=lsp.CodeActionKind.QuickFix,
                data={"uri": one.uri, "repair": True},
            )
        if params.context.only and any(FIX_ALL.startswith(k) for k in params.context.only):
            edits = self.fixed(one)
            if edits:
                title = "Put right what has one right answer (check --fix)"
                yield lsp.CodeAction(title=title, kind=FIX_ALL, edit=_edit(one, edits))

    def fixed(self, one: Opened) -> list[lsp.TextEdit]:
        """What `check --fix` would change."""
        member = Member(one.name, one.text.encode("utf-8", "surrogatepass"), is_file=True)
        found = fixed(member, self._checker(one))
        return edits_to(one, found.member.data or b"") if found.fixes else []


def _hangs_on_figures(plan: Plan, finding: str) -> bool:
    """Whether a finding is an error that says how far off a figure is."""
    of_id = (f for f in plan.result.report.findings if f.id == finding)
    return any(f.distance is not None and f.severity == Severity.ERROR for f in of_id)


def edits_to(one: Opened, data: bytes) -> list[lsp.TextEdit]:
    """The edits that make a document of an open text."""
    after = data.decode("utf-8", "surrogatepass").lstrip("\ufeff")
    return [
        lsp.TextEdit(range_between(one.places, change.start, change.end), change.text)
        for change in changes_between(one.places.text, after)
    ]


def _edit(one: Opened, edits: Sequence[lsp.TextEdit]) -> lsp.WorkspaceEdit:
    return lsp.WorkspaceEdit(changes={one.uri: list(edits)})


def _id(data: Any) -> str:
    """The finding of a diagnostic that the editor hands back; of one that is not ours, nothing."""
    return str(data.get("id", "")) if isinstance(data, dict) else ""


def _is_wanted(action: lsp.CodeAction, only: Sequence[str] | None) -> bool:
    """Whether an editor asks for actions of this kind, or of all."""
    kind = str(getattr(action.kind, "value", action.kind))
    return not only or any(f"{kind}.".startswith(f"{getattr(k, 'value', k)}.") for k in only)


def _line_and_column(places: TextPlaces, at: lsp.Position) -> tuple[int, int]:
    """A position as spans count: from 1, in characters."""
    offset = places.offset(place_of(at))
    return places.span_place(offset)
