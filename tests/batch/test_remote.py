"""Addresses of remote files, by way of fsspec; its own memory stands for another machine."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from perkins_rules.batch import remote
from perkins_rules.batch.members import MissingLibrary

from .making import BESIDE, LINE, PLAN, found, told, zipped


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(remote, "PROTOCOLS", {*remote.PROTOCOLS, "memory"})
    system = fsspec.filesystem("memory")
    for name, data in {
        "/plans/b.yaml": PLAN,
        "/plans/a/x.yaml": PLAN,
        "/plans/a-b.yaml": PLAN,
        "/plans/all.jsonl": LINE + LINE,
        "/plans/other.yaml": b"x: 1\n",
        "/plans/.git/x.yaml": PLAN,
        **{f"/plans/{name}": PLAN for name in (*BESIDE, "b.determinations.yaml")},
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
    assert told("memory://plans/b.*") == ["memory:///plans/b.yaml"]
    (one,) = found("memory://plans/b.yaml")
    assert (one.name, one.data) == ("memory://plans/b.yaml", PLAN)


@pytest.mark.parametrize(
    ("address", "said", "remedy"),
    [
        ("zip://in.yaml::{}", "several addresses in one", "an archive at it is opened"),
        ("zip://in.yaml::https://example.org/a.zip", "several addresses in one", "Name one"),
        ("https://example.org/a.zip::zip://in.yaml", "several addresses in one", "Name one"),
        ("zip://{}", "of the kind `zip://`", "begins with `https://`"),
        ("tar://{}", "of the kind `tar://`", "begins with `https://`"),
        ("git://{}", "of the kind `git://`", "begins with `https://`"),
        ("reference://{}", "of the kind `reference://`", "begins with `https://`"),
        ("filecache://{}", "of the kind `filecache://`", "begins with `https://`"),
        ("HTTPS://example.org/a.yaml", "of the kind `HTTPS://`", "begins with `https://`"),
        ("file://{}", "write the path without `file://`", "Write the path itself."),
        ("local://{}", "write the path without `local://`", "Write the path itself."),
    ],
)
def test_addresses_that_go_around_the_guards_are_refused_unopened(
    address: str, said: str, remedy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fsspec.core, "url_to_fs", None)
    name = zipped(tmp_path / "a.zip", [("in.yaml", PLAN)])
    (one,) = found(address.format(name))
    assert one.fault is not None
    assert said in one.fault.message
    assert remedy in (one.fault.remedy or "")


@pytest.mark.usefixtures("memory")
def test_an_archive_at_an_address_is_held_to_the_guards() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("in.yaml", PLAN)
    fsspec.filesystem("memory").pipe("/plans/packed.zip", packed.getvalue())
    (one,) = found("memory://plans/packed.zip")
    assert one.fault is not None


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://nothing.yaml", "there is no such file"),
        ("memory://nothing/*.yaml", "There is no document at"),
        ("strange://x/y.yaml", "of the kind `strange://`"),
    ],
)
def test_what_cannot_be_reached_is_told(address: str, said: str) -> None:
    (one,) = found(address)
    assert one.fault is not None
    assert said in one.fault.message


def test_without_the_library_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingLibrary) as missing:
        found("s3://plans")
    assert missing.value.extra == "remote"
