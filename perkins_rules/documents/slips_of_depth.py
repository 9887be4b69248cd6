"""Lines that are indented otherwise than the lines that they belong with."""

from __future__ import annotations

import re
from itertools import takewhile

from perkins_rules.documents.shown import shown
from perkins_rules.documents.slip import Slip, blanks, code, piece
from perkins_rules.documents.yaml_lines import Line, Lines


def misaligned(lines: Lines, line: Line) -> Slip | None:
    """The line that does not align: this one, the one above it, or the group's first."""
    columns = [c for c in lines.columns(line) if not line.has_dash or c[1].has_dash]
    above = next(lines.above(line), None)
    if above is None or line.text[line.at :][:1] in ("]", "}"):
        return None
    if above.value and line.indent > above.at and line.name and not lines.is_name(line.name, 2):
        return long_text(above, line)
    slip = (
        _list_below_text(above, line)
        or _value_of_a_group(lines, line, above)
        or _dash_missing(lines, line, above)
        or _above_is_off(lines, line, above)
        or _group_is_off(lines, line)
    )
    if slip is not None:
        return slip
    if not columns:
        return None
    column, like = min(columns, key=lambda one: (abs(one[0] - line.indent), -one[0]))
    if column == line.indent:
        return None
    why = f"like {piece(like)} on line {like.number}"
    if like.has_dash and like.indent == line.indent and line.name and not _lists(lines, like):
        why += "; or take the dash there out, if no list begins with it"
    below = lines.below(line)
    if line.indent > column and below is not None and below.indent == line.indent and below.name:
        why += "; or write the name of the group that these lines belong to above them"
    return indented(line, column, why)


def _lists(lines: Lines, line: Line) -> bool:
    """Whether an entry of a list is not its first."""
    alike = takewhile(lambda one: one.indent >= line.indent, lines.above(line))
    return any(one.has_dash and one.indent == line.indent for one in alike)


def _list_below_text(above: Line, line: Line) -> Slip | None:
    """Entries with dashes below a field that has its text behind the colon already."""
    if not (above.name and above.value and line.has_dash and line.name is None):
        return None
    if above.has_dash or line.indent < above.at:
        return None
    message = f"{piece(line)} starts a list below {piece(above)}, which has a text already."
    remedy = (
        f"Write `{above.name}: >-` on line {above.number} and all of the text below it, indented;"
        f" or, if the field is a list, leave nothing behind `{above.name}:`."
    )
    return Slip(line.place, line.place + len(line.said), message, remedy)


def _value_of_a_group(lines: Lines, line: Line, above: Line) -> Slip | None:
    """A value behind the name of a group whose fields stand below it."""
    if not (above.name and above.value and line.name) or line.has_dash or above.has_dash:
        return None
    siblings = [one for one in lines.above(above) if one.at == above.at and one.name]
    is_usual = any(one.name == above.name and one.value for one in lines.above(above))
    before = next(lines.above(above), None)
    is_first = before is not None and before.name is not None and not before.value
    if is_usual or is_first or line.indent != above.at + lines.step():
        return None
    if not siblings or siblings[0].value:
        return None
    message = (
        f"{piece(above)} has a value, and {piece(line)} (line {line.number}) is indented as a part"
        " of it."
    )
    remedy = (
        f"If it is a group, write `{above.name}:` alone and the value below it, behind its name;"
        f" if not, align the two lines."
    )
    at = above.place
    mend = (at, at + len(above.said), f"{above.name}:")
    return Slip(at, at + len(above.said), message, remedy, mend, aligns=True)


def _above_is_off(lines: Lines, line: Line, above: Line) -> Slip | None:
    """The line above is the one that does not align."""
    before = next(lines.above(above), None)
    if before is None:
        return None
    wanted = before.at + lines.step()
    if above.has_dash and not line.has_dash and line.indent == above.indent:
        entries = (one.indent for one in lines.above(above) if one.has_dash)
        usual = wanted if before.name and not before.value else next(entries, above.indent)
        if usual < above.indent:
            return indented(above, usual, f"so that {piece(line)} belongs to it")
    depth = line.indent - (0 if line.has_dash else above.at - above.indent)
    if before.name and not before.value and before.at <= above.indent < depth == wanted:
        return indented(above, wanted, f"as it belongs to `{before.name}`")
    deeper = takewhile(lambda one: one.at >= line.at, lines.above(above))
    like = next((one for one in deeper if one.at == line.at), None)
    if above.value and above.at < line.at and like is not None:
        wanted = line.at - (above.at - above.indent)
        return indented(above, wanted, f"like {piece(like)} on line {like.number}")
    return None


def _dash_missing(lines: Lines, line: Line, above: Line) -> Slip | None:
    """The line, or the one above, should start an entry of a list, as one further up does."""
    if line.name is not None and not line.has_dash:
        entry = next((one for one in lines.above(line) if one.indent <= line.indent), None)
        starts_alike = entry is not None and entry.has_dash and entry.name == line.name
        if starts_alike and entry is not None and entry.indent == line.indent:
            return _no_dash(line)
    if above.has_dash or not (line.has_dash or line.indent == above.indent + 2):
        return None
    if above.name and re.search(rf"(?m)^ {{{above.indent}}}- {re.escape(above.name)}:", lines.text):
        return _no_dash(above)
    entry = next((one for one in lines.above(above) if one.indent <= above.indent), None)
    is_listed = entry is not None and entry.has_dash and entry.indent == above.indent
    is_within = entry is not None and entry.has_dash and entry.at == above.at
    if is_within:
        return None
    if is_listed:
        return _no_dash(above)
    return _dash_alone(line, above) if line.has_dash and line.indent == above.indent else None


def _dash_alone(line: Line, above: Line) -> Slip:
    """A dash before a line whose neighbour above has none: of a list, or of a word processor."""
    message = f"{piece(line)} begins with a dash, and {piece(above)} above it does not."
    remedy = (
        "Take the dash out if both are fields of one group; if they are entries of a list, each"
    )
    remedy += " begins with a dash."
    at = line.start + line.indent
    return Slip(at, line.place + len(line.said), message, remedy, (at, line.place, ""))


def _no_dash(line: Line) -> Slip:
    message = f"No dash stands before {piece(line)}, which starts an entry of a list."
    remedy = f"Write {code(f'- {line.said}')}."
    at = line.place
    return Slip(at, at + len(line.said), message, remedy, (at, at, "- "))


def _group_is_off(lines: Lines, line: Line) -> Slip | None:
    """The group right above is indented otherwise than such groups are, or its name is."""
    deeper = list(takewhile(lambda one: one.indent > line.indent, lines.above(line)))
    least = min((one.indent for one in deeper), default=0)
    group = [one for one in reversed(deeper) if one.indent == least]
    parent = next(lines.above(group[0]), None) if group else None
    if parent is None or not parent.name or parent.value:
        return None
    wanted = parent.at + lines.step()
    if line.indent != wanted or least == wanted:
        return None
    like = next((one for one in lines.above(parent) if one.at <= line.at), None)
    if (
        len(group) > 1
        and like is not None
        and like.at == line.at
        and least == wanted + lines.step()
    ):
        return indented(parent, line.indent, f"like {piece(like)} on line {like.number}")
    return indented(group[0], wanted, f"as it belongs to `{parent.name}`")


def indented(line: Line, wanted: int, why: str) -> Slip:
    """That a line should be indented by so many blanks; `why` ends the sentence."""
    message = f"{piece(line)} is indented by {blanks(line.indent)}, which fits no line above it."
    remedy = f"Indent it by {blanks(wanted)}, {why}."
    mend = (line.start, line.start + line.indent, " " * wanted)
    end = line.place + len(line.said)
    return Slip(line.start + line.indent, end, message, remedy, mend, aligns=True)


def long_text(head: Line, line: Line) -> Slip:
    """A text over several lines, one of which holds a colon."""
    message = (
        f"The text of `{head.name}` (line {head.number}) goes on over several lines, and"
        f" {shown(line.said)} holds a colon, which makes it a field."
    )
    remedy = f"Write `{head.name}: >-` on line {head.number} and the whole text below it, indented."
    return Slip(line.place, line.place + len(line.said), message, remedy)
