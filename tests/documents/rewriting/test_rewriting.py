"""After a change a document says what it said and the change; all else is as it was written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.app.forms.template import template
from perkins_rules.documents import Refusal
from perkins_rules.documents.rewriting.emitting import Unsafe
from perkins_rules.documents.rewriting.rewriting import Rewriting
from perkins_rules.documents.rewriting.steps import Change, NoPlace, make
from tests.documents.rewriting.making import (
    changed,
    changes,
    edited,
    laid,
    plain,
    read,
    rewritten,
    settled,
    shapes,
)

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
START = "document: state_plan\n"


def check(data: bytes, made: list[Change], says: Any, name: str = "plan.yaml") -> bytes:
    after = rewritten(data, made, name)
    assert settled(plain(read(after, name).root)) == settled(says), after.decode()
    return after


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_hand_written_documents(data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(EXAMPLES)).read_bytes()
    document = read(before)
    made, says = data.draw(changes(plain(document.root), document.shape))
    after = check(before, made, says)
    if all(one.what in ("set", "add") for one in made):
        assert comments(after.decode()) == comments(before.decode())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_generated_documents(data: st.DataObject) -> None:
    text = data.draw(laid(data.draw(st.sampled_from(sorted(shapes())))))
    document = read(text.encode())
    made, says = data.draw(changes(plain(document.root), document.shape))
    after = check(text.encode(), made, says)
    if all(one.what in ("set", "add") for one in made):
        assert [one for one in comments(text) if one not in comments(after.decode())] == []
    assert "\r\n" not in text or "\n" not in after.decode().replace("\r\n", "")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_json(data: st.DataObject) -> None:
    shape = shapes()["state_plan"]
    start = {"document": "state_plan", "budget": {"fiscal_year": 2026}, "performance": {}}
    indent = data.draw(st.sampled_from((None, 1, 2)))
    before = (json.dumps(start, indent=indent) + "\n").encode()
    says: Any = plain(read(before, "p.json").root)
    for _ in range(3):
        made, says = data.draw(changes(says, shape))
        before = check(before, made, says, "p.json")
        json.loads(before)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_a_blank_document_is_filled_in_step_by_step(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(shapes())))
    text = template(name, shapes()[name], "")
    before = text.encode()
    says: Any = plain(read(before).root)
    for _ in range(3):
        made, says = data.draw(changes(says, shapes()[name]))
        before = check(before, made, says)
        says = plain(read(before).root)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_single_values_are_replaced_where_they_stand(path: Path) -> None:
    """Before them and behind them nothing moves."""
    before = path.read_bytes()
    document, text = read(before), before.decode()
    values = _values(plain(document.root))[1:]
    for at, value in values[:: len(values) // 10 + 1]:
        after = edited(text, ("set", at, "5"))
        span = document.span_of(at)
        lines = text.split("\n")
        start = sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1
        end = sum(len(line) + 1 for line in lines[: span.end_line - 1]) + span.end_column - 1
        assert after[:start] == text[:start]
        assert after.endswith(text[end:]), at
        assert after[start : len(after) - len(text[end:])] in ("5", '"5"'), (at, value)


def _values(value: Any, at: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [one for name, part in value.items() for one in _values(part, f"{at}/{name}")]
    if isinstance(value, list):
        return [one for k, part in enumerate(value) for one in _values(part, f"{at}/{k}")]
    return [] if value is None else [(at, value)]


# --------------------------------------------------------------------- how it is written


LISTED = "performance:\n  indicators:\n"


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        # values as typed, plain where they can be
        (
            "budget:\n  reserve:\n    amount:   # dollars\n",
            ("set", "/budget/reserve/amount", "$612,000.50"),
            "budget:\n  reserve:\n    amount: $612,000.50   # dollars\n",
        ),
        (
            "budget: {reserve: {amount: 1, percent: 2}}\n",
            ("set", "/budget/reserve/amount", "$612,000.50"),
            'budget: {reserve: {amount: "$612,000.50", percent: 2}}\n',
        ),
        (
            "state: {name: x}\n",
            ("set", "/state/name", "C\u00f4te: d\u2019Or"),
            'state: {name: "C\u00f4te: d\u2019Or"}\n',
        ),
        (
            "submission:\n  time:\n",
            ("set", "/submission/time", "16:30"),
            'submission:\n  time: "16:30"\n',
        ),
        (
            "submission:\n  plan_in_force: no\n",
            ("set", "/submission/plan_in_force", "yes"),
            "submission:\n  plan_in_force: yes\n",
        ),
        ("state:\n  name: old\n", ("set", "/state/name", "yes"), 'state:\n  name: "yes"\n'),
        # what it stands in is made in the order of the form
        (
            "performance: {}\n",
            ("set", "/budget/reserve/amount", "5"),
            "budget:\n  reserve:\n    amount: 5\nperformance: {}\n",
        ),
        (
            "",
            ("set", "/submission/fiscal_years/0", "2026"),
            "submission:\n  fiscal_years: [2026]\n",
        ),
        (
            "submission:\n  fiscal_years: [2026]\n",
            ("set", "/submission/fiscal_years/1", "2027"),
            "submission:\n  fiscal_years: [2026, 2027]\n",
        ),
        # cleared
        (
            "state:\n  name: Vermont  # here\n  code: VT\n",
            ("clear", "/state/name"),
            "state:\n  name:  # here\n  code: VT\n",
        ),
        (
            "state: {name: Vermont, code: VT}\n",
            ("clear", "/state/name"),
            "state: {name: , code: VT}\n",
        ),
        (
            "narrative:\n  vision_and_goals: >-\n    One\n    two\n  note: x\n",
            ("clear", "/narrative/vision_and_goals"),
            "narrative:\n  vision_and_goals:\n  note: x\n",
        ),
        (
            "state:\n  name: x\nbudget:\n  note: y\n",
            ("clear", "/state"),
            "state:\nbudget:\n  note: y\n",
        ),
        # entries
        (
            LISTED + "    # one\n    - code: 1S1\n      unit: percent\n    - {code: 2S1}\n",
            ("add", "/performance/indicators", "", 1),
            LISTED + "    # one\n    - code: 1S1\n      unit: percent\n    -\n    - {code: 2S1}\n",
        ),
        (
            LISTED + "  - code: 1S1\n  # two\n  - code: 2S1\n    unit: percent\n  - code: 3S1\n",
            ("remove", "/performance/indicators/1"),
            LISTED + "  - code: 1S1\n  # two\n  - code: 3S1\n",
        ),
        (
            LISTED + "    -\n",
            ("set", "/performance/indicators/0/code", "1S1"),
            LISTED + "    - code: 1S1\n",
        ),
        (
            LISTED + "    - code: 1S1\n",
            ("remove", "/performance/indicators/0"),
            "performance:\n  indicators: []\n",
        ),
        (
            "submission: {fiscal_years: [2026, 2027, 2028]}\n",
            ("remove", "/submission/fiscal_years/0"),
            "submission: {fiscal_years: [2027, 2028]}\n",
        ),
        # a field with its name
        (
            "state:\n  nmae: Vermont\n  code: VT\n",
            ("remove", "/state/nmae"),
            "state:\n  code: VT\n",
        ),
        ("state: {nmae: x, code: VT}\n", ("remove", "/state/nmae"), "state: {code: VT}\n"),
        # what was there is gone, and something else is put in its place
        (
            LISTED + "    - {code: 1S1}\nnote: x\n",
            ("clear", "/performance/indicators"),
            LISTED + "note: x\n",
        ),
    ],
)
def test_it_is_written_as_people_write(before: str, change: tuple[Any, ...], after: str) -> None:
    assert edited(START + before, change) == START + after


def test_a_long_text_goes_on_lines_of_its_own() -> None:
    text = "All of it is said in one sentence, which is much too long for a line of the page. " * 3
    found = edited(
        f"{START}narrative:\n  vision_and_goals:\n", ("set", "/narrative/vision_and_goals", text)
    )
    assert found.split("\n")[2] == "  vision_and_goals: >-"
    assert all(line.startswith("    ") and len(line) <= 92 for line in found.split("\n")[3:-1])
    lines = edited(f"{START}", ("set", "/narrative/note", "First.\n\nSecond."))
    assert lines == f"{START}narrative:\n  note: |-\n    First.\n\n    Second.\n"


def test_lines_that_look_like_fields_stay_a_text() -> None:
    found = edited(START, ("set", "/narrative/note", "budget: 5\nand so on"))
    assert found == f'{START}narrative:\n  note: "budget: 5\\nand so on"\n'
    assert read(found.encode()).problems == ()


def test_line_ends_and_byte_order_mark_stay() -> None:
    before = "\ufeffdocument: state_plan\r\nstate:\r\n  name: x\r\n"
    after = edited(before, ("set", "/state/code", "VT"), ("set", "/budget/reserve/amount", "5"))
    assert after == (
        "\ufeffdocument: state_plan\r\nstate:\r\n  code: VT\r\n  name: x\r\n"
        "budget:\r\n  reserve:\r\n    amount: 5\r\n"
    )


def test_nothing_changed_changes_nothing() -> None:
    for path in EXAMPLES:
        text = path.read_bytes().decode()
        assert edited(text) == text
        document = read(text.encode())
        same = [("set", at, value) for at, value in _values(plain(document.root))]
        assert edited(text, *same) == text


# --------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("state: &a {name: x}\nforms: *a\n", Change("set", "/state/name", "z")),
        ("state: {name: &a x}\nsource: *a\n", Change("set", "/state/name", "z")),
        ("state: {name: &a x}\nsource: *a\n", Change("set", "/source", "z")),
        ("state: &a\n  name: x\nbudget: *a\n", Change("remove", "/budget/name")),
    ],
)  # fmt: skip
def test_what_stands_for_something_else_too_is_not_changed(text: str, change: Change) -> None:
    data = (START + text).encode()
    document = read(data)
    rewriting = Rewriting(document, data)
    make(rewriting.root, document.shape, change)
    try:
        after = read(rewriting.rewritten())
    except (Unsafe, Refusal):
        return
    assert not rewriting.is_said_by(after)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("set", "/budget/nothing", "5"), "There is no field `budget.nothing`."),
        (Change("set", "/budget", "5"), "`budget` is a group of fields, and holds no value"),
        (Change("set", "/submission/fiscal_years", "5"), "`submission.fiscal_years` is a list"),
        (
            Change("set", "/performance/indicators/3/code", "1S1"),
            "has 0 entries; there is none `3`",
        ),
        (
            Change("set", "/performance/indicators/x/code", "1S1"),
            "has 0 entries; there is none `x`",
        ),
        (Change("add", "/budget"), "`budget` is no list."),
        (Change("add", "/performance/indicators", entry=4), "none can be put at 4"),
        (Change("remove", "/performance/indicators/0"), "nothing at `/performance/indicators/0`"),
        (Change("set", "", "5"), "The document as a whole"),
        (Change("set", "/state/name/x", "5"), "There is no field `state.name.x`"),
    ],
)
def test_what_has_no_place_is_refused_in_words(change: Change, words: str) -> None:
    document = read(START.encode())
    with pytest.raises(NoPlace) as refused:
        make(Rewriting(document, START.encode()).root, document.shape, change)
    assert words in str(refused.value)


def test_the_model_of_these_tests_is_right() -> None:
    shape = shapes()["state_plan"]
    says = changed({"a": 1}, Change("set", "/budget/reserve/amount", " 5 "), shape)
    assert says == {"a": 1, "budget": {"reserve": {"amount": "5"}}}
    says = changed(says, Change("add", "/performance/indicators"), shape)
    assert says["performance"] == {"indicators": [None]}
    assert changed(says, Change("remove", "/budget"), shape).keys() == {"a", "performance"}
