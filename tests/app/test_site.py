"""Help leads to the pages of the rules, where a configuration says where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.asking.configuration import configuration
from tests.docs.pages import blocks, page

from .conftest import Run

CAP = "federal.budget/administration-cap"
OURS = "my.budget/our-administration-cap"
SITE = "https://perkins.example.org/rules"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    plan = blocks(page("README.md"), "yaml")[0].text
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    ours = blocks(page("docs/rules/own.md"), "rules")[0].text
    (tmp_path / "ours.rules").write_text(ours, encoding="utf-8")
    return tmp_path


def set_to(folder: Path, site: str) -> None:
    text = f"rules: [ours.rules]\nsite: {site}\n"
    (folder / "perkins.yaml").write_text(text, encoding="utf-8")


def help_addresses(run: Run) -> dict[str, Any]:
    """Where the help of each rule leads that the plan breaks."""
    run("check", "plan.yaml", "--select", "*administration-cap", "--output", "out.sarif")
    (log,) = json.loads(Path("out.sarif").read_bytes())["runs"]
    return {rule["id"]: rule.get("helpUri") for rule in log["tool"]["driver"]["rules"]}


@pytest.mark.parametrize("end", ["", "/"])
def test_the_help_of_a_built_in_rule_leads_to_its_page(folder: Path, run: Run, end: str) -> None:
    set_to(folder, SITE + end)
    assert help_addresses(run) == {CAP: f"{SITE}/law/{CAP}.html", OURS: None}


def test_without_a_site_it_leads_to_the_law(folder: Path, run: Run) -> None:
    assert help_addresses(run)[CAP].startswith("https://uscode.house.gov/")


def test_a_site_may_be_a_folder(folder: Path, run: Run) -> None:
    (folder / "build").mkdir()
    set_to(folder, "build")
    address = f"{(folder / 'build').as_uri()}/law/{CAP}.html"
    assert help_addresses(run)[CAP] == address
    assert configuration(["plan.yaml"]).value("site") == f"{(folder / 'build').as_uri()}/"


def test_the_page_is_told_where_a_rule_is_explained(folder: Path, run: Run) -> None:
    set_to(folder, SITE)
    assert f"\n  page      {SITE}/law/{CAP}.html\n" in run("explain", CAP).out
    assert "page  " not in run("explain", OURS).out


def test_a_report_to_read_links_the_rule(folder: Path, run: Run) -> None:
    set_to(folder, SITE)
    run("check", "plan.yaml", "--select", CAP, "--output", "report.html")
    told = Path("report.html").read_text(encoding="utf-8")
    assert f'"page":"{SITE}/law/{CAP}.html"' in told.replace('": "', '":"')


@pytest.mark.parametrize("wrong", ["no-such-folder", "javascript:alert(1)", "'https://a b'"])
def test_what_is_no_site_is_told_with_its_line(folder: Path, run: Run, wrong: str) -> None:
    set_to(folder, wrong)
    ran = run("check", "plan.yaml")
    assert ran.code == 2
    assert "perkins.yaml:2: `site`: there is no file or folder" in ran.err


def test_the_configuration_shows_it(folder: Path, run: Run) -> None:
    set_to(folder, SITE)
    assert f"{SITE}/ (perkins.yaml:2)" in run("config").out
