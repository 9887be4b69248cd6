"""`make quick` finds the tests of whatever is changed."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUICK = runpy.run_path(str(ROOT / ".ci" / "quick.py"))
PACKAGES = sorted(path.parent.name for path in (ROOT / "perkins_rules").glob("*/__init__.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_has_a_folder_of_tests(package: str) -> None:
    (found,) = QUICK["tests_of"](f"perkins_rules/{package}/deep/below.py")
    assert (ROOT / found).is_dir()


def test_what_the_table_names_is_there() -> None:
    assert [t for tests in QUICK["TESTS"].values() for t in tests if not (ROOT / t).exists()] == []
    assert [name for name in QUICK["TESTS"] if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("tests/lang/test_grammar.py", "tests/lang/test_grammar.py"),
        ("tests/lang/trees.py", "tests/lang"),
        ("perkins_rules/cache.py", "tests/cache"),
        ("rules/federal/plan/fiscal.rules", "tests/rules/test_traps_fiscal.py"),
        ("rules/states/ma/admissions.rules", "tests/rules/test_traps_massachusetts_admissions.py"),
    ],
)
def test_a_file_leads_to_its_tests(path: str, tests: str) -> None:
    assert tests in list(QUICK["tests_of"](path))


def test_a_file_that_nothing_tests_asks_for_none() -> None:
    assert list(QUICK["tests_of"]("LICENSE")) == []
