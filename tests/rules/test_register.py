"""The register of the sources is whole, in its own words, and carried out by the rules."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from perkins_rules import assets
from perkins_rules.analysis.coverage.coverage import carriers_of, coverage_of
from perkins_rules.analysis.coverage.coverage_model import Carrier, Coverage, Register, Status
from perkins_rules.analysis.coverage.coverage_owners import Filers
from perkins_rules.analysis.coverage.coverage_register import read_register
from perkins_rules.assets import built_in_rules
from tests.loaded import built_in, with_examples

IDS = dict(
    line.split()
    for line in Path(__file__)
    .with_name("register_ids.txt")
    .read_text(encoding="utf-8")
    .splitlines()
)
"""Each requirement's id, with a digest of a wording that is not ours and must not be used."""

REGISTERS = {
    "state-plan-guide",
    "statute",
    "quality-indicators-letter",
    "minnesota",
    "massachusetts",
    "new-york",
}


@cache
def register() -> Register:
    return read_register([built_in_rules() / "register"])


@cache
def covered() -> Coverage:
    return coverage_of(register(), carried(built_in().rules))


def carried(rules: Iterable[Any]) -> list[Carrier]:
    filers = Filers(built_in(), assets.schema_texts().values())
    return carriers_of(rules, lambda rule: rule.title, filers.of)


def digest(text: str) -> str:
    plain = " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def test_every_requirement_of_the_sources_is_registered_once() -> None:
    assert len(IDS) == 462
    assert set(register().entries) == set(IDS)
    assert {entry.register for entry in register().entries.values()} == REGISTERS


def test_requirements_are_told_in_words_of_our_own() -> None:
    for entry in register().entries.values():
        assert digest(entry.requirement) != IDS[entry.id], entry.id


def test_a_requirement_is_one_plain_sentence() -> None:
    for entry in register().entries.values():
        assert re.fullmatch(r"[A-Z0-9].+\.", entry.requirement), entry.id
        assert not re.search(r"[.!?] [A-Z]", entry.requirement.replace("U.S.C. ", "")), entry.id
    words = [entry.requirement for entry in register().entries.values()]
    assert len(set(words)) == len(words)


def test_what_an_entry_rests_on_is_cited() -> None:
    for entry in register().entries.values():
        assert entry.kind, entry.id
        assert entry.severity, entry.id
        sections = re.search(r"section \d|CFR|GEPA", entry.citation)
        assert bool(entry.cites) >= bool(sections), entry.id


def test_the_entry_and_the_place_on_the_page_are_those_of_the_register() -> None:
    page = (Path(__file__).parents[2] / "docs" / "rules" / "coverage.md").read_text(
        encoding="utf-8"
    )
    entries, outline = (
        yaml.safe_load(b) for b in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    )
    (shown,) = entries["requirements"]
    entry = register().entries[shown["id"]]
    told = entry._asdict()
    assert {**told, "cites": list(entry.cites)} == {**told, **shown}
    (section,) = outline["sections"]
    (source,) = [o for o in register().outlines if o.name == outline["outline"]]
    lines = {line.place: line for part in source.sections for line in part.lines}
    for line in section["lines"]:
        assert set(line["holds"]) <= set(lines[line["place"]].holds)
        assert lines[line["place"]].title == line["title"]


def test_every_requirement_stands_in_an_outline() -> None:
    lines = [
        line for source in covered().sources for part in source.sections for line in part.lines
    ]
    assert {held.entry.id for line in lines for held in line.entries} == set(IDS)


def test_places_of_an_outline_stand_there_once() -> None:
    for outline in register().outlines:
        places = [line.place for section in outline.sections for line in section.lines]
        assert len(set(places)) == len(places)


def test_nothing_is_missing() -> None:
    missing = [e.entry.id for e in covered().entries if e.status == Status.MISSING]
    places = [
        f"{source.outline.name}: {line.line.place}"
        for source in covered().sources
        for part in source.sections
        for line in part.lines
        if line.status == Status.MISSING
    ]
    assert (missing, places) == ([], [])


def test_nothing_is_at_fault_and_nothing_is_to_be_looked_at() -> None:
    assert covered().faults == ()
    assert covered().warnings == ()
    assert covered().complete


def test_every_requirement_can_fail_or_is_put_to_a_person() -> None:
    """A requirement that no rule can fail would be a stub."""
    heard = {
        requirement
        for rule in with_examples().rules
        for requirement in rule.requirements
        if rule.kind == "review" or any(e.verdict == "fail" for e in rule.examples)
    }
    asked = {e.entry.id for e in covered().entries if e.status != Status.BACKGROUND}
    assert asked - heard == set()


def test_a_removed_rule_makes_what_it_alone_carried_out_missing() -> None:
    kept = [rule for rule in built_in().rules if rule.id != "federal.budget/leadership-cap"]
    without = coverage_of(register(), carried(kept))
    status = {e.entry.id: e.status for e in without.entries}
    assert status["budget-leadership-cap"] == Status.MISSING
    assert not without.complete
    gone = {
        line.line.place
        for part in without.sources[0].sections
        for line in part.lines
        if "budget-leadership-cap" in {e.entry.id for e in line.entries}
        and line.status == Status.MISSING
    }
    assert gone == {"IV.A line 3"}


def places_missing_without(*rules: str) -> set[str]:
    """The places of the Act that nothing carries out once these rules are gone."""
    kept = [rule for rule in built_in().rules if rule.id not in rules]
    (act,) = (s for s in coverage_of(register(), carried(kept)).sources if s.outline.order == 2)
    lines = [line for section in act.sections for line in section.lines]
    return {line.line.place for line in lines if line.status == Status.MISSING}


def test_a_duty_is_not_covered_by_the_rule_on_the_one_beside_it() -> None:
    gone = places_missing_without("federal.placement/placement-by-kind")
    kind = "113(b)(4)(B)(ii)(IV)"
    assert {f"{kind}(aa)", f"{kind}(bb)", f"{kind}(cc)"} <= gone
    assert f"{kind}(dd)" not in gone


def test_rules_are_asked_of_those_who_file_their_documents() -> None:
    by_id = {c.id: c.filed_by for c in carried(built_in().rules)}
    assert by_id["federal.budget/administration-cap"] == ("state",)
    assert by_id["federal.local_application/one-program-of-study"] == ("recipient",)
    assert by_id["federal.performance_report/secondary-indicators"] == ("state",)
    assert by_id["federal.performance_report/level-given"] == ("state", "recipient")
