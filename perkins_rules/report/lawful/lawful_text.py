"""What a result carries of what the rules allow -> its part of the text report."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.batch.result import Result
from perkins_rules.report.lawful.parts import headroom_in, repair_in
from perkins_rules.report.lawful.rule_words import Label
from perkins_rules.report.style import Style


def lawful_lines(result: Result, label: Label, style: Style) -> Iterator[str]:
    """Nothing where neither a repair nor the headroom was asked for."""
    repair, headroom = repair_in(result), headroom_in(result)
    if repair is None and headroom is None:
        return
    from perkins_rules.report.lawful.headroom_text import headroom_lines
    from perkins_rules.report.lawful.repair_text import repair_lines
    from perkins_rules.report.text.closing_text import heading
    from perkins_rules.report.wrap import wrapped

    if repair is not None:
        yield from ("", heading("The smallest lawful change", style), "")
        said = repair["said"][:1].upper() + repair["said"][1:]
        yield from wrapped(style.clean(said), style.width)
        yield from repair_lines(repair, label, style)
    if headroom is not None:
        yield from ("", heading("Headroom, each figure by itself", style), "")
        yield from headroom_lines(headroom, label, style)
