"""Puts what was measured where `<!-- measured: … -->` stands in README.md and in the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from benchmarks.many import ROOT

PAGES = (ROOT / "README.md", ROOT / "docs" / "reference" / "speed.md")
PICTURE = ROOT / "docs" / "reference" / "speed.svg"
REGION = re.compile(r"(<!-- measured: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def write(tables: Mapping[str, str], picture: str) -> list[Path]:
    """The pages with the tables by their names, and the picture; what was written."""
    for page in PAGES:
        held = page.read_text(encoding="utf-8")
        page.write_text(REGION.sub(lambda m: f"{m[1]}{tables[m[2]]}{m[3]}", held), encoding="utf-8")
    PICTURE.write_text(picture, encoding="utf-8")
    return [*PAGES, PICTURE]
