"""Document -> its performance indicators with their levels over the years, in plain parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from perkins_rules.documents import Document
from perkins_rules.engine.said.shown import plain

Limits = Mapping[str, list[dict[str, Any]]]
SERIES = {
    "levels": ("level", "levels"),
    "state_levels": ("level", "state"),
    "actuals": ("value", "actual"),
}
"""Lists of an indicator: the field of an entry that is drawn, and the line it belongs to."""


def levels_of(document: Document, limits: Limits) -> list[dict[str, Any]]:
    """Each indicator that has figures: code, unit, baseline, and its points by year."""
    place, rows = _indicators(document.data)
    year = document.data.get("fiscal_year")
    return [
        row
        for number, entry in enumerate(rows)
        if isinstance(entry, dict)
        and (row := _indicator(entry, f"{place}/{number}", year, limits))["points"]
    ]


def _indicators(data: Mapping[str, Any]) -> tuple[str, list[Any]]:
    performance = data.get("performance")
    if isinstance(performance, dict) and isinstance(performance.get("indicators"), list):
        return "/performance/indicators", performance["indicators"]
    rows = data.get("indicators")
    return "/indicators", rows if isinstance(rows, list) else []


def _indicator(
    entry: Mapping[str, Any], place: str, year: int | None, limits: Limits
) -> dict[str, Any]:
    unit = "number" if entry.get("unit") == "number" else "level"
    points = [*_series(entry, place, unit), *_of_the_year(entry, place, year, unit)]
    points.sort(key=lambda point: (point["year"], point["line"]))
    baseline = entry.get("baseline")
    return {
        "code": entry.get("code") or "",
        "name": entry.get("name") or "",
        "path": place,
        "unit": unit,
        "baseline": plain(baseline, unit) if baseline is not None else "",
        "points": [point | {"bounds": limits.get(point["path"], [])} for point in points],
    }


def _series(entry: Mapping[str, Any], place: str, unit: str) -> Iterator[dict[str, Any]]:
    for name, (field, line) in SERIES.items():
        for number, step in enumerate(entry.get(name) or ()):
            if isinstance(step, dict):
                path = f"{place}/{name}/{number}/{field}"
                yield from _point(step.get("fiscal_year"), step.get(field), line, path, unit)


def _of_the_year(
    entry: Mapping[str, Any], place: str, year: int | None, unit: str
) -> Iterator[dict[str, Any]]:
    """A report's own year and the years before it: the level, and what was reached."""
    told = [(place, year, entry)]
    for number, step in enumerate(entry.get("history") or ()):
        if isinstance(step, dict):
            told.append((f"{place}/history/{number}", step.get("fiscal_year"), step))
    for where, when, step in told:
        yield from _point(when, step.get("level"), "levels", f"{where}/level", unit)
        yield from _point(when, step.get("state_level"), "state", f"{where}/state_level", unit)
        actual = step.get("actual")
        reached = actual.get("value") if isinstance(actual, dict) else actual
        yield from _point(when, reached, "actual", f"{where}/actual/value", unit)


def _point(year: Any, value: Any, line: str, path: str, unit: str) -> Iterator[dict[str, Any]]:
    is_figure = value is not None and not isinstance(value, str | dict | list)
    if isinstance(year, int) and is_figure:
        yield {"year": year, "value": plain(value, unit), "line": line, "path": path}
