"""Paths that other programs are told: from the root of the repository, however it is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from perkins_rules.report.formats.paths import file_path, file_uri
from tests.report.outputs.making import ABOUT, over, result

from .making import written

VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "checkout"
    (place / "plans" / "2027").mkdir(parents=True)
    monkeypatch.chdir(place)
    return place


@pytest.mark.parametrize("kind", ["folder", "worktree", *VARIABLES])
@pytest.mark.parametrize(
    ("start", "name"),
    [
        (".", "plans/2027/vt.yaml"),
        (".", "./plans//2027/vt.yaml"),
        ("plans", "2027/vt.yaml"),
        ("plans/2027", "vt.yaml"),
        ("plans/2027", "../2027/vt.yaml"),
        ("..", "checkout/plans/2027/vt.yaml"),
        ("/", "{checkout}/plans/2027/vt.yaml"),
        ("plans/2027", "{checkout}/plans/2027/vt.yaml"),
    ],
)
def test_a_file_is_called_by_its_path_in_the_repository(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, kind: str, start: str, name: str
) -> None:
    if kind == "folder":
        (checkout / ".git").mkdir()
    elif kind == "worktree":
        (checkout / ".git").write_text("gitdir: /elsewhere/.git/worktrees/one\n", encoding="utf-8")
    else:
        monkeypatch.setenv(kind, str(checkout))
    monkeypatch.chdir(start)
    named = name.format(checkout=checkout)
    assert file_path(named) == file_uri(named) == "plans/2027/vt.yaml"
    assert file_path(f"{named}!a b.yaml") == "plans/2027/vt.yaml!a b.yaml"
    assert file_uri(f"{named}!a b.yaml") == "plans/2027/vt.yaml!a%20b.yaml"


@pytest.mark.parametrize("format_", ["junit", "sarif", "code-scanning", "github", "gitlab"])
@pytest.mark.parametrize("variable", VARIABLES)
def test_no_output_for_ci_calls_a_file_otherwise(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, format_: str, variable: str
) -> None:
    monkeypatch.setenv(variable, str(checkout))
    monkeypatch.chdir("plans")
    found = [result(over(), path="2027/vt.yaml")]
    told = written(checkout, format_, found, about=ABOUT)
    assert told.count("plans/2027/vt.yaml") == told.count("2027/vt.yaml") > 0


def test_the_nearest_root_counts_and_a_submodule_is_none(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout.parent / ".git").mkdir()
    assert file_path("plans/vt.yaml") == "checkout/plans/vt.yaml"
    (checkout / "plans" / "2027" / ".git").mkdir()
    assert file_path("plans/2027/vt.yaml") == "vt.yaml"
    place = checkout / "plans" / "sub"
    place.mkdir()
    (place / ".git").write_text("gitdir: ../../../.git/modules/sub\n", encoding="utf-8")
    assert file_path("plans/sub/vt.yaml") == "checkout/plans/sub/vt.yaml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(checkout))
    assert file_path("plans/sub/vt.yaml") == "plans/sub/vt.yaml"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_workspace_that_is_told_by_another_name_is_the_same(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout.parent / "link").symlink_to(checkout)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(checkout.parent / "link"))
    assert file_path("plans/vt.yaml") == "plans/vt.yaml"
    assert file_path(str(checkout.parent / "link" / "plans" / "vt.yaml")) == "plans/vt.yaml"


def test_what_lies_in_no_repository_is_called_as_its_user_does(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(checkout / "plans"))
    assert file_path("./vt.yaml") == "vt.yaml"
    assert file_path("../vt.yaml") == "../vt.yaml"
    assert file_uri(str(checkout / "vt.yaml")) == (checkout / "vt.yaml").as_uri()
    assert file_path("-") == "standard-input"
    assert file_path("s3://bucket/vt.yaml") == "s3://bucket/vt.yaml"
