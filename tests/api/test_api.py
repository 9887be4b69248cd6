"""`import perkins_rules`: what another program uses."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import perkins_rules
from perkins_rules import Asked, Finding, Options, RuleFileError, Severity, Verdict
from perkins_rules.engine.ready import ReadyRules
from tests.loaded import built_in

EXAMPLES = Path(__file__).parents[2] / "examples"
ERRORS = EXAMPLES / "sample-plan-with-errors.yaml"


@pytest.fixture(scope="module")
def rules() -> ReadyRules:
    return built_in()


def test_every_name_that_is_promised_is_there_and_no_other() -> None:
    for name in perkins_rules.__all__:
        assert getattr(perkins_rules, name) is not None
    assert dir(perkins_rules) == sorted(perkins_rules.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = perkins_rules.nonsense  # type: ignore[attr-defined]  # that is the point


def test_a_path_is_checked_and_the_results_are_typed(rules: ReadyRules) -> None:
    report = perkins_rules.check_document(rules, ERRORS)
    assert report.verdict is Verdict.FAIL
    assert (report.state, report.date) == ("VT", "2026-07-01")
    (cap,) = [f for f in report.findings if f.rule == "federal.budget/administration-cap"]
    assert isinstance(cap, Finding)
    assert (cap.severity, cap.span.line, cap.distance) == (Severity.ERROR, 340, "0.01")
    assert cap.citations[0].text == "Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3)"
    assert cap.derivation[-1].text == "administration is at most cap"


def test_bytes_and_a_path_give_the_same_findings(rules: ReadyRules) -> None:
    by_path = perkins_rules.check_document(rules, str(ERRORS))
    by_bytes = perkins_rules.check_document(rules, ERRORS.read_bytes())
    assert by_bytes.path == "-"
    assert by_bytes.findings == by_path.findings


def test_text_of_several_lines_is_the_document_itself(rules: ReadyRules) -> None:
    text = ERRORS.read_text(encoding="utf-8")
    by_text = perkins_rules.check_document(rules, text)
    by_path = perkins_rules.check_document(rules, ERRORS)
    assert by_text.findings == by_path.findings
    assert by_text.path == "-"


def test_text_that_no_bytes_can_hold_is_refused_in_words(rules: ReadyRules) -> None:
    report = perkins_rules.check_document(rules, "document: state_plan\nsource: \ud800\n")
    assert report.verdict is Verdict.UNREADABLE


def test_a_parsed_mapping_is_checked_and_a_float_is_refused(rules: ReadyRules) -> None:
    match: dict[str, Any] = {"amount": Decimal("-0.01")}
    plan = {"document": "state_plan", "budget": {"state_match": match}}
    report = perkins_rules.check_document(rules, plan)
    assert any(f.path == "/budget/state_match/amount" for f in report.findings)
    match["amount"] = 0.1
    report = perkins_rules.check_document(rules, plan)
    assert report.verdict is Verdict.UNREADABLE
    assert report.findings[0].rule == "document/float"


def test_what_is_asked_and_how_much_is_told(rules: ReadyRules) -> None:
    asked = Asked(date="2027-01-01", edition=None, profile="statute")
    only = Options(asked=asked, show_all=True, keep=lambda r: r.id.startswith("federal.budget/"))
    report = perkins_rules.check_document(rules, ERRORS, only)
    assert (report.date, report.profile) == ("2027-01-01", "statute")
    asked_rules = {f.rule.split("/")[0] for f in report.findings}
    assert asked_rules <= {"federal.budget", "schema", "document"}
    assert Verdict.PASS in {f.verdict for f in report.findings}


def test_faulty_rules_raise_with_every_diagnostic(tmp_path: Path) -> None:
    bad = tmp_path / "bad.rules"
    bad.write_text('pack a.b "A" for state_plan\n\nrule x\n\nrule y\n', encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        perkins_rules.load_rules([tmp_path])
    own = [d for d in caught.value.diagnostics if d.source.name == str(bad)]
    assert [d.span.line for d in own] == [3, 5]
    assert f"{bad}:3:" in str(caught.value)


def test_importing_the_package_imports_next_to_nothing() -> None:
    code = (
        "import sys; import perkins_rules; print([m for m in sys.modules if 'perkins_rules.' in m])"
    )
    command = [sys.executable, "-c", code]
    root = Path(__file__).parents[2]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    assert ran.stdout == "['perkins_rules.version']\n"


def test_the_example_of_the_docstring_runs(
    rules: ReadyRules,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    example = (perkins_rules.__doc__ or "").split("\n\n")[2]
    code = "\n".join(line.removeprefix("    ") for line in example.splitlines())
    assert "check_document" in code
    (tmp_path / "plan.yaml").write_bytes(ERRORS.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(perkins_rules, "load_rules", lambda: rules)
    exec(code, {"perkins_rules": perkins_rules})  # noqa: S102 - the project's own docstring
    assert "340 Line 2 is $260,000.01" in capsys.readouterr().out
