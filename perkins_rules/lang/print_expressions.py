"""Expressions -> layout documents, with the parentheses that the grammar needs and hardly more.

Parentheses are not in the tree. Each node has a level, from tight to loose, and each place takes
nodes up to a level; what is looser gets parentheses. A node that ends in a `where` or a
`satisfies` is open: it would swallow what follows. It may stand bare only where nothing of its
surroundings follows (`last`); elsewhere a quantifier gets parentheses, an aggregate gets them
around its collection.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from perkins_rules.lang import nodes as n
from perkins_rules.lang.layout import Doc, Leaf, after, before, flat, listed, stacked
from perkins_rules.lang.print_literals import plain_part, print_literal

ATOM, SHARE, TERM, SUM, RATIO, PHRASE, COMPARISON, NEGATION, CONJUNCTION, CONDITION = range(10)

# Words that would join a preceding `is`, and words that would join a following `of`, to another
# phrase of the language; a thing of such a name gets parentheses there.
_JOINS_IS = re.compile(
    r"(at|more|less|on|before|after|not|present|missing|between|one)(?![a-z0-9_])"
)
_JOINS_OF = ("sum", "count", "none")

# What can stand in `or … if blank`, by the grammar: a word, a text, parentheses with one more pair.
_INSTEAD = re.compile(
    r"""[A-Za-z0-9_$.,%][A-Za-z0-9_$.,%-]*|"(\\.|[^"\\])*\""""
    r"""|\(([^()"]|"(\\.|[^"\\])*"|\(([^()"]|"(\\.|[^"\\])*")*\))*\)[a-z0-9_.]*"""
)

# For `last`: nothing follows, so the node may be open at its end.
_BARE = True


def expression_doc(node: n.Expression, level: int = CONDITION, last: bool = True) -> Doc:
    """The document of an expression at a place that takes nodes up to `level`."""
    own, make = _FORMS[type(node)]
    if isinstance(node, n.Arithmetic):
        own = SUM if node.operator in "+-" else TERM
    if own > level or (isinstance(node, n.Quantified) and not last):
        return _grouped(make(node, _BARE))
    return make(node, last)


def text_doc(text: n.Text) -> Leaf:
    """A quoted text with its holes; never broken."""
    parts = (
        plain_part(p) if isinstance(p, str) else "{" + flat(expression_doc(p)) + "}"
        for p in text.parts
    )
    return Leaf('"' + "".join(parts) + '"', text.span)


def list_doc(source: n.Expression, latest: tuple[str, int, str] | None) -> Doc:
    """What stands after `in`: a list, or the N latest of one."""
    doc = expression_doc(source, ATOM)
    if latest is None:
        return doc
    which, count, field = latest
    return after(before(f"the {count} {which} ", doc), f" by {field}")


def where_doc(condition: n.Expression | None) -> Doc | None:
    """`where C`, if there is one."""
    return None if condition is None else before("where ", expression_doc(condition))


# ------------------------------------------------------------------ helpers


def _grouped(doc: Doc) -> Doc:
    return after(before("(", doc), ")")


def _part(node: n.Expression, level: int = PHRASE) -> Doc:
    return expression_doc(node, level, last=False)


def _binding(lead: str, binding: n.Binding, last: bool) -> tuple[Doc, Doc | None]:
    """`over x in xs` and its `where`; in parentheses where it must not be open."""
    lead += "(" if binding.where is not None and not last else ""
    source = before(f"{lead}{binding.variable} in ", list_doc(binding.source, binding.latest))
    where = where_doc(binding.where)
    return source, (after(where, ")") if where is not None and not last else where)


def _joined(word: str, operands: Sequence[n.Expression], level: int, last: bool) -> Doc:
    docs = [_operand(o, level, last=False) for o in operands[:-1]]
    docs.append(_operand(operands[-1], level, last))
    return stacked(docs[0], *(before(word + " ", doc) for doc in docs[1:]))


def _operand(node: n.Expression, level: int, last: bool) -> Doc:
    """What `and`, `or` and `not` join. Beside them the `or` of `or … if blank` reads like one of
    theirs, so that it gets parentheses which the grammar does not need.
    """
    doc = expression_doc(node, level, last)
    return _grouped(doc) if isinstance(node, n.Default) else doc


# ------------------------------------------------------------------ atoms and arithmetic


def _literal(node: n.Literal, last: bool) -> Doc:
    return Leaf(print_literal(node), node.span)


def _name(node: n.Name, last: bool) -> Doc:
    return Leaf(node.text, node.span)


def _braces(node: n.Braces, last: bool) -> Doc:
    if not node.items:
        return Leaf("{ }", node.span)
    return after(before("{ ", listed([_part(i) for i in node.items])), " }")


def _call(node: n.Call, last: bool) -> Doc:
    if not node.arguments:
        return Leaf(node.function + "()", node.span)
    return after(before(node.function + "(", listed([_part(a) for a in node.arguments])), ")")


def _field_of(node: n.FieldOf, last: bool) -> Doc:
    return after(_grouped(expression_doc(node.record)), "." + node.name)


def _arithmetic(node: n.Arithmetic, last: bool) -> Doc:
    """A chain of one level, `a + b - c`, breaks before each operator."""
    signs, level = ("+-", SUM) if node.operator in "+-" else ("*/", TERM)
    parts: list[Doc] = []
    first: n.Expression = node
    while isinstance(first, n.Arithmetic) and first.operator in signs:
        parts.insert(0, before(first.operator + " ", _part(first.right, level - 1)))
        first = first.left
    return stacked(_part(first, level), *parts)


def _negative(node: n.Negative, last: bool) -> Doc:
    return before("-", _part(node.operand, ATOM))


def _share_of(node: n.ShareOf, last: bool) -> Doc:
    share = _part(node.share, ATOM)
    if flat(share) in _JOINS_OF:
        share = _grouped(share)
    return stacked(share, before("of ", _part(node.whole, SHARE)))


# ------------------------------------------------------------------ phrases


def _extremum(node: n.Extremum, last: bool) -> Doc:
    first = before(f"the {node.which} of ", _part(node.first, TERM))
    return stacked(first, before("and ", _part(node.second, TERM)))


def _percent_of(node: n.PercentOf, last: bool) -> Doc:
    return stacked(_part(node.part, SUM), before("as a percent of ", _part(node.whole, SUM)))


def _rounded(node: n.Rounded, last: bool) -> Doc:
    places = "1 place" if node.places == 1 else f"{node.places} places"
    mode = "" if node.mode == "half up" else " " + node.mode
    return after(_part(node.value, RATIO), f" rounded to {places}{mode}")


def _default(node: n.Default, last: bool) -> Doc:
    """`or … if blank`, also where `else` was written; but for what is nested too deep for it."""
    fallback = _if_blank(node.fallback)
    if fallback is None:
        fallback = before("else ", _part(node.fallback, SUM))
    return stacked(_part(node.value, SUM), fallback)


def fits_if_blank(node: n.Default) -> bool:
    """Whether `or … if blank` takes what stands after `else`."""
    return _if_blank(node.fallback) is not None


def _if_blank(node: n.Expression) -> Doc | None:
    doc = expression_doc(node)
    for stands in (doc, _grouped(doc)):
        if _INSTEAD.fullmatch(flat(stands)):
            return after(before("or ", stands), " if blank")
    return None


def _choose(node: n.Choose, last: bool) -> Doc:
    """A chain of `otherwise when` stands at one indentation."""
    branches = [_branch(node)]
    rest = node.otherwise
    while isinstance(rest, n.Choose):
        branches.append(before("otherwise ", _branch(rest)))
        rest = rest.otherwise
    return stacked(*branches, before("otherwise ", _part(rest)))


def _branch(node: n.Choose) -> Doc:
    condition = before("when ", expression_doc(node.condition))
    return stacked(condition, before("then ", _part(node.then)))


def _aggregate(node: n.Aggregate, last: bool) -> Doc:
    lead = "sum of " if node.kind == "sum" else f"the {node.kind} of "
    return stacked(before(lead, _part(node.value)), *_binding("over ", node.binding, last))


def _count(node: n.Count, last: bool) -> Doc:
    return stacked(*_binding("count of ", node.binding, last))


def _count_all(node: n.CountAll, last: bool) -> Doc:
    return before("count of ", _part(node.source, ATOM))


def _the_one(node: n.TheOne, last: bool) -> Doc:
    return stacked(*_binding("the one ", node.binding, last))


def _repeated(node: n.Repeated, last: bool) -> Doc:
    return _compared_over("the repeated of ", node, last)


def _compared_over(lead: str, node: n.Repeated | n.Distinct, last: bool) -> Doc:
    value = before(lead, _loosely(node, _part(node.value)))
    return stacked(value, *_binding("over ", node.binding, last))


def _loosely(node: n.Compare | n.OneOf | n.Includes | n.Distinct | n.Repeated, doc: Doc) -> Doc:
    """What follows a comparison of texts that takes them as people read them."""
    return after(doc, " ignoring case and spacing") if node.ignoring else doc


# ------------------------------------------------------------------ conditions


def _compare(node: n.Compare, last: bool) -> Doc:
    if node.has_code:
        return stacked(_part(node.left), before("has code ", _part(node.right, ATOM)))
    right = _compared(node.operator, node.right, last and not node.ignoring)
    return stacked(_part(node.left), _loosely(node, right))


def _compared(operator: str, right: n.Expression, last: bool) -> Doc:
    """The operator and its right side, which must not read as a part of the operator."""
    doc = expression_doc(right, PHRASE, last)
    if operator in ("is", "is not") and _JOINS_IS.match(flat(doc)):
        doc = _grouped(expression_doc(right))
    return before(operator + " ", doc)


def _apart(node: n.Apart, last: bool) -> Doc:
    period = _compared(node.operator, node.period, last=False)
    return stacked(_part(node.left), period, before(node.direction + " ", _part(node.right)))


def _between(node: n.Between, last: bool) -> Doc:
    low, high = before("is between ", _part(node.low)), before("and ", _part(node.high))
    return stacked(_part(node.value), low, high)


def _one_of(node: n.OneOf, last: bool) -> Doc:
    phrase = "is not one of " if node.negated else "is one of "
    return stacked(_part(node.value), _loosely(node, before(phrase, _part(node.options))))


def _includes(node: n.Includes, last: bool) -> Doc:
    phrase = "does not include " if node.negated else "includes "
    return stacked(_part(node.collection), _loosely(node, before(phrase, _part(node.item))))


def _differs(node: n.Differs, last: bool) -> Doc:
    right = before("differs from ", _part(node.right))
    return stacked(_part(node.left), right, before("by less than ", _part(node.tolerance)))


def _presence(node: n.Presence, last: bool) -> Doc:
    return after(_part(node.operand), " is missing" if node.negated else " is present")


def _matches(node: n.Matches, last: bool) -> Doc:
    return stacked(_part(node.value), before("matches ", _part(node.pattern)))


def _distinct(node: n.Distinct, last: bool) -> Doc:
    return _compared_over("distinct ", node, last)


def _quantified(node: n.Quantified, last: bool) -> Doc:
    source, where = _binding(node.kind + " ", node.binding, _BARE)
    return stacked(source, where, before("satisfies ", expression_doc(node.body)))


def _and(node: n.And, last: bool) -> Doc:
    return _joined("and", node.operands, NEGATION, last)


def _or(node: n.Or, last: bool) -> Doc:
    return _joined("or", node.operands, CONJUNCTION, last)


def _not(node: n.Not, last: bool) -> Doc:
    return before("not ", _operand(node.operand, NEGATION, last))


_FORMS: dict[type, tuple[int, Callable[[Any, bool], Doc]]] = {
    n.Literal: (ATOM, _literal),
    n.Name: (ATOM, _name),
    n.Braces: (ATOM, _braces),
    n.Call: (ATOM, _call),
    n.FieldOf: (ATOM, _field_of),
    n.Arithmetic: (SUM, _arithmetic),
    n.Negative: (SHARE, _negative),
    n.ShareOf: (SHARE, _share_of),
    n.Extremum: (PHRASE, _extremum),
    n.PercentOf: (RATIO, _percent_of),
    n.Rounded: (PHRASE, _rounded),
    n.Default: (PHRASE, _default),
    n.Choose: (PHRASE, _choose),
    n.Aggregate: (PHRASE, _aggregate),
    n.Count: (PHRASE, _count),
    n.CountAll: (PHRASE, _count_all),
    n.TheOne: (PHRASE, _the_one),
    n.Repeated: (PHRASE, _repeated),
    n.Compare: (COMPARISON, _compare),
    n.Apart: (COMPARISON, _apart),
    n.Between: (COMPARISON, _between),
    n.OneOf: (COMPARISON, _one_of),
    n.Includes: (COMPARISON, _includes),
    n.Differs: (COMPARISON, _differs),
    n.Presence: (COMPARISON, _presence),
    n.Matches: (COMPARISON, _matches),
    n.Distinct: (COMPARISON, _distinct),
    n.Quantified: (NEGATION, _quantified),
    n.Not: (NEGATION, _not),
    n.And: (CONJUNCTION, _and),
    n.Or: (CONDITION, _or),
}
"""The level of each kind of node, and what makes its document."""
