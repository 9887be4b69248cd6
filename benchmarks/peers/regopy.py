"""regopy: Rego in C++ (rego-cpp)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.peers import rego
from benchmarks.peers.conditions import Condition

PACKAGES = ("regopy",)
TITLE = "regopy (Rego, C++)"


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    from regopy import Interpreter

    interpreter = Interpreter()
    interpreter.add_module("bench", rego.module(conditions))

    def check(data: bytes) -> set[int]:
        interpreter.set_input_term(data.decode())
        return set(interpreter.query(rego.QUERY).results[0].expressions[0])

    return check
