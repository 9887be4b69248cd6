"""The file of determinations: what is refused, and that what others wrote in it stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.determinations.place import beside, is_determinations, place_beside
from perkins_rules.determinations.reader import read_determinations, records_in
from perkins_rules.determinations.records import Faulty, Record
from perkins_rules.determinations.writer import updated
from perkins_rules.record_file import read_record
from tests.schemas.dialect import validator

RECORD = Record(
    finding="ef859c79c9efcad4",
    rule="test.reviews/goals",
    at="narrative.vision_and_goals",
    question="Does it name goals for all?",
    answer="met",
    reviewer="R. Viewer",
    date="2026-03-01",
    note="",
    text_sha256="0" * 64,
)
OTHER = RECORD._replace(finding="0a", answer="not_met", note="None for adults.\n\nSee page 3: #4")
FILE = updated(b"", [RECORD, OTHER], (), "plan.yaml")


def faults(text: str | bytes) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(Faulty) as raised:
        records_in(content)
    return [str(fault) for fault in raised.value.faults]


def test_what_is_written_is_read() -> None:
    assert records_in(FILE.encode()) == (RECORD, OTHER)
    assert FILE.startswith("# What reviewers determined on plan.yaml.\n")


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "determinations:\n", "determinations: []\n"]
)
def test_an_empty_file_holds_none(text: str) -> None:
    assert records_in(text.encode()) == ()
    assert records_in(updated(text.encode(), [RECORD]).encode()) == (RECORD,)


def test_json_is_read_too() -> None:
    assert records_in(json.dumps({"determinations": [RECORD._asdict()]}).encode()) == (RECORD,)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("answer: met", "answer: ok", "line 10: `answer` is `ok`, which is no answer."),
        ("answer: met", "answer: Not met", "Did you mean `not_met`?"),
        ("answer: met", "anwser: met", "line 10: There is no field `anwser` here. Did you mean"),
        ("date: 2026-03-01", "date: 2026-02-30", "`date` is `2026-02-30`, which is not a day of"),
        ("date: 2026-03-01", "date: 3/1/2026", "`date` is `3/1/2026`, which is not a date here. W"),
        ("date: 2026-03-01", "date:", "line 6: This determination has no `date`."),
        ("reviewer: R. Viewer", "reviewer: ", "line 6: This determination has no `reviewer`."),
        ("reviewer: R. Viewer", "reviewer: [R]", "`reviewer` is not a text."),
        ("finding: ef859c79c9efcad4", "finding:", "This determination has no `finding`."),
        ("ef859c79c9efcad4", "0a", "is determined already, in line 6. Keep one of the two."),
        ("0" * 64, "0" * 63, "`text_sha256` is not a digest of 64 digits."),
        ("determinations:", "determination:", "There is no field `determination` here. Did you m"),
        ("  - finding", "  - just words\n  - finding", "line 6: A determination is a group of fie"),
        ("reviewer: R. Viewer", "reviewer: " + "x" * 201, "`reviewer` is too long."),
        ("note:\n", "note: &a x\n    answer: *a\n", "The field `answer` is given twice"),
        ("note:\n", "note: !x y\n", "`!x` is a YAML tag"),
        ("note:\n", "note: \0\n", "line 13:"),
    ],
)
def test_faults_are_told_with_their_line(before: str, after: str, said: str) -> None:
    text = FILE.replace(before, after, 1)
    assert text != FILE
    assert any(said in fault for fault in faults(text)), faults(text)


def test_all_faults_are_told_at_once() -> None:
    text = FILE.replace("answer: met", "answer: ok").replace("date: 2026-03-01", "date: soon")
    assert len(faults(text)) == 3


@pytest.mark.parametrize("text", ["- a\n", "just words", "determinations: 3", "determinations: {}"])
def test_another_shape_is_refused(text: str) -> None:
    assert faults(text)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert faults(b"determinations:\n  - \xff")
    (fault,) = read_determinations(read_record(str(tmp_path))).faults
    assert "cannot be read" in fault.message


# ------------------------------------------------------------------ writing


def test_comments_and_order_stay() -> None:
    text = FILE.replace("answer: met", "answer: met  # see the minutes").replace(
        "    note: |-", "    # of the second reading\n    note: |-"
    )
    text = text.replace("determinations:\n", "# above\ndeterminations:\n  # before the first\n")
    text += "# at the end\n"
    changed = updated(text.encode(), [RECORD._replace(note="new"), RECORD._replace(finding="z")])
    for comment in (
        "# above\n",
        "  # before the first\n",
        "    # see the minutes\n    answer: met\n",
        "    # of the second reading\n    note: |-\n",
        "# at the end\n",
    ):
        assert comment in changed
    assert [r.finding for r in records_in(changed.encode())] == [RECORD.finding, "0a", "z"]


def test_what_is_not_changed_keeps_its_bytes() -> None:
    text = FILE.replace("reviewer: R. Viewer", "reviewer:   'R. Viewer'")
    changed = updated(text.encode(), [RECORD._replace(answer="not_applicable")])
    second = text[text.index("  - finding: 0a") :]
    assert changed.endswith(second)


def test_windows_line_ends_stay() -> None:
    text = FILE.replace("\n", "\r\n")
    changed = updated(text.encode(), [RECORD._replace(note="x"), RECORD._replace(finding="z")])
    assert changed.count("\n") == changed.count("\r\n")
    assert len(records_in(changed.encode())) == 3


@pytest.mark.parametrize("form", ["json", "flow"])
def test_a_file_in_another_form_is_written_anew(form: str) -> None:
    plain = {"determinations": [RECORD._asdict()]}
    text = json.dumps(plain) if form == "json" else yaml.safe_dump(plain, default_flow_style=True)
    changed = updated(f"# kept\n{text}".encode(), [OTHER])
    assert records_in(changed.encode()) == (RECORD, OTHER)
    assert changed.startswith("# kept\n") or form == "json"


@pytest.mark.parametrize("note", ["first # second", "# all", "a\n# b\n\n#", "x: {y} # z"])
@pytest.mark.parametrize("remark", ["", "was met"])
def test_no_part_of_a_note_is_taken_for_a_comment(note: str, remark: str) -> None:
    once = updated(b"", [RECORD._replace(note=note), OTHER])
    changed = RECORD._replace(answer="not_met", note="new # note")
    again = updated(once.encode(), [changed], (), "", {RECORD.finding: remark})
    assert records_in(again.encode()) == (changed, OTHER)
    comments = [line.strip() for line in again.split("\n") if line.startswith("    #")]
    assert comments == ([f"# {remark}"] if remark else [])


@pytest.mark.parametrize("is_list", [True, False])
@pytest.mark.parametrize("changed", [RECORD._replace(answer="not_met"), OTHER])
def test_remarks_and_comments_are_kept_in_braces(is_list: bool, changed: Record) -> None:
    plain = RECORD._replace(note="see 3 # 4")._asdict()
    inner = ", ".join(f"{name}: {json.dumps(value)}" for name, value in plain.items())
    inner = "{" + inner.replace(", date:", ", # why so\n     date:") + "}"
    text = f"determinations: [{inner}]\n" if is_list else f"determinations:\n  - {inner}\n"
    again = updated(text.encode(), [changed], (), "", {changed.finding: "was met"})
    assert changed in records_in(again.encode())
    assert again.count("# why so") == 1
    assert f"    # was met\n    answer: {changed.answer}\n" in again


def test_dropped_records_go() -> None:
    third = RECORD._replace(finding="z")
    for ends in ("\n", "\r\n"):
        text = FILE.replace("\n", ends).encode()
        changed = updated(text, [third], ["0a"])
        assert records_in(changed.encode()) == (RECORD, third)
        assert f"{ends}{ends}" not in changed
        changed = updated(text, [third], [RECORD.finding])
        assert changed.startswith(
            FILE[: FILE.index("  - ")].replace("\n", ends) + "  - finding: 0a"
        )
    assert records_in(updated(FILE.encode(), [], ["0a"]).encode()) == (RECORD,)
    assert records_in(updated(FILE.encode(), [], ["0a", RECORD.finding]).encode()) == ()


def test_a_remark_stands_above_the_answer() -> None:
    remarks = {"0a": "was\nmet \x1b[31m"}
    changed = updated(FILE.encode(), [OTHER._replace(answer="")], (), "", remarks)
    assert "    # was met [31m\n    answer:\n" in changed


_TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\n :#-'\"&*!|>%@`{}[]?,"),
    min_size=1,
    max_size=60,
).map(str.strip)


@settings(deadline=None)
@given(note=_TEXTS, reviewer=_TEXTS.filter(bool), finding=_TEXTS.filter(bool))
def test_any_text_is_kept_as_it_is(note: str, reviewer: str, finding: str) -> None:
    record = RECORD._replace(note=note, reviewer=reviewer, finding=finding)
    once = updated(FILE.encode(), [record], (), "plan.yaml")
    expected = {r.finding: r for r in (RECORD, OTHER, record)}
    assert records_in(once.encode()) == tuple(expected.values())


def test_the_schema_takes_what_is_written_and_refuses_what_is_refused() -> None:
    schema = validator("determinations")
    loaded = yaml.load(FILE, yaml.BaseLoader)  # noqa: S506  # it makes texts alone
    assert schema.is_valid(loaded)
    blank = updated(b"", [RECORD._replace(answer="", reviewer="", date="")])
    assert schema.is_valid(yaml.load(blank, yaml.BaseLoader))  # noqa: S506
    for name, value in (("answer", "ok"), ("reviewer", ""), ("date", "soon"), ("more", "x")):
        assert not schema.is_valid({"determinations": [{**RECORD._asdict(), name: value}]})


# ------------------------------------------------------------------ places


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("plan.yaml", "plan.determinations.yaml"),
        ("a.b/plan.v2.YML", "a.b/plan.v2.determinations.yaml"),
        ("plan.json", "plan.determinations.yaml"),
        ("plan", "plan.determinations.yaml"),
        ("-", None),
        ("", None),
        ("s3://bucket/plan.yaml", None),
        ("plan.determinations.yaml", None),
        ("a\0b.yaml", None),
    ],
)
def test_where_determinations_stand(name: str, place: str | None) -> None:
    assert place_beside(name) == place


def test_the_file_beside_is_read_once_with_its_digest(tmp_path: Path) -> None:
    plan = str(tmp_path / "plan.yaml")
    assert beside(plan) is None
    (tmp_path / "plan.determinations.yaml").write_text(FILE)
    file = beside(plan)
    assert file is not None
    assert file.content == FILE.encode()
    assert len(file.sha256) == 64
    assert is_determinations("x/plan.determinations.yaml")
    assert not is_determinations("determinations.yaml")
