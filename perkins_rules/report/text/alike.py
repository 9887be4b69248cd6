"""A section in bounds: of what one rule says of the entries of one list, the first are told in
full, the others by their number and their lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from perkins_rules.documents import from_pointer
from perkins_rules.findings import Finding
from perkins_rules.report.text.outline import Block, Section

IN_FULL = 10
LINES = 5


def gathered(section: Section) -> Section:
    """The section without the blocks past the first of each kind; the last that stays tells of
    them.
    """
    kinds = [_kind(block.finding) for block in section.blocks]
    many = {kind for kind, count in Counter(kinds).items() if count > IN_FULL + 1}
    if not many:
        return section
    kept: list[Block] = []
    last: dict[_Kind, int] = {}
    count: Counter[_Kind] = Counter()
    further: dict[_Kind, list[Finding]] = defaultdict(list)
    for kind, block in zip(kinds, section.blocks, strict=True):
        count[kind] += 1
        if kind in many and count[kind] > IN_FULL:
            further[kind].append(block.finding)
        else:
            last[kind] = len(kept)
            kept.append(block)
    for kind, findings in further.items():
        kept[last[kind]] = kept[last[kind]]._replace(further=tuple(findings))
    return section._replace(blocks=tuple(kept))


def of_the_others(block: Block) -> str:
    """`390 more like this, on the lines 52, 61, 70, 78, 87 and below; --show all tells each.`"""
    lines = list(dict.fromkeys(f.span.line for f in block.further))
    named = ", ".join(str(line) for line in lines[:LINES])
    on = f"on the line{'s' if len(lines) > 1 else ''} {named}"
    on += " and further down" if len(lines) > LINES else ""
    return f"{len(block.further):,} more like this, {on}; --show all tells each."


_Kind = tuple[str, str, bool, str]


def _kind(finding: Finding) -> _Kind:
    """Findings of one kind say the same of other entries of a list."""
    path = "/".join("*" if part.isdecimal() else part for part in from_pointer(finding.path))
    return finding.rule, finding.verdict, finding.waiver is None, path
