"""A finding -> the one text to put in the place of what is written, where that is certain.

A repair is offered when the remedy is a single replacement of the very text that the finding
points at: a misspelt word whose right spelling is known, a percent that its amount settles, an
amount that only has to be rounded, or one that a limit settles. The last is a choice of the
author's, since the money goes elsewhere: it is shown, and never made without being asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from perkins_rules.batch.result import Result
from perkins_rules.documents.special_signs import in_plain_quotes
from perkins_rules.findings import Finding, Verdict

_MEANT = re.compile(r"(?:Write|Did you mean) `([A-Za-z0-9_.-]+)`(?: \(year-month-day\))?[.?]")
_LIMIT = re.compile(
    r"(?:Lower|Raise|Set) ((?:(?! or | and )[^.;])+) to (\$[0-9,]+(?:\.[0-9]{2})?)"
    r"(?: or (?:less|more))?\."
)
ROUNDED = re.compile(
    r"Rounding (\$[0-9,]+\.[0-9]{2}) (?:down|up) to (\$[0-9,]+(?:\.[0-9]{2})?) settles it\."
)
_PERCENT = re.compile(r"Write (-?[0-9.]+)% if the amount is right[.;,].*")
_FRACTION = re.compile(r'Write `([0-9.]+)` if \1 percent is meant, else `("[0-9.]+%")`\.')
_OTHER_NAME = re.compile(r"Write `([^`]+)`, or leave it as it is\.")
# A day that can be no other: not 3/2/2026, nor 4 Mar 26.
_CLEAR_DAY = re.compile(
    r"(?!(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|1[0-2])[-/.])(?=.*[0-9]{4}).*"
    r"|0?([0-9]{1,2})[-/.]0?\1[-/.][0-9]{4}"
)
_LINE_1 = "/budget/total_allocation"  # what percents of the budget are of
UNNAMED_TYPE, UNKNOWN_TYPE = "document/no-document-type", "document/unknown-document-type"
_QUOTES = "schema/curly-quotes"
_WRITTEN_AMOUNT = re.compile(r"\$?[0-9,]+(?:\.[0-9]+)?")


def repair(result: Result, finding: Finding) -> str | None:
    """What to write in the place of the finding, for a person to decide; None for nothing."""
    found = _repaired(result, finding, (_rounded, _percent, _limit))
    return found[1] if found is not None else None


def exact_repair(result: Result, finding: Finding) -> tuple[str, str] | None:
    """What is written at the finding, and what to write in its place, where the finding itself
    leaves one answer: no limit with room below it, no date that could be read in two ways.
    """
    found = _repaired(result, finding, (_rounded, _percent, _fraction))
    if found is None or not finding.remedy.endswith("(year-month-day)."):
        return found
    return found if _CLEAR_DAY.fullmatch(found[0].strip("\"'")) else None


def rests_on(finding: Finding) -> tuple[str, ...]:
    """Where the figures stand by which its repair is worked out: right only if they are. None for
    a repair that rests on nothing else.
    """
    if not any(one.fullmatch(finding.remedy) for one in (_PERCENT, _FRACTION)):
        return ()
    return finding.path.rpartition("/")[0], _LINE_1


def other_reading(finding: Finding) -> str | None:
    """Of a percent that may be a fraction: what to write where it is none."""
    read = _FRACTION.fullmatch(finding.remedy)
    return None if read is None else read[2]


def is_spelling(finding: Finding) -> bool:
    """Whether a repair of it changes how something is written, and no figure."""
    if other_reading(finding) is not None:
        return False
    return finding.rule.startswith("schema/") or finding.rule in (UNNAMED_TYPE, UNKNOWN_TYPE)


def _repaired(
    result: Result, finding: Finding, ways: Sequence[Callable[[Finding, str], str | None]]
) -> tuple[str, str] | None:
    written = _written(result, finding)
    open_ = (Verdict.FAIL, Verdict.UNREADABLE)
    if finding.verdict not in open_ or finding.waiver is not None or not written:
        return None
    quote = written[0] if written[0] in "\"'" and written[-1] == written[0] else ""
    bare = written[1:-1] if quote else written
    if is_spelling(finding):
        right = in_plain_quotes(bare) if finding.rule == _QUOTES else _spelling(finding)
    else:
        right = next((found for way in ways if (found := way(finding, bare))), None)
    return None if right is None or right == bare else (written, f"{quote}{right}{quote}")


def _written(result: Result, finding: Finding) -> str:
    """The text that the finding points at, if it is part of one line that was kept."""
    span = finding.span
    line = result.lines.get(span.line, "")
    if span.line != span.end_line or span.end_column > len(line) + 1:
        return ""
    return line[span.column - 1 : span.end_column - 1]


def _spelling(finding: Finding) -> str | None:
    """The word that was meant, where writing it is all: a field of another group has to move."""
    meant = _MEANT.fullmatch(finding.remedy) or _OTHER_NAME.fullmatch(finding.remedy)
    if meant is None or (finding.rule == "schema/unknown-field" and "." in meant[1]):
        return None
    return meant[1]


def _limit(finding: Finding, written: str) -> str | None:
    """The limit, if it is as far from what is written as the finding is off."""
    limit = _LIMIT.fullmatch(finding.remedy)
    if limit is None or finding.distance_unit != "money" or finding.distance is None:
        return None
    if not _WRITTEN_AMOUNT.fullmatch(written) or not finding.distance_exact:
        return None
    right = _exact(limit[2])
    if abs(_exact(written) - right) != abs(Decimal(finding.distance)):
        return None
    return _as_written(right, written)


def _rounded(finding: Finding, written: str) -> str | None:
    """The amount in whole dollars, where the engine says that this settles it."""
    said = ROUNDED.search(finding.message)
    if said is None or not _WRITTEN_AMOUNT.fullmatch(written):
        return None
    return _as_written(_exact(said[2]), written) if _exact(said[1]) == _exact(written) else None


def _percent(finding: Finding, written: str) -> str | None:
    """The percent that the amount beside it is."""
    said = _PERCENT.fullmatch(finding.remedy)
    return None if said is None else said[1] + ("%" if written.endswith("%") else "")


def _fraction(finding: Finding, _: str) -> str | None:
    """The percent, where a hundredth of it is written."""
    read = _FRACTION.fullmatch(finding.remedy)
    return None if read is None else read[1]


def _as_written(right: Decimal, written: str) -> str:
    shown = f"{right:,.2f}" if "," in written else f"{right:.2f}"
    return f"${shown}" if written.startswith("$") else shown


def _exact(amount: str) -> Decimal:
    return Decimal(amount.replace("$", "").replace(",", ""))
