"""The fast way to a report gives what the reference evaluator gives, and loads little for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from perkins_rules.checker import check_document
from perkins_rules.engine.compiled.kit import value_from_plain, value_to_plain
from perkins_rules.findings import Asked, Verdict
from perkins_rules.pipeline import Options
from tests.engine.mutated import EXAMPLES, mutated, sample
from tests.loaded import built_in

HEAVY = ("attr", "attrs", "lark", "jsonschema", "yaml", "click", "rich")
ROOT = Path(__file__).parents[2]
PLANS = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".json", ".yaml"))


def both_ways(document: Any, options: Options) -> tuple[Any, Any]:
    rules = built_in()
    fast, plain = (check_document(way, document, options) for way in (rules, rules.rule_set))
    return fast, plain


@pytest.mark.parametrize("profile", ["guide", "statute", "strict"])
@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_the_examples_have_the_same_report_both_ways(plan: Path, profile: str) -> None:
    fast, plain = both_ways(plan, Options(asked=Asked(profile=profile)))
    assert fast == plain


def test_of_a_clean_plan_nothing_is_left_to_the_reference_evaluator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("perkins_rules.engine.reference.evaluate.evaluator_of", None)
    report = check_document(built_in(), sample(), Options(derive_reviews=False))
    assert report.counts["pass"] > 700


@pytest.mark.parametrize("seed", range(12))
def test_changed_plans_have_the_same_report_both_ways(seed: int) -> None:
    random = Random(seed)
    day = random.choice((None, "2027-07-01", "2030-01-01", "2015-01-01"))
    fast, plain = both_ways(mutated(random), Options(asked=Asked(date=day)))
    assert fast == plain


def test_chosen_rules_have_the_same_report_both_ways() -> None:
    keep = Options(keep=lambda rule: "112(a)(3)" in [c.section for c in rule.citations])
    plan = sample()
    plan["budget"]["state_administration"]["amount"] = Decimal(900000)
    fast, plain = both_ways(plan, keep)
    assert fast == plain
    assert Verdict.FAIL in {finding.verdict for finding in fast.findings}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_without_the_derivations_of_reviews_all_else_is_the_same(plan: Path) -> None:
    whole, short = (
        check_document(built_in(), plan, Options(derive_reviews=derive)) for derive in (True, False)
    )
    for one, other in zip(whole.findings, short.findings, strict=True):
        if one.verdict == Verdict.NEEDS_REVIEW and not other.derivation:
            one = one._replace(derivation=())  # noqa: PLW2901  # what may be left out
        assert one == other
    assert short._replace(findings=()) == whole._replace(findings=())


def test_why_a_question_is_asked_is_derived_unless_nobody_wants_to_know() -> None:
    whole, short = (
        check_document(built_in(), sample(), Options(derive_reviews=derive))
        for derive in (True, False)
    )
    assert any(f.derivation for f in whole.findings)
    assert not any(f.derivation for f in short.findings)


def test_a_document_that_cannot_be_read_has_the_same_report_both_ways() -> None:
    fast, plain = both_ways(b"{", Options())
    assert fast == plain
    assert fast.verdict == Verdict.UNREADABLE


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose cache holds the built-in rules."""
    folder = tmp_path_factory.mktemp("cache")
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder)}
    run_python("from perkins_rules.pipeline import load_rules; load_rules()", environment)
    return environment


def run_python(code: str, environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    return done.stdout


LOADED = """
import contextlib, io, json, sys
from perkins_rules.app.main import main
with contextlib.redirect_stdout(io.StringIO()):
    code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]))
"""


@pytest.mark.parametrize("options", [(), ("--draft", "--edition", "2025-01", "--profile=strict")])
def test_a_clean_plan_from_a_warm_cache_loads_no_heavy_library(
    options: tuple[str, ...], warm: dict[str, str]
) -> None:
    arguments = ("check", "examples/sample-plan.json", *options)
    code, modules = json.loads(run_python(LOADED, warm, *arguments))
    assert code == 0
    assert not set(HEAVY) & set(modules)
    assert "perkins_rules.engine.reference.reference" not in modules
    assert "perkins_rules.check.tree" not in modules


def test_a_plan_with_errors_does_not_wait_for_what_reads_rule_files(warm: dict[str, str]) -> None:
    """attrs, and what it imports, would take a fifth of the whole check."""
    plan = "examples/sample-plan-with-errors.yaml"
    code, modules = json.loads(run_python(LOADED, warm, "check", plan))
    assert code == 1
    assert "perkins_rules.engine.reference.reference" in modules
    assert not {"attr", "attrs", "inspect", "dataclasses", "calendar", "lark"} & set(modules)
    assert not [name for name in modules if name.startswith("perkins_rules.lang.expression")]


def test_the_rules_that_are_handed_out_tell_what_a_plan_needs_without_the_checked_ones(
    warm: dict[str, str],
) -> None:
    code = """
import sys
from perkins_rules.pipeline import load_rules
rules = load_rules()
told = [(r.id, r.title, r.kind, r.severity, r.citations, r.requirements) for r in rules.rules]
editions = {s.edition for s in rules.sources.values()}
print(len(told) > 400, "2025-01" in editions, "attrs" in sys.modules)
"""
    assert run_python(code, warm).split() == ["True", "True", "False"]


def test_everything_else_is_asked_of_the_checked_rules() -> None:
    rules = built_in()
    summary: Any
    summary, checked = rules.rules[0], rules.rule_set.rules[0]
    assert summary.demands is checked.demands
    assert summary.title == checked.title
    with pytest.raises(AttributeError):
        _ = summary.no_such_part


def test_fixed_values_survive_the_kit() -> None:
    from datetime import date
    from fractions import Fraction

    for value in (Fraction(1, 3), 5, True, "a", date(2026, 7, 1), ("a", Fraction(2), ("b",)), None):
        assert value_from_plain(value_to_plain(value)) == value
