"""python -m benchmarks.survivors [--seed N] [--changes 40] [--jobs 2] [--seconds 300] [PATH…]

Would the tests notice? Draws changes of one place in `perkins_rules/` (or in the files or folders
named), makes each in a copy of this folder, and runs the tests of the file there as `make quick`
finds them, slow ones too, those first that name what was changed. Prints each change that no test
noticed, and the share that was. `--only 3,7` makes these of the same draw again. What survives may
still be noticed by the tests of another folder, or be a change of nothing: a person looks at it.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from benchmarks.one_place import Change, changes_of

ROOT = Path(__file__).parents[1]
TESTS_OF = runpy.run_path(str(ROOT / ".ci" / "quick.py"))["tests_of"]


class Drawn(NamedTuple):
    """A change of one file, and the text of the file as it was drawn from."""

    number: int
    path: str
    change: Change
    text: str

    def told(self) -> str:
        """Where it is, what stands there and what instead."""
        line = self.change.start[0] - 1
        both = (self.text, self.change.applied(self.text))
        was, now = (whole.splitlines()[line].strip() for whole in both)
        return f"{self.path}:{line + 1}: {self.change.kind}\n    - {was}\n    + {now}"


def main() -> int:
    """1 if a change was not noticed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=["perkins_rules"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--changes", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=300, help="of a test that stands still")
    parser.add_argument("--only", type=lambda told: {int(n) for n in told.split(",")})
    asked = parser.parse_args()
    drawn = draw(asked.paths, asked.seed, asked.changes)
    chosen = [one for one in drawn if not asked.only or one.number in asked.only]
    survivors = 0
    with tempfile.TemporaryDirectory() as folder:
        for one, by in _asked_of_all(chosen, Path(folder), asked.jobs, asked.seconds):
            survivors += not by
            print(f"{one.number}. {one.told()}\n    {by or 'NOTICED BY NO TEST'}", flush=True)
    print(f"{len(chosen) - survivors} of {len(chosen)} noticed (seed {asked.seed})")
    return 1 if survivors else 0


def draw(paths: list[str], seed: int, number: int) -> list[Drawn]:
    """So many changes, each place as likely as another: a place first, then what becomes of it."""
    chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in _modules(paths)}
    places: dict[tuple[str, tuple[int, int]], list[Change]] = {}
    for path, text in texts.items():
        for change in changes_of(text):
            places.setdefault((path, change.start), []).append(change)
    chosen = chance.sample(sorted(places), min(number, len(places)))
    return [
        Drawn(n, at[0], chance.choice(places[at]), texts[at[0]]) for n, at in enumerate(chosen, 1)
    ]


def _modules(paths: list[str]) -> list[str]:
    files = (f for path in paths for f in ([ROOT / path, *(ROOT / path).rglob("*.py")]))
    return sorted({f.relative_to(ROOT).as_posix() for f in files if f.suffix == ".py"})


def _asked_of_all(
    drawn: list[Drawn], folder: Path, jobs: int, seconds: int
) -> Iterator[tuple[Drawn, str]]:
    """Each change and the test that noticed it, or nothing."""
    copies: SimpleQueue[Path] = SimpleQueue()
    for number in range(jobs):
        copies.put(_copied(folder / str(number)))

    def asked(one: Drawn) -> tuple[Drawn, str]:
        copy = copies.get()
        try:
            return one, noticed_by(one, copy, seconds)
        finally:
            copies.put(copy)

    with ThreadPoolExecutor(jobs) as pool:
        for done in as_completed([pool.submit(asked, one) for one in drawn]):
            yield done.result()


def _copied(to: Path) -> Path:
    """A copy of what git knows here or would take."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(git, cwd=ROOT, encoding="utf-8").split("\0")
    for name in filter(lambda name: name and (ROOT / name).is_file(), names):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, to / name)
    return to


def noticed_by(one: Drawn, copy: Path, seconds: int) -> str:
    """The first test that fails with the change and does not without it; none is an empty text."""
    file = copy / one.path
    beside: list[str] = []
    while True:
        file.write_text(one.change.applied(one.text), encoding="utf-8")
        try:
            failed = _failed(copy, _in_order(one, copy), beside, seconds)
        finally:
            file.write_text(one.text, encoding="utf-8")
        if not failed or failed in beside or not _failed(copy, [failed], [], seconds):
            return "" if failed in beside else failed
        beside.append(failed)


def _in_order(one: Drawn, copy: Path) -> list[str]:
    """The files of tests, those first that say the most of the words of what was changed."""
    words = _words(one)
    files = {
        str(file.relative_to(copy))
        for named in TESTS_OF(one.path)
        for file in (
            (copy / named).rglob("test_*.py") if (copy / named).is_dir() else [copy / named]
        )
    }

    def alike(file: str) -> tuple[int, str]:
        said = set(re.split(r"[\W_]+", f"{file} {(copy / file).read_text(encoding='utf-8')}"))
        return -len(words & said), file

    return sorted(files, key=alike)


def _words(one: Drawn) -> set[str]:
    """The words of the names of the module and of the functions around the place."""
    line = one.change.start[0]
    around = [
        node.name
        for node in ast.walk(ast.parse(one.text))
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and node.lineno <= line <= (node.end_lineno or line)
    ]
    return {w for name in (Path(one.path).stem, *around) for w in name.lower().split("_") if w}


def _failed(copy: Path, tests: list[str], beside: list[str], seconds: int) -> str:
    """The first test that fails, or all of them when they do not even start."""
    apart = [f"--deselect={name}" for name in beside]
    words = ("-x", "-p", "no:cacheprovider", "--tb=no", "-rfE", f"--timeout={seconds}")
    kept = {**os.environ, "PYTHONPATH": str(copy), "XDG_CACHE_HOME": str(copy / "cache")}
    command = [sys.executable, "-m", "pytest", *words, *apart, *tests]
    ran = subprocess.run(command, cwd=copy, env=kept, capture_output=True, text=True, check=False)
    if ran.returncode == 0:
        return ""
    told = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", ran.stdout, re.MULTILINE)
    return told[1] if told else tests[0]


if __name__ == "__main__":
    raise SystemExit(main())
