"""Checked rules -> all that can be proved of them: the one way in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from perkins_rules.check.tree import CheckedRule, RuleSet
from perkins_rules.documents import Document, Refusal, read_document
from perkins_rules.engine.reference.instances import instances
from perkins_rules.findings import Asked, Verdict
from perkins_rules.proving import claims as c
from perkins_rules.proving.asking import Rules, signature
from perkins_rules.proving.form import Pools, pools_of
from perkins_rules.proving.pair_claims import Among, Neighbours, contradiction, implied, together
from perkins_rules.proving.parameter_claims import idle
from perkins_rules.proving.reading import names_read, parameters_read
from perkins_rules.proving.rule_claims import Told, told_of
from perkins_rules.proving.sample import text_of
from perkins_rules.proving.setting import Setting, settings_of
from perkins_rules.proving.whole import Lawful, lawful
from perkins_rules.solving.unknowns import figures_of

MOST_KNOWN = 4
"""Documents of each name among the examples that are asked which rules pass together."""


class Analysis(NamedTuple):
    """What was found, in the order of the settings and of the rules; how many rules were asked
    about, in which settings.
    """

    claims: tuple[c.Claim, ...]
    untold: tuple[c.Untold, ...]
    lawful: tuple[Lawful, ...]
    rules: int
    settings: tuple[Setting, ...]


def analysis(rules: RuleSet, asked: Asked, own: Collection[str]) -> Analysis:
    """All questions about the rules that stand in the files `own`, and about what they do together
    with those that they build on.
    """
    run = _Run(rules, frozenset(own))
    settings = [one for one in settings_of(rules, asked) if run.own_in(one)]
    for setting in settings:
        run.asked(setting)
    told = tuple(run.found.values())
    return Analysis(
        tuple(one for one in told if isinstance(one, c.Claim)),
        tuple(one for one in told if isinstance(one, c.Untold)),
        tuple(run.lawful),
        len(run.met),
        tuple(settings),
    )


class _Run:
    """Asks setting after setting; what hangs on nothing that is new there was answered before."""

    def __init__(self, rules: RuleSet, own: frozenset[str]) -> None:
        self.rules, self.own = rules, own
        self.pools: Pools = pools_of(rules.rules)
        self.known: dict[Any, Any] = {}
        self.found: dict[Any, c.Claim | c.Untold] = {}
        self.lawful: list[Lawful] = []
        self.met: set[str] = set()

    def own_in(self, setting: Setting) -> Rules:
        """The rules of the named files that are asked in a setting. Those of all States are asked
        where no State has rules of its own, and of a State its own.
        """
        return tuple(
            rule
            for rule in setting.in_force()
            if rule.source.name in self.own and self._is_of(rule, setting)
        )

    def _is_of(self, rule: CheckedRule, setting: Setting) -> bool:
        states = {p.name: p.state for p in self.rules.packs}
        shared = any(p.document == setting.document and not p.state for p in self.rules.packs)
        return not shared or states[rule.written_in] == setting.state

    def asked(self, setting: Setting) -> None:
        """All questions of a setting."""
        rules, own = setting.in_force(), self.own_in(setting)
        self.met |= {rule.id for rule in own}
        for rule in own:
            told = self._told(setting, rule)
            self._enter(setting, *told.claims, *told.untold)
        self._pairs(setting, rules, {rule.key for rule in own})
        self._parameters(setting, rules, own)
        self._whole(setting, rules)

    def _told(self, setting: Setting, rule: CheckedRule) -> Told:
        found: Told = self._once(
            setting, "rule", (rule,), lambda s, r: told_of(s, self.pools, r[0])
        )
        return found

    def _once(self, setting: Setting, what: str, rules: Rules, of: Any) -> Any:
        at = (what, *signature(setting, rules))
        if at not in self.known:
            self.known[at] = of(setting, rules)
        return self.known[at]

    def _enter(self, setting: Setting, *found: c.Claim | c.Untold | None) -> None:
        """The same of another setting is told once."""
        for one in found:
            if one is None:
                continue
            words = one.kind.code if isinstance(one, c.Claim) else one.question
            of = one.of if isinstance(one, c.Claim) else one.why
            at = (words, of, *(rule.key for rule in one.rules))
            before = self.found.get(at)
            settings = (*before.settings, setting) if before is not None else (setting,)
            self.found[at] = (before or one)._replace(settings=settings)

    def _pairs(self, setting: Setting, rules: Rules, own: set[str]) -> None:
        known = [document.data for document in documents_of(setting, rules, MOST_KNOWN)]
        told = partial(self._told, setting)
        near = Neighbours(Among(setting, self.pools, told, rules, known))
        for pair in near.pairs():
            if own.isdisjoint(rule.key for rule in pair):
                continue
            for one, other in (pair, pair[::-1]):
                said = self._once(setting, "implied", (one, other), lambda s, p: implied(near, *p))
                self._enter(setting, said)
            if all(rule.severity == "error" for rule in pair):
                said = self._once(setting, "both", pair, lambda s, p: contradiction(near, *p))
                self._enter(setting, said)
        for rule in rules:
            if rule.key in own and rule.severity == "error" and not near.is_kept_somewhere(rule):
                beside = (rule, *near.beside(rule))
                said = self._once(setting, "all", beside, lambda s, p: together(near, p[0]))
                self._enter(setting, said)

    def _parameters(self, setting: Setting, rules: Rules, own: Rules) -> None:
        names = {name for rule in own for name in parameters_read(rule)}
        for name in sorted(names):
            readers = tuple(rule for rule in rules if name in parameters_read(rule))
            said = self._once(
                setting,
                f"parameter {name}",
                readers,
                lambda s, r, n=name: idle(s, self.pools, n, r),
            )
            self._enter(setting, said)

    def _whole(self, setting: Setting, rules: Rules) -> None:
        """With a document that breaks the fewest rules, as those ask that read an amount."""
        documents = list(documents_of(setting, rules, 1))[:1]
        amounts = {
            one.pointer.rpartition("/")[2]
            for document in documents
            for one in figures_of(document)
            if one.kind == "money"
        }
        reading = tuple(r for r in rules if r.severity == "error" and names_read(r) & amounts)
        for document in documents:
            ask = partial(_lawful_in, document)
            found = self._once(setting, f"amounts in {document.path}", reading, ask)
            self.lawful += [one for one in found if one.setting == setting]


def _lawful_in(document: Document, setting: Setting, rules: Rules) -> list[Lawful]:
    """What rules that read an amount leave of it."""
    return list(lawful(setting, document, document.path))


def documents_of(setting: Setting, rules: Iterable[CheckedRule], most: int) -> Iterator[Document]:
    """The documents that examples name, as examples have them that pass; so many of each name,
    those first that break the fewest rules.
    """
    found: dict[str, list[Document]] = {}
    for rule in rules:
        for one in rule.examples:
            if one.document is None or one.verdict != Verdict.PASS or one.names:
                continue
            known = found.setdefault(one.document, [])
            if len(known) < MOST_KNOWN and (document := _read(setting, one)) is not None:
                known.append(document)
    errors = [rule for rule in rules if rule.severity == "error"]
    ordered = [
        sorted((_broken(setting, errors, one), k) for k, one in enumerate(documents))[:most]
        for documents in found.values()
        if documents
    ]
    for documents, best in sorted(
        zip(filter(None, found.values()), ordered, strict=True), key=lambda pair: pair[1][0]
    ):
        yield from (documents[k] for _, k in best)


def _read(setting: Setting, example: Any) -> Document | None:
    try:
        text = text_of(setting.document, setting.shape, example.data)
        document = read_document(example.document, text.encode(), setting.rules.shapes)
    except (Refusal, KeyError):
        return None
    state = (document.data.get("state") or {}).get("code")
    others = {p.state for p in setting.rules.packs if p.document == setting.document and p.state}
    is_ours = state == setting.state if setting.state is not None else state not in others
    return document if is_ours and not document.problems else None


def _broken(setting: Setting, errors: Iterable[CheckedRule], document: Document) -> int:
    ev = setting.evaluator(document.data)
    return sum(any(one.verdict == Verdict.FAIL for one in instances(ev, rule)) for rule in errors)
