"""The smallest change is the one that trying all figures finds, and nothing beside it changes."""

from __future__ import annotations

from random import Random

import pytest

pytest.importorskip("z3")

from perkins_rules.documents import read_document
from perkins_rules.solving.repair import Repair, Wish
from tests.solving.small_form import AMOUNTS, checker_of, day, repair_of
from tests.solving.small_rules import Puzzle, document_of, hopeless, puzzle, satisfying, weight

NUMBER = 40


def _solved(one: Puzzle) -> Repair:
    checker = checker_of(demand.text for demand in one.demands)
    keep = tuple(f"/{name}" for name in one.keep)
    return repair_of(checker, document_of(one.stands), Wish(keep=keep))


def _figures(one: Puzzle, repair: Repair) -> dict[str, int]:
    checker = checker_of(demand.text for demand in one.demands)
    data = repair.member.data
    assert data is not None
    read = read_document("form.yaml", data, checker.rules.shapes).data
    return {
        name: int(read[name] * 100) if name in AMOUNTS else (read[name] - day(0)).days
        for name in one.stands
    }


@pytest.mark.parametrize("seed", range(NUMBER))
def test_the_smallest_change_is_that_which_trying_all_finds(seed: int) -> None:
    one = puzzle(Random(seed))
    repair = _solved(one)
    assert not repair.unknown
    left = hopeless(one)
    all_ = satisfying(one, [demand for demand in one.demands if demand not in left], one.most)
    if all_:
        least = min(weight(one, figures) for figures in all_)
        nearest = [figures for figures in all_ if weight(one, figures) == least]
        assert len(repair.left) == len(left)
        assert _figures(one, repair) in nearest
        assert len(repair.changes) == least[0]
        assert repair.is_only == (len(nearest) == 1)
    else:
        assert not repair.changes
        rules = repair.conflicts[0].rules
        _is_smallest(one, [rule.id.partition("/rule-")[2] for rule in rules])


def _is_smallest(one: Puzzle, rules: list[str]) -> None:
    """No figures keep all of the rules; all but any one of them, some do."""
    demands = [one.demands[int(number) - 1] for number in rules]
    reach = (one.most * 2, one.most)
    assert not satisfying(one, demands, *reach)
    for left_out in demands:
        assert satisfying(one, [demand for demand in demands if demand is not left_out], *reach)


def test_the_same_question_has_the_same_answer_whatever_was_asked_before() -> None:
    puzzles = [puzzle(Random(seed)) for seed in range(NUMBER, NUMBER + 4)]
    first = [_solved(one).member.data for one in puzzles]
    assert [_solved(one).member.data for one in reversed(puzzles)] == first[::-1]


# ------------------------------------------------------------------ as it is written

CAPS = ("require one is at most $1000", "require two is at most one")
LAST = "require begun is on or before 2026-03-10"
WRITTEN = (
    ("one: 1200.50   # dollars\n", "one: 1000.00   # dollars\n"),
    ("one: '1200'\ntwo: 7  # é\n", "one: '1000'\ntwo: 7  # é\n"),
    ('one:  "$1,200.50"   \n', 'one:  "$1,000.00"   \n'),
    ("one: $1,200\n", "one: $1,000\n"),
    ("one:\t1200\n", "one:\t1000\n"),
    ("\n\none:\n  1200\n...\n", "\n\none:\n  1000\n...\n"),
    ("one: 1200\r\n# and\r\ntwo: 5\r\n", "one: 1000\r\n# and\r\ntwo: 5\r\n"),
    ("one: 1200\rtwo: 5\r", "one: 1000\rtwo: 5\r"),
    ("one: &it 1200\ntwo: 3\n", "one: &it 1000\ntwo: 3\n"),
    ("one: &it 12000 # a\ntwo: *it\n", "one: &it 1000 # a\ntwo: *it\n"),
    ("one: 1200.5\ntwo: 1,100\n", "one: 1000.00\ntwo: 1,000\n"),
    ("begun: '2026-03-12' # then\n", "begun: '2026-03-10' # then\n"),
    (
        '{"one": 1200.5, "two":\t"$900.00",\n "begun":"2026-03-12"}',
        '{"one": 1000.00, "two":\t"$900.00",\n "begun":"2026-03-10"}',
    ),
)


@pytest.mark.parametrize(("was", "now"), WRITTEN)
def test_all_else_stays_to_the_byte(was: str, now: str) -> None:
    end = "\r" if "\r" in was and "\n" not in was else "\n"
    first = '{"document": "form", ' if was.startswith("{") else f"document: form{end}"
    texts = (first + text.removeprefix("{") for text in (was, now))
    before, after = (text.encode() for text in texts)
    assert repair_of(checker_of([*CAPS, LAST]), before).member.data == after
    assert repair_of(checker_of([*CAPS, LAST]), after).changes == ()
    marked = repair_of(checker_of([*CAPS, LAST]), b"\xef\xbb\xbf" + before)
    assert marked.member.data == b"\xef\xbb\xbf" + after


@pytest.mark.parametrize(
    "text",
    [
        "one: &it 1200\nthree: *it\n",  # with the one, the other moves
        "one: 900\ntwo: &it 1200\nthree: *it\n",
        "one: >\n  1200\n",
        'one: "1200\\\n  .5"\n',
    ],
)
def test_what_cannot_be_written_alone_is_said(text: str) -> None:
    repair = repair_of(checker_of(CAPS), f"document: form\n{text}")
    assert repair.unknown
    assert not repair.changes


def test_two_figures_from_one_place_are_not_written_apart() -> None:
    rules = checker_of(["require one is at most $1000", "require two is at most 50% of one"])
    repair = repair_of(rules, "document: form\none: &it 1200\ntwo: *it\n")
    assert repair.unknown
    assert not repair.changes
