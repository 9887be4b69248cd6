"""Documents in an editor: what is told and offered at a place, the changes, the outline."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types as lsp

from perkins_rules.app.checking.fixing import fixed
from perkins_rules.checker import Checker
from perkins_rules.findings import Verdict
from perkins_rules.member import Member
from tests.app.editing.editor import Editor, edited, line_of, place_of
from tests.app.editing.test_documents import ERRORS, SAMPLE
from tests.loaded import built_in

# ---------------------------------------------------------------- at a place


def test_hover_tells_the_field_the_guide_and_its_rules(ed: Editor) -> None:
    text = SAMPLE.read_text()
    uri = ed.open("file:///plans/hover.yaml", text)
    line = line_of(text, "  state_administration:") + 2
    told = ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, line, 6).contents.value
    assert told.startswith("**State administration, amount**\n\nThe amount of this line.")
    assert "Guide IV.A line 2." in told
    assert "- State administration stays within its cap (Perkins V § 112(a)(3))" in told
    told = ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, *place_of(text, "code: 1S1", 2)).contents.value
    assert "Guide V.B." in told


def test_hover_tells_the_range_once_the_solver_has_it(ed: Editor) -> None:
    pytest.importorskip("z3")
    text = SAMPLE.read_text()
    uri = ed.open("file:///plans/range.yaml", text)
    line = line_of(text, "  reserve:") + 2
    for _ in range(20):
        told = ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, line, 14).contents.value
        if "lawful" in told:
            break
        ed.pause(0.5)
    assert "only $663,000.00 is lawful" in told or "lawful from" in told


@pytest.mark.parametrize(
    ("before", "offered", "not_offered"),
    [
        ("budget:\n  state_admin|", ["state_name", "state_administration", "reserve"], ["budget"]),
        ("budget:\n  reserve:\n    |", ["percent", "amount", "note"], ["reserve"]),
        ("budget:\n  reserve:\n    amount: 5\n    |\n", ["percent"], ["amount"]),
        ("state: {co|", ["code", "name"], []),
        ("state: {code: |}", ["VT", "NY", "GU"], ["name"]),
        ("scope: |", ["secondary", "postsecondary"], ["yes"]),
        ("submission:\n  plan_in_force: |\n  note: x\n", ["yes", "no"], []),
        ("submission:\n  revises: [performance, |]\n", ["budget", "narrative"], ["performance"]),
        ("submission:\n  fiscal_years: [2026, 2027, |]\n", ["2028", "2025"], ["2026"]),
        (
            "submission: {fiscal_years: [2026]}\nperformance:\n  indicators:\n    - code: |",
            ["1S1", "5S4", "3P1"],
            [],
        ),
        ("consultation:\n  parties:\n    - group: |\n", ["tribes", "programs"], []),
        ("consultation:\n  parties:\n    - |\n", ["group", "how", "roles"], []),
        ("consultation:\n  parties:\n    - group: tribes\n      ho|", ["how", "roles"], ["group"]),
        ("budget:\n  broken\n  reserve:\n    am|\n", ["amount"], []),
        ("bud|", ["budget", "state", "performance"], ["document"]),
    ],
)
def test_offers_what_may_be_written(
    ed: Editor, before: str, offered: list[str], not_offered: list[str]
) -> None:
    text = f"document: state_plan\n{before}"
    at = text.index("|")
    line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
    uri = ed.open(f"file:///plans/offer-{abs(hash(before))}.yaml", text.replace("|", ""))
    found = {item.label for item in ed.at(lsp.TEXT_DOCUMENT_COMPLETION, uri, line, column)}
    assert set(offered) <= found
    assert not found & set(not_offered)


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        ('{"document": "state_plan", "bud|"}', "budget", '{"document": "state_plan", "budget"}'),
        ('{"document": "state_plan", |', "budget", '{"document": "state_plan", "budget": '),
        (
            '{"document": "state_plan", "state": {"code": "|"}}',
            "VT",
            '{"document": "state_plan", "state": {"code": "VT"}}',
        ),
        (
            '{"document": "state_plan", "submission": {"through_portal": |}}',
            "true",
            '{"document": "state_plan", "submission": {"through_portal": true}}',
        ),
    ],
)
def test_offers_fit_json(ed: Editor, text: str, label: str, after: str) -> None:
    at = text.index("|")
    written = text.replace("|", "")
    uri = ed.open(f"file:///plans/offer-{abs(hash(text))}.json", written, "json")
    items = ed.at(lsp.TEXT_DOCUMENT_COMPLETION, uri, 0, at)
    (item,) = [item for item in items if item.label == label]
    assert edited(written, [item.text_edit]) == after


def test_an_offered_field_is_written_with_its_colon(ed: Editor) -> None:
    text = "document: state_plan\nbud\n"
    uri = ed.open("file:///plans/colon.yaml", text)
    items = ed.at(lsp.TEXT_DOCUMENT_COMPLETION, uri, 1, 3)
    (budget,) = [item for item in items if item.label == "budget"]
    (source,) = [item for item in items if item.label == "source"]
    assert edited(text, [budget.text_edit]) == "document: state_plan\nbudget:\n"
    assert edited(text, [source.text_edit]) == "document: state_plan\nsource: \n"
    assert "guide IV" in budget.detail


def test_offers_a_type_for_what_does_not_say_its_own(ed: Editor) -> None:
    uri = ed.open("file:///plans/new.yaml", "")
    items = ed.at(lsp.TEXT_DOCUMENT_COMPLETION, uri, 0, 0)
    assert "document: state_plan" in {item.label for item in items}
    uri = ed.open("file:///plans/other.yaml", "on: push\njo")
    assert ed.at(lsp.TEXT_DOCUMENT_COMPLETION, uri, 1, 2) == []


def test_a_finding_leads_to_its_rule(ed: Editor) -> None:
    text = ERRORS.read_text()
    uri = ed.open(ERRORS)
    ed.found(uri)
    line, column = place_of(text, "260000.01")
    (place,) = ed.at(lsp.TEXT_DOCUMENT_DEFINITION, uri, line, column)
    rules = Path(place.uri.removeprefix("file://")).read_text().split("\n")
    assert rules[place.range.start.line].startswith("rule administration-cap ")


def test_a_field_leads_to_the_rules_that_read_it(ed: Editor) -> None:
    text = SAMPLE.read_text()
    uri = ed.open("file:///plans/leads.yaml", text)
    line = line_of(text, "  state_administration:") + 2
    places = ed.at(lsp.TEXT_DOCUMENT_DEFINITION, uri, line, 6)
    found = [
        Path(p.uri.removeprefix("file://")).read_text().split("\n")[p.range.start.line]
        for p in places
    ]
    assert any(line.startswith("rule administration-cap ") for line in found)
    assert any(line.startswith("rule balance ") for line in found)


def test_a_section_named_leads_to_it(ed: Editor) -> None:
    text = "document: state_plan\nsubmission:\n  revises: [budget, narrative]\nbudget: {note: x}\n"
    uri = ed.open("file:///plans/revises.yaml", text)
    (place,) = ed.at(lsp.TEXT_DOCUMENT_DEFINITION, uri, 2, 13)
    assert (place.uri, place.range.start) == (uri, lsp.Position(3, 0))


# ---------------------------------------------------------------- changes


def test_a_fix_is_what_the_report_offers(ed: Editor) -> None:
    text = ERRORS.read_text()
    uri = ed.open(ERRORS)
    found = ed.found(uri)
    cap = next(d for d in found if d.code == "federal.budget/administration-cap")
    fix, repair = ed.actions(uri, cap.range)
    assert fix.title == "Write `260000.00` instead of `260000.01`"
    assert fix.is_preferred
    assert [d.code for d in fix.diagnostics or ()] == [cap.code]
    after = edited(text, list(fix.edit.changes[uri]))  # type: ignore[union-attr, index]
    assert after == text.replace("260000.01", "260000.00")
    assert repair.title == "Find the smallest lawful change of figures (repair)"
    assert repair.edit is None


def test_all_fixes_are_those_of_check_fix(ed: Editor) -> None:
    text = ERRORS.read_text()
    uri = ed.open(ERRORS)
    ed.found(uri)
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(10_000, 0))
    (every,) = ed.actions(uri, whole, ["source.fixAll"])
    assert every.kind == "source.fixAll.perkins-rules"
    after = edited(text, list(every.edit.changes[uri]))  # type: ignore[union-attr, index]
    by_command = fixed(Member("x.yaml", text.encode(), is_file=True), Checker(built_in()))
    assert by_command.member.data == after.encode()
    assert after != text


def test_a_repair_is_worked_out_when_it_is_chosen(ed: Editor) -> None:
    pytest.importorskip("z3")
    text = SAMPLE.read_text().replace("amount: 663000.00", "amount: 664000.00", 1)
    uri = ed.open("file:///plans/repair.yaml", text)
    cap = next(d for d in ed.found(uri) if d.code == "federal.budget/reserve-cap")
    (repair,) = [a for a in ed.actions(uri, cap.range) if "repair" in a.title]
    resolved = ed.ask(lsp.CODE_ACTION_RESOLVE, repair)
    after = edited(text, list(resolved.edit.changes[uri]))
    report = Checker(built_in()).check(Member("x.yaml", after.encode(), is_file=True)).report
    assert report.counts[Verdict.FAIL] == 0


# ---------------------------------------------------------------- the whole text


def test_the_outline_follows_the_form(ed: Editor) -> None:
    uri = ed.open("file:///plans/outline.yaml", SAMPLE.read_text())
    parts = ed.of(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, uri)
    budget = next(part for part in parts if part.name == "budget")
    assert budget.detail.startswith("guide IV, ")
    reserve = next(part for part in budget.children if part.name == "reserve")
    assert reserve.detail == "guide IV.A line 8, Reserve"
    performance = next(part for part in parts if part.name == "performance")
    indicators = next(part for part in performance.children if part.name == "indicators")
    assert indicators.children[0].name == "1S1"


def test_sections_can_be_folded(ed: Editor) -> None:
    text = (
        "document: state_plan\nbudget:\n  reserve:\n    amount: 5\n    note: x\nstate: {code: VT}\n"
    )
    uri = ed.open("file:///plans/folds.yaml", text)
    folds = ed.of(lsp.TEXT_DOCUMENT_FOLDING_RANGE, uri)
    assert [(fold.start_line, fold.end_line) for fold in folds] == [(1, 4), (2, 4)]


def test_limits_and_percents_stand_beside_amounts(ed: Editor) -> None:
    text = SAMPLE.read_text()
    uri = ed.open("file:///plans/inlays.yaml", text)
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(10_000, 0))
    hints = {h.position.line: h for h in ed.of(lsp.TEXT_DOCUMENT_INLAY_HINT, uri, range=whole)}
    line = line_of(text, "  local_formula_distribution:") + 2
    assert hints[line].label == "85% of line 1; at least $4,420,000.00"
    assert hints[line].position.character == len(text.split("\n")[line])
    assert "Recipients get at least their share of the allotment" in hints[line].tooltip
    line = line_of(text, "  reserve:") + 2
    assert hints[line].label == "15% of line 7; 12.75% of line 1; at most $663,000.00"
    narrow = lsp.Range(lsp.Position(line, 0), lsp.Position(line, 80))
    assert len(ed.of(lsp.TEXT_DOCUMENT_INLAY_HINT, uri, range=narrow)) == 1
