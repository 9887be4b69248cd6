"""Tables of levels as States lay them out, made from what they say: for tests of what is read."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from perkins_rules.tables.form import LINES
from perkins_rules.tables.grid import letters
from tests.tables.making import csv_of, xlsx_of

Fact = tuple[str, str, int]
"""An indicator, what its figure is, and its year (0 for the baseline)."""

CODES = ("1S1", "2S2", "3S1", "5S3", "1P1", "2P1", "3P1")
WORDS = {
    "level": ("Level", "Target", "SDPL", "Performance Level"),
    "actual": ("Actual", "Actual Performance", "Result"),
    "numerator": ("Numerator", "Num."),
    "denominator": ("Denominator", "Den."),
    "baseline": ("Baseline", "Baseline Level"),
}
YEARS = (
    "FY {0}",
    "FY{1}",
    "FY'{1}",
    "PY {0}-{2}",
    "{0}-{2}",
    "SY {0}\u2013{2}",
    "Program Year {0}-{2}",
)
LABELS = ("{}", "{}:", "{0[0]} {0[1]} {0[2]}", "{0[0]}.{0[1]}.{0[2]}", "{}*", "{} Some measure")


class Laid(NamedTuple):
    """A table, and what its figures say."""

    rows: list[list[str]]
    merged: list[str]
    truth: dict[Fact, str]
    as_csv: bool
    head: int = 0
    """The rows of a head with nothing but labels at its left; 0 for a table of another kind."""

    @property
    def file(self) -> tuple[bytes, str]:
        """The bytes, and a name for them."""
        if self.as_csv:
            return csv_of(self.rows), "t.csv"
        merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in self.merged)
        after = f'<mergeCells count="{len(self.merged)}">{merges}</mergeCells>' if merges else ""
        return xlsx_of(self.rows, after=after), "t.xlsx"


def path_of(fact: Fact) -> str:
    """The path of a fact in a plan, as `values` of `making` names it."""
    code, what, year = fact
    entry = f"performance.indicators[{code}]"
    if what == "baseline":
        return f"{entry}.baseline"
    if what == "level":
        return f"{entry}.levels[{year}].level"
    return f"{entry}.actuals[{year}].{'value' if what == 'actual' else what}"


class _Maker:
    """Draws the words and the figures of one table."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.year_style = draw(st.sampled_from(YEARS))
        self.words = {what: draw(st.sampled_from(words)) for what, words in WORDS.items()}
        self.label_style = draw(st.sampled_from(LABELS))
        self.codes = draw(st.lists(st.sampled_from(CODES), unique=True, min_size=2, max_size=5))
        self.truth: dict[Fact, str] = {}
        self.merged: list[str] = []

    def year(self, year: int) -> str:
        return self.year_style.format(year, f"{year % 100:02}", f"{(year + 1) % 100:02}")

    def label(self, code: str) -> str:
        return self.label_style.format(code)

    def figure(self, code: str, what: str, year: int = 0) -> str:
        """A figure that is written in one of the ways people have, or none."""
        if self.draw(st.integers(0, 9)) == 0:
            return ""
        if what in ("numerator", "denominator"):
            count = self.draw(st.integers(10, 99_999))
            self.truth[code, what, year] = str(count)
            return self.draw(st.sampled_from([f"{count}", f"{count:,}", f"{count:,}\u00b9"]))
        text = f"{self.draw(st.integers(10, 99))}.{self.draw(st.integers(0, 9))}"
        self.truth[code, what, year] = f"{text}%"
        return self.draw(st.sampled_from([f"{text}%", f"{text} %", f"{text}%*", text]))

    def merge(self, row: int, first: int, last: int) -> None:
        if last > first:
            self.merged.append(f"{letters(first)}{row}:{letters(last)}{row}")


def _one_row(make: _Maker, columns: list[tuple[str, int]]) -> list[list[str]]:
    """All words on a column in one cell."""
    rows = [["Indicator", *(_named(make, what, year) for what, year in columns)]]
    for code in make.codes:
        cells = (make.figure(code, what, year) for what, year in columns)
        rows.append([make.label(code), *cells])
    return rows


def _named(make: _Maker, what: str, year: int) -> str:
    return make.words[what] if what == "baseline" else f"{make.year(year)} {make.words[what]}"


def _two_rows(make: _Maker, columns: list[tuple[str, int]], years_first: bool) -> list[list[str]]:
    """Years above what the figures are, or the other way round, with merged bands."""
    at = 1 if years_first else 0
    columns = sorted(columns, key=lambda one: (str(one[at]), str(one[1 - at])))
    above, below, before = ["Indicator"], [""], None
    start = 2
    for place, (what, year) in enumerate(columns, start=2):
        outer = year if years_first else what
        words = make.year(year) if years_first else make.words[what]
        if outer != before:
            make.merge(1, start, place - 1)
            start = place
        above.append(words if outer != before else "")
        below.append(make.words[what] if years_first else make.year(year))
        before = outer
    make.merge(1, start, len(columns) + 1)
    body = [
        [make.label(code), *(make.figure(code, what, year) for what, year in columns)]
        for code in make.codes
    ]
    return [above, below, *body]


def _turned(make: _Maker, columns: list[tuple[str, int]]) -> list[list[str]]:
    """Years down, indicators across."""
    rows = [["Year", "", *(make.label(code) for code in make.codes)]]
    rows += [
        [make.year(year), make.words[what], *(make.figure(c, what, year) for c in make.codes)]
        for what, year in columns
    ]
    return rows


def _years_over_codes(make: _Maker, columns: list[tuple[str, int]]) -> list[list[str]]:
    """Years across with the indicators below each, a row for each kind of figure."""
    years = sorted({year for _, year in columns})
    bands: list[str] = []
    for year in years:
        make.merge(1, len(bands) + 2, len(bands) + 1 + len(make.codes))
        bands += [make.year(year), *[""] * (len(make.codes) - 1)]
    rows = [["Year", *bands], ["Indicator", *(map(make.label, make.codes * len(years)))]]
    for what in sorted({what for what, _ in columns}):
        cells = (make.figure(code, what, year) for year in years for code in make.codes)
        rows.append([make.words[what], *cells])
    return rows


def _blocks(make: _Maker, columns: list[tuple[str, int]]) -> list[list[str]]:
    """A block for each indicator, years down."""
    whats = sorted({what for what, _ in columns})
    rows: list[list[str]] = []
    for code in make.codes:
        rows += [[make.label(code)], ["Year", *(make.words[what] for what in whats)]]
        rows += [
            [make.year(year), *(make.figure(code, what, year) for what in whats)]
            for year in sorted({year for _, year in columns})
        ]
        rows.append([])
    return rows


def _rows_of_kinds(make: _Maker, columns: list[tuple[str, int]]) -> list[list[str]]:
    """Years across; below each indicator a row for each kind of figure."""
    years = sorted({year for _, year in columns})
    rows = [["Indicator", "", *(make.year(year) for year in years)]]
    for code in make.codes:
        for at, what in enumerate(sorted({what for what, _ in columns})):
            cells = (make.figure(code, what, year) for year in years)
            rows.append([make.label(code) if at == 0 else "", make.words[what], *cells])
    return rows


@st.composite
def tables(draw: st.DrawFn) -> Laid:
    """A table of levels in one of the layouts that are read."""
    make = _Maker(draw)
    years = draw(st.lists(st.integers(2021, 2029), unique=True, min_size=1, max_size=3))
    whats = draw(
        st.lists(
            st.sampled_from(("level", "actual", "numerator", "denominator")),
            unique=True,
            min_size=1,
            max_size=4,
        )
    )
    columns = [(what, year) for year in years for what in whats]
    # A head of a single word is none that could be told from a line of the text.
    layouts = ["one", "years", "kinds", "turned", "over"]
    layouts += ["blocks"] * (len(whats) > 1) + ["rows"] * (len(years) > 1)
    layout = draw(st.sampled_from(layouts))
    if layout == "one":
        if draw(st.booleans()):
            columns.insert(0, ("baseline", 0))
        rows = _one_row(make, draw(st.permutations(columns)))
    elif layout in ("years", "kinds"):
        rows = _two_rows(make, columns, layout == "years")
    else:
        make_rows = {
            "turned": _turned,
            "over": _years_over_codes,
            "blocks": _blocks,
            "rows": _rows_of_kinds,
        }[layout]
        rows = make_rows(make, columns)
    assume(make.truth)
    head = {"one": 1, "years": 2, "kinds": 2}.get(layout, 0)
    return Laid(rows, make.merged, make.truth, draw(st.booleans()), head)


OTHERS = ("Change", "N", "National average", "% of Target Met", "Consortium A Level", "Female")


PARTS_OF_ALL = ("Female", "English learners", "Students with Disabilities", "White", "SWD")
ALL = ("All students", "All CTE Concentrators", "Statewide", "")


@st.composite
def with_parts(draw: st.DrawFn) -> tuple[Laid, list[str]]:
    """A table with rows of groups among those of all students, and the places of their figures."""
    whole = draw(tables().filter(lambda one: one.head > 0))
    heads = draw(st.sampled_from(("Group", "Student Population", "Sub-group", "")))
    rows, places = list[list[str]](), list[str]()
    for at, row in enumerate(whole.rows):
        name = draw(st.sampled_from(ALL)) if at >= whole.head else heads * (at == 0)
        rows.append([row[0], name, *row[1:]])
        for part in draw(st.lists(st.sampled_from(PARTS_OF_ALL), unique=True, max_size=2)):
            if at < whole.head:
                continue
            figures = [f"{len(rows)}.{n}%" for n in range(1, len(row))]
            rows.append([draw(st.sampled_from([row[0], ""])), part, *figures])
            places += [f"{letters(n + 2)}{len(rows)}" for n in range(1, len(row))]
    merged = [_moved(ref) for ref in whole.merged]
    return whole._replace(rows=rows, merged=merged), places


def _moved(ref: str) -> str:
    """A reference to cells, one column to the right."""
    return re.sub("[A-Z]", lambda letter: chr(ord(letter.group()) + 1), ref)


@st.composite
def with_others(draw: st.DrawFn) -> tuple[Laid, int, str]:
    """A table with a further column of figures that are none of the form's, its number, and the
    words above it.
    """
    laid = draw(tables().filter(lambda one: one.head > 0))
    at, words = max(map(len, laid.rows)) + 1, draw(st.sampled_from(OTHERS))
    rows = [[*row, *[""] * (at - 1 - len(row))] for row in laid.rows]
    for number, row in enumerate(rows):
        is_head = number < laid.head
        row.append((words if number == 0 else "") if is_head else f"{number}.7%")
    return laid._replace(rows=rows), at, words


class Strewn(NamedTuple):
    """A table with words and figures anywhere, no figure twice; `figures` are their places."""

    rows: list[list[str]]
    figures: list[str]


_POOL = (
    "", "", "", "Indicator", "Baseline", "FY 2026", "PY 2026-27", "2027-28", "2026", "Target",
    "Actual", "Numerator", "Percent", "Amount", "Amount ($000)", "Line", "Budget Item", "1S1",
    "2S2: Reading", "1P1", "Secondary", "Change", "Total", "Note: rounded", "State Name:", "1",
    "Vermont", "Fiscal Year (FY):", "2", "4 a", "8", "State Administration", "Reserve", "N/A",
    "Local Formula Distribution", "*", "-", "TBD", "Female", "All students", "Group", "School",
    "26-27", "State Share", "Federal", "Item", "Math", "N", "D", "Lake High School",
)  # fmt: skip


@st.composite
def strewn(draw: st.DrawFn) -> Strewn:
    """Anything that stands in such tables, anywhere, below a head of one of the forms."""
    width, height = draw(st.integers(2, 6)), draw(st.integers(2, 9))
    head = draw(
        st.sampled_from(
            (
                ["Indicator", "Baseline", "FY 2026", "FY 2027"],
                ["Line", "Budget Item", "Percent", "Amount"],
                ["Line", "Budget Item", "Total", "State Share"],
                ["Indicator", "Group", "FY 2026", "PY 2027-28"],
            )
        )
    )
    label = ["1S1", "2P1"] if head[0] == "Indicator" else ["2", "3"]
    rows, figures, count = [head], list[str](), 1000
    for row in range(2, height + 4):
        cells = [label[row - 2]] if row < 4 else []
        while len(cells) < width:
            if draw(st.booleans()):
                cells.append(draw(st.sampled_from(_POOL)))
                continue
            count += 7
            form = draw(st.sampled_from(("{}", "${}.00", "{}.5%", "({})", "0.{}", "<{}", "{}*")))
            cells.append(form.format(count))
            figures.append(f"{letters(len(cells))}{row}")
        rows.append(cells)
    return Strewn(rows, figures)


# --------------------------------------------------------------------- budgets

NUMBERS = ("{}", "{}.", "Line {}", "IV.{}", "({})")
PARTS = ("4{}", "4 {}", "4({})", "4.{}", "IV.4{}", "Line 4{}", "4{}.")
AMOUNTS = (
    "${:,}.{:02}",
    "{:,}.{:02}",
    "${:,}.{:02}*",
    "{}.{:02}\u00b9",
    "$ {:,}.{:02}",
    "{:,}.{:02} (1)",
)


@st.composite
def budgets(draw: st.DrawFn) -> Laid:
    """A budget with the columns in any order, in dollars; its truth by line and kind."""
    number, part = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(PARTS))
    with_labels, mark = draw(st.booleans()), draw(st.sampled_from(("", "*", " (2)", ":")))
    kinds = draw(st.permutations(("percent", "amount")))
    words = {
        "percent": "Percent of Funds",
        "amount": draw(st.sampled_from(("Amount", "$", "Dollars", "Total", "Federal Share"))),
    }
    rows = [["Line", "Budget Item", *(words[kind] for kind in kinds)]]
    truth: dict[Fact, str] = {}
    form = draw(st.sampled_from(AMOUNTS))
    for line in LINES:
        cells = []
        for kind in kinds:
            if kind == "percent" and line.percent is not None:
                text = f"{draw(st.integers(0, 99))}.{draw(st.integers(0, 99)):02}%"
                truth[line.number, kind, 0] = text
                cells.append(text)
            elif kind == "percent":
                cells.append(line.not_asked)
            else:
                dollars, cents = draw(st.integers(0, 10**9)), draw(st.integers(0, 99))
                truth[line.number, kind, 0] = f"{dollars}.{cents:02}"
                cells.append(form.format(dollars, cents))
        is_part = line.number[-1].isalpha()
        shown = part.format(line.number[1:]) if is_part else number.format(line.number)
        rows.append([shown, line.label + mark if with_labels else "", *cells])
    if draw(st.booleans()):
        rows = [[f"{row[0]} {row[1]}".strip(), *row[2:]] for row in rows]
    if draw(st.booleans()):
        rows = _beside(rows, draw(st.integers(3, len(rows) - 3)), draw(st.integers(0, 1)))
    elif with_labels and draw(st.booleans()):
        rows = _over_two_rows(rows, draw(st.booleans()))
    return Laid(rows, [], truth, draw(st.booleans()))


def _beside(rows: list[list[str]], cut: int, apart: int) -> list[list[str]]:
    """The rows from one on beside those before it, each below the head, `apart` columns apart."""
    halves = [rows[:cut], [rows[0], *rows[cut:]]]
    width, height = len(rows[0]) + apart, max(map(len, halves))
    left, right = ([*half, *[[]] * (height - len(half))] for half in halves)
    return [
        [*one, *[""] * (width - len(one)), *other] for one, other in zip(left, right, strict=True)
    ]


def _over_two_rows(rows: list[list[str]], figures_last: bool) -> list[list[str]]:
    """Each label of several words over two rows, with its figures in the first or the last."""
    found = [rows[0]]
    for row in rows[1:]:
        at = max(n for n, cell in enumerate(row[:2]) if any(c.isalpha() for c in cell))
        start, _, rest = row[at].rpartition(" ")
        if len(start.split()) < 2 or not any(c.isalpha() for c in rest):
            found.append(row)
            continue
        first, last = [*row[:at], start], [*[""] * at, rest]
        figures = row[at + 1 :]
        blank = [""] * len(figures)
        found += [[*first, *(blank if figures_last else figures)]]
        found += [[*last, *(figures if figures_last else blank)]]
    return found
