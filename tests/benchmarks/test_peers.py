"""What `make bench` sets side by side is the same: every engine that is here is right."""

from __future__ import annotations

import re
from functools import cache

import pytest

from benchmarks.peers import by_hand, chart, pages, tables
from benchmarks.peers.conditions import Kind, conditions
from benchmarks.peers.documents import documents, with_broken
from benchmarks.peers.engines import NAMES, Absent, Engine, engine
from benchmarks.peers.measure import Took
from benchmarks.peers.proof import faults
from benchmarks.peers.traps import TRAPS, answers

ALL = conditions()
EVERY_NTH = 7  # the plans of all kinds of conditions are among them; `make bench` takes all


@cache
def made_ready(name: str) -> Engine | Absent:
    return engine(name, ALL)


def test_there_are_150_conditions_of_every_kind() -> None:
    assert len(ALL) == len(set(ALL)) == 150
    assert {one.kind for one in ALL} == set(Kind)


def test_each_plan_breaks_its_condition_and_the_sample_none() -> None:
    exact = by_hand.exact(ALL)
    sample, *broken = documents(ALL)
    assert exact(sample) == set()
    assert [n for n, data in enumerate(broken) if n not in exact(data)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_engine_gives_the_right_verdicts(name: str) -> None:
    found = made_ready(name)
    if isinstance(found, Absent):
        pytest.skip(found.reason)
    taken = [*list(documents(ALL))[::EVERY_NTH], with_broken(ALL[-4:])]
    assert list(faults([found], ALL, taken)) == []


def test_a_verdict_that_differs_is_told() -> None:
    """Otherwise an engine that says nothing would be the fastest."""
    silent = Engine("silent", "Silent", "silent 1", frozenset(range(150)), lambda data: set())
    told = list(faults([silent], ALL, [with_broken(ALL[:1])]))
    assert told == ["document 0: Silent differs on [0]: a field is given"]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.title)
def test_ours_is_right_on_every_trap(trap: object) -> None:
    assert [answers(one, ["ours"]) for one in TRAPS if one is trap] == [{"ours": "right"}]


def test_the_pages_have_places_for_each_table_and_the_drawing_has_each_engine() -> None:
    rows = [
        tables.Row(name, name, "1", 150, Took(9, 8, 10, times, times, times), 30)
        for name, times in (("ours", 18.0), ("other", 0.8))
    ]
    places = [
        name for page in pages.PAGES for _, name, _ in pages.REGION.findall(page.read_text("utf-8"))
    ]
    assert places == ["short", "full", "traps"]
    assert tables.short(rows, {"ours": "this"}).splitlines()[2:] == [
        "| times `orjson.loads` | 18.0 |",
        "| µs a verdict | 0.06 |",
    ]
    assert "| other | 150 | 0.8 | 0.8 to 0.8 | 9 | 0.06 | 30 | 1 |" in tables.full(
        rows, rows[0].took
    )
    widths = [
        float(w)
        for w in re.findall(r'height="22"|width="([\d.]+)" height="22"', chart.drawn(rows))
        if w
    ]
    assert len(widths) == 2
    assert widths[0] > widths[1] > 0
