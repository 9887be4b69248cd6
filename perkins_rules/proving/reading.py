"""Rules -> what they read: names of fields and lists, and the words they hold them against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from perkins_rules.check import tree as t

_HELD = ("is", "is_not", "one_of", "includes", "covers")
_BY_SAMPLE = ("matches", "call")
MOST_WORDS = 8


class Reading(NamedTuple):
    """`names` of fields and groups that are read, `lists` that are run over, `orders` by which they
    are put in order; the `words` that a field is held against, by its name; whether a text
    is asked more than whether it is one of them (`samples`); whether it counts how many entries a
    list has, or which they are (`counts`): else each entry is by itself.
    """

    names: frozenset[str]
    lists: frozenset[str]
    orders: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    samples: bool
    counts: bool


def reading_of(
    rules: Iterable[t.CheckedRule], parameters: Mapping[str, Any], day: Any, state: str | None
) -> Reading:
    """All that the conditions of rules read, on a day and for a State."""
    names, lists, orders = set[str](), set[str](), set[str]()
    words: dict[str, dict[str, None]] = {}
    samples = counts = False
    for rule in rules:
        orders |= {loop.by for loop in rule.loops if loop.by}
        orders |= {loop.latest[2] for loop in rule.loops if loop.latest}
        counts = counts or any(loop.latest for loop in rule.loops)
        lists |= {name for loop in rule.loops for name in _last_names(loop.source)}
        for node in (n for one in t.conditions_of(rule) for n in t.walk(one)):
            if isinstance(node, t.Read):
                names |= set(node.steps)
            bound = getattr(node, "bound", None)
            if bound is not None:
                counts = True
                lists |= set(_last_names(bound.source))
                orders |= {bound.latest[2]} if bound.latest else set()
            if isinstance(node, t.Operation) and node.kind in _HELD:
                _enter(words, node, lambda n: _words(n, parameters, day, state))
            samples = samples or _asks_more(node)
    held = {name: tuple(found)[:MOST_WORDS] for name, found in words.items()}
    return Reading(frozenset(names), frozenset(lists), frozenset(orders), held, samples, counts)


def _last_names(node: t.Checked) -> Iterator[str]:
    while isinstance(node, t.Named):
        node = node.value
    if isinstance(node, t.Read):
        yield node.steps[-1]
    else:
        yield from (
            n.steps[-1] for n in t.walk(node) if isinstance(n, t.Read) and n.type.kind == "list"
        )


def _enter(words: dict[str, dict[str, None]], node: t.Operation, of: Any) -> None:
    """Words that stand beside a field in a comparison."""
    read = [n.steps[-1] for one in node.operands for n in t.walk(one) if isinstance(n, t.Read)]
    said = [word for one in node.operands for word in of(one)]
    for name in read:
        words.setdefault(name, {}).update(dict.fromkeys(said))


def _words(
    node: t.Checked, parameters: Mapping[str, Any], day: Any, state: str | None
) -> Iterator[str]:
    for one in t.walk(node):
        value: Any = one.value if isinstance(one, t.Constant) else None
        if isinstance(one, t.ParameterValue):
            held = parameters[one.name].at(day, state)
            value = held.value if held is not None else None
        for word in value if isinstance(value, tuple) else (value,):
            if isinstance(word, str):
                yield word


def _asks_more(node: t.Checked) -> bool:
    """Whether a text counts for more than that it is given, or one of some words."""
    if not isinstance(node, t.Operation) or node.kind not in _BY_SAMPLE:
        return False
    return any(one.type.kind in ("text", "list") for one in node.operands) and node.options[:1] != (
        "is_placeholder",
    )


def parameters_read(rule: t.CheckedRule) -> frozenset[str]:
    """The names of the parameters that the verdicts of a rule hang on."""
    nodes = (node for one in t.conditions_of(rule) for node in t.walk(one))
    return frozenset(node.name for node in nodes if isinstance(node, t.ParameterValue))


def names_read(rule: t.CheckedRule) -> frozenset[str]:
    """The names of the fields and groups that the verdicts of a rule hang on."""
    nodes = (node for one in t.conditions_of(rule) for node in t.walk(one))
    return frozenset(name for node in nodes if isinstance(node, t.Read) for name in node.steps)
