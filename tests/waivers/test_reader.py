"""A file of waivers: what is wrong is told with its line, and waives nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules.findings import Severity
from tests.waivers.making import CAP, RESERVE, checked, found, notes, waived, waiver, write


@pytest.mark.parametrize(
    ("entry", "line", "said"),
    [
        (waiver(authority=""), 2, "no `authority`"),
        (waiver(reason=""), 2, "no `reason`"),
        (waiver(expires=""), 2, "no `expires`"),
        (waiver(path=""), 2, "no `path`"),
        (waiver(rule=""), 2, "no `rule`"),
        (waiver(authority="", reason="", expires=""), 2, "`authority`, `reason`, `expires`"),
        (waiver(authority="'  '"), 2, "no `authority`"),
        (waiver(expires="30 June 2027"), 6, "`expires` is `30 June 2027`"),
        (waiver(expires="2027-02-30"), 6, "not a day of the calendar"),
        (waiver(expires="forever"), 6, "not a date"),
        (waiver(date="2026-3-2"), 7, "`date` is `2026-3-2`"),
        (waiver(date="2027-07-01"), 6, "before its date"),
        (waiver("test.waivers/cop"), 2, "Did you mean `test.waivers/cap`?"),
        (waiver("cap"), 2, "Did you mean `test.waivers/cap`?"),
        (waiver("test.waivers/*"), 2, "no rule"),
        (waiver("document/state"), 2, "cannot be waived"),
        (waiver("waivers/expired"), 2, "cannot be waived"),
        (waiver("determinations/file"), 2, "cannot be waived"),
        (waiver(cite="perkin 131(b)"), 7, "Did you mean `perkins`?"),
        (waiver(cite="perkins 999"), 7, "no section `999`"),
        (waiver(cite="perkins"), 7, "names no section"),
        (waiver(authorithy="x"), 7, "Did you mean `authority`?"),
        (waiver(reason="[a, b]"), 5, "`reason` is not a text"),
        (waiver(reason="x" * 3000), 5, "too long"),
        ("  - some words\n", 2, "is a group of fields"),
        (waiver() + waiver(), 7, "waived already, in line 2"),
    ],
)
def test_a_faulty_waiver_is_told_with_its_line(
    tmp_path: Path, entry: str, line: int, said: str
) -> None:
    path = write(tmp_path, entry)
    report = waived(path)
    (note,) = found(report, "waivers/file")
    assert note.severity == Severity.ERROR
    assert f":{line}: " in note.message
    assert said in note.message
    assert path in note.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a list\n", "not a group of fields"),
        ("waivers: {rule: x}\n", "not a list"),
        ("waiver: []\n", "Did you mean `waivers`?"),
        ("waivers: [\n", "waivers.yaml:"),
        ("waivers: !!python/object:os.system []\n", "tag"),
        ("waivers:\n  - &a {rule: *a}\n", "alias"),
        ("waivers: []\nwaivers: []\n", "waivers.yaml:2: "),
        ("a: &a [x,x,x,x,x,x,x,x,x]\n" + "waivers: []\n", "There is no field"),
        ("\0", "NUL"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str, said: str) -> None:
    report = waived(write(tmp_path, text=text))
    (note,) = found(report, "waivers/file")
    assert said in note.message


def test_one_that_is_wrong_voids_itself_alone(tmp_path: Path) -> None:
    report = waived(write(tmp_path, waiver(), waiver(RESERVE, expires="soon")))
    (note,) = found(report, "waivers/file")
    assert "What is wrong" in note.message
    assert "waives nothing. 1 other waiver holds." in note.message
    assert sum(f.waiver is not None for f in report.findings) == 1


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "waivers:\n", "waivers: []\n"])
def test_an_empty_file_waives_nothing(tmp_path: Path, text: str) -> None:
    assert waived(write(tmp_path, text=text)) == checked()


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "waivers.yaml"
    path.write_bytes(b"waivers:\n  - rule: \xff\n")
    assert notes(waived(str(path))) == ["waivers/file"]


def test_the_others_hold_beside_a_faulty_one(tmp_path: Path) -> None:
    entries = [waiver(expires=""), waiver(RESERVE, "budget.reserve.amount")]
    report = waived(write(tmp_path, *entries))
    assert notes(report) == ["waivers/file"]
    assert found(report, CAP)[0].waiver is None
    assert found(report, RESERVE)[0].waiver is not None


def test_many_faults_are_counted(tmp_path: Path) -> None:
    report = waived(write(tmp_path, *[waiver(expires="", reason=str(n)) for n in range(9)]))
    (note,) = found(report, "waivers/file")
    assert "There are 6 more such faults." in note.message


def test_a_schema_finding_can_be_waived(tmp_path: Path) -> None:
    entry = waiver("schema/unknown-field", "budget.typo")
    text = "document: state_plan\nstate: {code: VT}\nbudget: {typo: 1}\n"
    report = waived(write(tmp_path, entry), text)
    waivers = [f for f in report.findings if f.waiver is not None]
    assert [f.rule for f in waivers] == ["schema/unknown-field"]
