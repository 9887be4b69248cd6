"""What a plain installation leaves out: named alike by the project, the page and the program."""

from __future__ import annotations

import re
import tomllib

from perkins_rules.extras import how_to_get
from tests.docs.pages import ROOT, page, table

WORKING_ON_IT = {"dev", "docs", "benchmark"}
EXTRAS = set(tomllib.loads(page("pyproject.toml"))["project"]["optional-dependencies"])


def test_the_page_on_installing_has_each_extra() -> None:
    rows = table(page("docs/guide/install.md"), "Extras")
    assert {row[0].strip("` ") for row in rows} == EXTRAS - WORKING_ON_IT


def test_nothing_is_said_to_come_by_its_name_alone() -> None:
    """On a public index it would be somebody else's."""
    places = (("docs", "**/*.md"), ("perkins_rules", "**/*.py"), (".", "*.md"), (".", "*.toml"))
    files = [path for folder, pattern in places for path in (ROOT / folder).glob(pattern)]
    bare = re.compile(r"""pip install ["']?perkins-rules\b|perkins-rules\[""")
    assert len(files) > 300
    told = [path for path in files if path.name != "CHANGELOG.md"]
    assert [path for path in told if bare.search(path.read_text(encoding="utf-8"))] == []


def test_an_extra_is_told_for_both_ways_to_install() -> None:
    assert 'pip install ".[sign]" or pipx install --force ".[sign]"' in how_to_get("sign")
