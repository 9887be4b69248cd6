"""Runs the tests of what differs from the last commit; when nothing does, of what that changed.

The tests of a package stand in the folder of its name, and TESTS names those of all else. Tests
marked `slow` are left out, and what failed last is asked first. Further words go to pytest.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = {
    "perkins_rules": ("tests/api", "tests/cache"),
    "grammar": ("tests/lang", "tests/app/editing/test_extension.py"),
    "editors": ("tests/app/editing/test_extension.py",),
    "schemas": ("tests/schemas", "tests/documents"),
    "docs": ("tests/docs",),
    "README.md": ("tests/docs",),
    "CONTRIBUTING.md": ("tests/docs",),
    "examples": ("tests/docs", "tests/report/test_golden.py"),
    "action.yml": ("tests/hooks",),
    "pyproject.toml": ("tests/packaging",),
    "constraints.txt": ("tests/packaging",),
}
"""By the first part of a path."""


NO_TESTS = 5
"""What pytest says when all that was chosen is slow."""


def changed() -> list[str]:
    """The files that are changed, new or gone."""
    now = [
        *_told("diff", "--name-only", "-z", "HEAD"),
        *_told("ls-files", "-oz", "--exclude-standard"),
    ]
    return now or _told("diff", "--name-only", "-z", "HEAD~1")


def _told(*words: str) -> list[str]:
    """The names that git gives."""
    git = ["git", *words]
    return subprocess.check_output(git, cwd=ROOT, encoding="utf-8").split("\0")[:-1]


def tests_of(path: str) -> Iterator[str]:
    """The tests of one file, as pytest takes them; none of a file that nothing tests."""
    first, *rest = Path(path).parts
    if first == "tests":
        yield path if Path(path).name.startswith("test_") else str(Path(path).parent)
    elif first == "rules":
        yield from _of_pack(Path(path).stem)
    elif first == "perkins_rules" and len(rest) > 1:
        yield f"tests/{rest[0]}"
    else:
        yield from TESTS.get(first, ())


def _of_pack(name: str) -> Iterator[str]:
    """The tests that name a pack, whole or without what it stands in."""
    for test in sorted((ROOT / "tests" / "rules").glob("test_*.py")):
        text = test.read_text(encoding="utf-8")
        if f'"{name}"' in text or f".{name}/" in text:
            yield str(test.relative_to(ROOT))


def main(words: list[str]) -> int:
    """The exit code of the tests."""
    chosen = {test for path in changed() for test in tests_of(path) if (ROOT / test).exists()}
    apart = sorted(t for t in chosen if not chosen.intersection(map(str, Path(t).parents)))
    if not apart:
        print("Nothing that has tests is changed.")
        return 0
    print("Tests of", ", ".join(apart), flush=True)
    how = ("-n", "auto", "--dist", "loadfile", "-m", "not slow", "--failed-first", "-x")
    code = subprocess.call([sys.executable, "-m", "pytest", *how, *apart, *words], cwd=ROOT)
    return 0 if code == NO_TESTS else code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
