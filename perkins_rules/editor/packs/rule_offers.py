"""A place of a rule file where something is typed -> what may be written there.

The declaration that is being typed seldom parses: what stands before the cursor is looked at as
text, and what is known comes of the other declarations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.check.scope import ASKED
from perkins_rules.documents import Shape, form_place
from perkins_rules.editor.field_words import KINDS
from perkins_rules.editor.offers import Kind, Offer
from perkins_rules.editor.packs.name_words import Around, shape_of_name
from perkins_rules.editor.packs.names import Named, declared_in
from perkins_rules.lang import nodes as n
from perkins_rules.lang.mistakes import CLAUSE_WORDS, DECLARATIONS
from perkins_rules.lang.walk import nodes_of
from perkins_rules.source import NOWHERE

_WORD = re.compile(r"[A-Za-z0-9_\-]*\Z")
_PATH = re.compile(r"([a-z_]\w*(?:\.[a-z_]\w*)*)\.\w*\Z")
_CITING = re.compile(r"\bcite\s+(?:[^\n,]+,\s*)*(?:(?P<source>[a-z_]\w*)\s+)?[\w.()-]*\Z")
_ENCODING = re.compile(r"\bencodes\s+(?:[\w-]+\s*,\s*)*[\w-]*\Z")
_EXTENDING = re.compile(r"\bextends\s+(?:[\w.]+\s*,\s*)*[\w.]*\Z")
_CHOOSING = re.compile(r"([a-z_]\w*(?:\.[a-z_]\w*)*)\s+is\s+(?:not\s+)?\w*\Z")
_BOUND = re.compile(
    r"\b(?:for\s+each(?:\s+consecutive)?|every|some|none\s+of|over|let|the\s+one|count\s+of)\s+"
    r"([a-z_]\w*)(?:\s*,\s*([a-z_]\w*))?\s+(?:in|be)\s+(?:the\s+\d+\s+\w+\s+)?([a-z_][\w.]*)?"
)
_WORDS = {
    "severity": ("error", "warning", "info"),
    "in profile": ("guide", "statute", "strict"),
}


def rule_offers(text: str, offset: int, around: Around, packs: Mapping[str, str]) -> list[Offer]:
    """What may be written at an offset; `packs` are the titles of all packs."""
    line = text.rfind("\n", 0, offset) + 1
    start = _declaration_start(text, line)
    before = text[start:offset]
    typed = _WORD.search(before)
    assert typed is not None
    begin, end = start + typed.start(), offset + len(re.match(r"[\w\-]*", text[offset:])[0])  # type: ignore[index]  # it matches nothing, too
    at_start = not text[line:begin].strip()
    indented = begin > line or (at_start and text[line:begin] != "")
    words = _words(before, around, packs, at_start=at_start, indented=indented)
    found = {(label): (label, kind, title, hint) for label, kind, title, hint in words}
    return [
        Offer(label, label, kind, begin, end, title, hint)
        for label, kind, title, hint in found.values()
    ]


Told = tuple[str, Kind, str, str]
"""A word, what kind of thing it is, what it is called and a hint."""


def _declaration_start(text: str, line: int) -> int:
    """Where the declaration of a line begins: at the nearest line above that is not indented."""
    while line > 0 and text[line : line + 1] in (" ", "\t", "\n", "#", ""):
        line = text.rfind("\n", 0, line - 1) + 1
    return line


def _words(
    before: str, around: Around, packs: Mapping[str, str], *, at_start: bool, indented: bool
) -> Iterable[Told]:
    if at_start and not indented:
        return [(word, "type", "", "") for word in DECLARATIONS]
    if found := _CITING.search(before):
        return _sections(found["source"], around) if found["source"] else _sources(around)
    if _ENCODING.search(before):
        return [(id_, "value", "", said) for id_, said in around.requirements.items()]
    if _EXTENDING.search(before):
        return [(name, "type", title, "") for name, title in packs.items()]
    for opening, words in _WORDS.items():
        if re.search(rf"\b{opening}\s+(?:\w+\s*,\s*)*\w*\Z", before):
            return [(word, "choice", "", "") for word in words]
    if found := _PATH.search(before):
        return _fields(_shape(found[1], before, around))
    choices = _choices(before, around)
    clauses: list[Told] = [(word, "type", "", "") for word in CLAUSE_WORDS] if at_start else []
    return [*choices, *clauses, *_names(before, around)]


def _choices(before: str, around: Around) -> list[Told]:
    found = _CHOOSING.search(before)
    shape = _shape(found[1], before, around) if found else None
    return [(choice, "choice", "", "") for choice in shape.choices] if shape is not None else []


def _fields(shape: Shape | None) -> Iterator[Told]:
    while shape is not None and shape.kind == "list":
        shape = shape.entry
    for name, field in shape.fields.items() if shape is not None else ():
        guide = f" ({form_place(field.guide)})" if field.guide else ""
        hint = field.description or KINDS.get(field.kind, "")
        yield name, "field", f"{field.title}{guide}", hint


def _shape(path: str, before: str, around: Around) -> Shape | None:
    """The field of a path in a declaration that is being typed."""
    parts = path.split(".")
    for _ in range(3):
        bound = {
            name: source
            for one in _BOUND.finditer(before)
            for name, source in ((one[1], one[3]), (one[2], one[3]))
            if name and source
        }
        if parts[0] not in bound:
            break
        parts = [*bound[parts[0]].split("."), *parts[1:]]
    nothing = n.Define(span=NOWHERE, name="", value=n.Name(span=NOWHERE, parts=("yes",)))
    named = Named("path", parts[0], NOWHERE, nothing, tuple(parts))
    return shape_of_name(named, around)


def _names(before: str, around: Around) -> Iterator[Told]:
    """Variables, parameters, definitions, fields of the document, functions."""
    for one in _BOUND.finditer(before):
        for name in filter(None, (one[1], one[2])):
            yield name, "value", "of this declaration", ""
    for file in around.seen:
        for declared in declared_in(file):
            if declared.kind in ("parameter", "define"):
                kind = "parameter" if declared.kind == "parameter" else "definition"
                yield declared.name, "value", kind, ""
    yield from _fields(around.root)
    for name, function in FUNCTIONS.items():
        yield name, "value", f"({', '.join(function.takes)}): {function.gives}", function.says
    for name in (*ASKED, "yes", "no", "item"):
        yield name, "value", "", ""


def _sources(around: Around) -> Iterator[Told]:
    for file in around.seen:
        for node in file.declarations:
            if isinstance(node, n.Source):
                yield node.name, "value", node.label or node.title, node.title


def _sections(source: str, around: Around) -> list[Told]:
    """The sections of a source that are cited anywhere, and those that it has a place for."""
    found: set[str] = set()
    for file in around.seen:
        for node in file.declarations:
            found |= _cited(node, source)
            if isinstance(node, n.Source) and node.name == source and node.code is not None:
                found |= {section for section, _ in node.code[2]}
    return [(section, "value", "", "") for section in sorted(found)]


def _cited(node: n.Declaration, source: str) -> set[str]:
    cites: Sequence[n.Cite] = [p for p in nodes_of(node) if isinstance(p, n.Cite)]
    return {cite.section for cite in cites if cite.source == source}
