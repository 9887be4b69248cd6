"""`coverage`: what is carried out by what, as text, JSON and a page."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pytest

from .conftest import Run

PACK = """\
pack own.pack "Own" for state_plan extends federal.common

rule cap "A cap of <b>our</b> own & more"
  cite perkins 112(a)
  encodes own-cap
  require budget.total_allocation.amount is at least $1
  passes when budget.total_allocation.amount is $1
"""
REGISTER = """\
register: own
title: Our own
requirements:
  - {id: own-cap, place: rule 1, citation: our rule 1, requirement: "<script>alert(1)</script>"}
"""
OUTLINE = """\
outline: own
title: Our "own" <source>
sections:
  - place: Rules
    title: Rules
    lines:
      - {place: rule 1, title: "<img src=x>", holds: [own-cap]}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a pack of one's own."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "own.rules").write_text(PACK, encoding="utf-8")
    return folder


@pytest.fixture
def registered(own: Path) -> Path:
    """The same with a register."""
    (own / "register").mkdir()
    (own / "register" / "own.yaml").write_text(REGISTER, encoding="utf-8")
    (own / "register" / "outline.yaml").write_text(OUTLINE, encoding="utf-8")
    return own


def test_everything_is_covered(run: Run) -> None:
    ran = run("coverage")
    assert ran.code == 0
    assert "462 requirements: each is carried out by a rule" in ran.out
    assert "✗" not in ran.out


def test_a_section_shows_its_places_with_their_rules(run: Run) -> None:
    ran = run("coverage", "--section", "112(a)(3)")
    assert "112(a)(3): Administration" in ran.out
    assert "federal.budget/administration-cap" in ran.out
    assert "112(b)" not in ran.out
    assert "Guide" not in ran.out
    assert "requirements" in ran.out


def test_an_item_of_the_guide_is_not_taken_for_one_that_begins_like_it(run: Run) -> None:
    ran = run("coverage", "--section", "guide IV.A line 1")
    assert "IV.A line 1: Total" in ran.out
    assert "IV.A line 14" not in ran.out


def test_a_requirement_shows_every_place_that_it_stands_at(run: Run) -> None:
    ran = run("coverage", "--id", "budget-administration-cap", "--format", "json")
    shown = [
        (source["source"], line["place"])
        for source in json.loads(ran.out)["sources"]
        for part in source["sections"]
        for line in part["places"]
    ]
    assert shown == [("state-plan-guide", "IV.A line 2"), ("perkins", "112(a)(3)")]


def test_what_is_background_says_why(run: Run) -> None:
    ran = run("coverage", "--id", "dcl-not-binding")
    assert "dcl-not-binding: A letter of invitation binds no plan." in ran.out


def test_only_what_is_missing(run: Run, registered: Path) -> None:
    (registered / "own.rules").write_text(PACK.replace("own-cap", "vision-x"), encoding="utf-8")
    ran = run("coverage", "--missing", "--rules", str(registered))
    assert ran.code == 1
    assert "missing: own-cap" in ran.out
    assert "own.pack/cap encodes `vision-x`, which no register has." in ran.out
    assert "112(a)(3)" not in ran.out


def test_a_word_that_means_no_place_is_told(run: Run) -> None:
    ran = run("coverage", "--section", "999")
    assert ran.code == 2
    assert "no place of any source is meant by that" in ran.err


def test_further_packs_without_a_register_are_listed_apart(run: Run, own: Path) -> None:
    ran = run("coverage", "--rules", str(own))
    assert "Requirements of further packs, in no register" in ran.out
    assert "own.pack/cap" in ran.out
    assert "0 faults" in ran.out or ran.code == 0


def test_further_packs_with_a_register_count_like_the_others(run: Run, registered: Path) -> None:
    told = json.loads(run("coverage", "--rules", str(registered), "--format", "json").out)
    entries = {entry["id"]: entry for entry in told["requirements"]}
    assert entries["own-cap"]["rules"] == ["own.pack/cap"]
    assert told["extra"] == {}
    assert told["counts"]["places"]["own"]["encoded"] == 1


def test_a_rule_that_encodes_nothing_fails(run: Run, own: Path) -> None:
    (own / "own.rules").write_text(PACK.replace("  encodes own-cap\n", ""), encoding="utf-8")
    ran = run("coverage", "--rules", str(own), "--missing")
    assert ran.code == 1
    assert "own.pack/cap encodes no requirement." in ran.out


def test_a_register_at_fault_is_told_with_its_file(run: Run, registered: Path) -> None:
    (registered / "register" / "own.yaml").write_text("register: [", encoding="utf-8")
    ran = run("coverage", "--rules", str(registered))
    assert ran.code == 2
    assert "own.yaml cannot be read" in ran.err


def test_the_json_says_who_carries_what_out(run: Run) -> None:
    told = json.loads(run("coverage", "--format", "json").out)
    assert len(told["requirements"]) == 462
    rules = {rule["id"]: rule for rule in told["rules"]}
    cap = rules["federal.budget/administration-cap"]
    assert "budget-administration-cap" in cap["encodes"]
    named = {name for entry in told["requirements"] for name in entry["rules"]}
    for source in told["sources"]:
        for part in source["sections"]:
            named |= {*part["cited_by"], *(n for line in part["places"] for n in line["cited_by"])}
    assert named == set(rules)
    for name, counts in told["counts"]["places"].items():
        (source,) = [s for s in told["sources"] if s["source"] == name]
        lines = [line["status"] for part in source["sections"] for line in part["places"]]
        assert {status: lines.count(status) for status in counts} == counts


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_the_same_rules_give_the_same_bytes_on_another_day(run: Run, form: str) -> None:
    first = run("coverage", "--format", form)
    assert first.out
    with patch("time.time", lambda: 2_000_000_000.0):
        assert run("coverage", "--format", form) == first


def test_the_format_goes_by_the_name_of_the_file(run: Run, tmp_path: Path) -> None:
    begins = {"page.html": "<!doctype html>", "c.json": "{", "c.txt": "Guide for the Submission"}
    for name, begin in begins.items():
        path = tmp_path / name
        ran = run("coverage", "--output", str(path))
        assert (ran.out, ran.err) == ("", "")
        assert path.read_text(encoding="utf-8").lstrip().startswith(begin)


class Page(HTMLParser):
    """Tags of a page, and whether each that is opened is closed."""

    VOID = ("meta", "input", "img", "br", "link")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_for_nothing_from_elsewhere(run: Run) -> None:
    text = run("coverage", "--format", "html").out
    page = Page(text)
    assert page.open == []
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    for tag, attrs in page.tags:
        assert "src" not in attrs
        assert tag not in ("link", "img", "iframe")
        if "href" in attrs:
            assert str(attrs["href"]).removeprefix("#") in ids
        if "aria-labelledby" in attrs:
            assert attrs["aria-labelledby"] in ids
    assert "http" not in text.replace("http-equiv", "")


def test_each_line_of_the_page_has_the_sign_of_its_status(run: Run) -> None:
    told = json.loads(run("coverage", "--format", "json").out)
    text = run("coverage", "--format", "html").out
    counts = {
        status: sum(of[status] for of in told["counts"]["places"].values())
        for status in ("encoded", "judgement", "background")
    }
    for (status, count), sign in zip(counts.items(), "✓?\N{EN DASH}", strict=True):
        head = f'<h4><span class="status {status}"><span aria-hidden="true">{sign}</span>'
        assert text.count(head) == count > 0


def test_texts_of_a_pack_cannot_act_in_the_page(run: Run, registered: Path) -> None:
    text = run("coverage", "--format", "html", "--rules", str(registered)).out
    page = Page(text)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not {"img", "source"} & {tag for tag, _ in page.tags}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "A cap of &lt;b&gt;our&lt;/b&gt; own &amp; more" in text
    assert "Our &#34;own&#34; &lt;source&gt;" in text


def test_a_console_that_cannot_show_the_signs_gets_others(run: Run) -> None:
    ran = run("coverage", "--section", "112(b)", encoding="ascii")
    assert "+ " in ran.out
    assert "match" in ran.out


def test_a_dash_is_standard_output_with_its_colors(run: Run) -> None:
    asked = ("coverage", "--section", "112(a)(3)", "--color", "always")
    plain = run(*asked)
    assert "\x1b[" in plain.out
    assert run(*asked, "--output", "-") == plain
