"""jsonschema-rs: JSON Schema in Rust."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.peers import schemas
from benchmarks.peers.conditions import Condition

PACKAGES = ("jsonschema-rs", "orjson")
TITLE = "jsonschema-rs (Rust)"
SAYS = schemas.SAYS


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    import jsonschema_rs
    import orjson

    validator = jsonschema_rs.Draft202012Validator(schemas.schema(conditions))

    def check(data: bytes) -> set[int]:
        return {int(e.schema_path[1]) for e in validator.iter_errors(orjson.loads(data))}

    return check
