"""Amounts that are right or wrong by less than binary fractions can tell, put to every engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from benchmarks.many import PLAN
from benchmarks.peers.conditions import TOTAL, Condition, Kind
from benchmarks.peers.engines import NAMES, Engine, engine

PARTS = tuple(f"budget.reserve.{part}" for part in ("secondary.amount", "postsecondary.amount"))
WHOLE = "budget.reserve.amount"
LINE = "budget.state_administration.amount"


class Trap(NamedTuple):
    """What is asked of which amounts (as they are written in JSON), and whether it holds."""

    title: str
    condition: Condition
    amounts: Mapping[str, str]
    holds: bool


TRAPS = (
    Trap(
        "$0.10 and $0.20 add up to $0.30",
        Condition(Kind.SUM, (*PARTS, WHOLE)),
        {PARTS[0]: "0.10", PARTS[1]: "0.20", WHOLE: "0.30"},
        holds=True,
    ),
    Trap(
        "$1.10 is at most 55% of $2.00",
        Condition(Kind.SHARE, (LINE, TOTAL), 55),
        {LINE: "1.10", TOTAL: "2.00"},
        holds=True,
    ),
    Trap(
        "$9,007,199,254,740,993 is at most a dollar less",
        Condition(Kind.AT_MOST, (LINE,), 2**53),
        {LINE: str(2**53 + 1)},
        holds=False,
    ),
)


def answers(trap: Trap, names: Iterable[str] = NAMES) -> dict[str, str]:
    """By engine: `right`, `wrong`, `no words for it`, or what it raised."""
    found = (engine(name, (trap.condition,)) for name in names)
    return {one.name: _answer(one, trap) for one in found if isinstance(one, Engine)}


def _answer(engine: Engine, trap: Trap) -> str:
    if not engine.says:
        return "no words for it"
    try:
        held = not engine.check(written(trap.amounts))
    except Exception as error:  # noqa: BLE001  # of an engine of somebody else's: it is shown
        return f"an error: {str(error).splitlines()[0][:60]}"
    return "right" if held == trap.holds else "wrong"


def written(amounts: Mapping[str, str]) -> bytes:
    """The sample plan with amounts written just so."""
    plan = json.loads(PLAN)
    for path, amount in amounts.items():
        *groups, name = path.split(".")
        group = plan
        for step in groups:
            group = group[step]
        group[name] = f"@{amount}@"
    return re.sub(r'"@([\d.]+)@"', r"\1", json.dumps(plan)).encode()
