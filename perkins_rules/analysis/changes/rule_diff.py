"""Two rule sets -> what is not the same in the rules themselves, pack by pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from perkins_rules.analysis.changes.rule_diff_parts import (
    UNORDERED,
    Declared,
    Parts,
    declared_in,
    grouped,
)
from perkins_rules.analysis.changes.rule_diff_values import Detail, value_details
from perkins_rules.check import tree as t
from perkins_rules.lang import nodes as n

ORDER = (
    "pack",
    "source",
    "parameter",
    "definition",
    "rule",
    "table",
    "item",
    "review",
    "exceptions",
)
_WORDS = ("title", "message", "remedy")
"""What a rule may be told by; it is the same rule under another name if all else is the same."""


class Change(NamedTuple):
    """A declaration that was added, removed, renamed or changed.

    `old_name` is that of one that was renamed. `used_by` are the rules that read a parameter or a
    definition. `place` is the line in the new rules; of what is removed, in the old.
    """

    kind: str
    how: str
    name: str
    title: str
    details: tuple[Detail, ...]
    place: str
    old_name: str | None = None
    used_by: tuple[str, ...] = ()


class PackDiff(NamedTuple):
    """The changes of a pack, in the order: the pack, sources, parameters, definitions, rules."""

    name: str
    title: str
    changes: tuple[Change, ...]


class RulesSide(NamedTuple):
    """The rule files of one side that the other has not in the same words, and all its rules."""

    files: Sequence[n.RuleFile]
    rules: t.RuleSet


_Key = tuple[str, str, str]


class _Found(NamedTuple):
    pack: str
    file: str
    declared: Declared


def rule_diff(old: RulesSide, new: RulesSide) -> list[PackDiff]:
    """What changed from one side to the other, packs in the order of their names."""
    before, after = _declared(old.files), _declared(new.files)
    renamed = _renamed(before, after)
    changes: dict[str, list[Change]] = {}
    for key, found in after.items():
        was = before.get(renamed.get(key, key))
        if (change := _change(was, found)) is not None:
            changes.setdefault(found.pack, []).append(change)
    gone = before.keys() - after.keys() - set(renamed.values())
    for key in (key for key in before if key in gone):
        found = before[key]
        changes.setdefault(found.pack, []).append(_one_sided(found, "removed"))
    packs = {p.name: p.title for side in (old, new) for p in side.rules.packs}
    usage = _Usage(old.rules, new.rules)
    return [
        PackDiff(name, packs.get(name, ""), tuple(usage.of(c) for c in _ordered(changes[name])))
        for name in sorted(changes)
    ]


def _ordered(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: ORDER.index(change.kind))


def _declared(files: Sequence[n.RuleFile]) -> dict[_Key, _Found]:
    found: dict[_Key, _Found] = {}
    for file in files:
        declared = declared_in(file)
        pack = next((one.name for one in declared.values() if one.kind == "pack"), "")
        for (kind, name), one in declared.items():
            found[pack, kind, name] = _Found(pack, file.source.name, one)
    return found


# ------------------------------------------------------------------ renamed


def _renamed(before: Mapping[_Key, _Found], after: Mapping[_Key, _Found]) -> dict[_Key, _Key]:
    """New key -> old key of what only has another name, or stands in another pack."""
    gone = _by_meaning(before, after)
    come = _by_meaning(after, before)
    return {
        come[meaning][0]: keys[0]
        for meaning, keys in gone.items()
        if len(keys) == 1 and len(come.get(meaning, ())) == 1
    }


def _by_meaning(
    here: Mapping[_Key, _Found], there: Mapping[_Key, _Found]
) -> dict[object, list[_Key]]:
    found: dict[object, list[_Key]] = {}
    for key, one in here.items():
        if key not in there and key[1] not in ("pack", "exceptions"):
            found.setdefault(_meaning(one.declared), []).append(key)
    return found


def _meaning(declared: Declared) -> object:
    node = declared.node
    if isinstance(node, n.Parameter):
        return "parameter", node.by, node.values, node.states
    table = declared.name.partition("/")[2] if declared.kind == "table" else ""
    parts = tuple(part for part in declared.parts if part[0] not in _WORDS)
    return declared.kind, parts, table


# ------------------------------------------------------------------ one declaration


def _change(old: _Found | None, new: _Found) -> Change | None:
    if old is None:
        return _one_sided(new, "added")
    was, now = old.declared, new.declared
    details = tuple(_details(was, now))
    is_renamed = (old.pack, was.name) != (new.pack, now.name)
    if not details and not is_renamed:
        return None
    how = "renamed" if is_renamed else "changed"
    place = f"{new.file}:{now.line}"
    old_name = was.name if is_renamed else None
    return Change(now.kind, how, now.name, now.title, details, place, old_name)


def _one_sided(found: _Found, how: str) -> Change:
    declared = found.declared
    node = declared.node if isinstance(declared.node, n.Parameter) else None
    added = how == "added"
    details = [
        Detail(label, "" if added else text, text if added else "")
        for label, text in declared.parts
        if label != "title"
    ]
    details += value_details(None if added else node, node if added else None)
    place = f"{found.file}:{declared.line}"
    return Change(declared.kind, how, declared.name, declared.title, tuple(details), place)


def _details(old: Declared, new: Declared) -> Iterator[Detail]:
    yield from _part_details(old.parts, new.parts)
    if isinstance(old.node, n.Parameter) and isinstance(new.node, n.Parameter):
        yield from value_details(old.node, new.node)


def _part_details(old: Parts, new: Parts) -> Iterator[Detail]:
    before, after = grouped(old), grouped(new)
    for label in dict.fromkeys((*before, *after)):
        was, now = before.get(label, []), after.get(label, [])
        pairs = _unordered(was, now) if label in UNORDERED else _in_order(was, now)
        yield from (Detail(label, one, other) for one, other in pairs)


def _unordered(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    gone, come = ([x for x in a if x not in b] for a, b in ((old, new), (new, old)))
    return zip_longest(gone, come, fillvalue="")


def _in_order(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what != "equal":
            yield from zip_longest(old[first:last], new[start:end], fillvalue="")


# ------------------------------------------------------------------ who reads it


class _Usage:
    """Which rules read a name; looked up only when something that has a name has changed."""

    def __init__(self, old: t.RuleSet, new: t.RuleSet) -> None:
        self.old, self.new = old, new
        self.known: dict[str, dict[str, list[str]]] = {}

    def of(self, change: Change) -> Change:
        """The change, with the rules that read what it is about."""
        if change.kind not in ("parameter", "definition"):
            return change
        side = "old" if change.how == "removed" else "new"
        if side not in self.known:
            self.known[side] = _readers(self.old if side == "old" else self.new)
        return change._replace(used_by=tuple(self.known[side].get(change.name, ())))


def _readers(rules: t.RuleSet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule in rules.rules:
        parts = (part for condition in t.conditions_of(rule) for part in t.walk(condition))
        kinds = t.Named | t.ParameterValue
        for name in dict.fromkeys(part.name for part in parts if isinstance(part, kinds)):
            if rule.id not in found.setdefault(name, []):
                found[name].append(rule.id)
    return found
