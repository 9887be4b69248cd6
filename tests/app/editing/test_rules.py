"""Rule files in an editor: what is said of them is what `lint` and `test` say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

from perkins_rules.app.authoring.linted import warnings_in
from perkins_rules.app.editing.opened import opened
from perkins_rules.app.editing.pack_desk import PackDesk
from perkins_rules.app.editing.pack_sources import PackSources
from perkins_rules.editor.packs.shelf import Shelf
from perkins_rules.editor.text_places import TextPlaces
from perkins_rules.lang.printer import format_rule_file
from perkins_rules.pipeline import check_parsed
from perkins_rules.source import SourceText
from tests.app.editing.editor import ROOT, Editor, edited, line_of, place_of
from tests.app.editing.own_packs import BASE, PACK, opened_pack

BUDGET = ROOT / "rules" / "federal" / "plan" / "budget.rules"


def rules_text(location: lsp.Location) -> str:
    path = Path(location.uri.removeprefix("file://"))
    return path.read_text().split("\n")[location.range.start.line]


# ---------------------------------------------------------------- what is found

SLIPS = {
    "as it is": ("", ""),
    "a syntax fault": ("require", "requir"),
    "an unknown source": ("cite perkins", "cite perkin"),
    "an unknown name": ("is at most cap", "is at most capp"),
    "an unknown field": ("budget.reserve.amount", "budget.reserv.amount"),
    "an unused name": ("define allotment as", "define unused as $5\ndefine allotment as"),
    "a name twice": ("define allotment as", "define plan_in_force as yes\ndefine allotment as"),
    "a name of another pack": ("is at most cap", "is at most mn_share"),
    "no encodes": ("  encodes budget-administration-cap, budget-cents\n", ""),
    "a circle": ("define allotment as budget", "define allotment as allotment + budget"),
    "to do": ("# Part IV", "# TODO: write\n# Part IV"),
}


SOURCES, SHELF = PackSources(), Shelf()
"""Parsed once for all: what is checked is all packs whole, as `lint` does."""


@pytest.mark.slow
@pytest.mark.parametrize("slip", SLIPS)
def test_says_what_lint_says(slip: str, tmp_path: Path) -> None:
    was, now = SLIPS[slip]
    text = BUDGET.read_text()
    text = text.replace(was, now, 1) if was else text
    assert not was or text != BUDGET.read_text()
    (tmp_path / "budget.rules").write_text(text)
    (tmp_path / "budget.examples").write_text(BUDGET.with_suffix(".examples").read_text())
    for document in (BUDGET.parent / "documents").iterdir():
        (tmp_path / "documents").mkdir(exist_ok=True)
        (tmp_path / "documents" / document.name).write_bytes(document.read_bytes())
    path = tmp_path / "budget.rules"
    sources = SOURCES.of(str(path))
    desk = PackDesk(SOURCES)
    desk.shelf = SHELF
    every = [SHELF.parsed(source) for source in sources.texts]
    read = check_parsed([both.rows for both in every], sources.types, sources.documents)
    written = [SHELF.parsed(source).written.file for source in sources.own]
    found = [*read.diagnostics, *warnings_in(written, read, read.used)]
    wanted = sorted((d.code, d.span.line, d.message) for d in found if d.source.name == str(path))
    one = opened(path.as_uri(), text, "", TextPlaces(text))
    desk.diagnostics(one)
    told = desk.later(one) or []
    got = [
        (d.code, d.range.start.line + 1, d.message.split("\n")[0])
        for d in told
        if d.code not in ("example", "other-packs")
    ]
    assert sorted(got) == wanted
    assert bool(wanted) is (slip != "as it is")


def test_a_keystroke_and_what_comes_later_agree(ed: Editor, folder: Path) -> None:
    uri = opened_pack(ed, folder, PACK.replace("own_share of", "own_shar of"))
    (fault,) = ed.found(uri)
    assert (fault.code, fault.severity) == ("unknown-name", lsp.DiagnosticSeverity.Error)
    assert fault.message == "`own_shar` means nothing here\ndid you mean `own_share`?"
    assert fault.range.start == lsp.Position(*place_of(PACK, "own_share of"))
    ed.type(uri, PACK)
    first = ed.found(uri)
    ed.pause(1.5)
    assert list(ed.told[uri][-1].diagnostics) == first


def test_an_example_that_does_not_hold_is_told(ed: Editor, folder: Path) -> None:
    uri = opened_pack(ed, folder, PACK.replace("is $5.01", "is $5.00"))
    (told,) = [d for d in ed.found(uri) if d.code == "example"]
    assert told.message == "This example does not hold: it passes."
    assert told.range.start.line == line_of(PACK, "is $5.01")
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(100, 0))
    hints = ed.of(lsp.TEXT_DOCUMENT_INLAY_HINT, uri, range=whole)
    assert [h.label for h in hints] == ["✓", "✗ it passes", "✓", "✓", "✓", "✓"]
    lenses = [lens.command.title for lens in ed.of(lsp.TEXT_DOCUMENT_CODE_LENS, uri)]
    assert lenses[0] == "1 of 3 examples does not hold"
    assert lenses[2] == "3 examples hold"


def test_open_texts_count_before_they_are_saved(ed: Editor, folder: Path) -> None:
    base = ed.open(folder / "base.rules", BASE, "perkins-rules")
    ed.found(base)
    ed.type(base, BASE.replace("own_share", "own_part"))
    ed.found(base)
    uri = opened_pack(ed, folder)
    assert "unknown-name" in {d.code for d in ed.found(uri)}


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("words", "into", "said"),
    [
        ("own_share of", 2, "**own\\_share**: a percent\n\n- 5% from 2019-07-01 (Perkins V § 112"),
        ("own_allotment\n", 2, "define own_allotment as budget.total_allocation.amount"),
        ("budget-administration-cap", 3, "**budget-administration-cap**\n\n"),
        ("state_administration.amount is at", 8, "Guide IV.A line 2"),
        ("perkins 112(a)(3)", 10, "20 U.S.C. 2322(a)(3)](https://uscode.house.gov/"),
        ("row.code", 5, "V.B"),
        ("own.base", 2, "pack own.base"),
    ],
)
def test_hover_tells_what_a_name_is(
    ed: Editor, folder: Path, words: str, into: int, said: str
) -> None:
    uri = opened_pack(ed, folder)
    at = PACK.index(words) + into
    line, column = PACK.count("\n", 0, at), at - PACK.rfind("\n", 0, at) - 1
    told = ed.at(lsp.TEXT_DOCUMENT_HOVER, uri, line, column)
    assert told is not None
    assert said.lower() in told.contents.value.lower()


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("own_share of", "parameter own_share is 5%"),
        ("own_allotment\n", "define own_allotment as"),
        ("own.base", 'pack own.base "Base"'),
        ("perkins 112", "law perkins "),
        ("most\n  otherwise", "  let most be"),
        ("row.code is", "  for each row in"),
    ],
)
def test_a_name_leads_to_where_it_is_declared(
    ed: Editor, folder: Path, words: str, leads_to: str
) -> None:
    uri = opened_pack(ed, folder)
    at = PACK.index(words)
    line, column = PACK.count("\n", 0, at), at - PACK.rfind("\n", 0, at) - 1
    (place,) = ed.at(lsp.TEXT_DOCUMENT_DEFINITION, uri, line, column)
    assert rules_text(place).startswith(leads_to)


def test_references_are_found_in_all_packs(ed: Editor, folder: Path) -> None:
    base = ed.open(folder / "base.rules", BASE, "perkins-rules")
    context = lsp.ReferenceContext(include_declaration=True)
    line, column = place_of(BASE, "own_allotment")
    places = ed.at(lsp.TEXT_DOCUMENT_REFERENCES, base, line, column, context=context)
    lines = [rules_text(place).strip()[:30] for place in places]
    assert "define own_allotment as budget" in lines
    assert len(lines) == 5
    assert {Path(p.uri.removeprefix("file://")).name for p in places} == {"base.rules", "own.rules"}


# ---------------------------------------------------------------- completion


@pytest.mark.parametrize(
    ("line", "offered", "not_offered"),
    [
        ("  require budget.reserve.|", ["percent", "amount", "secondary"], ["budget"]),
        ("  require |", ["own_share", "own_allotment", "budget", "end_of"], ["cite"]),
        ("  cite |", ["perkins", "guide"], ["own_share"]),
        ("  cite perkins 113(b)(2), perkins |", ["112(a)(3)"], ["perkins"]),
        ("  encodes |", ["budget-administration-cap", "budget-percent-agrees"], ["perkins"]),
        ("  severity |", ["error", "warning", "info"], ["perkins"]),
        ("  in profile guide, |", ["statute", "strict"], ["perkins"]),
        ("  |", ["require", "cite", "for each", "let"], ["rule"]),
        ("|", ["rule", "define", "parameter", "review"], ["require"]),
        ("  require submission.option is |", ["annual_revisions", "four_year_plan"], []),
        ("  for each x in performance.indicators\n  require x.|", ["code", "baseline"], ["budget"]),
    ],
)
def test_offers_what_may_stand_there(
    ed: Editor, folder: Path, line: str, offered: list[str], not_offered: list[str]
) -> None:
    opening = 'rule new-one "New"\n' if line.startswith(" ") else ""
    text = f"{PACK}\n{opening}{line}"
    at = text.index("|")
    uri = opened_pack(ed, folder, text.replace("|", ""))
    place = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
    found = {item.label for item in ed.at(lsp.TEXT_DOCUMENT_COMPLETION, uri, *place)}
    assert set(offered) <= found
    assert not found & set(not_offered)


# ---------------------------------------------------------------- the whole text


def test_formatting_is_that_of_fmt(ed: Editor, folder: Path) -> None:
    text = PACK.replace("  passes when own", "  passes    when own").replace(
        "  let most", "  let   most"
    )
    uri = opened_pack(ed, folder, text)
    options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
    edits = ed.of(lsp.TEXT_DOCUMENT_FORMATTING, uri, options=options)
    assert edited(text, list(edits)) == format_rule_file(SourceText("own.rules", text))
    ed.type(uri, text.replace("require", "requir"))
    assert not ed.of(lsp.TEXT_DOCUMENT_FORMATTING, uri, options=options)


def test_the_outline_has_what_is_declared(ed: Editor, folder: Path) -> None:
    uri = opened_pack(ed, folder)
    parts = ed.of(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, uri)
    assert [part.name for part in parts] == ["own", "own/line-two", "own/codes-given"]
    assert parts[1].detail == "Line 2 is small"


def test_words_have_their_colors(ed: Editor, folder: Path) -> None:
    uri = opened_pack(ed, folder)
    data = ed.of(lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, uri).data
    kinds = ed.server.semantic_tokens_provider.legend.token_types
    lines, line, column = PACK.split("\n"), 0, 0
    found = set()
    for k in range(0, len(data), 5):
        down, right, length, kind, _ = data[k : k + 5]
        line, column = line + down, right + (0 if down else column)
        text = lines[line].encode("utf-16-le")[column * 2 : (column + length) * 2]
        found.add((text.decode("utf-16-le"), kinds[kind]))
    assert {
        ("rule", "keyword"),
        ("line-two", "function"),
        ("$5.01", "number"),
        ("own_share", "variable"),
        ('"Line 2 is small"', "string"),
        ("# A comment with a sign: 😀.", "comment"),
        ("is at most", "keyword"),
        ("112(a)(3)", "type"),
    } <= found


def test_small_changes_are_tried_by_a_command(ed: Editor, folder: Path) -> None:
    uri = opened_pack(ed, folder)
    lens = ed.of(lsp.TEXT_DOCUMENT_CODE_LENS, uri)[1]
    assert lens.command.title == "try small changes (mutants)"
    command: Any = lens.command
    params = lsp.ExecuteCommandParams(command=command.command, arguments=list(command.arguments))
    ed.messages.clear()
    ed.ask(lsp.WORKSPACE_EXECUTE_COMMAND, params)
    ed.pause(0.2)
    (said,) = ed.messages
    assert " small changes are noticed." in said
    again = ed.of(lsp.TEXT_DOCUMENT_CODE_LENS, uri)[1]
    assert again.command.title == said.split(".")[0]
