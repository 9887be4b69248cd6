"""python -m benchmarks.before REVISION [--plans 250] [--seed 1]

What documents are told now and by an earlier commit: every example, changed copies of the sample
plan, and the examples less one value each. Prints how many have other verdicts or counts, and which
rules find more or less, by verdict and severity; the words of findings may differ.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.many import ROOT, examples
from tests.engine.mutated import mutated, places, without

LEFT_OUT = 12
TELLS = """
import json, sys
from perkins_rules import check_document, load_rules
rules = load_rules()
for line in sys.stdin.buffer:
    report = check_document(rules, line.rstrip())
    found = [[f.rule, f.path, f.verdict, f.severity] for f in report.findings]
    print(json.dumps([report.verdict, report.counts, sorted(found)]))
"""


def main() -> int:
    """1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision")
    parser.add_argument("--plans", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    given = b"".join(_documents(Random(asked.seed), asked.plans))  # noqa: S311  # no secret
    with tempfile.TemporaryDirectory() as folder:
        _git("worktree", "add", "--quiet", "--detach", folder, asked.revision)
        try:
            before, now = _told(Path(folder), given), _told(ROOT, given)
        finally:
            _git("worktree", "remove", "--force", folder)
    return _differences(before, now)


def _documents(random: Random, plans: int) -> Iterator[bytes]:
    made: list[Any] = [*examples(), *(mutated(random) for _ in range(plans))]
    for one in examples():
        held = list(places(one))
        made += [without(one, random.choice(held)) for _ in range(LEFT_OUT)]
    return (json.dumps(one, default=str).encode() + b"\n" for one in made)


def _told(tree: Path, given: bytes) -> list[Any]:
    done = subprocess.run(
        [sys.executable, "-c", TELLS],
        input=given,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(tree)},
        cwd=tree,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _differences(before: list[Any], now: list[Any]) -> int:
    verdicts, counts, found = 0, 0, Counter[str]()
    for one, other in zip(before, now, strict=True):
        verdicts += one[0] != other[0]
        counts += one[1] != other[1]
        was, is_ = (Counter(map(tuple, told[2])) for told in (one, other))
        found.update(f"no longer: {_named(finding)}" for finding in (was - is_).elements())
        found.update(f"new: {_named(finding)}" for finding in (is_ - was).elements())
    print(f"{len(now)} documents; {verdicts} have another verdict, {counts} other counts")
    for what, many in found.most_common():
        print(f"{many:5} {what}")
    return int(bool(verdicts or counts or found))


def _named(finding: tuple[str, ...]) -> str:
    rule, _, verdict, severity = finding
    return f"{rule} ({verdict}, {severity})"


def _git(*words: str) -> None:
    done = subprocess.run(["git", "-C", str(ROOT), *words], check=False)
    if done.returncode:  # it has said why
        sys.exit(2)


if __name__ == "__main__":
    sys.exit(main())
