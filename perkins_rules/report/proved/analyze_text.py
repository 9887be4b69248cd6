"""What was proved of rules -> text for who writes them: errors first, else as in the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from perkins_rules.check.tree import CheckedRule
from perkins_rules.engine.said.shown import plain
from perkins_rules.report.citations import short
from perkins_rules.report.figures import figure, number_of
from perkins_rules.report.proved.settings_text import sample_lines, where
from perkins_rules.report.style import Style
from perkins_rules.report.wrap import hanging

if TYPE_CHECKING:  # who proves something has the solver, and nobody else needs it
    from perkins_rules.proving.analyze import Analysis
    from perkins_rules.proving.claims import Claim
    from perkins_rules.proving.whole import End, Lawful, Stretch

_LOOKS = {"error": "bold red", "warning": "bold yellow"}


def analyze_text(found: Analysis, style: Style) -> str:
    """The whole report."""
    lines: list[str] = []
    for claim in sorted(found.claims, key=lambda one: one.kind.level != "error"):
        lines += [*_claim(claim, style), ""]
    for one in found.lawful:
        lines += [*_lawful(one, style), ""]
    lines += _untold(found, style)
    return "\n".join([*lines, _summary(found)]) + "\n"


def _claim(claim: Claim, style: Style) -> Iterator[str]:
    rule, level = claim.rules[0], claim.kind.level
    place = style.clean(f"{rule.source.name}:{rule.span.line}")
    mark = style.paint(_LOOKS[level], f"{level} [{claim.kind.code}]")
    of = f" {claim.of}" if claim.of else ""
    yield f"{place}: {mark} {', '.join(style.clean(one.id) for one in claim.rules)}{of}"
    yield from hanging("    ", style.clean(claim.kind.says), style.width)
    for one in claim.rules:
        yield from hanging("    - ", style.clean(_told(one)), style.width)
    yield from hanging("    ", style.clean(f"For {where(claim.settings)}."), style.width)
    if claim.sample is not None:
        yield f"    {claim.kind.shows}"
        yield from sample_lines(claim.sample, "        ")


def _told(rule: CheckedRule) -> str:
    law = f" [{short(rule.citations[0])}]" if rule.citations else ""
    return f"{rule.title}{law}"


def _lawful(one: Lawful, style: Style) -> Iterator[str]:
    head = f"{one.name}, all else as in {one.base}, other amounts free ({where([one.setting])}):"
    yield from hanging("", style.clean(head), style.width)
    if one.unknown:
        yield f"  not told: {one.unknown}"
    elif not one.stretches:
        yield style.paint(_LOOKS["error"], "  no amount will do:")
        yield from _rules("    cannot be kept together: ", one.meet, style)
    for stretch in one.stretches:
        yield from _stretch(stretch, style)
    yield from _rules("  fails whatever the amounts are: ", one.beside, style)


def _stretch(stretch: Stretch, style: Style) -> Iterator[str]:
    low, high = (
        figure(plain(end.figure, "money"), "money") if end else None
        for end in (stretch.least, stretch.most)
    )
    words = f"from {low}" if low else "from $0.00"
    words += f" to {high}" if high else " on"
    yield f"  lawful {words}"
    if not stretch.whole:
        yield "    between, not every amount could be tried: the solver gave up at its limit"
    for word, end in (("below", stretch.least), ("above", stretch.most)):
        yield from _end(word, end, style)


def _end(word: str, end: End | None, style: Style) -> Iterator[str]:
    if end is not None and end.meet:
        alone = len(end.meet) == 1
        yield from _rules(
            f"    {word}: " + ("" if alone else "cannot be kept together: "), end.meet, style
        )


def _rules(lead: str, rules: Sequence[CheckedRule], style: Style) -> Iterator[str]:
    if rules:
        words = lead + "; ".join(f"{_told(rule)} ({rule.id})" for rule in rules)
        indent = " " * (len(lead) - len(lead.lstrip()))
        yield from hanging(indent, style.clean(words.strip()), style.width)


def _untold(found: Analysis, style: Style) -> Iterator[str]:
    """How many questions of one kind had the same in their way; one rule is named."""
    why = Counter((one.question, one.why) for one in found.untold)
    if why:
        yield style.paint("bold", "Not told:")
    for (question, reason), count in why.items():
        first = next(o for o in found.untold if (o.question, o.why) == (question, reason))
        names = " and ".join(rule.id for rule in first.rules[:2])
        more = f", and {count - 1} more" if count > 1 else ""
        yield from hanging("  ", style.clean(f"{question}: {names}{more}: {reason}"), style.width)
    if why:
        yield ""


def _summary(found: Analysis) -> str:
    levels = Counter(one.kind.level for one in found.claims)
    levels["error"] += sum(map(is_short, found.lawful))
    said = f"{number_of(levels['error'], 'error')}, {number_of(levels['warning'], 'warning')}."
    asked = f"{number_of(found.rules, 'rule')} asked, {number_of(len(found.settings), 'time')}: "
    open_ = len(found.untold) + sum(bool(one.unknown) for one in found.lawful)
    return asked + said + (f" {number_of(open_, 'question')} not told." if open_ else "")


def is_short(one: Lawful) -> bool:
    """Whether there is no lawful amount, or none from some amount on."""
    return not one.unknown and (not one.stretches or one.stretches[-1].most is not None)
