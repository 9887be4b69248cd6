"""Lines that should be fields and are none: no colon, or one that makes a field of a text."""

from __future__ import annotations

import re

from perkins_rules.documents.shown import shown
from perkins_rules.documents.slip import Slip, Stop, blanks, code
from perkins_rules.documents.slips_of_depth import indented, long_text, misaligned
from perkins_rules.documents.special_signs import BLANKS, sign_name
from perkins_rules.documents.yaml_lines import Line, Lines

_COLON_ONLY = re.compile(r"([^\W\d][\w.()/-]*(?: [\w()/-]+){0,4}):(?!//)(\S.*)", re.DOTALL)
_OTHER_COLON = re.compile(r"([^\W\d]\w*)\s*([=;\uff1a\ufe55]|->|=>)\s*(.*)", re.DOTALL)
_WORDS = re.compile(r"([^\W\d]\w*)(?:\s+(.*))?", re.DOTALL)
_TWO_FIELDS = re.compile(
    r"""((?:yes|no|true|false|[A-Z]{2}|[$]?[0-9][0-9.,/-]*[0-9]|[0-9])%?)[,;]?\s+"""
    r"""([a-z][a-z0-9_]*:\s+\S.*)"""
)
_DIVIDER = re.compile(r"([-=_*~+.\u2013\u2014#])\1{2,}")
_LEFT_BY_A_MERGE = re.compile(r"(<{7}|>{7}|\|{7}|={7})(\s.*)?")
_NAME_INSIDE = re.compile(r"([a-z][a-z0-9_]*):(?:\s+(.*))?$")


def no_colon(lines: Lines, stop: Stop) -> Slip | None:
    """A line that should be a field and has no colon, or none that counts."""
    if "could not find expected ':'" not in stop.complaint or stop.opening is None:
        return None
    return bare(lines, lines.at(stop.opening))


def colon_above(lines: Lines, stop: Stop) -> Slip | None:
    """A colon where no field can start: of a text, of a line too deep, or below a bare line."""
    if "mapping values are not allowed" not in stop.complaint:
        return None
    line = lines.at(stop.at)
    if _colons_before(line, stop.at):
        return _colon_in_text(lines, line)
    run = _bare_run(lines, line)
    head = next((one for one in lines.above(line) if one.name is not None), None)
    if run and (head is None or not head.value or run[-1].indent <= head.at):
        return bare(lines, run[-1])
    if head is not None and head.value and run and line.indent >= run[-1].indent:
        return long_text(head, line)
    return misaligned(lines, line)


def alignment(lines: Lines, stop: Stop) -> Slip | None:
    """A line that belongs to nothing above it."""
    if not re.search("expected <block end>|block collection|block mapping", stop.complaint):
        return None
    line = lines.at(stop.at)
    if line.text[: stop.at - line.start].strip(" -"):
        return None
    if line.name is None and not line.has_dash and not line.opens_text:
        return bare(lines, line)
    run = _bare_run(lines, line)
    head = next((one for one in lines.above(line) if one.name is not None), None)
    if run and head is not None and not head.value and head.at < run[-1].indent == line.indent:
        return bare(lines, run[-1])  # taken for the text of the group's name
    return misaligned(lines, line)


def _bare_run(lines: Lines, line: Line) -> list[Line]:
    """The lines right above one that are no fields, up to the first of a list's entry."""
    run: list[Line] = []
    for one in lines.above(line):
        if one.name is not None or one.said[:1] in ("{", "[") or (run and run[-1].has_dash):
            break
        run.append(one)
    return run


def _colons_before(line: Line, at: int) -> bool:
    """Whether a name and its colon stand before a place of a line."""
    return re.search(r":\s", line.text[line.at : at - line.start]) is not None


def _colon_in_text(lines: Lines, line: Line) -> Slip | None:
    value = line.value
    if line.name is None or value[:1] in "{[\"'":
        return None
    at = line.start + line.text.rfind(value, line.at)
    if two := _TWO_FIELDS.fullmatch(value):
        message = f"Two fields stand on one line: {shown(line.said)}."
        remedy = f"Write `{line.name}: {two[1]}`, and {code(two[2])} on a line of its own."
        return Slip(at, at + len(value), message, remedy, (at, at + len(value), two[1]))
    inner = _NAME_INSIDE.match(value)
    if inner and (not inner[2] or inner[1].count("_")):
        message = f"Two fields stand on one line: {shown(line.said)}."
        remedy = f"Write `{inner[1]}:` on a line of its own."
        return Slip(at, at + len(value), message, remedy, (at, at + len(value), ""))
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    message = f"The text {shown(value)} holds a colon and a blank, which make it a field."
    remedy = f"Write it between double quotes: {shown(f'{line.name}: {quoted}', 100)}."
    if inner and lines.is_name(inner[1], 2):
        remedy = f"If `{inner[1]}` is a field, write {shown(value)} on the next line, indented"
        remedy += f" further than `{line.name}`; if all is one text, put it between double quotes."
    return Slip(at, at + len(value), message, remedy, (at, at + len(value), quoted))


def bare(lines: Lines, line: Line) -> Slip | None:
    """What is wrong with a line that has no name and colon."""
    said, at = line.said, line.place
    if not said or said[0] in ":]}":
        return None
    end = at + len(said)
    special = re.search(f"[{BLANKS}]", said)
    if special and (":" in said[: special.end() + 1] or said[:1] in BLANKS):
        right = re.sub(f"[{BLANKS}]+", " ", said).strip()
        place = at + special.start()
        where = "after the colon" if ":" in said[: special.start()] else "in this line"
        message = f"{sign_name(special[0])} stands {where} of {shown(right)}, not a plain blank."
        return Slip(place, place + 1, message, f"Write {code(right)}.", (at, end, right))
    if _LEFT_BY_A_MERGE.fullmatch(said) and "<<<<<<< " in lines.text:
        message = f"A merge of two versions has left {shown(said)} here."
        remedy = "Keep one of the versions, and take out the lines that begin with such signs."
        return Slip(at, end, message, remedy)
    if _DIVIDER.fullmatch(said):
        message = f"{shown(said, 20)} only divides the page, and YAML takes it for a text."
        return Slip(at, end, message, "Take it out, or put `# ` before it.", (at, end, ""))
    if match := _COLON_ONLY.fullmatch(said):
        right = f"{match[1]}: {match[2]}"
        message = f"No blank stands behind the colon of {shown(said)}."
        return Slip(at, end, message, f"Write {code(right)}.", (at, end, right))
    if match := _OTHER_COLON.fullmatch(said):
        right = f"{match[1]}: {match[3]}".rstrip()
        message = f"{code(match[2])} stands where a colon belongs in {shown(said)}."
        return Slip(at, end, message, f"Write {code(right)}.", (at, end, right))
    return _colon_missing(lines, line)


def _colon_missing(lines: Lines, line: Line) -> Slip | None:
    """A name without its colon; or a text that goes on where it does not show that it does."""
    words = _WORDS.fullmatch(line.said)
    above = next(lines.above(line), None)
    if above is not None and above.opens_text and (slip := _text_block(lines, above, line)):
        return slip
    goes_on = above is not None and (above.name is None or bool(above.value))
    is_known = words is not None and _is_likely_name(lines, words[1], words[2] or "")
    if not is_known and above is not None and (slip := _value_below(lines, above, line)):
        return slip
    if words is None and not goes_on:
        return None
    right = f"{words[1]}: {words[2] or ''}".rstrip() if words else ""
    message = f"No colon stands in {shown(line.said)}."
    remedy = f"Write {code(right)}." if right else ""
    if goes_on and not is_known and above is not None:
        owner = next((o for o in lines.above(line) if o.name is not None), above)
        said = (
            f"the text of `{owner.name}` (line {owner.number})" if owner.name else "the text above"
        )
        deeper = f"indent it by {blanks(owner.at + lines.step())}"
        if right:
            remedy = f"If it is a field, write {code(right)}; if it goes on with {said}, {deeper}."
        else:
            remedy = f"If it goes on with {said}, {deeper}."
    if words is not None and words[2] and not is_known:
        remark, field = (
            "If it is a remark, put `# ` before it",
            f"If it is a field, write {code(right)}",
        )
        remedy = remedy.replace(field, remark)
        if not goes_on:
            remedy = f"{remark}; if it is a field, write a colon and a blank behind its name."
    mend = (line.place, line.place + len(line.said), right) if right else None
    return Slip(line.place, line.place + len(line.said), message, remedy, mend)


def _is_likely_name(lines: Lines, word: str, rest: str) -> bool:
    """Whether the first word of a line is a field's name, or such a name with a capital letter."""
    if "_" in word or lines.is_name(word):
        return True
    return lines.is_name(word.lower()) and len(rest.split()) < 3


def _value_below(lines: Lines, head: Line, line: Line) -> Slip | None:
    """A value below its name that is not deeper than that, and so belongs to nothing."""
    if not head.name or head.value or line.indent > head.at or line.has_dash:
        return None
    message = f"No colon stands in {shown(line.said)}, and `{head.name}` above it has no value."
    remedy = (
        f"If it is that value, write {code(f'{head.name}: {line.said}')} on line {head.number}; "
    )
    remedy += "if it is a remark, put `# ` before it."
    depth = " " * (head.at + lines.step())
    mend = (line.start, line.start + line.indent, depth)
    return Slip(line.place, line.place + len(line.said), message, remedy, mend)


def _text_block(lines: Lines, head: Line, line: Line) -> Slip | None:
    """A text after `|` or `>` whose first line is deeper than the rest, or whose name is."""
    inside = [one for one in lines.all[head.number : line.number - 1] if one.text.strip()]
    if inside and head.at < line.indent < inside[0].indent:
        first, usual = inside[0], head.at + lines.step()
        if len(inside) > 1 or first.indent == usual:
            return indented(line, first.indent, f"like the other lines of `{head.name}`")
        return indented(first, line.indent, f"like the other lines of `{head.name}`")
    if inside or line.indent > head.at:
        return None
    before = next(lines.above(head), None)
    wanted = head.at - lines.step()
    is_parent = before is not None and before.name is not None and not before.value
    if before is not None and is_parent and head.indent > (usual := before.at + lines.step()):
        return indented(head, usual, f"as it belongs to `{before.name}`")
    if is_parent or line.indent < head.at or not lines.goes_on(line):
        message = f"The text below `{head.name}` (line {head.number}) is not deeper than its name."
        depth = head.at + lines.step()
        mend = (line.start, line.start + line.indent, " " * depth)
        remedy = f"Indent it by {blanks(depth)}, all of its lines alike."
        return Slip(line.place, line.place + len(line.said), message, remedy, mend, aligns=True)
    return indented(head, max(wanted, 0), "or the text below it by more")
