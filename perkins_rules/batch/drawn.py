"""Document + rules -> the figures that pictures of it are made of, in plain parts for a Result.

`budget`: its lines in the order of the form, the sums between them. `levels`: indicators with
their levels over the years. `dates`: every date, and the `windows` that were open. Each figure
carries the bounds that rules hold it against. Exact numbers are texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from perkins_rules.batch.drawn_levels import levels_of
from perkins_rules.documents import Document, Shape, to_pointer
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.fast import verdicts_by_rule
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.engine.reference.bounds import Bound, Bounds, bounds_of
from perkins_rules.engine.said.shown import plain
from perkins_rules.pipeline import Options, question_of

MOST_DATES = 120
MOST_LINES = 60


def draw(rules: AskableRules, document: Document, options: Options) -> dict[str, Any]:
    """What can be drawn of a document; a part that has nothing to show is left out."""
    asked, _ = question_of(rules, document, options.asked)
    known = (
        verdicts_by_rule(rules, document, asked, options.keep)
        if isinstance(rules, ReadyRules)
        else {}
    )
    bounds = bounds_of(rules.rule_set, document, asked, options.keep, known)
    limits = _limits(bounds)
    places = list(_walk(_Place("", document.shape, document.data, ()), "date"))
    parts = {
        "budget": _budget(document, bounds, limits),
        "levels": levels_of(document, limits),
        "dates": list(islice(_dates(places, limits), MOST_DATES)),
        "windows": list(_windows(places)),
    }
    return {name: part for name, part in parts.items() if part}


Limits = Mapping[str, list[dict[str, Any]]]


def _limits(bounds: Bounds) -> Limits:
    """Bounds in plain parts, by the pointer of the figure."""
    found: dict[str, list[dict[str, Any]]] = {}
    for bound in bounds.bounds:
        found.setdefault(bound.path, []).append(_plain_bound(bound))
    return found


def _plain_bound(bound: Bound) -> dict[str, Any]:
    law = next((c for c in bound.citations if c.codified), None) or next(
        iter(bound.citations), None
    )
    return {
        "is": bound.relation,
        "limit": bound.limit,
        "below": bound.below,
        "made_of": bound.made_of,
        "rule": bound.rule,
        "severity": bound.severity,
        "law": [law.text, law.codified] if law is not None else None,
        "ok": bound.satisfied,
    }


class _Place(NamedTuple):
    """A value of a document: where it is, its shape, the titles of what it stands in."""

    pointer: str
    shape: Shape
    value: Any
    titles: tuple[str, ...]


def _walk(place: _Place, kind: str) -> Iterator[_Place]:
    """All of a part of a document in which values of a kind may stand, in the order of the form."""
    yield place
    shape, value = place.shape, place.value
    if isinstance(value, dict):
        for name, inner in shape.fields.items():
            if value.get(name) is not None and _holds(inner, kind):
                pointer = place.pointer + to_pointer((name,))
                titles = (*place.titles, inner.title or name)
                yield from _walk(_Place(pointer, inner, value[name], titles), kind)
    elif isinstance(value, list) and shape.entry is not None and _holds(shape.entry, kind):
        for number, entry in enumerate(value):
            if entry is not None:
                titles = (*place.titles[:-1], _entry_title(place, number, entry))
                inside = _Place(f"{place.pointer}/{number}", shape.entry, entry, titles)
                yield from _walk(inside, kind)


@lru_cache(maxsize=4096)
def _holds(shape: Shape, kind: str) -> bool:
    """Whether a value of a kind may stand in a part of a document, or is that part."""
    inner = [*shape.fields.values(), *filter(None, [shape.entry])]
    return shape.kind == kind or any(_holds(one, kind) for one in inner)


def _entry_title(place: _Place, number: int, entry: Any) -> str:
    key = entry.get(place.shape.key) if isinstance(entry, dict) and place.shape.key else None
    named = f": {key}"[:60] if key is not None else f" {number + 1}"
    return "".join(place.titles[-1:]) + named


# ------------------------------------------------------------------ money


def _budget(document: Document, bounds: Bounds, limits: Limits) -> dict[str, Any]:
    """The lines of a budget, and which of them make up which."""
    value, shape = document.data.get("budget"), document.shape.fields.get("budget")
    if not isinstance(value, dict) or shape is None:
        return {}
    places = _walk(_Place("/budget", shape, value, ()), "money")
    lines = [_line(p, limits) for p in places if p.shape.kind == "money"]
    known = {line["path"] for line in lines[:MOST_LINES]}
    sums = [
        {"whole": one.whole, "parts": list(one.parts), "is": one.relation, "rule": one.rule,
         "ok": one.satisfied}
        for one in bounds.sums
        if one.whole in known
    ]  # fmt: skip
    left = len(lines) - len(known)
    return {"lines": lines[:MOST_LINES], "sums": sums, "left": left} if lines else {}


def _line(place: _Place, limits: Limits) -> dict[str, Any]:
    """An amount under the title of its line: that of the group, where it is the group's amount."""
    is_groups = place.pointer.endswith("/amount") and len(place.titles) > 1
    titles = place.titles[:-1] if is_groups else place.titles
    return {
        "path": place.pointer,
        "title": titles[-1],
        "guide": place.shape.guide,
        "depth": len(titles) - 1,
        "amount": plain(place.value, "money"),
        "bounds": limits.get(place.pointer, []),
    }


# ------------------------------------------------------------------ days


def _dates(places: Iterable[_Place], limits: Limits) -> Iterator[dict[str, Any]]:
    for place in places:
        if place.shape.kind == "date":
            yield {
                "path": place.pointer,
                "title": _said(place.titles),
                "date": plain(place.value, "date"),
                "bounds": limits.get(place.pointer, []),
            }


def _windows(places: Iterable[_Place]) -> Iterator[dict[str, Any]]:
    """What was open from one day to another, such as a comment period."""
    for place in places:
        if isinstance(place.value, dict) and {"opened", "closed"} <= set(place.shape.fields):
            opened, closed = place.value.get("opened"), place.value.get("closed")
            if opened is not None and closed is not None:
                yield {
                    "path": place.pointer,
                    "title": _said(place.titles),
                    "from": plain(opened, "date"),
                    "to": plain(closed, "date"),
                }


def _said(titles: tuple[str, ...]) -> str:
    """`Public comment, opened`"""
    if len(titles) < 2:
        return "".join(titles)
    own = titles[-1]
    return f"{titles[-2]}, {own[:1].lower() + own[1:] if own[1:2].islower() else own}"
