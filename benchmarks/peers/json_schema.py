"""jsonschema: JSON Schema in Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.peers import schemas
from benchmarks.peers.conditions import Condition

PACKAGES = ("jsonschema", "orjson")
TITLE = "jsonschema (Python)"
SAYS = schemas.SAYS


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    import jsonschema
    import orjson

    validator = jsonschema.Draft202012Validator(schemas.schema(conditions))

    def check(data: bytes) -> set[int]:
        return {int(e.absolute_schema_path[1]) for e in validator.iter_errors(orjson.loads(data))}

    return check
