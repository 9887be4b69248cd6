"""A small world for generated rules: a document type with every kind of value, and its documents.

Values come from small pools, so that equal ones, boundaries and calendar ends meet often.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.check.types import BY_NAME, Type
from perkins_rules.documents import Shape, Written
from perkins_rules.engine.shared.question import Question

CHOICES = ("first_way", "second_way", "third_way")

_YEAR = Shape(
    "record",
    "",
    fields={"year": Shape("integer", "year"), "level": Shape("level", "level")},
)
_ENTRY = Shape(
    "record",
    "",
    fields={
        "code": Shape("text", "code"),
        "year": Shape("integer", "year"),
        "amount": Shape("money", "amount"),
        "share": Shape("percent", "share"),
        "level": Shape("level", "level"),
        "score": Shape("number", "score"),
        "heads": Shape("integer", "heads", minimum=Fraction(0)),
        "day": Shape("date", "day"),
        "ready": Shape("yes_no", "ready"),
        "way": Shape("choice", "way", choices=CHOICES),
        "tags": Shape("list", "tags", entry=Shape("text", "")),
        "inner": Shape("record", "inner", fields={"amount": Shape("money", "amount")}),
        "years": Shape("list", "years", key="year", entry=_YEAR),
    },
)
_KINDS = ("money", "percent", "level", "number", "integer", "date", "text", "yes_no")

SHAPE = Shape(
    "record",
    "",
    fields={
        "state": Shape("record", "state", fields={"code": Shape("text", "code")}),
        "plan": Shape(
            "record",
            "plan",
            fields={
                **{f"{kind}_{k}": Shape(kind, f"{kind}_{k}") for kind in _KINDS for k in (1, 2)},
                "way": Shape("choice", "way", choices=CHOICES),
                "other_way": Shape("choice", "other_way", choices=CHOICES),
                "hour": Shape("time", "hour", zone="America/New_York"),
                "late_hour": Shape("time", "late_hour", zone="America/New_York"),
                "part": Shape(
                    "record",
                    "part",
                    fields={
                        "amount": Shape("money", "amount"),
                        "note": Shape("text", "note"),
                    },
                ),
            },
        ),
        "fields": Shape("list", "fields", entry=Shape("path", "")),
        "years": Shape("list", "years", entry=Shape("integer", "", maximum=Fraction(9999))),
        "tags": Shape("list", "tags", entry=Shape("text", "")),
        "other_tags": Shape("list", "other_tags", entry=Shape("text", "")),
        "periods": Shape("list", "periods", key="year", entry=_YEAR),
        "lines": Shape("list", "lines", key="code", entry=_ENTRY),
        "other_lines": Shape("list", "other_lines", key="code", entry=_ENTRY),
    },
)

FIGURES = (
    *(Fraction(n) for n in (-1, 0, 1, 2, 5, 100, 250_000)),
    Fraction(1, 3),
    Fraction(25_000_001, 100),
    Fraction(12345, 1000),
    Fraction(125, 1000),
)
DAYS = (0, 1, 30, 60, -1, 365, 10**7)
MONTHS = (0, 1, 11, 12, -1, 13, 10**6)
POOLS: dict[str, tuple[Any, ...]] = {
    "money": FIGURES,
    "percent": FIGURES,
    "points": FIGURES,
    "level": FIGURES,
    "number": FIGURES,
    "integer": (-1, 0, 1, 2, 3, 2026, 2027, 9998, 9999, 10000),
    "date": (
        date(2024, 2, 29),
        date(2026, 1, 31),
        date(2026, 6, 30),
        date(2026, 7, 1),
        date(2027, 7, 1),
        date(1, 1, 1),
        date(9999, 12, 31),
    ),
    "days": DAYS,
    "months": MONTHS,
    "time": (0, 510, 1439),
    "text": ("a", "b", "A. Lee", "a lee", "TBD", "2026-27", "X1 ", "x1", "(", "plan.part"),
    "path": ("plan", "plan.part", "plan.part.note", "lines", "planet"),
    "choice": CHOICES,
    "yes_no": (True, False),
}
PATTERNS = (r"\w\d", "a|b", r"[a-c]+", r".*\s.*", "(", "2026-27")
"""One of them means nothing: a document may hold such a text."""


def value(random: Random, shape: Shape) -> Any:
    """A value as a document holds it: some figures know how they were written."""
    pool = POOLS[shape.kind]
    if shape.minimum is not None:
        pool = tuple(one for one in pool if one >= shape.minimum)
    if shape.maximum is not None:
        pool = tuple(one for one in pool if one <= shape.maximum)
    found = random.choice(pool)
    if isinstance(found, Fraction) and random.random() < 0.5:
        return Written.of(found.numerator, found.denominator, random.randrange(4))
    return found


def document(random: Random) -> dict[str, Any]:
    """A document in which more or less is missing, from nothing to everything."""
    return _record(random, SHAPE, random.choice((0.0, 0.1, 0.3, 0.6, 1.0)))


def _record(random: Random, shape: Shape, gaps: float) -> dict[str, Any]:
    data = {}
    for name, field in shape.fields.items():
        if random.random() >= gaps:
            data[name] = _part(random, field, gaps)
    return data


def _part(random: Random, shape: Shape, gaps: float) -> Any:
    if shape.kind == "record":
        return _record(random, shape, gaps)
    if shape.kind != "list":
        return value(random, shape)
    assert shape.entry is not None
    return [_entry(random, shape.entry, gaps) for _ in range(random.choice((0, 1, 2, 2, 3, 4)))]


def _entry(random: Random, shape: Shape, gaps: float) -> Any:
    """An entry that could not be read keeps its place: without fields, or without value."""
    if random.random() < gaps / 2:
        return {} if shape.kind == "record" else None
    return _part(random, shape, gaps)


def filled_in(random: Random, shape: Shape, given: Any) -> Any:
    """The same with a value for everything that is missing; lists that are given stay as long."""
    if given is None:
        return _part(random, shape, gaps=0.0)
    if shape.kind == "record":
        return {n: filled_in(random, field, given.get(n)) for n, field in shape.fields.items()}
    if shape.kind == "list" and shape.entry is not None:
        return [filled_in(random, shape.entry, entry) for entry in given]
    return given


# ------------------------------------------------------------------ what is asked

LATER = date(2026, 7, 1)
QUESTIONS = tuple(
    Question(day, edition, profile)
    for day in (date(2019, 7, 1), LATER)
    for edition in ("2025-01", "2021-03")
    for profile in ("guide", "strict")
)


def parameters() -> dict[str, t.CheckedParameter]:
    """One of each type for all, one for some States, and one that has no value yet in 2019."""
    found = {}
    for kind in (*BY_NAME, "choice", "time"):
        if kind in ("unknown", "level", "points"):
            continue
        pool = POOLS[kind]
        type_ = BY_NAME.get(kind) or Type(kind, choices=CHOICES)
        dated = (_dated(date(2018, 7, 1), pool[1]), _dated(LATER, pool[0]))
        found[kind] = _parameter(kind, type_, {None: dated})
        found[f"late_{kind}"] = _parameter(f"late_{kind}", type_, {None: dated[1:]})
        states = {"a": dated, "b": dated[:1]}
        found[f"{kind}_by_state"] = _parameter(f"{kind}_by_state", type_, states, by_state=True)
    return found


def replaced() -> tuple[t.ReplacedParameter, ...]:
    """Every parameter with another value for one State, as a pack above may give it."""
    found = []
    for parameter in parameters().values():
        state = "a" if parameter.by_state else None
        other = _dated(LATER, POOLS[parameter.type.kind][-1])
        values = {**parameter.values, state: (*parameter.values[state][:-1], other)}
        changed = _parameter(parameter.name, parameter.type, values, by_state=parameter.by_state)
        found.append(t.ReplacedParameter(parameter=changed, by="high", document=None, state="a"))
    return tuple(found)


def _dated(start: date, constant: Any) -> t.DatedConstant:
    return t.DatedConstant(start=start, value=constant, text=str(constant), citations=())


def _parameter(
    name: str, type_: Type, values: dict[Any, tuple[t.DatedConstant, ...]], by_state: bool = False
) -> t.CheckedParameter:
    return t.CheckedParameter(name=name, pack="world", type=type_, values=values, by_state=by_state)
