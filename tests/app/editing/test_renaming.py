"""Names of rule files otherwise: wherever they stand, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types as lsp

from tests.app.editing.editor import Editor, edited, place_of
from tests.app.editing.own_packs import BASE, PACK, opened_pack


def test_a_rename_goes_through_all_packs_and_changes_nothing(ed: Editor, folder: Path) -> None:
    uri = opened_pack(ed, folder)
    line, column = place_of(PACK, "own_share of")
    there = ed.at(lsp.TEXT_DOCUMENT_PREPARE_RENAME, uri, line, column + 3)
    assert (there.start.character, there.end.character) == (column, column + len("own_share"))
    change = ed.at(lsp.TEXT_DOCUMENT_RENAME, uri, line, column, new_name="first_part")
    after = {
        Path(address.removeprefix("file://")).name: edited(
            Path(address.removeprefix("file://")).read_text(), list(edits)
        )
        for address, edits in change.changes.items()
    }
    assert after["base.rules"] == BASE.replace("own_share", "first_part")
    assert after["own.rules"] == PACK.replace("own_share", "first_part")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("5 percent", "is no name"),
        ("own_allotment", "is declared already"),
        ("budget", "has a meaning of its own here"),
        ("row", "is a variable in"),
    ],
)
def test_a_rename_that_would_change_a_meaning_is_refused(
    ed: Editor, folder: Path, new: str, said: str
) -> None:
    uri = opened_pack(ed, folder)
    line, column = place_of(PACK, "own_share of")
    with pytest.raises(Exception, match=said):
        ed.at(lsp.TEXT_DOCUMENT_RENAME, uri, line, column, new_name=new)


def test_a_variable_is_renamed_in_its_rule_alone(ed: Editor, folder: Path) -> None:
    uri = opened_pack(ed, folder)
    line, column = place_of(PACK, "let most be", 4)
    change = ed.at(lsp.TEXT_DOCUMENT_RENAME, uri, line, column, new_name="limit")
    after = edited(PACK, list(change.changes[uri]))
    wanted = PACK.replace("let most", "let limit").replace("at most most", "at most limit")
    assert after == wanted.replace("{most}", "{limit}")


def test_names_of_packs_that_come_with_the_program_stay(ed: Editor, folder: Path) -> None:
    uri = opened_pack(ed, folder)
    line, column = place_of(PACK, "perkins 112")
    assert ed.at(lsp.TEXT_DOCUMENT_PREPARE_RENAME, uri, line, column) is None


ABOVE = """\
pack own.state "Of a State" for state_plan in state VT needs language 1.2 extends own

except own/line-two
  unless small: scope is secondary  cite perkins 112(a)(3)

  not applicable by small when scope is secondary and state.code is "VT"

replace rule own/codes-given "Each indicator has a code, in Vermont"
  cite perkins 113(b)(2)
  require performance.indicators is present

  passes when performance.indicators is given
  fails  when performance.indicators is missing

rule line-two-more "The name of the other rule begins like this one's"
  cite perkins 112(a)(3)
  require own_allotment is present

  passes when own_allotment is $5
  fails  when own_allotment is missing
"""
FURTHER = """\
examples of own

of line-two
  passes when own_allotment is $200 and budget.state_administration.amount is $10

of codes-given
  fails when given performance.indicators with name "y"
"""


def rule_files(folder: Path) -> dict[str, str]:
    """Files that name the rules of another: a pack of a State, and further examples."""
    (folder / "state.rules").write_text(ABOVE)
    (folder / "own.examples").write_text(FURTHER)
    return {"own.rules": PACK, "state.rules": ABOVE, "own.examples": FURTHER}


@pytest.mark.parametrize(
    ("name", "words", "into"),
    [
        ("own.rules", "line-two", 0),
        ("state.rules", "own/line-two", 5),
        ("own.examples", "line-two", 3),
    ],
)
def test_a_rule_is_renamed_wherever_it_is_named(
    ed: Editor, folder: Path, name: str, words: str, into: int
) -> None:
    texts = rule_files(folder)
    uri = ed.open(folder / name, texts[name], "perkins-rules")
    assert not [d for d in ed.found(uri) if d.severity == 1]
    line, column = place_of(texts[name], words, into)
    there = ed.at(lsp.TEXT_DOCUMENT_PREPARE_RENAME, uri, line, column)
    said = texts[name].split("\n")[line][there.start.character : there.end.character]
    assert said == "line-two"
    change = ed.at(lsp.TEXT_DOCUMENT_RENAME, uri, line, column, new_name="line-2")
    after = {
        Path(address).name: edited(texts[Path(address).name], list(edits))
        for address, edits in change.changes.items()
    }
    assert after == {
        "own.rules": PACK.replace("line-two", "line-2"),
        "state.rules": ABOVE.replace("own/line-two", "own/line-2"),
        "own.examples": FURTHER.replace("line-two", "line-2"),
    }


def test_a_rule_that_a_pack_above_replaces_is_renamed_there(ed: Editor, folder: Path) -> None:
    texts = rule_files(folder)
    uri = opened_pack(ed, folder)
    at = place_of(PACK, "codes-given")
    change = ed.at(lsp.TEXT_DOCUMENT_RENAME, uri, *at, new_name="codes")
    (after,) = (
        edited(texts["state.rules"], list(edits))
        for address, edits in change.changes.items()
        if address.endswith("state.rules")
    )
    assert after == ABOVE.replace("own/codes-given", "own/codes")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("codes-given", "There is a rule `own/codes-given` already, in .*own.rules:15"),
        ("line_two", "`line_two` is no name of a rule: write small letters and digits"),
        ("own/line-2", "the pack is not written"),
        ("", "`` is no name of a rule"),
    ],
)
def test_a_rule_is_not_called_what_it_cannot_be(
    ed: Editor, folder: Path, new: str, said: str
) -> None:
    uri = opened_pack(ed, folder)
    with pytest.raises(Exception, match=said):
        ed.at(lsp.TEXT_DOCUMENT_RENAME, uri, *place_of(PACK, "line-two"), new_name=new)


ITEMS = """\
pack own.items "Items" for state_plan needs language 1.2 extends federal.sources

items asked-for "What is asked for"
  state.code  cite guide I.A encodes indicator-codes
  state.name  cite guide I.A encodes indicator-codes

  passes when item is given
"""


def test_a_table_of_items_is_renamed_and_its_lines_are_not(ed: Editor, tmp_path: Path) -> None:
    examples = (
        "examples of own.items\n\nof asked-for/state.code\n  fails when state.code is missing\n"
    )
    (tmp_path / "items.rules").write_text(ITEMS)
    (tmp_path / "items.examples").write_text(examples)
    uri = ed.open(tmp_path / "items.rules", ITEMS, "perkins-rules")
    at = place_of(ITEMS, "asked-for")
    change = ed.at(lsp.TEXT_DOCUMENT_RENAME, uri, *at, new_name="items-asked")
    after = {Path(address).suffix: list(edits) for address, edits in change.changes.items()}
    assert edited(examples, after[".examples"]) == examples.replace("asked-for", "items-asked")
    assert edited(ITEMS, after[".rules"]) == ITEMS.replace("asked-for", "items-asked")
    line = place_of(ITEMS, "state.code")
    assert ed.at(lsp.TEXT_DOCUMENT_PREPARE_RENAME, uri, *line) is None
