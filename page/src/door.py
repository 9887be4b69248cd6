"""The worker's door to the desk: arguments and answers as JSON text, bytes beside it by number."""

import json
from typing import Any

from perkins_rules.app.page.desk import Desk

desk = Desk()


def answer(method: str, text: str, buffers: Any) -> tuple[str, list[bytes]]:
    """The answer of a method as JSON text, and the bytes in it."""
    given = [buffer.to_bytes() for buffer in buffers]
    kept: list[bytes] = []

    def with_bytes(part: dict[str, Any]) -> Any:
        return given[part["$bytes"]] if part.keys() == {"$bytes"} else part

    def by_number(part: Any) -> dict[str, int]:
        kept.append(bytes(part))
        return {"$bytes": len(kept) - 1}

    if method.startswith("_"):
        raise AttributeError(method)
    result = getattr(desk, method)(*json.loads(text, object_hook=with_bytes))
    return json.dumps(result, default=by_number, separators=(",", ":")), kept
