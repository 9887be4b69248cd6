"""What a waiver must say, and of what: the same for a file and for a comment beside a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from perkins_rules.documents import PROBLEMS
from perkins_rules.documents.problems import Unfit
from perkins_rules.documents.shape import Shape
from perkins_rules.documents.shown import listed, shown
from perkins_rules.documents.tree import Scalar
from perkins_rules.documents.values import day
from perkins_rules.engine.askable import AskableRules
from perkins_rules.nearest import nearest
from perkins_rules.source import Citation
from perkins_rules.waivers.records import FIELDS, REQUIRED, Record

Tell = Callable[[str, str, str], None]
"""Takes a field (empty: the waiver as a whole), what is wrong with it, and what would be right."""

LONGEST = 2000
_DATE = Shape("date", "date")
_SECTION = re.compile(r"[0-9A-Za-z.\-]+(\([0-9A-Za-z]+\))*( [\w.() ]+)?")


class Demands:
    """Checks waivers against the rules that there are."""

    def __init__(self, rules: AskableRules, required: tuple[str, ...] = REQUIRED) -> None:
        self._rules, self._required = rules, required

    def record(self, parts: Mapping[str, str], line: int, place: str, tell: Tell) -> Record | None:
        """The waiver that these parts are; None when something is wrong, which `tell` is told."""
        said = False

        def told(field: str, message: str, remedy: str = "") -> None:
            nonlocal said
            said = True
            tell(field, message, remedy)

        given = {name: parts.get(name, "") for name in FIELDS}
        self._lacking(given, told)
        for name in [name for name in FIELDS if len(given[name]) > LONGEST]:
            told(name, f"`{name}` is too long.", "Say it in fewer words.")
        self._dates(given, told)
        self._rule(given["rule"], told)
        citation = self._citation(given["cite"], told)
        return None if said else Record(**given, citation=citation, line=line, place=place)

    # -------------------------------------------------------------- parts

    def _lacking(self, given: Mapping[str, str], told: Tell) -> None:
        lacks = [name for name in self._required if not given[name]]
        if lacks:
            remedy = (
                "A waiver says who allowed it or which letter (`authority`), why (`reason`) and "
                "the last day on which it holds (`expires`)."
            )
            told("", f"This waiver has no {listed(lacks)}.", remedy)

    def _dates(self, given: Mapping[str, str], told: Tell) -> None:
        fine = True
        for name in [name for name in ("date", "expires") if given[name]]:
            try:
                day(Scalar(given[name], "plain", 0, 0), _DATE)
            except Unfit as unfit:
                fine = False
                told(name, f"`{name}` is {shown(given[name])}, {unfit.reason}.", unfit.remedy)
        if fine and given["expires"] and given["date"] > given["expires"]:
            message = f"It expires on {given['expires']}, before its date, {given['date']}."
            told("expires", message, "Mend one of the two.")

    def _rule(self, rule: str, told: Tell) -> None:
        if not rule or rule in self._known:
            return
        if rule.partition("/")[0] in ("document", "determinations", "waivers"):
            told("rule", f"{shown(rule)} cannot be waived.", "Mend what it tells of.")
            return
        meant = self._meant(rule)
        remedy = f"Did you mean `{meant}`?" if meant else "The report names the rule of a finding."
        told("rule", f"There is no rule {shown(rule)}.", remedy)

    def _meant(self, rule: str) -> str | None:
        """A rule of that slug, or the one that is spelt most like it."""
        same = [known for known in self._known if known.partition("/")[2] == rule]
        return same[0] if len(same) == 1 else nearest(rule, sorted(self._known))

    @cached_property
    def _known(self) -> frozenset[str]:
        schema = {f"schema/{kind}" for kind in PROBLEMS}
        return frozenset({rule.id for rule in self._rules.rules} | schema)

    def _citation(self, cite: str, told: Tell) -> Citation | None:
        if not cite:
            return None
        source, _, section = cite.partition(" ")
        known = self._rules.rule_set.sources
        if source not in known:
            meant = nearest(source, sorted(known))
            remedy = f"Did you mean `{meant}`?" if meant else 'Write it as in "perkins 131(b)".'
            told("cite", f"There is no source {shown(source)} to cite.", remedy)
            return None
        if not _SECTION.fullmatch(section):
            told("cite", f"{shown(cite)} names no section.", 'Write it as in "perkins 131(b)".')
            return None
        return _in_full(known[source], section, told)


def _in_full(source: Any, section: str, told: Tell) -> Citation | None:
    from perkins_rules.check.sources import cited  # only a waiver that cites pays for it

    citation = cited(source, section)
    if citation is None:
        _, _, places = source.code
        number = section.partition("(")[0]
        meant = nearest(number, sorted(places))
        remedy = f"Did you mean {meant}?" if meant else f"Known are {listed(sorted(places))}."
        told("cite", f"`{source.name}` has no section {shown(number)} that is known here.", remedy)
    return citation
