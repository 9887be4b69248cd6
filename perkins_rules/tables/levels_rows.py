"""The rows of a table of levels: which indicator, year and figure the words of each are of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from perkins_rules.tables.cell_text import tidy, without_marks
from perkins_rules.tables.form import CODE, code_of, codes_of_title
from perkins_rules.tables.grid import Cell
from perkins_rules.tables.words import Meaning, Role, meaning_of, together
from perkins_rules.tables.years import Year

_SIDES = {"secondary": "S", "postsecondary": "P"}
_TOTAL = re.compile(
    r"(?:(?:grand|sub)[- ]?)?totals?|averages?|overall|sum|state(?:wide)? (?:average|total)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:[*\u2020\u2021]|notes?\b|sources?\b|footnotes?\b)", re.IGNORECASE)


class Section(NamedTuple):
    """What the rows above say of those below: the side, the indicator, the year. `beside` is the
    year of the row above, for rows whose labels only say what their figures are.
    """

    side: str = ""
    code: str = ""
    year: Year | None = None
    beside: Year | None = None


class Labels(NamedTuple):
    """What the labels of a row say, or why that is none: `is_apart` for totals and notes, whose
    figures are no field's.
    """

    says: Meaning
    problem: str = ""
    is_apart: bool = False


def section_of(cells: Iterable[Cell], above: Section) -> Section:
    """What holds below a row that has no figures."""
    texts = [tidy(cell.text) for cell in cells]
    says = [meaning_of(text) for text in texts]
    for text, one in zip(texts, says, strict=True):
        first = text.lower().partition(" ")[0].rstrip(":")
        if first in _SIDES and not one.code:
            return above._replace(side=_SIDES[first], code="")
    codes = {one.code for one in says if one.code} or set(_titled(texts, above.side))
    code = codes.pop() if len(codes) == 1 else above.code
    known = [one.year for one in says if one.year and not one.unknown and not one.code]
    return above._replace(code=code, year=known[0] if len(known) == 1 else above.year)


def labels_of(cells: list[Cell], section: Section, roles: Collection[Role]) -> Labels:
    """What the labels of a row with figures say; `roles` are those that all labels name."""
    texts = [tidy(cell.text) for cell in cells if cell.kind in ("text", "number")]
    says = [meaning_of(text) for text in texts]
    codes = list(dict.fromkeys(one.code for one in says if one.code))
    titled = _titled(texts, section.side)
    code = codes[0] if codes else (titled[0] if len(titled) == 1 else "")
    if len(codes) > 1 or (code and _is_of_another(texts, code)):
        return Labels(Meaning(), "its row names no indicator that can be told")
    plain = [_told_apart(one, roles) for one in says if not one.unknown]
    if any(one.is_vague for one in plain) and not any(one.role for one in plain):
        return Labels(Meaning(), "its row does not say which figures it has")
    if code:
        return Labels(together(plain)._replace(code=code))
    words = " ".join(without_marks(text)[0] for text in texts)
    if _TOTAL.fullmatch(words.rstrip(":")) or (words and _NOTE.match(texts[0])):
        return Labels(Meaning(), "", is_apart=True)
    if len(plain) < len(says) or len(titled) > 1:
        return Labels(Meaning(), "its row names no indicator that can be told")
    return Labels(together(plain))


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
    return [code for code in found if code[1] == side] if len(found) > 1 else found


def _is_of_another(texts: list[str], code: str) -> bool:
    """Whether the title beside a code is that of another indicator."""
    for text in texts:
        owners = codes_of_title(without_marks(CODE.sub("", text, count=1))[0])
        if owners and code not in owners:
            return True
    return False
