"""Addresses of remote files, by way of fsspec; its own memory stands for another machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from perkins_rules.batch.members import MissingLibrary

from .making import LINE, PLAN, filled, found, told, zipped


@pytest.fixture
def memory() -> Iterator[None]:
    system = fsspec.filesystem("memory")
    for name, data in {
        "/plans/b.yaml": PLAN,
        "/plans/a/x.yaml": PLAN,
        "/plans/a-b.yaml": PLAN,
        "/plans/all.jsonl": LINE + LINE,
        "/plans/other.yaml": b"x: 1\n",
        "/plans/.git/x.yaml": PLAN,
        "/plans/b.determinations.yaml": PLAN,
        "/plans/read.me": b"x",
    }.items():
        system.pipe(name, data)
    yield
    system.rm("/plans", recursive=True)


@pytest.mark.usefixtures("memory")
def test_a_remote_folder_is_read_as_one_here() -> None:
    assert told("memory://plans") == [
        "memory:///plans/a/x.yaml",
        "memory:///plans/a-b.yaml",
        "memory:///plans/all.jsonl:1",
        "memory:///plans/all.jsonl:2",
        "memory:///plans/b.yaml",
        "memory:///plans/other.yaml ~ it has no `document:` key",
    ]


@pytest.mark.usefixtures("memory")
def test_a_remote_pattern_and_a_remote_file() -> None:
    assert told("memory://plans/*b.yaml") == ["memory:///plans/a-b.yaml", "memory:///plans/b.yaml"]
    (one,) = found("memory://plans/b.yaml")
    assert (one.name, one.data) == ("memory://plans/b.yaml", PLAN)


def test_the_address_of_a_file_here(tmp_path: Path) -> None:
    filled(tmp_path, {"a.yaml": PLAN})
    name = zipped(tmp_path / "a.zip", [("in.yaml", PLAN)])
    assert told(f"file://{tmp_path}/a.yaml", f"file://{name}") == [
        f"file://{tmp_path}/a.yaml",
        f"file://{name}!in.yaml",
    ]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://nothing.yaml", "there is no such file"),
        ("memory://nothing/*.yaml", "There is no document at"),
        ("strange://x/y.yaml", "Protocol not known"),
    ],
)
def test_what_cannot_be_reached_is_told(address: str, said: str) -> None:
    (one,) = found(address)
    assert one.fault is not None
    assert said in one.fault.message


def test_without_the_library_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingLibrary) as missing:
        found("memory://plans")
    assert missing.value.extra == "remote"
