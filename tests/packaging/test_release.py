"""Version and changes: in one place each, and in agreement; what is not ready is told."""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

import perkins_rules

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
TODAY = date(2026, 12, 1)


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release", ROOT / ".ci" / "release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


release = script()


def test_the_newest_version_with_a_date_is_that_of_the_package() -> None:
    found = re.findall(r"^## (\d+)\.(\d+)\.(\d+) - (\d{4}-\d\d-\d\d)$", CHANGELOG, re.MULTILINE)
    versions = [(int(a), int(b), int(c), date.fromisoformat(day)) for a, b, c, day in found]
    assert versions == sorted(set(versions), reverse=True)
    assert ".".join(map(str, versions[0][:3])) == perkins_rules.__version__
    assert [day for *_, day in versions] == sorted((day for *_, day in versions), reverse=True)
    assert len(re.findall("^## ", CHANGELOG, re.MULTILINE)) == len(versions) + 1
    assert "\n## Unreleased\n" in CHANGELOG


def test_the_version_of_the_package_is_read_as_it_stands() -> None:
    text = (ROOT / "perkins_rules" / "version.py").read_text(encoding="utf-8")
    assert release.version_of(text) == perkins_rules.__version__


READY = "# Changes\n\n## Unreleased\n\n## 1.2.0 - 2026-12-01\n\n### Added\n\n- A thing.\n"


def test_changes_that_are_ready_are_no_fault() -> None:
    assert list(release.faults(READY, "1.2.0", TODAY)) == []


@pytest.mark.parametrize(
    ("changes", "version", "today", "told"),
    [
        (READY.replace("Unreleased\n", "Unreleased\n\n- New.\n"), "1.2.0", TODAY, "Unreleased"),
        (READY.replace("## Unreleased\n\n", ""), "1.2.0", TODAY, "Unreleased"),
        (READY, "1.3.0", TODAY, "is not 1.3.0"),
        (READY, "1.2.0", date(2026, 12, 2), "1.2.0 has the date 2026-12-01; today is 2026-12-02"),
    ],
)
def test_what_is_not_ready_is_told(changes: str, version: str, today: date, told: str) -> None:
    assert any(told in fault for fault in release.faults(changes, version, today))


def test_pages_name_the_version_of_the_package() -> None:
    pages = release.pages()
    assert "docs/guide/ci.md" in pages
    assert list(release.faults_of_pages(pages, perkins_rules.__version__)) == []


def test_a_page_that_names_another_version_is_told_with_its_line() -> None:
    page = (
        "repos:\n    rev: v1.1.0\n  - uses: example/perkins-rules@v1.2.0\n  - uses: other@v4.0.0\n"
    )
    assert list(release.faults_of_pages({"docs/ci.md": page}, "1.2.0")) == [
        "docs/ci.md:2: says v1.1.0; the package is 1.2.0."
    ]


@pytest.mark.parametrize(("version", "count"), [("1.2.0", 0), ("1.3.0", 1)])
def test_a_wheel_of_another_version_is_told(tmp_path: Path, version: str, count: int) -> None:
    wheel = tmp_path / "perkins_rules-1.2.0-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        archive.writestr("perkins_rules-1.2.0.dist-info/METADATA", "Name: x\nVersion: 1.2.0\n")
    assert len(list(release.faults_of_wheel(wheel, version))) == count
