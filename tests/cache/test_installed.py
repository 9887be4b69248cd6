"""Packs of other distributions: found by their entry point, named when broken, not imported."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from perkins_rules import installed, pipeline
from perkins_rules.diagnostics import RuleFileError

PACK = """pack vt.more "More" for state_plan extends federal.sources
rule more "More"
  cite guide V.1
  encodes vt-more
  require state.name is present
  passes when state.name is given
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a distribution, as an installer leaves it; a while ago."""
    site = tmp_path / "site"
    info = site / "vermont_rules-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: vermont-rules\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text("[perkins_rules.packs]\nvermont = vermont_rules\n")
    (site / "vermont_rules").mkdir()
    (site / "vermont_rules" / "__init__.py").write_text("raise SystemExit('it is not imported')\n")
    (site / "vermont_rules" / "more.rules").write_text(PACK)
    long_ago(site)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # The folders of this project change while one works on it; where libraries are, nothing does.
    monkeypatch.setattr(sys, "path", [*filter(_is_library, sys.path), str(site)])
    return site


def _is_library(place: str) -> bool:
    return "site-packages" in place or "lib/python" in place


def long_ago(folder: Path) -> None:
    past = time.time() - 3600
    os.utime(folder, (past, past))


def test_the_packs_of_a_distribution_are_found_and_not_run(site: Path) -> None:
    [pack] = installed.installed_packs()
    assert (pack.distribution, pack.name) == ("vermont-rules 1.2", "vermont")
    [source] = installed.installed_sources()
    assert (source.name, source.text) == ("vermont-rules 1.2: more.rules", PACK)
    assert installed.distribution_of(source) == "vermont-rules 1.2"
    assert "vermont_rules" not in sys.modules


def test_they_are_asked_beside_the_built_in_ones(site: Path) -> None:
    ready = pipeline.load_rules()
    assert {"federal.budget", "vt.more"} <= {pack.name for pack in ready.packs}


def test_what_was_found_is_kept_until_something_is_installed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(installed.installed_packs()) == 1

    def refuse(_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(installed, "_found", refuse)
        assert len(installed.installed_packs()) == 1
    (site / "vermont_rules-1.2.dist-info" / "entry_points.txt").unlink()
    (site / "other-1.0.dist-info").mkdir()
    assert installed.installed_packs() == []


def test_what_lies_in_the_current_folder_is_not_installed(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)
    assert installed.installed_packs() == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no_such_package", "which is not there"),
        ("vermont_rules.inner", "which is not there"),
        ("vermont_rules:packs", "which is no package"),
        ("../elsewhere", "which is no package"),
    ],
)
def test_a_broken_entry_point_is_told_with_its_name(site: Path, value: str, said: str) -> None:
    points = site / "vermont_rules-1.2.dist-info" / "entry_points.txt"
    points.write_text(f"[perkins_rules.packs]\nvermont = {value}\n")
    told = fault()
    assert "vermont-rules 1.2" in told
    assert said in told


def test_broken_files_are_told_with_their_distribution(site: Path) -> None:
    file = site / "vermont_rules" / "more.rules"
    file.write_bytes(b"pack \xff")
    assert "more.rules is not UTF-8 text" in fault()
    file.write_text(PACK.replace("state.name is present", "state.nam is present"))
    with pytest.raises(RuleFileError, match=r"vermont-rules 1\.2: more\.rules:5:"):
        pipeline.load_rules()
    file.unlink()
    assert "there are no rule files" in fault()


def fault() -> str:
    with pytest.raises(RuleFileError) as caught:
        installed.installed_sources()
    return str(caught.value)
