"""Regorus: Rego in Rust, by its virtual machine, from the text of the document."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from benchmarks.peers import rego
from benchmarks.peers.conditions import Condition

PACKAGES = ("gordon-to-regorus",)
TITLE = "Regorus (Rego, Rust)"


def ready(conditions: Sequence[Condition]) -> Callable[[bytes], set[int]]:
    from regorus import Program, Rvm

    modules = [("bench.rego", rego.module(conditions))]
    machine = Rvm()
    machine.load_program(Program.compile_from_modules("{}", modules, [rego.QUERY]))

    def check(data: bytes) -> set[int]:
        machine.set_input_json(data.decode())
        return set(json.loads(machine.execute()))

    return check
