"""python -m benchmarks.agreement --cases 100000 [--seed N]

Holds the compiled engine against the reference evaluator on generated rules and documents; then
on all built-in rules over changed copies of the sample plan (`--plans N`). Last the two ways to
read a document against each other, on changed ones (`--texts N`). With `--formulas N` only the
formulas of the solver against the reference evaluator: on so many generated cases, and on the
examples.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.documents import reading_agreement
from tests.engine.agreement import run
from tests.engine.pack_agreement import run_packs
from tests.loaded import built_in


def main() -> int:
    """Prints how many cases there were and the first that differ; 1 if any does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--plans", type=int, default=200)
    parser.add_argument("--texts", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formulas", type=int)
    asked = parser.parse_args()
    if asked.formulas is not None:
        return _formulas(asked.formulas, asked.seed)
    started = time.perf_counter()
    generated = run(asked.cases, asked.seed)
    packs = run_packs(asked.plans, asked.seed)
    read = reading_agreement.run(asked.texts, asked.seed, built_in().shapes)
    found = [*generated.disagreements, *packs.disagreements]
    print(f"{generated.cases} generated cases and {packs.cases} of the built-in rules")
    print(f"{read.cases} texts, of which {read.read} were read quickly and {read.fit} fit whole")
    count, took = len(found) + len(read.differences), time.perf_counter() - started
    print(f"{count} disagreements, {took:.1f} s, seed {asked.seed}")
    for one in found[:5]:
        print(
            f"{one.rule.id}:\n  reference {one.reference}\n  compiled  {one.compiled}\n  {one.data}"
        )
    for name, text, quick, exact in read.differences[:5]:
        print(f"{name} {text!r}:\n  quick {quick}\n  exact {exact}")
    return 1 if found or read.differences else 0


def _formulas(cases: int, seed: int) -> int:
    """The same of formulas, for which z3 must be installed."""
    from tests.solving.generated import run as run_generated
    from tests.solving.on_examples import NAMES, disagreements_on

    started = time.perf_counter()
    generated = run_generated(cases, seed)
    built_in_ones = [one for name in NAMES for one in disagreements_on(name, seed)]
    found = [*generated.disagreements, *built_in_ones]
    print(f"{generated.cases} generated cases, {generated.decided} that hang on the figures")
    print(f"{len(found)} disagreements, {time.perf_counter() - started:.1f} s, seed {seed}")
    for one in found[:5]:
        print(f"{one.rule.id}:\n  reference {one.reference}\n  formulas  {one.formulas}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
