"""python -m benchmarks.fuzz TARGET... [--seconds 60] [--seed 1] [--guided] [--file FILE]

Changes small inputs of a kind at random, hands each to the product, and names those that it did not
read or refuse within bounds: what it raised, what took too long, what took too much memory. `all`
is every target. With --guided, atheris (`pip install atheris`) keeps the changes that reach lines
not run before, of one target. With --file, one input is run again.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import nullcontext
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

FOLDER = Path("build/fuzz")
MOST_SECONDS = 5
"""Of processor time an input; all are below 200 KB."""
MOST_MEMORY = 2 << 30
MOST_GROWTH_KB = 300_000
"""How much an input may add to the most memory that was ever held."""


class TooSlow(BaseException):
    """The time of an input is over."""


class Judge:
    """Runs a target on one input after another, and keeps one input of each kind of fault."""

    def __init__(self, name: str, run: Any) -> None:
        self._name, self._run = name, run
        self.faults: Counter[str] = Counter()
        self.inputs = 0
        FOLDER.mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGVTALRM, _over)

    def __call__(self, data: bytes) -> None:
        """One input. It lies in a file first: what never ends, or ends Python, is there."""
        self.inputs += 1
        (FOLDER / f"{self._name}.last").write_bytes(data)
        before = _peak_kb()
        fault = self._fault(data)
        grown = _peak_kb() - before
        if not fault and grown > MOST_GROWTH_KB and self.inputs > 1:
            fault = f"{grown >> 10} MB of memory"
        if fault:
            self._keep(fault, data)

    def _fault(self, data: bytes) -> str:
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        try:
            self._run(data)
        except (Exception, TooSlow) as error:  # noqa: BLE001  # this is what is looked for
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            return f"{type(error).__name__} at {_place(error)}: {str(error)[:100]}"
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return ""

    def _keep(self, fault: str, data: bytes) -> None:
        kind = fault.partition(": ")[0]
        self.faults[kind] += 1
        if self.faults[kind] > 1:
            return
        file = FOLDER / f"{self._name}-{sha256(data).hexdigest()[:12]}"
        file.write_bytes(data)
        print(f"{self._name}: {fault}\n  {len(data)} bytes, in {file}", flush=True)


def _over(*_: object) -> None:
    raise TooSlow


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _place(error: BaseException) -> str:
    """The innermost line of the product on the way to an error."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [one for one in frames if "perkins_rules" in one.filename] or frames
    return f"{own[-1].filename.rpartition('perkins_rules/')[2]}:{own[-1].lineno}"


def main() -> int:
    """1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="+", metavar="TARGET")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", action="store_true")
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.RLIM_INFINITY))
    atheris = import_module("atheris") if asked.guided else None
    with atheris.instrument_imports(include=["perkins_rules"]) if atheris else nullcontext():
        known = import_module("benchmarks.fuzz_targets").targets()
    names = list(known) if asked.targets == ["all"] else asked.targets
    if unknown := [name for name in names if name not in known]:
        parser.error(f"no such target: {', '.join(unknown)}; there are {', '.join(known)}, or all")
    found = 0
    for name in names:
        target, judge = known[name], Judge(name, known[name].run)
        if asked.file:
            target.run(asked.file.read_bytes())
        elif atheris:
            _guided(atheris, target, judge, asked)
        else:
            _blind(target, judge, asked.seconds, Random(asked.seed))  # noqa: S311  # no secrets
        print(f"{name}: {judge.inputs} inputs, {len(judge.faults)} kinds of faults", flush=True)
        found += len(judge.faults)
    return 1 if found else 0


def _blind(target: Any, judge: Judge, seconds: float, chance: Random) -> None:
    for data in target.corpus:
        judge(data)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        judge(target.change(chance.choice(target.corpus), chance))


def _guided(atheris: Any, target: Any, judge: Judge, asked: argparse.Namespace) -> None:
    """One target alone: atheris ends the process when the time is over."""
    corpus = FOLDER / f"{asked.targets[0]}.corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for data in target.corpus:
        (corpus / sha256(data).hexdigest()[:12]).write_bytes(data)

    target.run(b"")  # what is made once takes longer than an input may

    def changed(data: bytes, most: int, seed: int) -> bytes:
        return bytes(target.change(data, Random(seed))[:most])  # noqa: S311

    limits = [f"-max_total_time={asked.seconds:.0f}", f"-seed={asked.seed}", "-max_len=200000"]
    atheris.Setup(
        [sys.argv[0], *limits, "-timeout=100", str(corpus)], judge, custom_mutator=changed
    )
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
