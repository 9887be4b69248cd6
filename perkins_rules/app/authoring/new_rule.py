"""`perkins-rules new rule`: a rule to fill in, at the end of the file of its pack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from perkins_rules.app.asking.rule_sources import own_sources, with_built_in
from perkins_rules.app.faults import Stop
from perkins_rules.check.tree import CheckedPack, RuleSet
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.documents import Shape
from perkins_rules.lang import nodes as n
from perkins_rules.lang.parse import parse_rule_file
from perkins_rules.nearest import nearest
from perkins_rules.pipeline import read_rules
from perkins_rules.source import SourceText

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS = ("text", "date", "money", "yes_no", "integer", "level", "percent")


class NewRule(NamedTuple):
    """The file that gets the rule, and its whole new text."""

    path: str
    text: str


def new_rule(name: str, paths: Sequence[str]) -> NewRule:
    """The file of a pack with a rule to fill in at its end. Raises Stop, RuleFileError."""
    pack, slash, slug = name.partition("/")
    if not slash or not _SLUG.fullmatch(slug):
        raise Stop(
            f"`{name}` cannot be the name of a rule.",
            "Write the pack, a slash, and small letters with hyphens: vt.budget/spent-in-time",
        )
    if not paths:
        raise Stop(
            "say where the pack is, so that the rule can be put into it.",
            f"For example: perkins-rules new rule {name} --rules my-rules/",
        )
    own = own_sources(paths)
    read = read_rules(with_built_in(own))
    if read.rules is None:
        raise RuleFileError(read.diagnostics)
    there = _pack(pack, own, read.rules)
    if any(rule.id == name for rule in read.rules.rules):
        raise Stop(f"there is a rule `{name}` already.", "Take another name.")
    assert there.document is not None
    rule = first_rule(slug, read.rules.shapes[there.document], _source(there, read.rules))
    text = f"{there.source.text.rstrip()}\n\n{rule}"
    return NewRule(there.source.name, text)


def first_rule(slug: str, root: Shape, source: str) -> str:
    """A rule that passes `lint`, save that there is something to fill in."""
    path = next(_fields(root, ()))
    return _RULE.format(slug=slug, path=path, source=source)


def _pack(name: str, own: Sequence[SourceText], rules: RuleSet) -> CheckedPack:
    files = {source.name for source in own}
    packs = {p.name: p for p in rules.packs if p.source.name in files}
    if name not in packs:
        near = nearest(name, packs)
        hint = f"Did you mean `{near}`?" if near else f"To make it: perkins-rules new pack {name}"
        raise Stop(f"there is no pack `{name}` in the folders given.", hint)
    if packs[name].document is None:
        raise Stop(f"the pack `{name}` is for no type of document, so it can hold no rules.")
    return packs[name]


def _source(pack: CheckedPack, rules: RuleSet) -> str:
    """A source to cite that has no list of its sections: one of the pack's own, if there is one."""
    own = parse_rule_file(pack.source).file.declarations
    names = [d.name for d in own if isinstance(d, n.Source)]
    for base in reversed(pack.below):
        below = next(p for p in rules.packs if p.name == base)
        nodes = parse_rule_file(below.source).file.declarations
        names += [d.name for d in nodes if isinstance(d, n.Source)]
    free = [name for name in names if rules.sources[name].code is None]
    if not free:
        raise Stop(
            f"the pack `{pack.name}` has no source that the rule could cite.",
            'Declare one: policy manual "State Board Manual"',
        )
    return free[0]


def _fields(shape: Shape, steps: tuple[str, ...]) -> Iterator[str]:
    """The paths of plain fields, in the order of the form."""
    for name, part in shape.fields.items():
        if name in ("document", "state", "note", "source", "scope"):
            continue
        if part.kind in _KINDS and not part.choices:
            yield ".".join((*steps, name))
        elif part.kind == "record":
            yield from _fields(part, (*steps, name))


_RULE = """\
# TODO: the title is a sentence that is true of a good document.
rule {slug} "TODO: what is true of a good document"
  # TODO: where that is said; a section that begins with a small letter stands in quotes.
  cite {source} "TODO: the section"
  # TODO: the id of the requirement that the rule carries out, in a register or of your own.
  encodes {slug}
  # TODO: what must be true, what to tell the author if it is not, and what to do about it.
  require {path} is present
  otherwise "TODO: what is wrong"
  remedy "TODO: what would be right"

  # TODO: an example on each side of every limit, and one for each part of a condition.
  passes when {path} is given
  fails  when {path} is missing
"""
