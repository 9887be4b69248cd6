"""A text in a cell -> the digits of its figure, and what is odd about them.

Also what stands where a figure goes and is none: blanks of a form, withheld figures, ranges.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, localcontext

from perkins_rules.documents.misfits import may_be_thousands
from perkins_rules.documents.shown import shown
from perkins_rules.documents.tree import Scalar
from perkins_rules.documents.values import percent_signs, says_not_used
from perkins_rules.tables.cell_text import tidy, without_marks
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.number_format import look_of
from perkins_rules.tables.out import LeftOut
from perkins_rules.tables.scales import is_unit_alone
from perkins_rules.tables.years import years_in

# What a form prints where a value goes, and what fills a cell that has none.
_BLANKS = ("", "$", "%", "\u2022")
_NOT_ASKED = ("not applicable", "not required", "n/a", "na")
_DASHES = "-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_ZERO = re.compile(rf"\$\s*[{_DASHES}](?:\s*\?\?)?")
_IN_PARENTHESES = re.compile(r"(?:\$\s*)?\(\s*(?:\$\s*)?([0-9][0-9,.]*)\s*\)")
_MINUS = re.compile(
    rf"(?:\$\s*)?[{_DASHES}]\s*(?:\$\s*)?([0-9][0-9,.]*)"
    rf"|(?:\$\s*)?([0-9](?:[0-9,.]*[0-9])?)\s*[{_DASHES}]"
)
_RANGE = re.compile(rf"[0-9][0-9.,]*\s*%?\s*(?:[{_DASHES}]|to)\s*[0-9][0-9.,]*\s*%?")
_BOUND = re.compile(
    r"(?:n\s*)?(?:[<>\u2264\u2265]=?|less than|fewer than|under)\s*[0-9].*", re.IGNORECASE
)
_WITHHELD = re.compile(r"[*\u2020\u2021]+|ds|s|suppressed|masked|redacted|withheld", re.IGNORECASE)
_TO_COME = re.compile(
    r"tbd|t\.b\.d\.?|tba|pending|to be determined|to come|(?:data )?not (?:yet )?available",
    re.IGNORECASE,
)
# Two figures in one cell, or one with something behind it: 80% (82%), 450/500, 80.0 (n=500).
_AND_MORE = re.compile(
    r"[$(<>\u2264\u2265~]*\s*[0-9][0-9,.]*\s*%?\s*(?:[(/+\u00b1]|vs\.?\s|of\s)\s*(?:n\s*=\s*)?[0-9].{0,20}"
)
NUMBER_AS_TEXT = "a number that stands as text"
_LONGEST_DAY = 6  # days until the year 4637
_DIGIT = re.compile("[0-9]")
_DATE = re.compile(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}.*")
_FIGURE = re.compile(r"[-+$(\s<>\u2264\u2265=n]*[0-9][0-9,.\s]*[)%$\s-]*", re.IGNORECASE)


def is_blank(cell: Cell | None) -> bool:
    """Whether a cell holds no more than an empty form does."""
    return cell is None or (cell.kind == "text" and tidy(cell.text) in _BLANKS)


def says_not_asked(cell: Cell) -> bool:
    """Whether a cell says that nothing goes there, as the form itself does in some."""
    return cell.kind == "text" and tidy(without_marks(tidy(cell.text))[0]).lower() in _NOT_ASKED


def is_dash(cell: Cell) -> bool:
    """Whether a cell holds a dash and nothing else."""
    return cell.kind == "text" and _says_dash(tidy(cell.text))


def holds_figure(cell: Cell) -> bool:
    """Whether a cell, wherever it stands, holds a figure: no words, no date, no 2025-26."""
    if cell.kind == "number":
        return not look_of(cell.format).is_date
    if cell.kind in ("error", "formula"):
        return True
    text = without_marks(tidy(cell.text))[0]
    if _names_year(text) or is_unit_alone(text):
        return False
    if cell.kind != "text" or _DATE.fullmatch(text):
        return False
    return any(one.fullmatch(text) for one in (_FIGURE, _RANGE, _BOUND, _AND_MORE))


def stands_for_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure, or what is written in the place of one."""
    text = tidy(cell.text)
    if _names_year(text):
        return False
    return holds_figure(cell) or says_not_asked(cell) or bool(_why_none(text)) or _says_dash(text)


def _names_year(text: str) -> bool:
    """Whether a text has a year, and no number besides: FY 2026, 2026/27 SDPL."""
    years, rest = years_in(text)
    return bool(years) and not any(year.may_be_figure for year in years) and not _DIGIT.search(rest)


def number_of_text(raw: str, kind: str, scale: int) -> tuple[str, str]:
    """The text of the figure, with its percent sign, and a remark; `kind` is that of its field.

    Raises LeftOut.
    """
    text, marks = without_marks(tidy(raw))
    remarks = [f"`{marks}` is the mark of a note"] if marks else []
    if kind == "level" and says_not_used(Scalar(text, "quoted", 0, 0)):
        return "N/A", "; ".join(["the indicator is not used", *remarks])
    if _says_dash(text):
        raise LeftOut("a dash, which may be zero or nothing")
    if why := _why_none(text):
        raise LeftOut(why)
    found, said = _money(text, scale) if kind == "money" else _plain(text, kind)
    return found, "; ".join([*remarks, *([said] if said else [])])


def _says_dash(text: str) -> bool:
    return text.strip(_DASHES + " ") == ""


def _why_none(text: str) -> str:
    """Why a text that stands where a figure goes is none; empty for all others."""
    if _BOUND.fullmatch(text) or _WITHHELD.fullmatch(text):
        return "a figure that is withheld, or only its bound is told; enter it by hand, if you may"
    if _TO_COME.fullmatch(text):
        return "no figure yet; enter it when it is known"
    if _RANGE.fullmatch(text):
        return "a range; enter the one figure that holds"
    return ""


def _money(text: str, scale: int) -> tuple[str, str]:
    if _ZERO.fullmatch(text):
        return "0", "a dash behind the dollar sign, as Excel shows zero"
    text, negative = _minus(text)
    plain = re.sub(r"^(-?)\$ ", r"\1$", text)
    digits = plain.replace("$", "", 1).replace(",", "")
    if scale == 1:
        # As it was written: its commas are judged by the plan's own reader.
        said = negative or ("" if "$" in plain else NUMBER_AS_TEXT)
        return (digits if _commas_stand_well(plain) else plain), said
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", digits) or not _commas_stand_well(plain):
        return plain, ""
    if may_be_thousands(plain):
        raise LeftOut("its point may stand before decimals or between thousands; write all digits")
    with localcontext() as context:
        context.prec = 80
        return format((Decimal(digits) * scale).normalize(), "f"), negative


def _minus(text: str) -> tuple[str, str]:
    """With its minus in front, however it is written, and what is told of that."""
    if match := _IN_PARENTHESES.fullmatch(text):
        return f"-{match[1]}", "in parentheses, which say that it is negative"
    if match := _MINUS.fullmatch(text):
        return f"-{match[1] or match[2]}", "negative"
    return text, ""


def _commas_stand_well(text: str) -> bool:
    return re.fullmatch(r"-?\$?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?", text) is not None


def _plain(text: str, kind: str) -> tuple[str, str]:
    """A percent, a level or a count."""
    if kind == "integer":
        text = _minus(text)[0]
        return (text.replace(",", "") if _commas_stand_well(text) else text), ""
    signs = percent_signs(Scalar(text, "quoted", 0, 0))
    said = "it has more than one percent sign" if signs > 1 else ""
    if not signs and re.fullmatch(r"[0-9.]+", text):
        said = NUMBER_AS_TEXT
    return (f"{text.rstrip('% ')}%" if signs else text), said


def said(cell: Cell) -> str:
    """What stands in a cell, as it is told."""
    if cell.kind == "formula":
        return "no value"
    day = day_of(cell)
    return shown(day or cell.text)


def day_of(cell: Cell) -> str:
    """The day that a number is shown as, by the days since 1900 in which Excel counts; empty for
    none.
    """
    if cell.kind != "number" or not look_of(cell.format).is_date:
        return ""
    days = cell.text.partition(".")[0]
    if not days.isdecimal() or len(days) > _LONGEST_DAY:
        return ""
    return (date(1899, 12, 30) + timedelta(int(days))).isoformat()
