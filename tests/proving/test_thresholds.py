"""Documents on the limits of rules: what the formulas foresee of each is what the engine says."""

from __future__ import annotations

import pytest

pytest.importorskip("z3")

from perkins_rules.findings import Asked
from perkins_rules.proving.form import pools_of
from perkins_rules.proving.setting import settings_of
from perkins_rules.proving.thresholds import Threshold, thresholds
from tests.loaded import with_examples
from tests.proving.small_rules import rules_of

LEAST_LIMITS = 150
"""As many limits the built-in rules had, and more, when this was written."""


def _of(demand: str) -> list[Threshold]:
    rules = rules_of(demand)
    (setting, *_) = settings_of(rules, Asked())
    return list(thresholds(setting, {}, setting.in_force()[0]))


def test_a_cent_to_either_side() -> None:
    (limit,) = _of("require one is at most $5")
    assert [(b.place, b.foreseen.value, b.sample.text) for b in limit.boundaries] == [
        ("just outside", "fail", "document: form\none: 5.01\n"),
        ("on the limit", "pass", "document: form\none: 5.00\n"),
        ("just inside", "pass", "document: form\none: 4.99\n"),
    ]


def test_a_day_to_either_side() -> None:
    (limit,) = _of("require ended is at least 30 days after begun")
    assert [b.foreseen.value for b in limit.boundaries] == ["fail", "pass", "pass"]
    assert [b.place for b in limit.boundaries] == ["just outside", "on the limit", "just inside"]


def test_each_case_of_a_greater_of_two_has_its_limit() -> None:
    limits = _of("require one is at most the greater of (5% of two) and $250")
    assert len(limits) == 2
    assert {b.sample.data["two"] for limit in limits for b in limit.boundaries} == {0, 5000}


def test_a_rule_without_figures_has_none() -> None:
    assert not _of("require one is present")


@pytest.mark.slow
def test_the_engine_says_what_was_foreseen_of_all_built_in_rules() -> None:
    rules = with_examples()
    pools, met, count = pools_of(rules.rules), set[str](), 0
    for setting in reversed(list(settings_of(rules, Asked()))):
        for rule in setting.in_force():
            if rule.kind != "rule" or rule.key in met:
                continue
            met.add(rule.key)
            for limit in thresholds(setting, pools, rule):
                count += bool(limit.boundaries)
                for one in limit.boundaries:
                    told = one.sample.verdicts[rule.key]
                    assert one.foreseen in told, (rule.id, limit.words, one.sample.text)
    assert count >= LEAST_LIMITS
