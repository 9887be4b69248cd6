"""A repair in plain parts -> what changes, in which line, and why; or what cannot go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from perkins_rules.report.figures import number_of
from perkins_rules.report.lawful.rule_words import Label, rule_words
from perkins_rules.report.lines import UNOPENED
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import called
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.wrap import hanging, wrapped

MOST_LEFT = 10
_Plain = Mapping[str, Any]


def repair_text(plain: _Plain, label: Label, style: Style) -> str:
    """Of one document."""
    name = called(plain["path"])
    lines = [*wrapped(style.clean(f"{name}: {plain['said']}"), style.width)]
    lines += repair_lines(plain, label, style)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def repair_lines(plain: _Plain, label: Label, style: Style) -> Iterator[str]:
    """What is told below the sentence on all of it."""
    for change in plain["changes"]:
        yield ""
        yield from _change(change, style)
    if plain["only"] is False:
        yield ""
        yield from wrapped(OTHERS, style.width)
    for conflict in plain["conflicts"]:
        yield from conflict_lines(conflict, label, style)
    yield from _left(plain, style)


OTHERS = (
    "Other changes are as small. Of those this one is shown in which earlier figures of the form"
    " move least; --move FIELD prefers others, --keep FIELD leaves one as it is."
)


def _change(change: _Plain, style: Style) -> Iterator[str]:
    arrow = style.mark("arrow")
    yield f"  {style.paint('bold', style.clean(change['field']))}, line {change['line']}"
    yield style.clean(f"    {change['was']} {arrow} {change['now']}")
    for one in change["because"]:
        yield from hanging("    ", style.clean(why_changed(one)), style.width)


def why_changed(one: _Plain) -> str:
    """What comes if a figure stays as it is."""
    return f"Else: {sentence(one['message'])} [{_law(one)}]"


def _law(one: _Plain) -> str:
    return ", ".join(filter(None, [one["rule"], "; ".join(one["law"])]))


_STAY = "while these figures stay as they are (--move FIELD lets one change):"


def conflict_lines(
    conflict: _Plain, label: Label, style: Style, stay: str = _STAY
) -> Iterator[str]:
    """Rules that cannot all be kept, and the figures that stay, under the words for that."""
    rules, facts = conflict["rules"], conflict["facts"]
    yield ""
    yield "These rules cannot all be kept:" if len(rules) > 1 else "This rule cannot be kept:"
    for rule in rules:
        said = rule_words(rule, label)
        yield from hanging(f"  {style.mark('bullet')} ", style.clean(said), style.width)
    if facts:
        yield stay
    for fact in facts[:MOST_LEFT]:
        said = f"{fact['field']} {fact['value']}, line {fact['line']}"
        yield from hanging(f"  {style.mark('bullet')} ", style.clean(said), style.width)


def _left(plain: _Plain, style: Style) -> Iterator[str]:
    told = {rule for conflict in plain["conflicts"] for rule in conflict["rules"]}
    missing = sum(one["missing"] for one in plain["left"])
    wrong = [one for one in plain["left"] if not one["missing"] and one["rule"] not in told]
    if missing or wrong:
        yield ""
    if missing:
        yield f"{number_of(missing, 'required item')} not given: `perkins-rules check` tells which."
    found: dict[str, list[_Plain]] = {head: [] for head in _HEADS}
    for one in wrong:
        found[_head(one)].append(one)
    for head, those in found.items():
        yield from _listed(head, those, style)


_UNREAD, _HELD = "To be put right first, since it cannot be read", "Held back until then"
_UNSOUGHT = "Left; no change could be worked out for these"
_SETTLED_BY_NONE = "Left; no change of figures settles these"
_HEADS = (_UNREAD, _HELD, _UNSOUGHT, _SETTLED_BY_NONE)


def _head(one: _Plain) -> str:
    if one["rule"].startswith(("schema/", "document/")):
        return _UNREAD
    if one["waits"]:
        return _HELD
    return _SETTLED_BY_NONE if one["sought"] else _UNSOUGHT


def _listed(head: str, wrong: Sequence[_Plain], style: Style) -> Iterator[str]:
    if wrong:
        yield f"{head} ({number_of(len(wrong), 'error')}):"
    for one in wrong[:MOST_LEFT]:
        place = "" if one["rule"] == UNOPENED else f"line {one['line']}: "
        said = f"{place}{sentence(one['message'])} [{one['rule']}]{waiting(one)}"
        yield from hanging(f"  {style.mark('bullet')} ", style.clean(said), style.width)
    if len(wrong) > MOST_LEFT:
        yield f"  and {len(wrong) - MOST_LEFT:,} more: `perkins-rules check` tells all"


def waiting(one: _Plain) -> str:
    """What an error that stays waits for; nothing for one that does not."""
    waits = one["waits"]
    return f" Waits for `{waits['field']}`, line {waits['line']}, to be readable." if waits else ""
