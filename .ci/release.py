"""Builds what is released into dist/, and says whether version, CHANGELOG.md and wheel agree."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_PART = re.compile(
    r"^## (?P<name>\S+)(?: - (?P<day>\S+))?\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
_TAG = re.compile(r"(?:rev: |perkins-rules@)v(\d+\.\d+\.\d+)")
_METADATA = re.compile(r"^Version: (.+)$", re.MULTILINE)


def main() -> None:
    """Stops with what is wrong; else tells the tag to make."""
    version = version_of((ROOT / "perkins_rules" / "version.py").read_text(encoding="utf-8"))
    wrong = list(faults((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version, date.today()))
    wrong += faults_of_pages(pages(), version)
    wrong = wrong or list(faults_of_wheel(built(), version))
    if wrong:
        sys.exit("\n".join(wrong))
    sys.stdout.write(f"dist/ holds perkins-rules {version}. Its tag: v{version}\n")


def version_of(text: str) -> str:
    """The version in the only place where it stands."""
    found = _VERSION.search(text)
    return found[1] if found else ""


def faults(changelog: str, version: str, today: date) -> Iterator[str]:
    """What of the changes is not ready for a release."""
    ahead, *released = _PART.finditer(changelog)
    if ahead["name"] != "Unreleased" or ahead["text"].strip():
        yield "CHANGELOG.md: give what stands under `## Unreleased` the version and the date."
    if not released or released[0]["name"] != version:
        yield f"CHANGELOG.md: its newest version is not {version}, which the package has."
    elif released[0]["day"] != today.isoformat():
        yield f"CHANGELOG.md: {version} has the date {released[0]['day']}; today is {today}."


def pages() -> dict[str, str]:
    """The text of each page for readers, by its name."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return {str(page.relative_to(ROOT)): page.read_text(encoding="utf-8") for page in found}


def faults_of_pages(texts: Mapping[str, str], version: str) -> Iterator[str]:
    """Where a page tells readers to take another version: a tag, as `rev: v1.2.0` names one."""
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), start=1):
            for told in _TAG.findall(line):
                if told != version:
                    yield f"{name}:{number}: says v{told}; the package is {version}."


def built() -> Path:
    """The wheel, new."""
    for old in (ROOT / "dist").glob("perkins_rules-*"):
        old.unlink()
    build = [sys.executable, "-m", "build", "--no-isolation", str(ROOT)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # ours
    (wheel,) = (ROOT / "dist").glob("*.whl")
    return wheel


def faults_of_wheel(wheel: Path, version: str) -> Iterator[str]:
    """Whether the wheel says the version of itself."""
    with ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        told = _METADATA.search(archive.read(name).decode())
    if told is None or told[1] != version:
        yield f"{wheel.name}: says that it is {told and told[1]}, not {version}."


if __name__ == "__main__":
    main()
