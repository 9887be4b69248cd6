"""Two engines, one meaning: on generated rules and documents they say exactly the same.

`python -m benchmarks.agreement --cases 100000` asks for as many cases as one likes.
"""

from __future__ import annotations

from random import Random

import pytest

from perkins_rules.check import tree as t
from perkins_rules.check.builtins import FUNCTIONS
from perkins_rules.engine.reference.reference import EVALUATORS
from perkins_rules.engine.shared.operations import OPERATIONS
from perkins_rules.findings import Verdict
from perkins_rules.structs import fields
from tests.engine.agreement import IN_PART, Run, construct, operands, run, run_plain
from tests.engine.growing import FORMS, Grower, rule_set
from tests.engine.production_table import BY_NAME
from tests.engine.world import document, parameters

pytestmark = pytest.mark.slow

VERDICTS = [verdict.value for verdict in Verdict if verdict != Verdict.UNREADABLE]
SETTLED = {"Constant", "Asked"}
"""What is never missing."""


@pytest.fixture(scope="module")
def plain() -> Run:
    return run_plain(seed=10)


def test_rules_of_any_form_have_the_same_outcomes_in_both_engines() -> None:
    found = run(12_000, seed=20261121).disagreements
    assert not found, found[0]


def test_plain_rules_about_each_construct_have_the_same_outcomes_in_both_engines(
    plain: Run,
) -> None:
    assert not plain.disagreements, plain.disagreements[0]


def test_the_compiled_rules_seldom_leave_open_what_is_settled(plain: Run) -> None:
    """They may always leave it to the reference engine: who always did would never disagree."""
    assert plain.reached.settled > 50_000
    assert plain.reached.needless < plain.reached.settled / 20


def every_construct() -> set[str]:
    """Every node, with every kind of those that have kinds."""
    kinds = {
        "Operation": [*(o for o in OPERATIONS if o != "call"), *(f"call {f}" for f in FUNCTIONS)],
        "Fold": ["sum", "average", "greatest", "least", "list", "count"],
        "Quantifier": ["every", "some", "none"],
    }
    # What names entries in a message is no condition: the compiled rules do not hold it.
    names = [node.__name__ for node in EVALUATORS if node is not t.Repeated]
    return {f"{name} {kind}".strip() for name in names for kind in kinds.get(name, [""])}


def test_every_construct_is_reached_in_each_verdict(plain: Run) -> None:
    wanted = {(one, "", verdict) for one in every_construct() for verdict in VERDICTS}
    assert not wanted - plain.reached.found


def grown_operands() -> set[tuple[str, str]]:
    """Every operand of every construct that is not of a kind that is never missing."""
    random, found = Random(1), set[tuple[str, str]]()
    for name in BY_NAME:
        for form in FORMS * 5:
            rule = Grower(random).plain(name, name, form)
            for node in (n for c in t.conditions_of(rule) for n in t.walk(c)):
                found |= {
                    (construct(node), role)
                    for role, part in operands(node)
                    if type(part).__name__ not in SETTLED
                }
    return found


def test_every_operand_is_missing_in_each_verdict(plain: Run) -> None:
    wanted = {(one, role, verdict) for one, role in grown_operands() for verdict in VERDICTS}
    assert not wanted - plain.reached.found


SETTLED_IN_PART = {
    *(f"Operation {kind}" for kind in ("is", "is_not", "at_least", "at_most", "more_than")),
    *(f"Operation {kind}" for kind in ("less_than", "between", "differs", "apart")),
    *(f"Operation {kind}" for kind in ("one_of", "includes", "covers")),
    *(f"Fold {kind}" for kind in ("count", "sum", "greatest", "least")),
    *(f"Quantifier {kind}" for kind in ("every", "some", "none")),
}


def test_what_is_known_in_part_settles_each_construct_in_each_verdict(plain: Run) -> None:
    wanted = {(one, IN_PART, verdict) for one in SETTLED_IN_PART for verdict in VERDICTS}
    # Two figures that are apart are not the same; a range never says that they are.
    wanted.remove(("Operation is", IN_PART, "cannot_determine"))
    assert not wanted - plain.reached.found


def test_the_table_of_nodes_is_whole() -> None:
    """A node that is added to the tree is known to both engines and to the generator."""
    nodes = {node for node in vars(t).values() if isinstance(node, type)}
    checked = {n for n in nodes if issubclass(n, t.Checked) and n is not t.Checked}
    assert checked == set(EVALUATORS)
    assert all(fields(node) for node in checked)


def test_the_same_seed_gives_the_same_cases() -> None:
    one, other = (Grower(Random(5)).rule("it") for _ in range(2))
    assert repr(one) == repr(other)
    assert document(Random(5)) == document(Random(5))
    assert rule_set((one,)).parameters.keys() == parameters().keys()
