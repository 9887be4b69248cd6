"""The versions that are written down: all of them, and within what pyproject.toml allows."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distributions
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINNED = dict(line.split("==") for line in LINES[1:])
KNOWN = {canonicalize_name(name): version for name, version in PINNED.items()}
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SYSTEMS = (("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows"))
PLACES = [
    dict(
        zip(("sys_platform", "os_name", "platform_system"), system, strict=True),
        python_version=python,
        python_full_version=f"{python}.0",
        extra="",
    )
    for system, python in product(SYSTEMS, ("3.11", "3.12", "3.13", "3.14"))
]
STEPS = (
    "pip install -c constraints.txt hatchling editables attrs lark",
    'pip install -c constraints.txt --no-build-isolation -e ".[dev]"',
)


def asked() -> list[Requirement]:
    of_project = PROJECT["project"]
    asked_of_it = (
        PROJECT["build-system"]["requires"],
        of_project["dependencies"],
        of_project["optional-dependencies"]["dev"],
        of_project["optional-dependencies"]["docs"],
        of_project["optional-dependencies"]["spark"],
        of_project["optional-dependencies"]["benchmark"],
    )
    return [Requirement(line) for lines in asked_of_it for line in lines]


def test_each_line_is_a_version_and_nothing_else() -> None:
    assert LINES[0].startswith("# ")
    for line in LINES[1:]:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)
    assert LINES[1:] == sorted(LINES[1:], key=str.lower)


@pytest.mark.parametrize("requirement", asked(), ids=str)
def test_what_the_project_asks_for_is_written_down_within_its_bounds(
    requirement: Requirement,
) -> None:
    assert requirement.specifier.contains(KNOWN[canonicalize_name(requirement.name)])


def test_and_all_that_is_asked_for_by_that_on_every_system() -> None:
    """As those say that are here in the version written down: in `.venv`, all of them."""
    lacking = {
        f"{name} for {one.name}"
        for one in distributions()
        if KNOWN.get(canonicalize_name(one.name)) == one.version
        for line in one.requires or ()
        if (name := canonicalize_name(Requirement(line).name)) not in KNOWN
        if (marker := Requirement(line).marker) is None or any(map(marker.evaluate, PLACES))
    }
    assert lacking == set()


def test_every_page_shows_the_same_steps() -> None:
    for page in ("docs/guide/install.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert [step for step in STEPS if step not in text] == []
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "$(PIP) hatchling editables attrs lark\n" in made
    assert "$(PIP) --no-build-isolation --editable '.[dev]'\n" in made
    assert "$(PIP) --no-build-isolation --editable '.[dev,docs]'\n" in made
    assert "$(PIP) --no-build-isolation --editable '.[dev,spark]'\n" in made
    assert "$(PIP) --no-build-isolation --editable '.[dev,benchmark]'\n" in made


def test_the_build_is_given_all_that_it_takes() -> None:
    built = {Requirement(line).name for line in PROJECT["build-system"]["requires"]}
    assert {*built, "editables"} == {"hatchling", "editables", "attrs", "lark"}
