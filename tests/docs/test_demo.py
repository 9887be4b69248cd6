"""`make demo` shows all three plans, to the end and within 80 columns."""

import subprocess
import sys
from functools import cache

from tests.docs.pages import ROOT


@cache
def demo() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "examples/demo.py"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_it_ends_well_though_a_plan_fails() -> None:
    assert (demo().returncode, demo().stderr) == (0, "")
    assert demo().stdout.count("(exit code 0: nothing to correct)") == 2
    assert demo().stdout.count("(exit code 1: something to correct)") == 1


def test_it_shows_new_york_then_the_sample_then_the_planted_errors() -> None:
    order = [
        demo().stdout.index(f"examples/{name}.yaml\n")
        for name in ("new-york-levels", "sample-plan", "sample-plan-with-errors")
    ]
    assert order == sorted(order)
    assert "`64.09%%`" in demo().stdout
    assert "$0.01 over the cap of $260,000.00" in demo().stdout
    assert "59 days" in demo().stdout


def test_the_sample_plan_is_good_news() -> None:
    assert "No errors." in demo().stdout


def test_long_lists_are_cut_short() -> None:
    assert demo().stdout.count(" lines more\n") == 1
    assert len(demo().stdout.splitlines()) < 650


def test_it_fits_a_terminal_of_80_columns() -> None:
    wide = [line for line in demo().stdout.splitlines() if len(line) > 80]
    # The name of a rule stays whole, so that it can be copied.
    assert [line for line in wide if not line.startswith("    rule ")] == []
