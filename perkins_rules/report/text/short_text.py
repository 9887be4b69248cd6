"""Findings in three lines each: what is wrong and where, what to do, and under which law."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.report.citations import short_law
from perkins_rules.report.text.alike import of_the_others
from perkins_rules.report.text.block_text import BlockText, kind_of, looks_of, sentence, waits
from perkins_rules.report.text.outline import Block, Outline
from perkins_rules.report.wrap import filled, glued, hanging

_INDENT = "    "
_TOLD = ("error", "missing", "warning", "info", "open")


def short_lines(text: BlockText, arranged: Outline) -> Iterator[str]:
    """What is wrong or open in a document, in the order of the form; nothing of what is known,
    waived or passed.
    """
    for block in (block for section in arranged.sections for block in section.blocks):
        if kind_of(block.finding) in _TOLD:
            yield from _short(text, block)


def _short(text: BlockText, block: Block) -> Iterator[str]:
    finding, style = block.finding, text.style
    mark, word, looks = looks_of(kind_of(finding))
    lead = f"{style.mark(mark)} {style.clean(f'{text.path}:{finding.span.line}')}  {word} "
    said = style.clean(f"{text.opening(block)} {waits(block)}").split()
    first, *rest = filled([lead, *said], style.width - len(_INDENT))
    yield style.paint(looks, lead) + first.removeprefix(lead)
    yield from (_INDENT + line for line in rest)
    yield from _labelled("fix", style.clean(sentence(finding.remedy)), style.width)
    law = "; ".join(glued(style.clean(place)) for place in short_law(finding))
    yield from _labelled("law", law, style.width)
    if block.further:
        yield from _labelled("more", style.clean(of_the_others(block)), style.width)


def _labelled(label: str, told: str, width: int) -> Iterator[str]:
    if told:
        yield from hanging(f"{_INDENT}{label}  ", told, width)
