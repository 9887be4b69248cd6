"""Formulas and the reference engine, one meaning: on generated rules and on the built-in ones they
say the same of any figures.

`python -m benchmarks.agreement --formulas 100000` asks for as many cases as one likes.
"""

from __future__ import annotations

import pytest

pytest.importorskip("z3")

from tests.solving.generated import run
from tests.solving.on_examples import NAMES, disagreements_on

pytestmark = pytest.mark.slow


def test_generated_rules_have_formulas_that_say_what_the_engine_says() -> None:
    found = run(600, seed=20261130)
    assert not found.disagreements, found.disagreements[0]
    assert found.decided > found.cases / 2


@pytest.mark.parametrize("name", NAMES)
def test_the_built_in_rules_have_formulas_that_say_what_the_engine_says(name: str) -> None:
    found = disagreements_on(name, seed=1, ways=[NAMES.index(name) % 3], figures=1)
    assert not found, found[0]
