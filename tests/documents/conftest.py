"""The shapes of the project's own schemas, and short ways to read a piece of a State plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from perkins_rules.documents import Document, Refusal, Shape, load_shapes, read_document

SCHEMAS = Path(__file__).parents[2] / "schemas"

Read = Callable[[str], Document]
Refuse = Callable[[str, bytes], Refusal]


@pytest.fixture(scope="session")
def shapes() -> dict[str, Shape]:
    return load_shapes({p.name: p.read_text("utf-8") for p in SCHEMAS.glob("*.schema.json")})


@pytest.fixture(scope="session")
def yaml_plan(shapes: dict[str, Shape]) -> Read:
    """Reads a YAML State plan whose first line, `document: state_plan`, is added."""
    return lambda text: read_document("plan.yaml", f"document: state_plan\n{text}".encode(), shapes)


@pytest.fixture(scope="session")
def json_plan(shapes: dict[str, Shape]) -> Read:
    """Reads a JSON State plan of which the fields after `document` are given, from line 2 on."""
    return lambda text: read_document(
        "plan.json", ('{"document": "state_plan",\n' + text + "}").encode(), shapes
    )


@pytest.fixture(scope="session")
def refuse(shapes: dict[str, Shape]) -> Refuse:
    """The refusal of a document under a name; fails when it is read."""

    def refusal(name: str, data: bytes) -> Refusal:
        with pytest.raises(Refusal) as caught:
            read_document(name, data, shapes)
        return caught.value

    return refusal
