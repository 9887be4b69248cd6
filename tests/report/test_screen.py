"""What stands on a screen of some forty lines."""

from __future__ import annotations

import re
from pathlib import Path

from perkins_rules.report.outputs.full_text import FullText
from perkins_rules.report.style import Style
from tests.report.formats.making import about, checked

EXAMPLES = Path(__file__).parents[2] / "examples"
BLANK = b"document: state_plan\nstate: {code: VT, name: Vermont}\n"


def screen(data: bytes) -> list[str]:
    full = FullText(Style(), about())
    return full.of(checked(data)).splitlines()


def test_a_complete_plan_with_one_error_fits() -> None:
    text = (EXAMPLES / "sample-plan.yaml").read_text(encoding="utf-8")
    lines = screen(text.replace("amount: 260000.00", "amount: 260000.01").encode())
    assert len(lines) <= 40
    assert lines[-2].startswith("plan.yaml:343  error    Line 2 is $260,000.01, $0.01 over")
    assert lines[-1] == "✗ plan.yaml: 1 error to correct."


def test_what_is_missing_in_a_blank_plan_is_brief() -> None:
    lines = screen(BLANK)
    assert len(lines) <= 100
    missing = [line for line in lines[-20:] if line.startswith("plan.yaml:")]
    assert len(missing) >= 5
    assert all("  missing  " in line for line in missing)


def test_a_plan_that_does_not_say_its_state_is_not_told_to_be_without_errors() -> None:
    """The exit code is 1; the end of the screen says what for."""
    text = (EXAMPLES / "annual-budget-only.yaml").read_text(encoding="utf-8")
    lines = screen(re.sub(r"code: VT,?", "", text, count=1).encode())
    assert lines[-1].startswith("? plan.yaml: No errors so far. The document does not say which")
    assert any("  open     The document does not say which State" in line for line in lines[-8:])


def test_what_one_rule_says_of_a_long_list_is_told_ten_times_and_counted() -> None:
    text = (EXAMPLES / "sample-plan.yaml").read_text(encoding="utf-8")
    days = ", ".join(f"2026-03-{day:02d}" for day in range(1, 31))
    late = text.replace("[2026-01-21, 2026-01-28]", f"[{days}]")
    lines = screen(late.encode())
    told = [line for line in lines if "rule     federal.comment/" in line]
    assert len(told) == 10
    [more] = [line for line in lines if line.startswith("    more ")]
    assert more.startswith("    more     20 more like this, on the line 116; --show all tells")
    everything = FullText(Style(), about()._replace(show="all")).of(checked(late.encode()))
    assert everything.count("rule     federal.comment/") >= 30
    assert "    more " not in everything
