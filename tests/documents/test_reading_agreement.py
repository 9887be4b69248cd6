"""Two ways to read a document, one outcome: values, problems and places, or the refusal.

`python -m benchmarks.agreement --texts 200000` asks for as many as one likes.
"""

from __future__ import annotations

import pytest

from perkins_rules.documents import Shape
from tests.documents.reading_agreement import exactly, hostile, outcome, run


@pytest.mark.parametrize("name", ["plan.json", "plan.yaml"])
def test_what_is_hostile_has_one_outcome(name: str, shapes: dict[str, Shape]) -> None:
    for text in hostile(name):
        assert outcome(name, text, shapes) == exactly(name, text, shapes), text


def test_changed_documents_have_one_outcome(shapes: dict[str, Shape]) -> None:
    found = run(600, 20261130, shapes)
    assert not found.differences, found.differences[0]
    assert found.read > 250
    assert found.fit > 100
