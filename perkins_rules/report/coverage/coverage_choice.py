"""Which places of a coverage are shown: all, or those asked for."""

from __future__ import annotations

from collections.abc import Callable

from perkins_rules.analysis.coverage.coverage_model import (
    Coverage,
    CoveredLine,
    CoveredSection,
    CoveredSource,
)

Wanted = Callable[[CoveredSource, CoveredLine], bool]


def chosen(coverage: Coverage, wanted: Wanted) -> Coverage:
    """The coverage with only the wanted places. Counts, faults and all entries stay."""
    sources = tuple(
        source._replace(sections=_sections(source, wanted)) for source in coverage.sources
    )
    return coverage._replace(sources=tuple(source for source in sources if source.sections))


def _sections(source: CoveredSource, wanted: Wanted) -> tuple[CoveredSection, ...]:
    shown = (
        section._replace(lines=tuple(line for line in section.lines if wanted(source, line)))
        for section in source.sections
    )
    return tuple(section for section in shown if section.lines)
