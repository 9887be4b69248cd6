"""Rule files -> RuleSet: every name resolved, every type checked, every fault told.

`check_rules` is the one public function of this stage. A rule set that has an error is never
given out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from perkins_rules.check import tree as t
from perkins_rules.check.definitions import check_definition
from perkins_rules.check.elsewhere import Elsewhere
from perkins_rules.check.further_examples import FurtherExamples, is_of_examples, misplaced
from perkins_rules.check.named_documents import NamedDocument
from perkins_rules.check.new_values import refuse_patterns, replaced_parameter
from perkins_rules.check.overlays import Overlays
from perkins_rules.check.parameters import check_parameter
from perkins_rules.check.row_faults import RowFaults
from perkins_rules.check.rules import Inside, Place, check_items, check_review, check_rule
from perkins_rules.check.scope import EntryDefinition, Globals, Scope, did_you_mean
from perkins_rules.check.sources import check_source
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents import Shape, shape_at
from perkins_rules.lang import nodes as n
from perkins_rules.source import NOWHERE, Span

MOST_BELOW = 100
"""Packs that one may rest on, through others."""
NO_DOCUMENT = Shape("record", "")
_PACK_LINE = re.compile(r"^pack\b", re.MULTILINE)


class CheckedRules(NamedTuple):
    """`rules` is None when there is an error among the diagnostics."""

    rules: t.RuleSet | None
    diagnostics: tuple[Diagnostic, ...]
    used: frozenset[str]


def check_rules(
    files: Sequence[n.RuleFile],
    shapes: Mapping[str, Shape],
    documents: Mapping[str, Mapping[str, NamedDocument]] | None = None,
    schemas: Sequence[str] = (),
) -> CheckedRules:
    """Checks all files as one rule set. Never raises on what the files hold.

    `documents` are those that examples may name, by the name of the rule file beside which they
    lie; without them, examples that are about a document are left out.
    `schemas` are the digests of the schemas that packs bring: the rule set is known by them, too.
    """
    return _Checker(files, shapes, documents, schemas).run()


class _Checker:
    def __init__(
        self,
        files: Sequence[n.RuleFile],
        shapes: Mapping[str, Shape],
        documents: Mapping[str, Mapping[str, NamedDocument]] | None,
        schemas: Sequence[str],
    ) -> None:
        self.schemas = schemas
        self.files = [file for file in files if not is_of_examples(file)]
        self.of_examples = [file for file in files if is_of_examples(file)]
        self.shapes, self.beside = shapes, documents
        self.documents: dict[str, dict[str, NamedDocument]] = {}
        self.diagnostics: list[Diagnostic] = [d for file in files for d in misplaced(file)]
        self.packs: dict[str, tuple[n.Pack, n.RuleFile]] = {}
        self.below: dict[str, list[str]] = {}
        self.globals: dict[str, Globals] = {}
        self.sources: dict[str, t.LawSource] = {}
        self.parameters: dict[str, t.CheckedParameter] = {}
        self.declared: dict[str, str] = {}
        self.versions: dict[str, list[t.CheckedRule]] = {}
        self.insides: dict[str, Inside] = {}
        self.overlays = Overlays(self.packs, self.below, self.versions)
        self.elsewhere = Elsewhere(self.packs, self.below)
        self.replaced: list[t.ReplacedParameter] = []

    def run(self) -> CheckedRules:
        for file in self.files:
            self._pack_of(file)
        self.further = FurtherExamples(self.of_examples, self.packs)
        for name in self._in_order():
            self._check_pack(name)
        self.diagnostics.extend(self.further.diagnostics)
        self._check_patterns()
        failed = any(d.level == "error" for d in self.diagnostics)
        used = frozenset(name for names in self.globals.values() for name in names.used)
        diagnostics = tuple(dict.fromkeys(self.diagnostics))
        return CheckedRules(None if failed else self._rule_set(), diagnostics, used)

    def _rule_set(self) -> t.RuleSet:
        digest = sha256()
        for file in sorted(self.files, key=lambda f: f.source.text):
            digest.update(sha256(file.source.text.encode()).digest())
        for schema in sorted(self.schemas):
            digest.update(bytes.fromhex(schema))
        packs = (
            t.CheckedPack(
                name=p.name,
                title=p.title,
                document=p.document,
                state=p.state,
                source=file.source,
                below=tuple(self.below.get(p.name, ())),
            )
            for p, file in self.packs.values()
        )
        return t.RuleSet(
            packs=tuple(packs),
            sources=self.sources,
            parameters=self.parameters,
            rules=tuple(rule for versions in self.versions.values() for rule in versions),
            shapes=dict(self.shapes),
            sha256=digest.hexdigest(),
            replaced=tuple(self.replaced),
        )

    # -------------------------------------------------------------- packs

    def _pack_of(self, file: n.RuleFile) -> None:
        """Registers the pack that a file declares: one a file, above all else."""
        packs = [d for d in file.declarations if isinstance(d, n.Pack)]
        if not packs and _PACK_LINE.search(file.source.text):
            return  # it stands there; what is wrong with it was told when it was parsed
        if not packs:
            span = file.declarations[0].span if file.declarations else NOWHERE
            hint = 'begin with `pack name "Title" for state_plan`'
            self._fault(file, "pack", "this file declares no pack", span, hint)
            return
        for other in packs[1:]:
            self._fault(file, "pack", "a file holds one pack; this is a second", other.span)
        pack = packs[0]
        if pack.name in self.packs:
            first = self.packs[pack.name][1].source.name
            message = f"the pack `{pack.name}` is declared in {first} already"
            self._fault(file, "duplicate-name", message, pack.span)
        elif pack.document is not None and pack.document not in self.shapes:
            hint = _types(pack.document, self.shapes)
            message = f"there is no document type `{pack.document}`"
            self._fault(file, "unknown-document", message, pack.span, hint)
        else:
            self._check_state(pack, file)
            self.packs[pack.name] = (pack, file)

    def _check_state(self, pack: n.Pack, file: n.RuleFile) -> None:
        """A State that no document can name would silently never be asked."""
        root = self.shapes[pack.document] if pack.document is not None else None
        codes = shape_at(root, ("state", "code")) if root is not None else None
        known = codes.choices if codes is not None else ()
        if pack.state is not None and known and pack.state not in known:
            message = f"there is no State with the code `{pack.state}`"
            hint = did_you_mean(pack.state, known)
            self._fault(file, "unknown-state", message, pack.state_place or pack.span, hint)

    def _in_order(self) -> Iterable[str]:
        """Packs after those they extend; a circle or an unknown pack is a fault."""
        done: list[str] = []
        for name in self.packs:
            self._visit(name, (), done)
        return done

    def _visit(self, name: str, path: tuple[str, ...], done: list[str]) -> None:
        if name in done:
            return
        pack, file = self.packs[name]
        for base in pack.extends:
            if base.text not in self.packs:
                hint = did_you_mean(base.text, self.packs)
                self._fault(
                    file, "unknown-pack", f"there is no pack `{base.text}`", base.span, hint
                )
            elif base.text in (*path, name):
                message = f"`{name}` and `{base.text}` extend each other"
                self._fault(file, "unknown-pack", message, base.span)
            elif len(path) > MOST_BELOW or len(self.below.get(base.text, ())) >= MOST_BELOW:
                message = f"this pack rests on more than {MOST_BELOW} others"
                self._fault(file, "unknown-pack", message, base.span)
            else:
                self._visit(base.text, (*path, name), done)
                self._rest_on(name, base.text)
        done.append(name)

    def _rest_on(self, name: str, base: str) -> None:
        """Notes the packs below a pack, the lowest first."""
        below = self.below.setdefault(name, [])
        below += [b for b in (*self.below.get(base, ()), base) if b not in below]

    # -------------------------------------------------------------- one pack

    def _check_pack(self, name: str) -> None:
        pack, file = self.packs[name]
        root = self.shapes[pack.document] if pack.document else NO_DOCUMENT
        elsewhere = partial(self.elsewhere.hint, name)
        names = Globals(root, pack.state, pack.document, elsewhere)
        sources: dict[str, t.LawSource] = {}
        for base in self.below.get(name, ()):
            # A definition reads the fields of its own pack's type of document.
            if self.packs[base][0].document in (pack.document, None):
                names.defines.update(self.globals[base].defines)
                names.of_entries.update(self.globals[base].of_entries)
                names.extents.take(self.globals[base].extents)
            names.parameters.update(self.globals[base].parameters)
            sources.update(self._sources_of(base))
        below = self.below.get(name, ())
        names.parameters |= {r.parameter.name: r.parameter for r in self.replaced if r.by in below}
        self.globals[name] = names
        place = Place(name, file.source, names, sources, self.insides)
        self._check_names(place, file, sources)
        if self.beside is not None:
            place = place._replace(documents=self._documents_of(place, self.beside))
        self._check_declarations(place, file)
        self.further.add(place, self.versions)

    def _documents_of(
        self, place: Place, beside: Mapping[str, Mapping[str, NamedDocument]]
    ) -> Mapping[str, NamedDocument]:
        """The documents beside a pack and the packs below it, and those that they declare."""
        found = self.documents[place.pack] = {}
        for base in self.below.get(place.pack, ()):
            found.update(self.documents.get(base, {}))
        found.update(beside.get(place.source.name, {}))
        self.further.declare(place, found)
        return found

    def _sources_of(self, name: str) -> dict[str, t.LawSource]:
        file = self.packs[name][1]
        own = [d.name for d in file.declarations if isinstance(d, n.Source)]
        return {source: self.sources[source] for source in own if source in self.sources}

    def _check_names(self, place: Place, file: n.RuleFile, sources: dict[str, t.LawSource]) -> None:
        """Sources first, then parameters, then definitions, wherever they stand in the file."""
        scope = Scope(place.names, file.source, exact_only=False)
        for source in (d for d in file.declarations if isinstance(d, n.Source)):
            if self._new_name(file, f"source {source.name}", source):
                checked_source = check_source(scope, source, place.pack)
                sources[source.name] = self.sources[source.name] = checked_source
        for parameter in (d for d in file.declarations if isinstance(d, n.Parameter)):
            if parameter.replaces is not None:
                self._replace_parameter(scope, place, parameter, parameter.replaces)
            elif self._new_name(file, parameter.name, parameter):
                checked = check_parameter(scope, sources, place.pack, parameter)
                place.names.parameters[parameter.name] = checked
                self.parameters[parameter.name] = checked
        self.diagnostics.extend(scope.diagnostics)
        self._check_defines(place, [d for d in file.declarations if isinstance(d, n.Define)], file)

    def _replace_parameter(
        self, scope: Scope, place: Place, node: n.Parameter, name: n.Name
    ) -> None:
        checked = replaced_parameter(scope, place, node, self.parameters)
        if checked is None:
            return
        self.overlays.changes.enter(place, name, scope.diagnostics)
        pack = self.packs[place.pack][0]
        place.names.parameters[node.name] = checked
        self.replaced.append(_replaced(checked, pack))

    def _check_patterns(self) -> None:
        """A parameter that rules below match texts with may have been given other patterns."""
        patterns = {name for names in self.globals.values() for name in names.patterns}
        for new in self.replaced:
            if new.parameter.name in patterns:
                _, file = self.packs[new.by]
                scope = Scope(self.globals[new.by], file.source)
                refuse_patterns(scope, new.parameter, file)
                self.diagnostics.extend(scope.diagnostics)

    def _check_defines(self, place: Place, nodes: list[n.Define], file: n.RuleFile) -> None:
        place.names.extents.define(nodes)
        for node in nodes:
            if self._new_name(file, node.name, node) and not self._is_too_much(place, node, file):
                place.names.waiting[node.name] = partial(self._define, place, node)
        for node in nodes:
            place.names.settle(node.name)

    def _is_too_much(self, place: Place, node: n.Node, file: n.RuleFile) -> bool:
        """Whether a declaration is left out, since no later stage could carry it out."""
        extents = place.names.extents
        fault = extents.fault(node)
        if fault and extents.is_first(node):
            message = f"with all that its names stand for, this is {fault}"
            self._fault(file, "syntax", message, node.span, "say it by way of fewer names")
        return bool(fault)

    def _define(self, place: Place, node: n.Define) -> t.Named | EntryDefinition:
        scope = Scope(place.names, place.source)
        if node.name in place.names.root.fields:
            message = f"`{node.name}` is already a part of the document"
            scope.report("duplicate-name", message, node.span, "take another name")
        checked = check_definition(scope, node)
        self.diagnostics.extend(scope.diagnostics)
        return checked

    def _new_name(self, file: n.RuleFile, name: str, node: n.Node) -> bool:
        if name in self.declared:
            message = f"`{name}` is declared in {self.declared[name]} already"
            self._fault(file, "duplicate-name", message, node.span, "take another name")
            return False
        self.declared[name] = f"{file.source.name}:{node.span.line}"
        return True

    def _check_declarations(self, place: Place, file: n.RuleFile) -> None:
        kinds = n.Rule | n.Items | n.Review | n.Except
        asks = [d for d in file.declarations if isinstance(d, kinds)]
        if asks and self.packs[place.pack][0].document is None:
            message = f"the pack `{place.pack}` is for no type of document, so it can hold no rules"
            hint = 'say for which: `pack name "Title" for state_plan`'
            self._fault(file, "pack", message, asks[0].span, hint)
            return
        told = RowFaults()
        for node in asks:
            if self._is_too_much(place, node, file):
                continue
            found: list[Diagnostic] = []
            if isinstance(node, n.Except) or getattr(node, "replaces", None) is not None:
                self.overlays.change(place, node, found)
                checked: list[t.CheckedRule] = []
            elif isinstance(node, n.Rule):
                checked = list(check_rule(place, node, found))
            elif isinstance(node, n.Items):
                checked = list(check_items(place, node, found))
            elif isinstance(node, n.Review):
                checked = list(check_review(place, node, found))
            told.add(node, found)
            for rule in checked:
                self._add_rule(file, rule)
        self.diagnostics.extend(told.all())

    def _add_rule(self, file: n.RuleFile, rule: t.CheckedRule) -> None:
        before = self.versions.get(rule.id)
        if before is not None:
            message = f"the rule `{rule.id}` stands in line {before[0].span.line} already"
            self._fault(file, "duplicate-rule", message, rule.span, "take another name")
        self.versions.setdefault(rule.id, [rule])

    def _fault(self, file: n.RuleFile, code: str, message: str, span: Span, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, message, file.source, span, hint))


def _types(wanted: str, shapes: Iterable[str]) -> str:
    listed = "the types are " + ", ".join(f"`{name}`" for name in shapes) + "."
    own = f"One of your own is known by `{wanted}.schema.json` beside this file"
    meant = did_you_mean(wanted, shapes) or listed
    return f"{meant} {own}, or in a folder that is named with it (`--rules`)"


def _replaced(parameter: t.CheckedParameter, pack: n.Pack) -> t.ReplacedParameter:
    return t.ReplacedParameter(
        parameter=parameter, by=pack.name, document=pack.document, state=pack.state
    )
