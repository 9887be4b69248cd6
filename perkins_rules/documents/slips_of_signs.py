"""Slips with signs of YAML: quotations, tabs, blanks that are none, brackets, dashes."""

from __future__ import annotations

import re

from perkins_rules.documents.shown import shown
from perkins_rules.documents.slip import Slip, Stop, blanks, code
from perkins_rules.documents.special_signs import BLANKS, sign_name
from perkins_rules.documents.yaml_lines import Line, Lines

_SIGNS = "%@`*&"
_FIELD_LINE = re.compile(r"\n[ \t]*(?:- )?[a-z_]\w*:(?=\s)")


def quotation(lines: Lines, stop: Stop) -> Slip | None:
    """A quotation that swallowed lines which look like fields, or never ends."""
    starts = [start for start, end in stop.quotes if _FIELD_LINE.search(lines.text[start:end])]
    if (
        "quoted scalar" in stop.complaint
        and stop.opening is not None
        and "end of" in stop.complaint
    ):
        starts.append(stop.opening)
    if not starts:
        return None
    start = starts[0]
    line = lines.at(start)
    mark = lines.text[start]
    rest = lines.text[start : line.start + len(line.text)].rstrip()
    if rest.count(mark) > 1:  # closed on its line, so that what follows is the trouble
        return None
    message = f"The quotation {shown(rest)} is opened with {mark} and not closed."
    remedy = f"Write {mark} at its end, or take both marks out."
    return Slip(start, start + len(rest), message, remedy, (start, start + len(rest), rest + mark))


def apostrophe(lines: Lines, stop: Stop) -> Slip | None:
    """Text behind a quotation that has ended."""
    line = lines.at(stop.at)
    value = line.value or line.said
    if value[:1] not in ("'", '"') or value.count(value[0]) < 2 or "{" in line.said:
        return None
    at = line.start + line.text.rfind(value, line.at)
    closed = lines.text.find(value[0], at + 1)
    if not closed < stop.at <= at + len(value) or stop.at <= at:
        return None
    mark, other = value[0], "'\"".replace(value[0], "")
    inner = value[1:-1] if value[-1] == mark else value
    plain = other not in inner and value[-1] == mark and "\\" not in inner
    right = f"{other}{inner}{other}" if plain else f"'{value.replace(chr(39), chr(39) * 2)}'"
    if not plain and other not in value and "\\" not in value:
        right = f"{other}{value}{other}"
    message = f"The quotation {shown(value[: closed - at + 1])} ends before its line does."
    if mark == "'" and plain:
        message = f"An apostrophe inside {shown(value)} ends the quotation."
    span = (at, at + len(value), right)
    return Slip(at, at + len(value), message, f"Write {shown(right, 100)}.", span)


def sign(lines: Lines, stop: Stop) -> Slip | None:
    """A text that starts with a sign of YAML's own."""
    line = lines.at(stop.at)
    value = line.value or line.said
    if value[:1] not in tuple(_SIGNS) and value[:2] != "? ":
        return None
    if line.text[:1] == "%":
        return None
    at = line.start + line.text.rfind(value, line.at)
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    message = f"A text without quotes cannot start with {code(value[0])}: {shown(value)}."
    remedy = f"Write it between double quotes: {shown(quoted, 100)}."
    if other := _figure_meant(value):
        remedy = f"{other}; a text goes between double quotes: {shown(quoted, 100)}."
    return Slip(at, at + len(value), message, remedy, (at, at + len(value), quoted))


def _figure_meant(value: str) -> str:
    """What to write where a sign stands before a figure, or in the place of one; else empty."""
    if re.fullmatch(r"\*+", value):
        return "Leave the value out if its figure may not be shown"
    match = re.fullmatch(r"([%*&@])\s*(\$?[0-9][0-9,]*(?:\.[0-9]+)?%?)", value)
    if match is None:
        return ""
    right = match[2].rstrip("%") + "%" if match[1] == "%" else match[2]
    return f"Write {code(right)} if it is a figure"


def tab(lines: Lines, stop: Stop) -> Slip | None:
    """A tab where a line is indented."""
    line = lines.at(stop.at)
    lead = re.match(r"[ \t]*", line.text)
    if lead is None or "\t" not in lead[0] or stop.at >= line.start + lead.end():
        return None
    above = next(lines.above(line), None)
    depth = 0 if above is None else above.at if above.value else above.at + lines.step()
    said = line.text[lead.end() :]
    message = f"A tab stands before {shown(said)}; lines of YAML are indented with blanks."
    remedy = f"Put {blanks(depth)} there in place of the tab."
    mend = (line.start, line.start + lead.end(), " " * depth)
    return Slip(line.start, line.start + lead.end(), message, remedy, mend)


def special_blank(lines: Lines, stop: Stop) -> Slip | None:
    """A line that is indented with blanks which are none to YAML."""
    line = next((one for one in lines.said if one.said[0] in BLANKS), None)
    if line is None:
        return None
    lead = re.match(f"[ {BLANKS}]*", line.text)
    assert lead is not None  # one stands there
    right = line.text[lead.end() :]
    message = f"{sign_name(line.said[0])} stands before {shown(right)}, not a plain blank."
    remedy = f"Put {blanks(lead.end())} there in its place."
    mend = (line.start, line.start + lead.end(), " " * lead.end())
    return Slip(line.place, line.start + lead.end(), message, remedy, mend)


def dash_blank(lines: Lines, stop: Stop) -> Slip | None:
    """A dash that touches its entry, in the line or the one above."""
    line = lines.at(stop.at)
    near = (line, next(lines.above(line), line))
    return next((slip for one in near if (slip := dash_touching(one))), None)


def dash_touching(line: Line) -> Slip | None:
    """A dash without a blank at the start of a line."""
    match = re.match(r"-(?=[^\s-])(.*)", line.said, re.DOTALL)
    if match is None or line.has_dash:
        return None
    right = f"- {match[1]}"
    message = f"No blank stands behind the dash of {shown(line.said)}."
    end = line.place + len(line.said)
    return Slip(line.place, end, message, f"Write {code(right)}.", (line.place, end, right))


def dash(lines: Lines, stop: Stop) -> Slip | None:
    """An entry of a list on the line of its field's name."""
    if "sequence entries are not allowed" not in stop.complaint:
        return None
    line = lines.at(stop.at)
    if line.name is None:
        return None
    at = line.start + line.text.rfind(line.value, line.at)
    if line.value == "-":
        message = f"A dash alone starts a list: {shown(line.said)}."
        remedy = "Write `0` for none; leave blank what is not known or does not concern you."
        return Slip(at, at + 1, message, remedy, (at, at + 1, ""))
    message = f"A list cannot start on the line of its name: {shown(line.said)}."
    in_brackets = f"{line.name}: [{line.value[2:]}]"
    remedy = f"Write {code(line.value)} on the next line, or {code(in_brackets)};"
    quoted = line.value.replace("\\", "\\\\").replace('"', '\\"')
    remedy += f" if it is a text, {shown(chr(34) + quoted + chr(34), 100)}."
    mend = (at, at + len(line.value), f"[{line.value[2:]}]")
    return Slip(at, at + len(line.value), message, remedy, mend)


def leftover(lines: Lines, stop: Stop) -> Slip | None:
    """Text behind a bracket that closes the value, where the whole was meant as a text."""
    line = lines.at(stop.at)
    value = line.value
    closer = {"[": "]", "{": "}"}.get(value[:1])
    at = line.start + line.text.rfind(value, line.at)
    if not closer or closer not in value or stop.brackets or not at < stop.at <= at + len(value):
        return None
    message = (
        f"{code(value[0])} opens a list or a group, and more stands behind its {code(closer)}:"
    )
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    remedy = f"Write it between double quotes, if it is a text: {shown(quoted, 100)}."
    span = (at, at + len(value), quoted)
    return Slip(at, at + len(value), f"{message} {shown(value)}.", remedy, span)


def bracket(lines: Lines, stop: Stop) -> Slip | None:
    """A bracket that is not closed on its line, or a comma that is missing behind a part."""
    if not stop.brackets:
        return None
    opening = stop.brackets[-1]
    opener = lines.text[opening]
    closer = {"[": "]", "{": "}"}[opener]
    line, here = lines.at(opening), lines.at(stop.at)
    for one in lines.all[line.number - 1 : here.number]:
        comment = re.search(r"[ \t](#.*)", one.text)
        if comment and closer in comment[1]:
            at = one.start + comment.start(1)
            message = (
                f"{shown(comment[1], 40)} is a comment, so that the {code(opener)} stays open."
            )
            remedy = "Put the text with the `#` between double quotes."
            return Slip(at, at + len(comment[1]), message, remedy)
    rest = line.text[opening - line.start :].rstrip()
    if here.number == line.number or closer in rest:
        return None
    message = f"The {code(opener)} of {shown(line.said)} is never closed."
    at = line.start + len(line.text.rstrip())
    return Slip(opening, at, message, f"Write {code(closer)} at its end.", (at, at, closer))
