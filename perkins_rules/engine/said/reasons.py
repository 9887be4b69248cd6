"""Why a rule has no answer although nothing that it reads is missing, in words about the document.

The evaluator notes what happened and at which values; the words are made when someone asks, from
the titles of the schema and the keys of the entries: who writes a rule need not think of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.check.builtins import program_year
from perkins_rules.documents import Document, Shape, from_pointer
from perkins_rules.engine.said.shown import shown
from perkins_rules.engine.shared.trace import Env, Evaluate, Trace

MOST_NAMED = 3


class Reason(NamedTuple):
    """`kind` is a key of `_WORDS`, `about` the values that it speaks of, `found` how many entries
    there are, `wanted` how many of them or what was asked for.
    """

    kind: str
    about: tuple[Trace, ...] = ()
    found: int = 0
    wanted: str = ""


def words_of(document: Document, reason: Reason) -> str:
    """The reason as a sentence."""
    said = _WORDS[reason.kind](document, reason)
    return f"{said[:1].upper()}{said[1:]}."


def empty_lists(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The lists without any entry of which an answer was to be made: one entry would do."""
    sources = (about for reason in reasons if reason.kind == "empty" for about in reason.about)
    return tuple(s.pointer for s in sources if s.pointer is not None and s.value == [])


def sought(ev: Evaluate, bound: t.Bound, env: Env) -> str:
    """What the entry that a filter looks for is called: `students of color`, `FY 2026`."""
    found = [_called(value, field) for field, value in _keys(ev, bound, bound.where, env)]
    return " and ".join(found)


def _keys(
    ev: Evaluate, bound: t.Bound, where: t.Checked | None, env: Env
) -> Iterator[tuple[str, Any]]:
    """The fields of the entry that a filter holds against something else, and that."""
    if isinstance(where, t.Every):
        for operand in where.operands:
            yield from _keys(ev, bound, operand, env)
    if not isinstance(where, t.Operation) or where.kind not in ("is", "matches"):
        return
    for own, other in (where.operands, where.operands[::-1]):
        record = own.record if isinstance(own, t.Read) else own
        is_own = isinstance(record, t.Variable) and record.name == bound.variable
        if is_own and bound.variable not in t.free_variables(other):
            value = ev(other, env).value
            if value is not None and not isinstance(value, list | dict | bool):
                yield own.steps[-1] if isinstance(own, t.Read) else "", value
            return


# ------------------------------------------------------------------ the words


def _none(document: Document, reason: Reason) -> str:
    place = _list(document, reason)
    if reason.found > 1:
        fitting = f" for {reason.wanted}" if reason.wanted else " that may be meant"
        return f"there are {reason.found} entries{fitting} in {place}, and no telling which counts"
    if reason.wanted:
        return f"there is no entry for {reason.wanted} in {place}"
    return f"there is no such entry in {place}"


def _empty(document: Document, reason: Reason) -> str:
    place = _list(document, reason)
    counting = " that counts here" if reason.about[0].value else ""
    return f"there is no entry in {place}{counting}"


def _too_few(document: Document, reason: Reason) -> str:
    place = _list(document, reason)
    found = {0: "there is no entry", 1: "there is only 1 entry"}
    start = found.get(reason.found, f"there are only {reason.found} entries")
    return f"{start} in {place} that counts here; the {reason.wanted} are needed"


def _zero(document: Document, reason: Reason) -> str:
    return f"{_figure(document, reason.about[0])} is 0, so that no share of it can be worked out"


def _parameter(document: Document, reason: Reason) -> str:
    return f"the law gives no {reason.wanted}"


def _no_answer(document: Document, reason: Reason) -> str:
    """A function's own words, and the figures that it was given."""
    figures = [
        f"{_figure(document, one)} is {shown(one.value, one.unit)}"
        for one in reason.about
        if one.pointer and not isinstance(one.value, list | dict)
    ]
    return ": ".join(filter(None, (reason.wanted, " and ".join(figures))))


_WORDS: dict[str, Callable[[Document, Reason], str]] = {
    "none": _none,
    "empty": _empty,
    "too_few": _too_few,
    "zero": _zero,
    "parameter": _parameter,
    "no_answer": _no_answer,
}


# ------------------------------------------------------------------ what things are called


def _list(document: Document, reason: Reason) -> str:
    """`the levels of 1S1`"""
    pointer = _pointer(reason.about[0])
    if pointer is None:
        return "the list"
    titles, keys = _along(document, pointer)
    return f"the {_small(titles[-1])}{_of(keys)}" if titles and titles[-1] else "the list"


def _figure(document: Document, trace: Trace) -> str:
    """`“Students attending, all students” of 2025-26 for English learners`, or a sum of figures."""
    if trace.pointer:
        return _place(document, trace.pointer)
    names = list(dict.fromkeys(_place(document, pointer) for pointer in _leaves(trace)))
    if not names:
        return "the figure to divide by"
    if len(names) > MOST_NAMED:
        names[MOST_NAMED - 1 :] = [f"{len(names) - MOST_NAMED + 1} more"]
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"what {listed} {'come' if len(names) > 1 else 'comes'} to"


def _place(document: Document, pointer: str) -> str:
    titles, keys = _along(document, pointer)
    group = titles[-2] if len(titles) > 1 else ""
    own = titles[-1] if titles else ""
    return f"“{group}, {_small(own)}”{_of(keys)}" if group else f"“{own}”{_of(keys)}"


def _along(document: Document, pointer: str) -> tuple[list[str], list[str]]:
    """The titles of the groups and fields of the innermost entry on the way, and the keys of the
    entries passed.
    """
    shape: Shape | None = document.shape
    value: Any = document.data
    titles: list[str] = []
    keys: list[str] = []
    for part in from_pointer(pointer):
        if shape is None:
            break
        if shape.kind == "list":
            value = value[int(part)] if value and int(part) < len(value) else None
            keys.append(_key(shape, value, int(part)))
            shape, titles = shape.entry, []
        else:
            shape = shape.fields.get(part)
            value = value.get(part) if isinstance(value, dict) else None
            titles.append(shape.title if shape is not None else "")
    return titles, keys


def _key(shape: Shape, entry: Any, place: int) -> str:
    key = entry.get(shape.key) if isinstance(entry, dict) and shape.key is not None else None
    return f"entry {place + 1}" if key is None else _called(key, shape.key or "")


def _called(value: Any, field: str) -> str:
    """A key as people say it: `FY 2026`, `2025-26`, `students of color`."""
    if isinstance(value, int) and field == "school_year":
        return program_year(value)
    if isinstance(value, int) and field == "fiscal_year":
        return f"FY {value}"
    text = shown(value, "text")
    if not text.islower() or " " in text:
        return text
    return text.replace("_", " ").replace("english", "English")


def _of(keys: list[str]) -> str:
    return f" of {' for '.join(keys)}" if keys else ""


def _small(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _pointer(trace: Trace) -> str | None:
    """Where a list stands, through the names that rules give it."""
    while trace.pointer is None and isinstance(trace.node, t.Named | t.Choice | t.Fallback):
        if not trace.children:
            return None
        trace = trace.children[-1]
    return trace.pointer


def _leaves(trace: Trace) -> Iterator[str]:
    if trace.pointer and not isinstance(trace.value, list | dict):
        yield trace.pointer
    else:
        for child in trace.children:
            yield from _leaves(child)
