"""What a result carries of what the rules allow -> what the browser makes its page of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from perkins_rules.batch.result import Result
from perkins_rules.report.clean import clean
from perkins_rules.report.lawful.headroom_text import how_far, tightest
from perkins_rules.report.lawful.parts import headroom_in, repair_in
from perkins_rules.report.lawful.range_text import shown
from perkins_rules.report.lawful.repair_text import OTHERS, waiting
from perkins_rules.report.lawful.rule_words import Label, rule_words, short_words
from perkins_rules.report.outputs.about import About
from perkins_rules.report.text.block_text import sentence

_Plain = Mapping[str, Any]


def lawful_parts_of(result: Result, about: About) -> dict[str, Any]:
    """`repair` and `headroom`, each where it was asked for."""
    label = partial(about.rules.label, state=result.report.state)
    repair, headroom = repair_in(result), headroom_in(result)
    parts: dict[str, Any] = {}
    if repair is not None:
        parts["repair"] = _repair(repair, label)
    if headroom is not None:
        parts["headroom"] = [_room(room, label) for room in headroom]
    return parts


def _repair(plain: _Plain, label: Label) -> dict[str, Any]:
    return {
        "said": clean(plain["said"][:1].upper() + plain["said"][1:]),
        "changes": [_change(one) for one in plain["changes"]],
        "settles": list(plain["settles"]),
        "others": "" if plain["only"] is not False else OTHERS,
        "left": [clean(text) for text in _open(plain, label)],
    }


def _change(change: _Plain) -> dict[str, Any]:
    return {
        "field": clean(change["field"]),
        "line": change["line"],
        "was": clean(change["was"]),
        "now": clean(change["now"]),
        "for": [one["finding"] for one in change["because"]],
        "because": [clean(sentence(one["message"])) for one in change["because"]],
    }


def _open(plain: _Plain, label: Label) -> Iterator[str]:
    """What cannot go together, and what no change settles."""
    for conflict in plain["conflicts"]:
        said = "; ".join(rule_words(rule, label) for rule in conflict["rules"])
        stay = ", ".join(f"{fact['field']} {fact['value']}" for fact in conflict["facts"])
        yield f"Cannot be kept{f' while these stay: {stay}' if stay else ''}: {said}."
    told = {rule for conflict in plain["conflicts"] for rule in conflict["rules"]}
    for one in plain["left"]:
        if not one["missing"] and one["rule"] not in told:
            yield f"Left: {sentence(one['message'])}{waiting(one)}"


def _room(room: _Plain, label: Label) -> dict[str, Any]:
    kind = room["kind"]
    ends = (room[name] and room[name]["figure"] for name in ("least", "most"))
    is_lost = bool(room["fails"])
    rules = room["fails"] or tightest(room)
    return {
        "path": clean(room["path"]),
        "field": clean(room["field"]),
        "line": room["line"],
        "now": clean(shown(room["value"], kind)),
        "ends": [None if is_lost else end for end in ends],
        "told": "a rule fails at any figure" if is_lost else how_far(room),
        "next": clean(short_words(rules, label)),
    }
