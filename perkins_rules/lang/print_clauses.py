"""Clauses of rules, items tables and reviews -> layout documents, in their canonical order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perkins_rules.lang import nodes as n
from perkins_rules.lang.layout import Doc, Leaf, after, before, listed, stacked
from perkins_rules.lang.print_expressions import expression_doc, list_doc, text_doc, where_doc
from perkins_rules.lang.print_literals import quoted
from perkins_rules.source import Span

# The token SECTION of the grammar: a section written like this needs no quotes.
_PLACE = r"[0-9A-Z][A-Za-z0-9.\-]*(\([A-Za-z0-9]+\))*"
_NUMBERED = r"(line|lines|row|column|footnote|item|note) [0-9A-Za-z]+"
_SECTION = re.compile(rf"{_PLACE}( ({_NUMBERED}|{_PLACE}|\([A-Za-z0-9]+\)))*")


# ------------------------------------------------------------------ citations and ids


def cites_doc(cites: Sequence[n.Cite], lead: str = "cite ") -> Doc:
    """`cite perkins 112(a)(3), guide IV.A`"""
    return before(lead, listed([Leaf(_cite(cite), cite.span) for cite in cites]))


def encodes_doc(ids: Sequence[n.Encodes], lead: str = "encodes ") -> Doc:
    """`encodes budget-administration-cap`"""
    return before(lead, listed([Leaf(i.requirement, i.span) for i in ids]))


def _cite(cite: n.Cite) -> str:
    bare = _SECTION.fullmatch(cite.section) is not None
    return f"{cite.source} {cite.section if bare else quoted(cite.section)}"


# ------------------------------------------------------------------ clauses of every kind


def heading_docs(heading: n.Heading) -> Iterator[Doc]:
    """Cite, encodes, severity, in force, in edition, in profile, applies when."""
    if heading.cites:
        yield cites_doc(heading.cites)
    if heading.encodes:
        yield encodes_doc(heading.encodes)
    if heading.severity != "error":
        yield Leaf(f"severity {heading.severity}", clause_span(heading, "severity"))
    if heading.in_force is not None:
        yield Leaf(_in_force(heading.in_force), heading.in_force.span)
    if heading.editions:
        yield Leaf(f"in edition {', '.join(heading.editions)}", clause_span(heading, "edition"))
    if heading.profiles:
        yield Leaf(f"in profile {', '.join(heading.profiles)}", clause_span(heading, "profile"))
    if heading.applies is not None:
        yield before("applies when ", expression_doc(heading.applies))


def clause_span(heading: n.Heading, kind: str) -> Span:
    """Where the clause stands of which the tree keeps only the words."""
    return next((span for of, span in heading.clauses if of == kind), heading.span)


def _in_force(clause: n.InForce) -> str:
    start = f" from {clause.start}" if clause.start else ""
    until = f" until {clause.until}" if clause.until else ""
    return f"in force{start}{until}"


def for_each_doc(loop: n.ForEach) -> Doc:
    """`for each x in xs where C`"""
    consecutive = "consecutive " if len(loop.variables) > 1 else ""
    lead = f"for each {consecutive}{', '.join(loop.variables)} in "
    source = before(lead, list_doc(loop.source, loop.latest))
    by = "" if loop.by is None else f" by {loop.by}"
    return stacked(after(source, by), where_doc(loop.where))


def let_doc(let: n.Let) -> Doc:
    """`let cap be …`"""
    return before(f"let {let.name} be ", expression_doc(let.value))


def requirement_docs(requirement: n.Requirement) -> Iterator[Doc]:
    """`require …`, and its `otherwise` and `remedy`."""
    yield before("require ", expression_doc(requirement.condition))
    if requirement.otherwise is not None:
        yield before("otherwise ", text_doc(requirement.otherwise))
    if requirement.remedy is not None:
        yield before("remedy ", text_doc(requirement.remedy))


def exception_docs(exception: n.Exempting) -> Iterator[Doc]:
    """`unless label: … cite …`, and its `but not when`."""
    condition = before(f"unless {exception.label}: ", expression_doc(exception.condition))
    yield stacked(condition, cites_doc(exception.cites, " cite "))
    if exception.but_not is not None:
        yield before("but not when ", expression_doc(exception.but_not))
