"""`perkins-rules compare`: documents, folders and stores."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.asking import rule_sources
from perkins_rules.batch.making import result_of
from perkins_rules.batch.store import Store
from perkins_rules.checker import Checker
from perkins_rules.member import Member
from tests.app.conftest import Run
from tests.determinations.making import PLAN, rules
from tests.schemas.dialect import validator

REVISED = PLAN.replace("Three weeks before.", "").replace("code: 2P1", "code: 3P1")


@pytest.fixture(autouse=True)
def _small_rules(_rules_once: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_sources, "load_rules", lambda folders=(): rules())


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "2025", tmp_path / "2026"
    for folder, text in ((old, PLAN), (new, REVISED)):
        (folder / "vt").mkdir(parents=True)
        (folder / "vt" / "plan.yaml").write_text(text, encoding="utf-8")
        (folder / "same.yaml").write_text(PLAN, encoding="utf-8")
        (folder / "notes.yaml").write_text("just: notes\n", encoding="utf-8")
    (old / "gone.yaml").write_text(PLAN, encoding="utf-8")
    return old, new


def test_two_documents(run: Run, sides: tuple[Path, Path]) -> None:
    old, new = (str(side / "vt" / "plan.yaml") for side in sides)
    ran = run("compare", old, new)
    assert ran.code == 0
    assert "needs review: 1 new, 2 fixed, 6 as before" in ran.out
    assert "New: 1 ─" in ran.out
    assert "☐ question 3P1: is that what is counted?" in ran.out
    assert "Fixed, or no longer asked: 2 ─" in ran.out
    assert "“Three weeks before.” → not given" in ran.out
    assert run("compare", old, old).out.endswith("Nothing changed.\n")


def test_two_folders(run: Run, sides: tuple[Path, Path]) -> None:
    ran = run("compare", *map(str, sides))
    assert "only on the old side: needs review" in ran.out
    assert "  1 document without any change\n" in ran.out
    assert "  1 document gone: gone.yaml\n" in ran.out
    assert "notes.yaml" not in ran.out
    assert ran.code == 0


def test_as_json(run: Run, sides: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "changes.json"
    ran = run("compare", *map(str, sides), "--format", "json", "-o", str(out))
    assert (ran.code, ran.out) == (0, "")
    written = json.loads(out.read_text())
    validator("comparison").validate(written)
    assert [d["name"] for d in written["documents"]] == ["gone.yaml", "same.yaml", "vt/plan.yaml"]
    assert [d["new"] is None for d in written["documents"]] == [True, False, False]
    assert [len(d["carried"]) for d in written["documents"]] == [0, 8, 6]


def test_determinations_count(run: Run, sides: tuple[Path, Path]) -> None:
    old, new = (str(side / "same.yaml") for side in sides)
    assert run("review", new, "--edit").code == 0
    place = Path(new).with_name("same.determinations.yaml")
    text = (
        place.read_text().replace("answer:", "answer: not_met").replace("date:", "date: 2026-01-01")
    )
    place.write_text(text.replace("reviewer:", "reviewer: R"))
    ran = run("compare", old, new)
    assert ran.code == 1
    assert "needs review, now fail: 0 new, 0 fixed, 8 changed, 0 as before" in ran.out
    assert "question → error: Not met, as R determined on 2026-01-01." in ran.out


def test_two_stores(run: Run, sides: tuple[Path, Path], tmp_path: Path) -> None:
    places = []
    for side in sides:
        place = tmp_path / f"{side.name}.store"
        with Store(place, rules().sha256, lambda name: "asked") as store:
            for path in sorted(side.rglob("*.yaml")):
                if path.name != "notes.yaml":
                    member = Member(str(path), path.read_bytes())
                    store.keep(result_of(member, Checker(rules())))
        places.append(str(place))
    ran = run("compare", *places)
    assert "needs review: 1 new, 2 fixed, 6 as before" in ran.out
    assert "What moved" not in ran.out
    assert "other options" not in ran.err
    mixed = run("compare", places[0], str(sides[1]))
    assert "needs review: 1 new, 2 fixed, 6 as before" in mixed.out


def test_what_cannot_be_compared(run: Run, sides: tuple[Path, Path], tmp_path: Path) -> None:
    plan = str(sides[0] / "same.yaml")
    assert run("compare", plan, str(tmp_path / "none.yaml")).code == 2
    broken = tmp_path / "broken.yaml"
    broken.write_text("document: [")
    ran = run("compare", plan, str(broken))
    assert ran.code == 2
    assert "needs review, now unreadable" in ran.out
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "there is no document in" in run("compare", plan, str(empty)).err
    fake = tmp_path / "fake.store"
    fake.write_bytes(b"SQLite format 3\0" + b"x" * 200)
    ran = run("compare", plan, str(fake))
    assert (ran.code, "cannot be read" in ran.err) == (2, True)


def test_a_hostile_document_cannot_act_on_the_terminal(run: Run, sides: tuple[Path, Path]) -> None:
    old, new = (side / "same.yaml" for side in sides)
    new.write_text(PLAN.replace("A parent", '"\\e]0;owned\\a\\u202e"'), encoding="utf-8")
    ran = run("compare", str(old), str(new))
    for character in "\x1b\x07\u202e":
        assert character not in ran.out


def test_the_totals_come_first_with_what_cannot_be_read(run: Run, sides: tuple[Path, Path]) -> None:
    (sides[1] / "same.yaml").write_text("document: [")
    ran = run("compare", *map(str, sides))
    assert ran.code == 2
    head, _, rest = ran.out.partition("\n\n")
    assert head.startswith("3 documents ")
    totals = rest.partition("\n\n")[0]
    assert "1 document gone: gone.yaml" in totals
    assert "1 document that cannot be read:\n    same.yaml: A value is missing here." in totals
    assert ran.out.count("same.yaml") == 1
    assert "notes.yaml: it has no `document:` key" in ran.err


def test_archives_and_lines_are_compared(run: Run, sides: tuple[Path, Path]) -> None:
    line = json.dumps({"document": "state_plan", "state": {"code": "VT", "name": "Vermont"}})
    other = line.replace("VT", "NY")
    for side, lines in zip(sides, ((line, other), (other, line)), strict=True):
        with zipfile.ZipFile(side / "all.zip", "w") as archive:
            archive.writestr("a.yaml", PLAN if side is sides[0] else REVISED)
        (side / "all.jsonl").write_text("\n".join(lines) + "\n")
    told = json.loads(run("compare", *map(str, sides), "--format", "json").out)["documents"]
    names = {one["name"]: one for one in told}
    assert len(names["all.zip/a.yaml"]["new_findings"]) == 1
    for number in (1, 2):
        assert (
            names[f"all.jsonl:{number}"]["old"]["sha256"]
            == (names[f"all.jsonl:{number}"]["new"]["sha256"])
        )


@pytest.mark.parametrize("others", [(), ("NY", "WY")])
def test_a_document_is_compared_with_its_line(
    run: Run, tmp_path: Path, others: tuple[str, ...]
) -> None:
    def plan(state: str, **more: Any) -> str:
        return json.dumps({"document": "state_plan", "state": {"code": state}, **more})

    (tmp_path / "plan.json").write_text(plan("VT"))
    lines = [*map(plan, others), plan("VT", source="Journal")]
    (tmp_path / "all.jsonl").write_text("".join(f"{line}\n" for line in lines))
    for sides in (("plan.json", "all.jsonl"), ("all.jsonl", "plan.json")):
        ran = run("compare", *(str(tmp_path / name) for name in sides), "--format", "json")
        told = json.loads(ran.out)["documents"]
        assert sum(None not in (one["old"], one["new"]) for one in told) == 1
        assert len(told) == len(lines)


def test_two_stores_that_were_made_otherwise_are_told(
    run: Run, sides: tuple[Path, Path], tmp_path: Path
) -> None:
    stores = [str(tmp_path / f"{number}.store") for number in range(2)]
    for store, words in zip(stores, ((), ("--ignore", "test.reviews/goals")), strict=True):
        run("check", str(sides[0]), "--resume", store, *words)
    ran = run("compare", *stores)
    assert "other options" in ran.err
    assert "fixed" in ran.out


def test_quiet_is_a_line_for_each_that_changed_and_the_totals(
    run: Run, sides: tuple[Path, Path]
) -> None:
    ran = run("compare", "-q", *map(str, sides))
    assert "vt/plan.yaml: needs review: 1 new, 2 fixed, 6 as before\n" in ran.out
    assert "1 document gone: gone.yaml" in ran.out
    assert "question" not in ran.out
    old, new = (str(side / "vt" / "plan.yaml") for side in sides)
    assert run("compare", "-q", old, new).said.endswith(
        "plan.yaml: needs review: 1 new, 2 fixed, 6 as before"
    )


def test_what_is_broken_on_both_sides_is_told_once(run: Run, tmp_path: Path) -> None:
    for side in ("a", "b"):
        (tmp_path / side).mkdir()
        (tmp_path / side / "plan.yaml").write_text(PLAN, encoding="utf-8")
        (tmp_path / side / "all.zip").write_bytes(b"PK\x03\x04broken")
    ran = run("compare", str(tmp_path / "a"), str(tmp_path / "b"))
    assert (ran.code, ran.said.count("cannot be read to its end")) == (2, 1)
    assert "0 new, 0 fixed, 0 changed in all" in ran.out
