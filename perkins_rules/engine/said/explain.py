"""What is read off a Trace: the place of a verdict, what settles it, the derivation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from perkins_rules.check import tree as t
from perkins_rules.engine.said.shown import kept_shown, plain, range_shown
from perkins_rules.engine.shared.trace import Trace
from perkins_rules.findings import Step


def place_of(trace: Trace) -> str | None:
    """The pointer of the first figure that a condition reads."""
    if isinstance(trace.node, t.ParameterValue):
        return None
    if isinstance(trace.node, t.Read) and trace.pointer is not None:
        return trace.pointer
    # Of `x else y` the one that was used stands last.
    parts = reversed(trace.children) if isinstance(trace.node, t.Fallback) else trace.children
    for child in parts:
        if (found := place_of(child)) is not None:
            return found
    return trace.pointer if isinstance(trace.node, t.Variable) else None


def deciding(trace: Trace) -> Trace:
    """The part of a condition that settles it: the first false operand, the failing entry."""
    node = trace.node
    inner = trace.children
    if isinstance(node, t.Every | t.Some | t.Named):
        same = [c for c in inner if c.value is trace.value]
        return deciding(same[0]) if same else trace
    if isinstance(node, t.Quantifier) and len(inner) > 1:
        return deciding(inner[1]) if inner[1].value is trace.value else trace
    return trace


# ------------------------------------------------------------------ derivation

# Of the figures behind a sum or a condition on a list, so many are told one by one: a derivation
# is for reading, and a report must not grow with the square of its document.
MOST_FIGURES = 100
MOST_STEPS = 300


def derivation(traces: tuple[Trace, ...], lines: Any) -> tuple[Step, ...]:
    """The figures behind a verdict and what was made of them, each before what uses it.

    `lines` gives the line of a JSON pointer. A figure that is used twice is told once; of very many
    the first and the last are told, and how many stand between.
    """
    seen: set[int] = set()
    told: dict[Step, None] = {}
    for trace in traces:
        _tell(trace, lines, seen, told)
    steps = tuple(told)
    if len(steps) <= MOST_STEPS:
        return steps
    half = MOST_STEPS // 2
    return (*steps[:half], _more(len(steps) - 2 * half), *steps[-half:])


def _tell(trace: Trace, lines: Any, seen: set[int], told: dict[Step, None]) -> None:
    """Adds the steps of a value to those that are told."""
    if id(trace) in seen:  # a definition that many parts use is one trace, which all of them hold
        return
    seen.add(id(trace))
    parts = _telling(trace)
    for child in parts[:MOST_FIGURES]:
        _tell(child, lines, seen, told)
    if len(parts) > MOST_FIGURES:
        told[_more(len(parts) - MOST_FIGURES)] = None
    if _is_figure(trace):
        if trace.step is None:
            trace.step = _step(trace, lines)
        told[trace.step] = None


def _is_figure(trace: Trace) -> bool:
    """Whether a value is told: not what stands in the rule, and no record."""
    value = trace.value
    if isinstance(trace.node, _UNTOLD) or isinstance(value, dict):
        return False
    entries = value if trace.kept is None else [place.value for place, _ in trace.kept]
    return not (isinstance(entries, _LISTS) and any(isinstance(e, dict) for e in entries))


_UNTOLD, _LISTS = (t.Constant, t.Variable), (list, tuple)


def _more(count: int) -> Step:
    return Step(text="further figures, not listed", value=str(count), unit="integer")


def _telling(trace: Trace) -> Sequence[Trace]:
    """The parts that a value rests on: of a true `or` the first true one, of a false `and` the
    false ones; what lies beside them would not have changed it.
    """
    if isinstance(trace.node, t.Some) and trace.value is True:
        return [c for c in trace.children if c.value is True][:1]
    if isinstance(trace.node, t.Every) and trace.value is False:
        return [c for c in trace.children if c.value is False]
    return trace.children


def said_in_part(trace: Trace) -> str:
    """What is known of a value that is not determined; empty where nothing is."""
    if trace.range is not None:
        return range_shown(*trace.range, trace.unit)
    kept = trace.kept
    if kept is None:
        return ""
    if any(isinstance(place.value, dict) for place, _ in kept):
        return ""
    sure, open_ = ([p.value for p, w in kept if (w is None) is one] for one in (True, False))
    return kept_shown(sure, open_)


def _step(trace: Trace, lines: Any) -> Step:
    in_part = said_in_part(trace)
    read = isinstance(trace.node, t.Read) and trace.pointer is not None
    pointer = trace.pointer if read else None
    return Step(
        text=trace.node.text,
        value=in_part or plain(trace.value, trace.unit),
        unit="range" if in_part else trace.unit or trace.node.type.kind,
        path=pointer,
        line=lines(pointer) if pointer is not None else None,
        citations=trace.source.citations if trace.source is not None else (),
    )
