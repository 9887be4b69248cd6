"""python -m benchmarks.agreement --cases 100000 [--seed N]

Holds the compiled engine against the reference evaluator on generated rules and documents; then
on all built-in rules over changed copies of the sample plan (`--plans N`).
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.engine.agreement import run
from tests.engine.pack_agreement import run_packs


def main() -> int:
    """Prints how many cases there were and the first that differ; 1 if any does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    started = time.perf_counter()
    generated = run(asked.cases, asked.seed)
    packs = run_packs(asked.plans, asked.seed)
    found = [*generated.disagreements, *packs.disagreements]
    print(f"{generated.cases} generated cases and {packs.cases} of the built-in rules")
    print(f"{len(found)} disagreements, {time.perf_counter() - started:.1f} s, seed {asked.seed}")
    for one in found[:5]:
        print(
            f"{one.rule.id}:\n  reference {one.reference}\n  compiled  {one.compiled}\n  {one.data}"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
