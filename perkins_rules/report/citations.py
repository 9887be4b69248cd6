"""Citations -> the pieces of which a report makes its lines."""

from __future__ import annotations

from collections.abc import Sequence

from perkins_rules.findings import Finding
from perkins_rules.source import Citation

_LAST = "~"


def short(citation: Citation) -> str:
    """A citation without its place in the Code: `Perkins V § 112(a)(3)`."""
    return citation.text.removesuffix(f", {citation.codified}")


def chunks(citations: Sequence[Citation]) -> list[str]:
    """Citations in pieces at which a line may break: `Perkins V § 112(a)(3),` and so on."""
    pieces: list[str] = []
    for number, citation in enumerate(citations, start=1):
        place = short(citation)
        whole = place == citation.text
        pieces += [place] if whole else [f"{place},", str(citation.codified)]
        if number < len(citations):
            pieces[-1] += ";"
    return pieces


def short_law(finding: Finding) -> list[str]:
    """The citations of a finding without their places in the Code."""
    return [short(citation) for citation in finding.citations]


def guide_order(citations: Sequence[Citation]) -> str:
    """Sorts by the item of the guide: I before II, IV before V; what has none comes last."""
    items = [c.section for c in citations if c.source == "guide" and c.section[:1] in "IV"]
    return items[0] if items else _LAST
