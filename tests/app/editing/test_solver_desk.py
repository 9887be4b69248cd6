"""What the solver was asked of a text is kept for that text alone."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("z3")
pytest.importorskip("pygls")

from perkins_rules.app.editing.checkers import Checkers
from perkins_rules.app.editing.opened import Opened, opened
from perkins_rules.app.editing.solver_desk import SolverDesk
from perkins_rules.editor.text_places import TextPlaces

PLAN = Path(__file__).parents[3] / "examples" / "sample-plan.yaml"
CAP = "/budget/state_administration/amount"


def _opened(text: str) -> Opened:
    return opened("file:///plans/desk.yaml", text, "yaml", TextPlaces(text, "utf-16"))


def test_a_range_is_known_until_the_text_changes() -> None:
    desk, text = SolverDesk(Checkers()), PLAN.read_text(encoding="utf-8")
    one = _opened(text)
    assert desk.known(one, CAP) is None
    said = desk.range_words(one, CAP)
    assert "lawful" in said
    assert desk.known(one, CAP) == said
    assert desk.known(_opened(text + "# a remark\n"), CAP) is None
    desk.range_words(_opened(text + "# a remark\n"), CAP)
    assert desk.known(one, CAP) is None
