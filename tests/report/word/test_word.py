"""The report for Word: what it says, that programs and readers find their way in it, its bytes."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml

from perkins_rules.batch.result import Result
from perkins_rules.findings import Determination, Verdict, Waiver
from perkins_rules.report.word.word_output import MOST_DOCUMENTS, WordOutput
from tests.report.html.making import (
    HOSTILE,
    about,
    checked,
    example,
    examples,
    hostile,
    variants,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(path: Path, results: Iterable[Result], draft: bool = False) -> Any:
    output = WordOutput(str(path), about(draft))
    output.begin()
    for result in results:
        output.add(result)
    output.finish()
    return Document(str(path))


def headings(made: Any, level: int) -> list[str]:
    return [p.text for p in made.paragraphs if p.style.name == f"Heading {level}"]


def texts(made: Any) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in made.element.body.iter(f"{W}p")]


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("word")
    return written(folder / "one.docx", [example("sample-plan-with-errors")])


def test_the_first_page_has_verdict_and_counts(one: Any) -> None:
    told = texts(one)
    assert told[:2] == ["Report under Perkins V", "sample-plan-with-errors.yaml"]
    assert any(line.startswith("Fails. 10 errors to correct") for line in told[:8])
    assert rows(one.tables[0]) == [
        ["Errors", "Missing", "Warnings", "Open", "Questions"],
        ["10", "1", "2", "3", "54"],
    ]


def test_errors_have_place_remedy_law_and_arithmetic(one: Any) -> None:
    told = texts(one)
    at = told.index("Error 5: Budget, line 340")
    assert told[at + 1].startswith("Line 2 is $260,000.01, $0.01 over the cap of $260,000.00")
    assert told[at + 3] == "To do: Lower line 2 to $260,000.00 or less."
    figures = next(
        t for t in one.tables if ["5%", "administration share"] in [r[:2] for r in rows(t)]
    )
    assert rows(figures)[1] == ["$260,000.01", "administration", "line 340"]
    assert rows(figures)[-1][0] == "$260,000.00"
    assert "Law: Perkins V §\u00a0112(a)(3); Guide IV.A line 2" in told
    targets = {rel.target_ref for rel in one.part.rels.values() if rel.is_external}
    assert any("section2322" in target for target in targets)


def test_missing_items_and_questions_are_tables_with_room_for_an_answer(one: Any) -> None:
    missing = next(t for t in one.tables if rows(t)[0] == ["Item", "Field", "Law"])
    assert [row[1] for row in rows(missing)[1:]] == [
        "narrative.labor_market",
    ]  # fmt: skip
    asked = next(t for t in one.tables if rows(t)[0] == ["No.", "Question", "Answer"])
    assert len(rows(asked)) == 1 + 54
    assert all("☐ met" in row[2] and "Note:" in row[2] for row in rows(asked)[1:])
    assert "“Speakers asked for evening classes" in rows(asked)[5][1]


def test_programs_find_language_title_headings_and_heads_of_tables(one: Any) -> None:
    assert one.core_properties.title == "Report under Perkins V: sample-plan-with-errors.yaml"
    assert one.core_properties.language == "en-US"
    assert one.styles.element.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val") == "en-US"
    assert headings(one, 1) == ["What was found"]
    assert headings(one, 2)[0] == "Errors (10)"
    for table in one.tables:
        first, *others = table._tbl.tr_lst
        assert first.find(f".//{W}tblHeader") is not None
        assert all(row.find(f".//{W}tblHeader") is None for row in others)
        assert table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")
    footer = one.sections[0].footer._element.xml
    assert 'w:instr=" PAGE "' in footer
    assert 'w:instr=" NUMPAGES "' in footer


def test_links_in_the_list_lead_to_the_sections(tmp_path: Path) -> None:
    made = written(tmp_path / "all.docx", examples())
    body = made.element.body
    anchors = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")]
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    named = [anchor for anchor in anchors if anchor is not None]
    assert len(named) == len(examples())
    assert set(named) == marks
    assert len(headings(made, 1)) == 2 + len(examples())


def test_of_many_documents_those_that_fail_come_first_and_it_says_what_is_cut(
    tmp_path: Path,
) -> None:
    results = list(variants(70))
    failing = sum(result.report.verdict == Verdict.FAIL for result in results)
    made = written(tmp_path / "many.docx", results)
    told = headings(made, 1)[2:]
    assert len(told) == MOST_DOCUMENTS
    assert {name for name in told[:failing] if "errors" in name or "new-york" in name}
    assert any(line.startswith("Cut: this report tells 50 of 70") for line in texts(made))
    assert len(rows(made.tables[1])) == 71


def test_what_is_determined_or_waived_says_by_whom(tmp_path: Path) -> None:
    result = example("sample-plan-with-errors")
    cap = next(f for f in result.report.findings if f.rule.endswith("/administration-cap"))
    question = next(f for f in result.report.findings if f.verdict == Verdict.NEEDS_REVIEW)
    made = Determination("met", "A. Reviewer", "2026-03-01", "Seen.", question.message, "current")
    waiver = Waiver("Letter 7", "Agreed.", "", "2027-01-01", None, "waivers.yaml:3")
    settled = question._replace(verdict=Verdict.PASS, determination=made)
    found = result.report._replace(findings=(cap._replace(waiver=waiver), settled))
    told = texts(written(tmp_path / "a.docx", [result._replace(report=found)]))
    assert "met, determined by A. Reviewer on 2026-03-01: Seen." in told
    assert any("by Letter 7: Agreed. See waivers.yaml:3." in line for line in told)


def test_a_draft_and_what_cannot_be_read(tmp_path: Path) -> None:
    begun = checked("a.yaml", "document: state_plan\nstate: {code: VT}\n")
    titles = headings(written(tmp_path / "a.docx", [begun], draft=True), 2)
    assert titles[0].startswith("Still to fill in (")
    told = texts(written(tmp_path / "b.docx", [checked("all.jsonl:2", "{")]))
    assert any(line.startswith("Not readable.") for line in told)
    assert "Error 1: The document" in told
    written(tmp_path / "c.docx", [])


def test_hostile_texts_are_texts(tmp_path: Path) -> None:
    for number, result in enumerate(hostile()):
        path = tmp_path / f"{number}.docx"
        made = written(path, [result])
        assert all(c.isprintable() or c in "\n\t\xa0" for line in texts(made) for c in line)
        with ZipFile(path) as packed:
            body = parse_xml(packed.read("word/document.xml"))
        names = {element.tag for element in body.iter()}
        assert not {f"{W}{bad}" for bad in ("instrText", "object", "altChunk", "fldSimple")} & names
        targets = [rel.target_ref for rel in made.part.rels.values() if rel.is_external]
        assert targets == []
    assert len(HOSTILE) == number + 1


ONCE_MORE = """
import sys
from pathlib import Path
from tests.report.word.test_word import example, written
written(Path(sys.argv[1]), [example("sample-plan-with-errors"), example("guam")])
"""


def test_the_same_bytes_on_another_day_and_with_another_hash_seed(tmp_path: Path) -> None:
    results = [example("sample-plan-with-errors"), example("guam")]
    written(tmp_path / "a.docx", results)
    with (
        patch("time.time", lambda: 2e9),
        patch("time.localtime", lambda *_: (2033, 1, 2, 3, 4, 5, 0, 2, 0)),
    ):
        written(tmp_path / "b.docx", results)
    root = Path(__file__).parents[3]
    subprocess.run(
        [sys.executable, "-c", ONCE_MORE, str(tmp_path / "c.docx")],
        check=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    first = (tmp_path / "a.docx").read_bytes()
    assert first == (tmp_path / "b.docx").read_bytes() == (tmp_path / "c.docx").read_bytes()
    with ZipFile(io.BytesIO(first)) as packed:
        assert not any("thumbnail" in name for name in packed.namelist())
        assert b"dcterms:created" not in packed.read("docProps/core.xml")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice to open it in")
def test_another_program_opens_it(tmp_path: Path) -> None:
    written(tmp_path / "a.docx", [example("sample-plan-with-errors")])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "a.docx",
    ]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    told = (tmp_path / "a.txt").read_text(encoding="utf-8-sig")
    assert "Error 5: Budget, line 340" in told
    assert "☐ does not apply" in told
