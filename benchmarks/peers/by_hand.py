"""Python written out for these conditions alone, as a program without rules would have them.

Values as `orjson` reads them. `exact` is the same on decimals: it says what is right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from benchmarks.peers.conditions import Condition, Kind
from benchmarks.peers.infix import infix

PACKAGES = ("orjson",)
TITLE = "Python written by hand"


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    import orjson

    return _reading(conditions, orjson.loads)


def exact(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    return _reading(conditions, lambda data: json.loads(data, parse_float=Decimal))


def _reading(
    conditions: Sequence[Condition], read: Callable[[bytes], Any]
) -> Callable[[bytes], set[int]]:
    body = (
        f"    if not ({_python(one)}): broken.add({number})\n"
        for number, one in enumerate(conditions)
    )
    text = f"def check(d):\n    broken = set()\n{''.join(body)}    return broken\n"
    made: dict[str, Any] = {}
    exec(text, made)  # noqa: S102  # its text is made from our own list
    check: Callable[[Any], set[int]] = made["check"]
    return lambda data: check(read(data))


def _python(condition: Condition) -> str:
    fields = [_value(path) for path in condition.fields]
    match condition.kind:
        case Kind.GIVEN:
            return _given(condition.fields[0])
        case Kind.ONE_OF:
            return f"{fields[0]} in {condition.codes!r}"
        case _:
            return infix(condition, fields)


def _value(path: str) -> str:
    return "d" + "".join(f"[{name!r}]" for name in path.split("."))


def _given(path: str) -> str:
    *groups, name = path.split(".")
    return f"{_value('.'.join(groups)) if groups else 'd'}.get({name!r}) is not None"
