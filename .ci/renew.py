"""Writes constraints.txt anew, and runs the tests with the newest and the lowest versions claimed.

Each in an environment of its own. Releases with which the tests fail are not written down. It is
run by the lowest Python that is claimed: what it installs has to install on the newer ones, too.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
HEAD = "# The versions that `make test` installs, on every system; `make renew` writes them.\n"
BUILD = ("hatchling", "editables", "attrs", "lark", "setuptools>=77")
"""What a build of the project takes, of one that can be edited, and of what comes as source."""
AS_SOURCE = ("pyspark",)  # on every system
NOT_FOR_MACOS = ("regopy",)  # there is no wheel, and pyproject.toml does not ask for it there
ELSEWHERE = ("colorama",)  # taken on Windows alone
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = (
    ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
    ("macosx_11_0_arm64", "macosx_12_0_arm64", "macosx_14_0_arm64"),
    ("win_amd64",),
)


def main() -> None:
    """The newest first: a release of somebody else's is the likelier fault."""
    newest = Environment("newest")
    newest.install(*BUILD)
    newest.install("--no-build-isolation", "--editable", ".[dev,docs,spark,benchmark]")
    versions = newest.versions()
    newest.test("--hypothesis-profile=default")
    newest.ask_elsewhere(versions)
    CONSTRAINTS.write_text(HEAD + "".join(f"{line}\n" for line in versions), encoding="utf-8")
    lowest = Environment("lowest")
    lowest.install(*sorted(set(lowest_versions())))
    lowest.install("--no-build-isolation", "--no-deps", "--editable", ".")
    lowest.test()


def lowest_versions() -> Iterator[str]:
    """All that pyproject.toml asks for, each at the lowest version that it allows."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = told["project"]["optional-dependencies"].values()
    for part in (told["build-system"]["requires"], told["project"]["dependencies"], *extras):
        yield from (re.sub(r">=([^,]*).*", r"==\1", asked) for asked in part)


class Environment:
    """An environment, made anew beside `.venv`."""

    def __init__(self, name: str) -> None:
        home = ROOT / f".venv-{name}"
        venv.create(home, clear=True, with_pip=True)
        self.python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def run(self, *words: str, out: int | None = None) -> str:
        """What a run of Python prints, if it is taken. A run that fails ends all."""
        command = [str(self.python), *words]
        ran = subprocess.run(command, cwd=ROOT, stdout=out, encoding="utf-8", check=False)  # noqa: S603  # ours
        if ran.returncode:
            sys.exit(f"This failed: {' '.join(command)}")
        return ran.stdout or ""

    def install(self, *words: str) -> str:
        """Has pip install what is asked for; what it prints."""
        quiet = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        return self.run(*quiet, *words, out=subprocess.PIPE)

    def test(self, *words: str) -> None:
        """Runs the tests."""
        self.run("-m", "pytest", "-n", "auto", "--dist", "loadfile", *words)

    def versions(self) -> list[str]:
        """All that is installed, and what would be on another system, each with its version."""
        words = ("-m", "pip", "freeze", "--all", "--exclude", "pip", "--exclude-editable")
        frozen = self.run(*words, out=subprocess.PIPE)
        report = json.loads(self.install("--dry-run", "--no-deps", "--report", "-", *ELSEWHERE))
        others = [one["metadata"] for one in report["install"]]
        lines = [*frozen.split("\n"), *(f"{one['name']}=={one['version']}" for one in others)]
        return sorted(filter(None, lines), key=str.lower)

    def ask_elsewhere(self, versions: list[str]) -> None:
        """Whether they install, without a compiler, on each Python and system."""
        wheels = [
            one for one in versions if one.partition("==")[0] not in (*AS_SOURCE, *NOT_FOR_MACOS)
        ]
        beside = str(ROOT / "build" / "elsewhere")  # nothing is put there
        words = ["--dry-run", "--no-deps", "--only-binary=:all:", "--target", beside]
        for python in PYTHONS:
            for names in PLATFORMS:
                platforms = [word for name in names for word in ("--platform", name)]
                self.install(*words, "--python-version", python, *platforms, *wheels)


if __name__ == "__main__":
    main()
