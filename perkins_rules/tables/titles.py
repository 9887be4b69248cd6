"""What stands above the forms, and the names of their sheets: of which State and years they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from perkins_rules.assets import schema_texts
from perkins_rules.documents.other_names import plain
from perkins_rules.tables.cell_text import tidy
from perkins_rules.tables.columns import rows_between
from perkins_rules.tables.grid import Sheet
from perkins_rules.tables.parts import names_one_place
from perkins_rules.tables.text_cells import holds_figure
from perkins_rules.tables.years import Year, years_in

_LONGEST = 200
_SHORTEST = 4
# Washington County and the like are in other States, too.
_NO_STATE = (
    r"(?! (?:county|city|street|st|avenue|ave|university|college|river|high|academy|d ?c)\b)"
)
_SPAN = re.compile(
    r"(?<![0-9-])(20[0-9]{2})\s*(?:-|\u2013|\u2014|to|through)\s*(20)?([0-9]{2})(?![0-9-])"
)
_BARE = re.compile(
    r"(?:budgets?|allocations?|levels|targets)\W+(?:for\W+)?(20[0-9]{2})(?![0-9-])"
    r"|(?<![0-9/-])(20[0-9]{2})\W+(?:perkins\W+(?:v\W+)?)?(?:budget|allocation|levels|targets)",
    re.IGNORECASE,
)


class Title(NamedTuple):
    """A line above a form of a kind, or the name of its sheet, and its place as people name it."""

    kind: str
    place: str
    text: str
    is_name: bool = False

    @property
    def is_local(self) -> bool:
        """Whether it names a single school, college or consortium."""
        return names_one_place(self.text)


def titles_of(sheet: Sheet, kind: str, tops: set[int], others: set[int]) -> Iterator[Title]:
    """The titles of a form that begins at the first of the rows `tops`; at the rows `others`
    begins another.
    """
    if sheet.name:
        yield Title(kind, f"{sheet.noun} {sheet.name}", sheet.name.replace("_", " "), is_name=True)
    top = min(tops)
    after = max((row for row in others if row < top), default=0)
    for _, cells in rows_between(list(sheet.in_order()), after, top):
        if any(map(holds_figure, cells.values())):
            continue
        for cell in cells.values():
            if cell.kind == "text" and len(cell.text) <= _LONGEST:
                yield Title(kind, sheet.place(cell.row, cell.column), tidy(cell.text))


def states_in(text: str) -> set[str]:
    """The codes of the States that a text names, in full; a name that is one's code alone counts,
    too: `IA FY2028`.
    """
    found = {_by_name()[name] for name in _names().findall(plain(text))}
    code = re.match(r"([A-Z]{2})(?=$|[ _-]+(?:[FPS]Y|20[0-9]{2}|Perkins|Budget|Levels|CTE))", text)
    if code and code[1] in _by_name().values():
        found.add(code[1])
    return found


def code_of_state(name: str) -> str:
    """The code of the State that a name is of; empty for none."""
    known = _by_name().get(plain(name)) or (name if name in _by_name().values() else "")
    found = states_in(name) if not known else {known}
    return found.pop() if len(found) == 1 else ""


def name_of_state(code: str) -> str:
    """The name of the State with a code; empty for none."""
    return next((names[0] for known, names in _also().items() if known == code), "")


class Span(NamedTuple):
    """Years that a title names, by the first and the last."""

    first: int
    last: int


def years_of_title(title: Title) -> Span | None:
    """The fiscal years that a title says its table is of; None where it says none. A bare 2028 is
    one only in the name of a sheet and beside words of a budget: others are of laws and days.
    """
    spans = [(int(m[1]), int(f"20{m[3]}")) for m in _SPAN.finditer(title.text)]
    spans = [(first, last) for first, last in spans if last > first]
    years = [one for one in years_in(title.text)[0] if not one.problem and _is_meant(one, title)]
    years += [Year(int(match[1] or match[2])) for match in _BARE.finditer(title.text)]
    firsts = [one.year - one.may_end for one in years] + [first for first, _ in spans]
    lasts = [one.year for one in years]
    lasts += [first if last == first + 1 else last for first, last in spans]
    return Span(min(firsts), max(lasts)) if firsts else None


def _is_meant(year: Year, title: Title) -> bool:
    return not year.is_bare or title.is_name


@cache
def _also() -> dict[str, list[str]]:
    common = json.loads(schema_texts()["common.schema.json"])
    found: dict[str, list[str]] = common["$defs"]["state"]["properties"]["code"]["x-also"]
    return found


@cache
def _by_name() -> dict[str, str]:
    names = {plain(name): code for code, names in _also().items() for name in names}
    return {name: code for name, code in names.items() if len(name) >= _SHORTEST}


@cache
def _names() -> re.Pattern[str]:
    """Each name in full, the longest first: West Virginia is not Virginia. No abbreviations."""
    full = {plain(name) for names in _also().values() for name in names if not name.endswith(".")}
    listed = sorted((n for n in full if len(n) >= _SHORTEST), key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?:{'|'.join(listed)})\b{_NO_STATE}")
