"""The rows of a table of levels: which indicator, year and figure the words of each are of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from perkins_rules.documents.shown import shown
from perkins_rules.tables.cell_text import tidy, without_marks
from perkins_rules.tables.form import CODE, code_of, codes_of_title, is_title
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.parts import group_in, says_all
from perkins_rules.tables.words import Meaning, Role, meaning_of, together
from perkins_rules.tables.years import Year

_SIDES = {"secondary": "S", "postsecondary": "P"}
_TOTAL = re.compile(
    r"(?:(?:grand|sub)[- ]?)?totals?|averages?|overall|sum|state(?:wide)? (?:average|total)",
    re.IGNORECASE,
)
_OF_NONTRADITIONAL = ("4S1", "3P1")
_PIECES = re.compile(r"\s[-\u2013\u2014]\s|[:;,()]")
_DASHES = " :-\N{EN DASH}\N{EM DASH}"
_NOTE = re.compile(r"(?:[*\u2020\u2021]|notes?\b|sources?\b|footnotes?\b)", re.IGNORECASE)


class Section(NamedTuple):
    """What the rows above say of those below: the side, the indicator, the year, the group of
    students. `beside` is the year of the row above, for rows whose labels only say what their
    figures are.
    """

    side: str = ""
    code: str = ""
    year: Year | None = None
    beside: Year | None = None
    part: str = ""


class Labels(NamedTuple):
    """What the labels of a row say, or why that is none: `is_apart` for totals and notes, whose
    figures are no field's; `part` the group, program or school that they are of.
    """

    says: Meaning
    problem: str = ""
    is_apart: bool = False
    part: str = ""


def section_of(cells: Iterable[Cell], above: Section) -> Section:
    """What holds below a row that has no figures."""
    texts = [tidy(cell.text) for cell in cells]
    says = [meaning_of(text) for text in texts]
    if any(map(says_all, texts)):
        above = above._replace(part="")
    above = above._replace(part=next(filter(group_in, texts), above.part))
    for text, one in zip(texts, says, strict=True):
        if (side := _side(text)) and not one.code:
            return above._replace(side=side, code="")
    codes = {one.code for one in says if one.code} or set(_titled(texts, above.side))
    code = codes.pop() if len(codes) == 1 else above.code
    known = [one.year for one in says if one.year and not one.unknown and not one.code]
    return above._replace(code=code, year=known[0] if len(known) == 1 else above.year)


def _side(text: str) -> str:
    return _SIDES.get(text.lower().partition(" ")[0].rstrip(":"), "")


def below_head(cells: Iterable[Cell], above: Section) -> Section:
    """What holds below a head: the side, where its words name one of them."""
    sides = {side for cell in cells if (side := _side(tidy(cell.text)))}
    return above._replace(side=sides.pop(), code="") if len(sides) == 1 else above


def labels_of(
    cells: list[Cell], section: Section, roles: Collection[Role], parts: Collection[int]
) -> Labels:
    """What the labels of a row with figures say; `roles` are those that all labels name, `parts`
    the columns that name groups, programs or schools.
    """
    cells = [cell for cell in cells if cell.kind in ("text", "number")]
    part = next((name for cell in cells if (name := part_of(cell, parts))), section.part)
    texts = [tidy(cell.text) for cell in cells if not _says_all(cell, parts)]
    says = [meaning_of(text) for text in texts]
    codes = list(dict.fromkeys(one.code for one in says if one.code))
    titled = _titled(texts, section.side)
    code = codes[0] if codes else (titled[0] if len(titled) == 1 else "")
    if part:
        known = together(one for one in says if not one.unknown)
        why = f"of {shown(part)}, {OF_ALL}"
        return Labels(known._replace(code=code or section.code), why, part=part)
    if len(codes) > 1 or (code and _is_of_another(texts, code)):
        return Labels(Meaning(), _no_indicator(texts))
    if not code and len(titled) > 1:
        owners = " and of ".join(titled)
        why = f"its row has the title of {owners}; {BEGIN_WITH_CODE}"
        return Labels(Meaning(), why)
    plain = [_told_apart(one, roles) for one in says if not one.unknown]
    if any(one.is_vague for one in plain) and not any(one.role for one in plain):
        return Labels(Meaning(), "its row does not say which figures it has")
    if code:
        return Labels(together(plain)._replace(code=code))
    words = " ".join(without_marks(text)[0] for text in texts)
    if _TOTAL.fullmatch(words.rstrip(":")) or (words and _NOTE.match(texts[0])):
        return Labels(Meaning(), "", is_apart=True)
    if len(plain) < len(says):
        return Labels(Meaning(), _no_indicator(texts))
    return Labels(together(plain))


def _no_indicator(texts: list[str]) -> str:
    label = shown(" ".join(texts))
    return f"{label} names no indicator of the form that can be told; {BEGIN_WITH_CODE}"


BEGIN_WITH_CODE = "begin the label with its code, such as 1S1"
OF_ALL = "and not of all concentrators of the State"


def part_of(cell: Cell, parts: Collection[int]) -> str:
    """The group, program or school that a label names; empty for none. A group may stand behind
    the title: 1S1 Graduation Rate: Female.
    """
    text = without_marks(tidy(cell.text))[0]
    code = code_of(text)
    rest = CODE.sub(" ", text, count=1).strip() if code else text
    behind = [piece for piece in _PIECES.split(rest) if piece.strip()][-1:]
    for words in (rest, *behind):
        group = group_in(words)
        if group and not (group == "nontraditional_fields" and code in _OF_NONTRADITIONAL):
            return words.strip(_DASHES)
    says = meaning_of(text)
    if cell.column not in parts or code or _side(rest) or says_all(text) or is_title(text):
        return ""
    return text if says.unknown or not says.says_something else ""


def _says_all(cell: Cell, parts: Collection[int]) -> bool:
    """Whether a label only says that its figures are of all; a bare total may be one of rows."""
    text = without_marks(tidy(cell.text))[0]
    return says_all(text) and (cell.column in parts or not _TOTAL.fullmatch(text))


def names_indicator(cell: Cell) -> bool:
    """Whether a cell begins with the code of an indicator, or is the title of one."""
    text = tidy(cell.text)
    return bool(cell.kind == "text" and (code_of(text) or _titled([text], "")))


def _told_apart(says: Meaning, roles: Collection[Role]) -> Meaning:
    """A label such as `Percent` by the others: of what was reached, where they are of its counts;
    of nothing in particular, where no label of the table says what its row has.
    """
    if not says.is_vague:
        return says
    if not roles:
        return says._replace(is_vague=False)
    of_counts = "numerator" in roles or "denominator" in roles
    return says._replace(role="actual") if of_counts and "actual" not in roles else says


def _titled(texts: list[str], side: str) -> list[str]:
    """The indicators whose title is among some texts; those of one side, where both have it."""
    found = [code for text in texts for code in codes_of_title(without_marks(text)[0])]
    return [code for code in found if code[1] == side] if len(found) > 1 and side else found


def _is_of_another(texts: list[str], code: str) -> bool:
    """Whether the title beside a code is that of another indicator."""
    for text in texts:
        owners = codes_of_title(without_marks(CODE.sub("", text, count=1))[0])
        if owners and code not in owners:
            return True
    return False
