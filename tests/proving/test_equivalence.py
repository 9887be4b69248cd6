"""Two versions of rules: proved the same, or shown where they differ."""

from __future__ import annotations

import pytest

pytest.importorskip("z3")

from perkins_rules.findings import Asked, Verdict
from perkins_rules.proving.equivalence import Proved, equivalence
from tests.proving.small_rules import rules_of

FAIL, PASS = frozenset([Verdict.FAIL]), frozenset([Verdict.PASS])


def _proved(old: str, new: str) -> list[Proved]:
    return list(equivalence(rules_of(old), rules_of(new), Asked(), {}).proved)


def test_what_stands_as_before_is_counted_alone() -> None:
    old, new = rules_of("require one is at most $5"), rules_of("require one is at most $5")
    found = equivalence(old, new, Asked(), {})
    assert (found.proved, found.same) == ((), 1)


def test_other_words_for_the_same_are_proved_the_same() -> None:
    (one,) = _proved("require one is at most two", "require not (one - two is more than $0)")
    assert (one.sample, one.unknown, one.limits) == (None, "", ())


def test_a_cent_between_two_versions_is_found() -> None:
    (one,) = _proved("require one is at most $5", "require one is less than $5")
    assert one.sample is not None
    assert one.sample.text == "document: form\none: 5.00\n"
    assert (one.old, one.new) == (PASS, FAIL)


def test_missing_facts_count() -> None:
    (one,) = _proved("require one is at most $5", "require (one or $0 if blank) is at most $5")
    assert one.sample is not None
    assert one.sample.text == "document: form\n"
    assert (one.old, one.new) == (frozenset([Verdict.CANNOT_DETERMINE]), PASS)


def test_a_rule_of_one_side_comes_with_what_fails_it() -> None:
    old, new = (
        rules_of("require one is at most $5"),
        rules_of("require one is at most $5", "require two is at most $5"),
    )
    (one,) = equivalence(old, new, Asked(), {}).proved
    assert (one.name, one.old, one.new) == ("test.form/rule-2", None, FAIL)
    assert one.sample is not None
    assert one.sample.text == "document: form\ntwo: 5.01\n"


def test_what_has_no_formula_is_not_told() -> None:
    (one,) = _proved(
        "require one / two is at most three / four", "require one / two is at most $4 / four"
    )
    assert one.sample is None
    assert "has no formula" in one.unknown
