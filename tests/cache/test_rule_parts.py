"""Checked rules in parts: one is unpickled when it is asked for, and means what it meant."""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Iterator
from typing import Any

import pytest

from perkins_rules import rule_parts
from perkins_rules.check import tree as t
from perkins_rules.rule_parts import parted, rules_from
from perkins_rules.source import SourceText
from tests.loaded import rules_of

TEXT = """pack test.small "A small pack" for state_plan
law perkins "An act" as "Perkins V" codified at 20 USC { 112 is 2322 } reviewed to 2026-07-01
define spent as budget.state_administration.amount
""" + "".join(
    f"""rule of-{k} "The budget gives the amount of State administration {k}"
  cite perkins 112(a)(3)
  require spent is more than $0
  passes when spent is $8
"""
    for k in range(3)
)
SOURCES = [SourceText("test.rules", TEXT)]


@pytest.fixture
def rules() -> t.RuleSet:
    return rules_of(TEXT).without_examples()


def kept(rules: t.RuleSet, content: bytes | None = None) -> t.RuleSet:
    moved = [SourceText("moved.rules", TEXT)]
    content = parted(rules, SOURCES) if content is None else content
    read = rules_from(content, moved, rules.shapes, lambda: rules)
    assert read is not None
    return read


def shared(rules: t.RuleSet) -> Iterator[t.Named]:
    for rule in rules.rules:
        yield from (p for p in t.walk(rule.demands[0].condition) if isinstance(p, t.Named))


def test_rules_come_back_in_their_order_with_the_texts_of_now(rules: t.RuleSet) -> None:
    read = kept(rules)
    assert [rule.id for rule in read.rules] == [rule.id for rule in rules.rules]
    assert [rule.title for rule in read.rules[1:]] == [rule.title for rule in rules.rules[1:]]
    assert read.rules[-1].source.name == read.packs[0].source.name == "moved.rules"
    assert (read.sha256, read.shapes) == (rules.sha256, rules.shapes)


def test_a_rule_costs_what_it_needs(rules: t.RuleSet, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    original = rule_parts._Unpickler.load

    def load(unpickler: Any) -> Any:
        made.append(original(unpickler))
        return made[-1]

    monkeypatch.setattr(rule_parts._Unpickler, "load", load)
    read = kept(rules)
    assert [type(one) for one in made] == [t.RuleSet]
    assert read.rules[1] is read.rules[1]
    assert [one.id for one in made if isinstance(one, t.CheckedRule)] == ["test.small/of-1"]


def test_what_rules_share_stays_one_thing(rules: t.RuleSet) -> None:
    assert len({id(named) for named in shared(rules)}) == 1
    assert len({id(named) for named in shared(kept(rules))}) == 1


@pytest.mark.parametrize("part", [b"", b"no pickle", pickle.dumps("no rule")])
def test_a_rule_that_is_none_is_made_anew(rules: t.RuleSet, part: bytes) -> None:
    head, numbers, parts = marshal.loads(parted(rules, SOURCES))  # noqa: S302  # what stands above
    damaged = list(parts)
    damaged[numbers[1] - len(SOURCES)] = part
    read = kept(rules, marshal.dumps((head, numbers, tuple(damaged))))
    assert read.rules[0] is not rules.rules[0]
    assert read.rules[1] is rules.rules[1]


def test_examples_are_left_to_those_who_read_rule_files(rules: t.RuleSet) -> None:
    assert [len(rule.examples) for rule in rules_of(TEXT).rules] == [1, 1, 1]
    assert [rule.examples for rule in kept(rules).rules] == [()] * 3
