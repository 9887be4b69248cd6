"""A place in the Code -> where it is published."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perkins_rules.source import Citation

_STATUTE = re.compile(r"(\d+) U\.S\.C\. (\d+[a-z]*(?:-\d+[a-z]*)?)")
_REGULATION = re.compile(r"(\d+) CFR (\d+)(\.\d+)?((?:\([0-9A-Za-z]+\))*)")


def law_address(codified: str | None) -> str | None:
    """The address of a section of the United States Code, or of a place in the CFR."""
    if not codified:
        return None
    statute = _STATUTE.match(codified)
    if statute:
        title, section = statute.groups()
        granule = f"USC-prelim-title{title}-section{section}"
        return f"https://uscode.house.gov/view.xhtml?req=granuleid:{granule}&num=0&edition=prelim"
    regulation = _REGULATION.match(codified)
    if not regulation:
        return None
    title, part, section, inside = regulation.groups()
    if not section:
        return f"https://www.ecfr.gov/current/title-{title}/part-{part}"
    place = f"{part}{section}"
    paragraph = f"#p-{place}{inside}" if inside else ""
    return f"https://www.ecfr.gov/current/title-{title}/section-{place}{paragraph}"


def first_address(citations: Sequence[Citation]) -> str:
    """The address of the first place that has one, or nothing."""
    found = (law_address(citation.codified) for citation in citations)
    return next(filter(None, found), "")
