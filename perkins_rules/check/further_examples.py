"""Files of further examples: read with the pack that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perkins_rules.check import tree as t
from perkins_rules.check.examples import check_document_as, check_examples
from perkins_rules.check.named_documents import NamedDocument
from perkins_rules.check.overlays import inside_of
from perkins_rules.check.rules import Place
from perkins_rules.check.scope import Scope, did_you_mean
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.structs import evolve

_OWN = n.ExamplesOf | n.DocumentAs | n.OfRule


def is_of_examples(file: n.RuleFile) -> bool:
    """Whether a file holds further examples, and not a pack."""
    return any(isinstance(d, n.ExamplesOf) for d in file.declarations)


def misplaced(file: n.RuleFile) -> Iterator[Diagnostic]:
    """What stands in a file of examples and belongs into a pack, or the other way round."""
    of_examples = is_of_examples(file)
    heads = [d for d in file.declarations if isinstance(d, n.ExamplesOf)]
    for node in file.declarations:
        if isinstance(node, _OWN) is not of_examples:
            message = "this belongs into a pack, not among further examples"
            if not of_examples:
                message = "this belongs into a file of examples, which begins `examples of PACK`"
            yield Diagnostic("clause", message, file.source, node.span)
    for other in heads[1:]:
        message = "a file holds the examples of one pack; this is a second"
        yield Diagnostic("pack", message, file.source, other.span)


class FurtherExamples:
    """The files of examples of a rule set, by pack."""

    def __init__(self, files: Sequence[n.RuleFile], packs: Mapping[str, object]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.by_pack: dict[str, list[n.RuleFile]] = {}
        for file in files:
            head = next(d for d in file.declarations if isinstance(d, n.ExamplesOf))
            self.by_pack.setdefault(head.pack.text, []).append(file)
            if head.pack.text not in packs:
                hint = did_you_mean(head.pack.text, packs)
                message = f"there is no pack `{head.pack.text}`"
                found = Diagnostic("unknown-pack", message, file.source, head.pack.span, hint)
                self.diagnostics.append(found)

    def declare(self, place: Place, documents: dict[str, NamedDocument]) -> None:
        """Adds the documents that the files of a pack declare."""
        for file, node in self._nodes(place.pack):
            if isinstance(node, n.DocumentAs):
                scope = Scope(place.names, file.source)
                check_document_as(scope, documents, node)
                self.diagnostics.extend(scope.diagnostics)

    def add(self, place: Place, versions: dict[str, list[t.CheckedRule]]) -> None:
        """Gives the rules of a pack their further examples."""
        for file, node in self._nodes(place.pack):
            if isinstance(node, n.OfRule):
                self._add(place._replace(source=file.source), node, versions)

    def _nodes(self, pack: str) -> Iterator[tuple[n.RuleFile, n.Declaration]]:
        return ((file, d) for file in self.by_pack.get(pack, ()) for d in file.declarations)

    def _add(self, place: Place, node: n.OfRule, versions: dict[str, list[t.CheckedRule]]) -> None:
        own = [r for held in versions.values() for r in held if r.written_in == place.pack]
        names = (node.rule.text, f"{place.pack}/{node.rule.text}")
        meant = [rule for rule in own if rule.id in names]
        # A table's own name stands for all its lines.
        meant = meant or [r for r in own if r.kind != "placeholder" and _table(r) in names]
        if not meant:
            known = [rule.id.removeprefix(f"{place.pack}/") for rule in own]
            hint = did_you_mean(node.rule.text, known)
            message = f"`{place.pack}` has no rule `{node.rule.text}`"
            span = node.rule.span
            self.diagnostics.append(Diagnostic("unknown-rule", message, place.source, span, hint))
        for rule in meant:
            held = versions[rule.id]
            held[held.index(rule)] = self._with(place, rule, node)

    def _with(self, place: Place, rule: t.CheckedRule, node: n.OfRule) -> t.CheckedRule:
        inside = (
            place.insides.get(f"{place.pack}/{rule.id}")
            or place.insides.get(rule.id)
            or place.insides[_item(rule)]
        )
        scope = inside_of(place, inside.scope)
        more = check_examples(scope, rule, inside.lists, node.examples, place.documents)
        self.diagnostics.extend(scope.diagnostics)
        return evolve(rule, examples=(*rule.examples, *more))


def _table(rule: t.CheckedRule) -> str:
    return rule.id.rpartition("/")[0]


def _item(rule: t.CheckedRule) -> str:
    """The item that a placeholder's rule is about."""
    return rule.id.removesuffix("/placeholder")
