"""A plan -> the forms of the guide as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from perkins_rules.documents import Document, to_pointer
from perkins_rules.documents.written import Written
from perkins_rules.report.outputs.cells import cell_text
from perkins_rules.report.workbooks.form_sheet import Entry, FormSheet, Number, Styled, workbook
from perkins_rules.report.workbooks.xlsx_limits import MOST_DIGITS
from perkins_rules.tables.form import INDICATORS, LINES
from perkins_rules.tables.wanted import rank

FORMS = ("budget", "levels", "both")
_MAIN_LINES = ("1", "2", "3", "7", "8", "11", "14")


def form_book(plan: Document, form: str) -> tuple[bytes, list[str]]:
    """The bytes of the workbook, and the fields whose values do not fit and are left blank."""
    sheets = []
    if form in ("budget", "both"):
        sheets.append(_budget(plan))
    if form in ("levels", "both"):
        sheets.append(_levels(plan))
    sections = [
        f"/{name}" for name in ("budget", "performance") if form in (_FORM_OF[name], "both")
    ]
    left_out = [
        plan.name_of(one.pointer)
        for one in plan.problems
        if one.severity.value == "error" and one.pointer.startswith(tuple(sections))
    ]
    return workbook(sheets), left_out


_FORM_OF = {"budget": "budget", "performance": "levels"}


def _budget(plan: Document) -> FormSheet:
    data = plan.data.get("budget") or {}
    year = data.get("fiscal_year")
    heads = ("Line Number", "Budget Item", "Percent of Funds", "Amount of Funds")
    rows: list[list[Entry]] = [
        [Styled("Budget Form")],
        ["State Name:", _text(data.get("state_name"))],
        ["Fiscal Year (FY):", str(year) if year is not None else None],
        [],
        [Styled(head) for head in heads],
    ]
    for line in LINES:
        label = line.label if line.number in (*_MAIN_LINES, "4", "5", "6") else f"- {line.label}"
        percent = line.not_asked or _percent(_at(plan.data, line.percent))
        rows.append([line.number, label, percent, _money(_at(plan.data, line.amount))])
    return FormSheet("Budget", [*rows, [], *_source(plan)], (18, 54, 18, 22), ("A1:D1",))


def _levels(plan: Document) -> FormSheet:
    data = plan.data.get("performance") or {}
    entries = [(at, e) for at, e in enumerate(data.get("indicators") or []) if e.get("code")]
    by_code = {str(entry["code"]): (at, entry) for at, entry in entries}
    years = _years(plan, [entry for _, entry in entries])
    head = [f"PY {year}-{(year + 1) % 100:02}" for year in years]
    rows: list[list[Entry]] = [
        [Styled("State Determined Performance Levels (SDPL) Form")],
        ["State Name:", _text(data.get("state_name"))],
        [],
        [Styled("Indicators"), Styled("Baseline Level"), *(Styled(one) for one in head)],
    ]
    for code in sorted({*INDICATORS, *by_code}, key=rank):
        at, entry = by_code.get(code, (0, {}))
        name = INDICATORS.get(code) or str(entry.get("name") or "Other")
        cells = _level_cells(plan, at, entry, years)
        rows.append([cell_text(f"{code}: {name}"), *cells])
    last = chr(ord("B") + min(len(years), 20))
    widths = (62, 16, *[14] * len(years))
    return FormSheet("Levels", [*rows, [], *_source(plan)], widths, (f"A1:{last}1",))


def _years(plan: Document, entries: list[dict[str, Any]]) -> list[int]:
    """The years that the plan covers, and those that it has levels of."""
    covered = (plan.data.get("submission") or {}).get("fiscal_years") or []
    levels = (level for entry in entries for level in entry.get("levels") or [])
    found = {*covered, *(level.get("fiscal_year") for level in levels)}
    return sorted(year for year in found if isinstance(year, int))


def _level_cells(
    plan: Document, at: int, entry: dict[str, Any], years: list[int]
) -> Iterator[Entry]:
    in_numbers = entry.get("unit") == "number"
    place: list[str | int] = ["performance", "indicators", at]
    yield _level(plan, entry.get("baseline"), [*place, "baseline"], in_numbers) if entry else None
    where = {level.get("fiscal_year"): n for n, level in enumerate(entry.get("levels") or [])}
    for year in years:
        if year not in where:
            yield None
            continue
        path = [*place, "levels", where[year], "level"]
        yield _level(plan, entry["levels"][where[year]].get("level"), path, in_numbers)


def _level(plan: Document, value: Any, path: list[str | int], in_numbers: bool) -> Entry:
    if value is not None:
        return _number(value) if in_numbers else _percent(value)
    pointer = to_pointer(path)
    is_unfit = any(one.pointer == pointer for one in plan.problems)
    said = plan.written_at(pointer)
    is_blank = not isinstance(said, str) or said.strip().lower() in ("", "~", "null")
    return None if is_unfit or is_blank else "N/A"


def _source(plan: Document) -> list[list[Entry]]:
    """Where the figures are from."""
    name = cell_text(plan.text.name)
    return [[f"Exported by perkins-rules from {name}"], [f"SHA-256 of the document: {plan.sha256}"]]


def _at(data: Any, path: tuple[str, ...] | None) -> Any:
    for name in path or ():
        data = data.get(name) if isinstance(data, dict) else None
    return data if path else None


def _text(value: Any) -> Entry:
    return cell_text(str(value)) if value else None


def _money(value: Fraction | None) -> Entry:
    if value is None:
        return None
    digits, places = _digits(value)
    if not _holds(digits):
        return f"${digits}" if not digits.startswith("-") else f"-${digits[1:]}"
    return Number(digits, '"$"#,##0' + _places(places))


def _percent(value: Fraction | None) -> Entry:
    """A percent as programs for tables know it: a hundredth, shown with its sign."""
    if value is None:
        return None
    digits, places = _digits(value)
    if not _holds(digits):
        return f"{digits}%"
    with localcontext() as context:
        context.prec = 80
        hundredth = format(Decimal(digits).scaleb(-2), "f")
    return Number(hundredth, "0" + _places(places) + "%")


def _number(value: Fraction) -> Entry:
    digits, places = _digits(value)
    return Number(digits, "0" + _places(places)) if _holds(digits) else digits


def _digits(value: Fraction) -> tuple[str, int]:
    """A figure as it was written, and its decimal places."""
    places = max(value.places, 0) if isinstance(value, Written) else 0
    with localcontext() as context:
        context.prec = 80
        number = Decimal(value.numerator) / Decimal(value.denominator)
        return format(number.quantize(Decimal(1).scaleb(-places)), "f"), places


def _places(places: int) -> str:
    return "." + "0" * places if places else ""


def _holds(digits: str) -> bool:
    """Whether Excel keeps every digit."""
    held = digits.lstrip("-").replace(".", "").lstrip("0")
    places = len(digits.partition(".")[2])
    return len(held) <= MOST_DIGITS and places <= MOST_DIGITS
