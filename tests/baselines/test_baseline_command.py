"""`perkins-rules baseline`, and `check` by what it writes."""

from __future__ import annotations

import base64
import json
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.engine.shared import bounded

from ..app.conftest import ERRORS, SAMPLE, Run
from ..report.html.making import blocks

OVER = "amount: 260000.01"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two plans, one of them with errors; the working folder."""
    (tmp_path / "plans").mkdir()
    shutil.copy(ERRORS, tmp_path / "plans" / "bad.yaml")
    shutil.copy(SAMPLE, tmp_path / "plans" / "good.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def entries(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["findings"]
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_known_fails_nothing(run: Run, folder: Path) -> None:
    assert run("check", "plans/bad.yaml").code == 1
    assert run("baseline", "plans").code == 0
    ran = run("check", "plans/bad.yaml", "--baseline", "baseline.json")
    assert ran.code == 0
    assert "No new errors." in ran.out.splitlines()[2]
    assert "Known from the baseline" in ran.out
    assert "known from the baseline" in ran.out.splitlines()[-1]
    assert run("check", "plans", "--baseline", "baseline.json").code == 0
    assert "fail nothing" in run("check", "plans", "--baseline", "baseline.json").out


def test_what_is_new_fails_and_is_told_alone(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    edit(folder / "plans" / "good.yaml", "amount: 260000", "amount: 999000")
    ran = run("check", "-q", "plans", "--baseline", "baseline.json")
    assert ran.code == 1
    lines = [line for line in ran.out.splitlines() if "error:" in line]
    assert lines
    assert all("good.yaml" in line for line in lines)


def test_json_says_so_and_only_of_what_is_known(run: Run, folder: Path) -> None:
    run("baseline", "plans/bad.yaml")
    told = run("check", "plans/bad.yaml", "--format", "json", "--baseline", "baseline.json").out
    document = json.loads(told)["documents"][0]
    known = [f["id"] for f in document["findings"] if f.get("baseline")]
    # What only says again that a value could not be read is known with it, without its own entry.
    by_id = {f["id"]: f for f in document["findings"]}
    causes = (by_id.get(by_id[one]["because_of"]) for one in known)
    again = {
        one
        for one, cause in zip(known, causes, strict=True)
        if by_id[one]["verdict"] == "fail" and cause and cause["rule"].startswith("schema/")
    }
    written = sorted(entry["id"] for entry in entries(folder / "baseline.json"))
    assert sorted(set(known) - again) == written
    assert {f.get("baseline", True) for f in document["findings"]} == {True}
    assert document["verdict"] == "fail"  # it does not pass for being known


def test_figures_may_change_and_lines_may_move(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    path = folder / "plans" / "bad.yaml"
    edit(path, OVER, "amount: 260000.02")
    path.write_text("# a new first line\n" + path.read_text("utf-8"), encoding="utf-8")
    assert run("check", "plans/bad.yaml", "--baseline", "baseline.json").code == 0


def test_what_is_counted_beyond_a_number_is_known_as_long_as_it_is_no_more(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "most_told", lambda _: 10)
    late = ", ".join(f"2026-10-{day}" for day in range(10, 30))
    edit(folder / "plans" / "good.yaml", "dates: [2026-01-21", f"dates: [{late}, 2026-01-21")
    run("baseline", "plans")
    (counted,) = (one for one in entries(folder / "baseline.json") if "further" in one)
    assert counted["further"] == 10
    check = ("check", "plans/good.yaml", "--baseline", "baseline.json")
    assert run(*check).code == 0
    edit(folder / "plans" / "good.yaml", "2026-10-29, ", "")
    assert run(*check).code == 0
    edit(folder / "plans" / "good.yaml", "2026-10-28, ", "2026-10-28, 2026-10-30, 2026-10-31, ")
    ran = run(*check)
    assert ran.code == 1
    assert "finds 11 more in this list" in ran.said


def test_what_weighs_more_than_it_did_is_new(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    text = (folder / "baseline.json").read_text("utf-8")
    lighter = text.replace('"severity": "error"', '"severity": "warning"')
    (folder / "baseline.json").write_text(lighter, encoding="utf-8")
    assert run("check", "plans/bad.yaml", "--baseline", "baseline.json").code == 1


@pytest.mark.parametrize("where", ["plans", "elsewhere"])
def test_whatever_the_working_folder(
    run: Run, folder: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("baseline", "plans")
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / where)
    absolute = str(folder / "plans" / "bad.yaml")
    for name in ("../plans/bad.yaml", absolute):
        assert run("check", name, "--baseline", "../baseline.json").code == 0
    assert run("baseline", "../plans", "--output", "../again.json").code == 0
    assert (folder / "again.json").read_bytes() == (folder / "baseline.json").read_bytes()


def test_names_as_windows_writes_them_are_the_same(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    edited = (folder / "baseline.json").read_text("utf-8").replace("plans/", "plans\\\\")
    (folder / "baseline.json").write_text(edited, encoding="utf-8")
    assert run("check", "plans/bad.yaml", "--baseline", "baseline.json").code == 0


def test_what_no_longer_occurs_is_told_and_pruned(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    before = entries(folder / "baseline.json")
    edit(folder / "plans" / "bad.yaml", OVER, "amount: 260000.00")
    ran = run("check", "plans/bad.yaml", "--baseline", "baseline.json")
    assert ran.code == 0
    assert "of the baseline no longer" in ran.out
    assert "federal.budget/administration-cap" in ran.out
    pruned = run("baseline", "--prune", "baseline.json", "plans/bad.yaml")
    assert pruned.code == 0
    after = entries(folder / "baseline.json")
    gone = [entry for entry in before if entry not in after]
    assert "federal.budget/administration-cap" in {entry["rule"] for entry in gone}
    assert all(entry in before for entry in after)
    assert "no longer" not in run("check", "plans/bad.yaml", "--baseline", "baseline.json").out


def test_pruning_adds_nothing_and_leaves_other_documents_alone(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    before = (folder / "baseline.json").read_bytes()
    edit(folder / "plans" / "good.yaml", "amount: 260000", "amount: 999000")
    assert run("baseline", "--prune", "baseline.json", "plans/good.yaml").code == 0
    assert (folder / "baseline.json").read_bytes() == before


def test_documents_that_are_gone_are_told_and_pruned(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    (folder / "plans" / "bad.yaml").unlink()
    ran = run("check", "plans/good.yaml", "--baseline", "baseline.json")
    assert ran.code == 0
    assert "plans/bad.yaml" in ran.err
    run("baseline", "--prune", "baseline.json", "plans")
    assert not [e for e in entries(folder / "baseline.json") if e["file"] == "plans/bad.yaml"]


def test_rules_left_out_say_nothing_of_what_is_gone(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    words = ("--baseline", "baseline.json", "--select", "112(b)")
    assert "no longer" not in run("check", "plans/bad.yaml", *words).out


def test_documents_in_archives_have_baselines_too(run: Run, folder: Path) -> None:
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.write(ERRORS, "a.yaml")
        archive.write(ERRORS, "b.yaml")
    assert run("baseline", "all.zip").code == 0
    assert run("check", "all.zip", "--baseline", "baseline.json").code == 0
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.write(ERRORS, "a.yaml")
    run("baseline", "--prune", "baseline.json", "all.zip")
    assert {entry["file"] for entry in entries(folder / "baseline.json")} == {"all.zip!a.yaml"}


def test_every_output_marks_what_is_known(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    files = ("r.html", "r.csv", "r.sarif", "r.json", "r.xlsx")
    told = [word for name in files for word in ("-o", name)]
    assert run("check", "plans/bad.yaml", "--baseline", "baseline.json", *told).code == 0
    packed = base64.b64decode(blocks(folder / "r.html")["documents-0"])
    assert b"Known from the baseline" in zlib.decompress(packed, -15)
    assert ",known," in (folder / "r.csv").read_text("utf-8-sig")
    assert "Known from the baseline" in (folder / "r.sarif").read_text("utf-8")
    assert '"baseline": true' in (folder / "r.json").read_text("utf-8")


def test_what_cannot_be_read_is_told_and_the_rest_is_written(run: Run, folder: Path) -> None:
    (folder / "plans" / "cut.yaml").write_text("document: [", encoding="utf-8")
    ran = run("baseline", "plans")
    assert ran.code == 2
    assert "cut.yaml" in ran.err
    assert entries(folder / "baseline.json")


def test_a_document_is_not_written_over(run: Run, folder: Path) -> None:
    before = (folder / "plans" / "good.yaml").read_bytes()
    ran = run("baseline", "plans/bad.yaml", "-o", "plans/good.yaml")
    assert ran.code == 2
    assert "is no baseline; it is left as it is" in ran.err
    assert (folder / "plans" / "good.yaml").read_bytes() == before


def test_a_baseline_that_cannot_be_used_stops_the_check(run: Run, folder: Path) -> None:
    for words in (("plans/bad.yaml",), ("plans",)):
        ran = run("check", *words, "--baseline", "plans/good.yaml")
        assert ran.code == 2
        assert "this is no baseline" in ran.err
        assert run("check", *words, "--baseline", "none.json").code == 2


def test_the_baseline_that_is_configured_is_gone_by(run: Run, folder: Path) -> None:
    (folder / "perkins.yaml").write_text("baseline: baseline.json\n", encoding="utf-8")
    assert run("baseline", "plans").code == 0
    assert run("check", "plans/bad.yaml").code == 0
    assert run("check", "plans").code == 0
    assert run("check", "plans/bad.yaml", "--no-config").code == 1


def test_a_store_keeps_results_whatever_the_baseline(run: Run, folder: Path) -> None:
    run("baseline", "plans")
    assert run("check", "plans", "--resume", "store").code == 1
    assert run("check", "plans", "--resume", "store", "--baseline", "baseline.json").code == 0
    assert run("check", "plans", "--resume", "store").code == 1


def test_what_could_not_be_read_is_not_counted_in_but_told(run: Run, folder: Path) -> None:
    (folder / "plans" / "torn.yaml").write_text("document: state_plan\nstate: {\n")
    (folder / "plans" / "notes.yaml").write_text("just: notes\n")
    ran = run("baseline", "plans")
    assert ran.code == 2
    assert "of 2 documents written down; 1 document could not be read" in ran.said
    assert "torn.yaml: The `{` of" in ran.said
    assert "left out, as no documents: 1" in ran.said
