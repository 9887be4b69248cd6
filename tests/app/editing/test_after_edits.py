"""What is kept between keystrokes never shows: after any edits, what is said is what a fresh check
of the same text says.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from perkins_rules.app.editing.checkers import Checkers
from perkins_rules.app.editing.opened import opened
from perkins_rules.app.editing.pack_desk import PackDesk
from perkins_rules.app.editing.pack_sources import PackSources
from perkins_rules.app.editing.plan_desk import PlanDesk
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.editor.packs.shelf import Shelf
from perkins_rules.editor.text_places import TextPlaces
from perkins_rules.lang.chunks import declaration_texts
from perkins_rules.lang.moved import moved
from perkins_rules.lang.parse import read_declaration
from tests.app.editing.editor import ROOT, Editor
from tests.app.editing.own_packs import BASE, PACK

RULES = ROOT / "rules" / "federal" / "plan"
PLAN = (ROOT / "examples" / "sample-plan-with-errors.yaml").read_text(encoding="utf-8")
SOURCES, SHELF = PackSources(), Shelf()
"""Of the built-in packs, which stay as they are; a file that is edited is known to them anew."""


def typed(text: str, seed: int, count: int) -> Iterator[str]:
    """A text as somebody types in it: each differs from the one before by one edit."""
    chance = random.Random(seed)
    for _ in range(count):
        before, lines = text, text.split("\n")
        at = chance.randrange(len(lines))
        kind = chance.choice(["line", "line", "out", "twice", "figure", "figure", "cut", "space"])
        if kind == "line":
            lines.insert(at, "")
        elif kind == "out":
            del lines[at]
        elif kind == "twice":
            lines.insert(at, lines[at])
        elif kind == "figure":
            lines[at] = re.sub(r"\d+", lambda m: str(int(m[0]) + 1), lines[at], count=1)
        elif kind == "cut":
            lines[at] = lines[at][: len(lines[at]) // 2]
        else:
            lines[at] = lines[at].replace(" ", "  ", 1)
        text = "\n".join(lines)
        yield text
        if kind in ("out", "twice", "cut") and chance.random() < 0.7:
            text = before  # a fault is mended before much else is typed
            yield text


def rule_file(desk: PackDesk, path: Path, text: str) -> tuple[Any, ...]:
    """All that is said of a rule file: at once and later, of its examples and its rules; the
    folder left out, which is no part of it.
    """
    one = opened(path.as_uri(), text, "", TextPlaces(text))
    desk.diagnostics(one)
    said = repr(desk.later(one)).replace(str(path.parent), "")
    looked = desk.looked(one)
    return said, [o._replace(file="") for o in looked.outcomes], looked.tested


def agrees(files: dict[str, str], name: str, tmp_path: Path, seed: int, count: int) -> None:
    """A desk that saw every edit says what one says that sees the last text alone."""
    for folder in range(count * 2 + 1):
        (tmp_path / str(folder)).mkdir()
        for file, text in files.items():
            (tmp_path / str(folder) / file).write_text(text, encoding="utf-8")
    desk = PackDesk(SOURCES)
    rule_file(desk, tmp_path / "0" / name, files[name])
    outcomes = 0
    for k, text in enumerate(typed(files[name], seed, count), start=1):
        fresh = PackDesk(SOURCES)
        fresh.shelf = SHELF
        now = rule_file(desk, tmp_path / "0" / name, text)
        assert now == rule_file(fresh, tmp_path / str(k) / name, text), (seed, k)
        outcomes += len(now[1])
    assert outcomes > 0


@pytest.mark.parametrize("seed", range(2))
def test_of_rules_a_desk_says_what_a_fresh_one_says(seed: int, tmp_path: Path) -> None:
    agrees({"base.rules": BASE, "own.rules": PACK}, "own.rules", tmp_path, seed, 6)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["budget", "accountability"])
def test_so_it_does_of_long_files(name: str, tmp_path: Path) -> None:
    text = (RULES / f"{name}.rules").read_text(encoding="utf-8")
    agrees({f"{name}.rules": text}, f"{name}.rules", tmp_path, 0, 8)


@pytest.mark.parametrize("seed", range(4))
def test_of_documents_a_desk_says_what_a_fresh_one_says(seed: int) -> None:
    checkers = Checkers()
    desk = PlanDesk(checkers)
    for text in typed(PLAN, seed, 12):
        one = opened("file:///plans/typed.yaml", text, "", TextPlaces(text))
        assert desk.diagnostics(one) == PlanDesk(checkers).diagnostics(one)


@pytest.mark.parametrize("path", sorted(RULES.glob("*.rules")), ids=lambda path: path.stem)
def test_a_declaration_further_down_is_the_same_there(path: Path) -> None:
    for first, text in declaration_texts(path.read_text(encoding="utf-8")):
        there = read_declaration(first, text)
        above = read_declaration(1, text)
        assert not isinstance(there, Diagnostic)
        assert not isinstance(above, Diagnostic)
        assert attrs.astuple(moved(above, first - 1)) == attrs.astuple(there)


def errors(ed: Editor, uri: str) -> set[Any]:
    """The kinds of errors last told of a text."""
    return {d.code for d in ed.told[uri][-1].diagnostics if d.severity == 1}


def test_a_file_is_told_of_what_another_one_has_now(ed: Editor, tmp_path: Path) -> None:
    (tmp_path / "base.rules").write_text(BASE)
    own = ed.open(tmp_path / "own.rules", PACK, "perkins-rules")
    base = ed.open(tmp_path / "base.rules", BASE, "perkins-rules")
    before = ed.found(own)
    for text, codes in (
        (BASE.replace("own_share", "own_part"), {"unknown-name"}),
        (BASE.replace("is 5%", "is 4%"), {"example"}),
        (BASE, set()),
        (BASE.replace("own_share", "own_part"), {"unknown-name"}),
    ):
        ed.type(base, text)
        ed.until(lambda codes=codes: errors(ed, own) == codes)  # type: ignore[misc]  # mypy cannot tell its type
    ed.shut(base)  # it counts as on the disk
    ed.until(lambda: list(ed.told[own][-1].diagnostics) == before)
