"""The file of a baseline: what is written is read again; what is not a baseline is told so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.baselines.entries import SEVERITIES, VERDICTS, Entry, Faulty
from perkins_rules.baselines.reader import entries_in, read_baseline
from perkins_rules.baselines.writer import baseline_text
from perkins_rules.batch.members import looks_like_a_document
from perkins_rules.record_file import read_record

ONE = Entry("plans/vt.yaml", "federal.budget/cap", "0123456789abcdef", "fail", "error", "Over.")
LINE = (
    '{"file": "plans/vt.yaml", "rule": "federal.budget/cap", "id": "0123456789abcdef",'
    ' "verdict": "fail", "severity": "error", "message": "Over."}'
)


def file_of(*lines: str) -> bytes:
    listed = ",\n".join(lines)
    return f'{{"perkins_rules_baseline": 1, "findings": [\n{listed}\n]}}'.encode()


def test_an_entry_stands_on_a_line_of_its_own() -> None:
    text = baseline_text([ONE, ONE._replace(file="plans/nh.yaml")])
    assert f"    {LINE}\n" in text
    assert len(text.splitlines()) == 7


def test_order_and_repetition_change_nothing() -> None:
    other = ONE._replace(id="f" * 16)
    assert baseline_text([other, ONE, other]) == baseline_text([ONE, other])


def test_no_findings_are_a_baseline_too() -> None:
    assert entries_in(baseline_text([]).encode()) == ()


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
entries = st.builds(
    Entry,
    file=texts,
    rule=texts,
    id=texts,
    verdict=st.sampled_from(VERDICTS),
    severity=st.sampled_from(SEVERITIES),
    message=texts,
    further=st.integers(0, 999_999_999),
)


@given(st.lists(entries, max_size=5, unique_by=lambda e: (e.file.replace("\\", "/"), e.id)))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_again(written: list[Entry]) -> None:
    content = baseline_text(written).encode()
    read = entries_in(content)
    assert len(read) == len(written)
    assert {e._replace(message="") for e in read} == {e._replace(message="") for e in written}
    assert json.loads(content)
    assert not looks_like_a_document(content)


def test_a_message_is_harmless_and_short() -> None:
    hostile = "a\x1b[31m\u202e, document: x " + "long " * 100
    content = baseline_text([ONE._replace(message=hostile)])
    assert "\x1b" not in content
    assert "\u202e" not in content
    assert not looks_like_a_document(content.encode())
    assert len(entries_in(content.encode())[0].message) <= 160


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "this is no baseline"),
        (b"[]", 1, "it has no `perkins_rules_baseline`"),
        (b"document: state_plan\n", 1, "this is no baseline"),
        (b'{"findings": []}', 1, "it has no `perkins_rules_baseline`"),
        (b'{\n"perkins_rules_baseline": 2, "findings": []}', 2, "form `2`"),
        (b'{"perkins_rules_baseline": "1", "findings": []}', 1, "this version reads form 1"),
        (b'{"perkins_rules_baseline": 1}', 1, "no list of `findings`"),
        (b'{"perkins_rules_baseline": 1,\n"findings": {}}', 2, "is no list"),
        (b'{"perkins_rules_baseline": 1,\n"finding": []}', 2, "no field `finding`"),
        (file_of(LINE, "7"), 3, "is a group of fields"),
        (file_of(LINE.replace('"id"', '"idd"')), 2, "no field `idd`"),
        (file_of(LINE.replace('"severity": "error", ', "")), 2, "no `severity`"),
        (file_of(LINE.replace('"fail"', '"pass"')), 2, "`verdict` is `pass`"),
        (file_of(LINE.replace('"Over."', "7")), 2, "`message` is no text"),
        (file_of(LINE.replace("0123456789abcdef", "")), 2, "`id` is empty"),
        (file_of(LINE.replace("}", ', "further": 0}')), 2, "`further` is no count"),
        (file_of(LINE.replace("}", ', "further": "2"}')), 2, "`further` is no count"),
        (file_of(LINE, LINE), 3, "stands already in line 2"),
        (file_of(LINE.replace("{", '{"id": "a", ', 1)), 2, "this is no baseline"),
        (b'{"perkins_rules_baseline": 1, "findings": [' + b"[" * 100_000, 1, "no baseline"),
        (b"{\n<<<<<<< HEAD\n", 2, "unfinished merge"),
        (b"\xff\xfe{\0}\0", 1, "no baseline"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(content: bytes, line: int, said: str) -> None:
    with pytest.raises(Faulty) as caught:
        entries_in(content, "b.json")
    assert caught.value.place == f"b.json:{line}"
    assert said in caught.value.message


def test_a_file_that_is_not_there_or_is_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(Faulty):
            read_baseline(read_record(str(path)))
