"""Sources of law and the citations that point into them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from perkins_rules.check.scope import Scope, did_you_mean
from perkins_rules.check.tree import LawSource
from perkins_rules.lang import nodes as n
from perkins_rules.source import Citation

_NUMBER = re.compile(r"[0-9A-Za-z.\-]+")
_CODES = {"USC": "U.S.C.", "CFR": "CFR"}


def check_source(scope: Scope, node: n.Source, pack: str) -> LawSource:
    """A source as declared; a section that is codified twice is a fault."""
    code = None
    if node.code is not None:
        title, name, places = node.code
        sections = [section for section, _ in places]
        for section in sorted({s for s in sections if sections.count(s) > 1}):
            scope.report("duplicate-section", f"section {section} has two places", node.span)
        code = (title, name, dict(places))
    return LawSource(
        name=node.name,
        pack=pack,
        kind=node.kind,
        title=node.title,
        label=node.label or node.name.replace("_", " ").capitalize(),
        edition=node.edition,
        start=node.start,
        changes=node.changes or "",
        code=code,
        reviewed_to=node.reviewed_to,
    )


def check_citations(
    scope: Scope, sources: Mapping[str, LawSource], cites: Sequence[n.Cite]
) -> tuple[Citation, ...]:
    """Citations in full; an unknown source or a section without its place is a fault."""
    found = [_citation(scope, sources, cite) for cite in cites]
    return tuple(c for c in found if c is not None)


def _citation(scope: Scope, sources: Mapping[str, LawSource], cite: n.Cite) -> Citation | None:
    source = sources.get(cite.source)
    if source is None:
        known = ", ".join(f"`{s}`" for s in sources)
        hint = scope.names.elsewhere(f"source {cite.source}") or did_you_mean(cite.source, sources)
        hint = hint or (f"the sources are {known}" if known else "")
        scope.report("unknown-source", f"there is no source `{cite.source}`", cite.span, hint)
        return None
    found = cited(source, cite.section)
    if found is None:
        assert source.code is not None
        _, _, places = source.code
        number = _number_of(cite.section)
        hint = did_you_mean(number, places) or f"add it to the places of `{source.name}`"
        told = number or cite.section
        message = f"`{source.name}` does not say where section {told} is codified"
        scope.report("unknown-section", message, cite.span, hint)
    return found


def cited(source: LawSource, section: str) -> Citation | None:
    """A place in a source, in full; None for a section that its places do not name."""
    if source.code is None:
        return Citation(source.name, section, None, _plain(source, section))
    title, name, places = source.code
    number = _number_of(section)
    if number not in places:
        return None
    codified = f"{title} {_CODES[name]} {places[number]}{section[len(number) :]}"
    own = source.kind == "regulation" or places[number] == number
    text = codified if own else f"{source.label} § {section}, {codified}"
    return Citation(source.name, section, codified, text)


def _number_of(section: str) -> str:
    match = _NUMBER.match(section)
    return match[0] if match else ""


def _plain(source: LawSource, section: str) -> str:
    sign = "§ " if source.kind in ("law", "regulation") else ""
    return f"{source.label} {sign}{section}"
