"""What waivers do to a report: the finding stands, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules import assets
from perkins_rules.findings import Severity, Verdict
from perkins_rules.findings_plain import document_from_plain, document_to_plain
from perkins_rules.report.unfinished import reaches
from perkins_rules.waivers import matching
from tests.waivers.making import (
    ADMINISTRATION,
    CAP,
    DEFINITIONS,
    PLAN,
    RATIO,
    RESERVE,
    TODAY,
    checked,
    found,
    notes,
    waived,
    waiver,
    write,
)

FIRST = "performance.indicators[1S1].numerator_definition"
SECOND = "performance.indicators[2P1].numerator_definition"


def test_a_waived_finding_stands_and_fails_nothing(tmp_path: Path) -> None:
    before = checked()
    report = waived(write(tmp_path, waiver(date="2026-03-02", cite="perkins 131(b)")))
    (finding,) = found(report, CAP)
    assert finding.waiver is not None
    assert finding.waiver.citation is not None
    assert finding.waiver.citation.text == "Perkins V § 131(b), 20 U.S.C. 2351(b)"
    assert finding.waiver.place.endswith("waivers.yaml:2")
    assert not reaches(finding, "info")
    assert finding._replace(waiver=None) == found(before, CAP)[0]
    assert report.counts["waived"] == 1
    assert report.counts["fail"] == before.counts["fail"] - 1
    assert report.today == TODAY


@pytest.mark.parametrize(
    "path",
    [ADMINISTRATION, "/budget/state_administration/amount"],
)
def test_a_path_is_in_words_or_a_pointer(tmp_path: Path, path: str) -> None:
    assert found(waived(write(tmp_path, waiver(path=path))), CAP)[0].waiver is not None


@pytest.mark.parametrize(
    "path",
    [
        FIRST,
        "performance.indicators[1s1].numerator_definition",
        "performance.indicators[1].numerator_definition",
        "/performance/indicators/0/numerator_definition",
    ],
)
def test_an_entry_is_named_by_key_number_or_pointer(tmp_path: Path, path: str) -> None:
    report = waived(write(tmp_path, waiver(DEFINITIONS, path)))
    first, second = found(report, DEFINITIONS)
    assert first.waiver is not None
    assert second.waiver is None


def test_the_verdict_is_that_without_what_is_waived(tmp_path: Path) -> None:
    plain = PLAN.replace("performance:", "state_match: {}\n#").split("#")[0]
    plain = plain.replace("state_match: {}\n", "")
    assert checked(plain).verdict == Verdict.FAIL
    entries = [waiver(), waiver(RATIO, "budget.state_match.amount")]
    report = waived(write(tmp_path, *entries), plain)
    weighed = [f for f in report.findings if f.severity == Severity.ERROR and f.waiver is None]
    assert not [f for f in weighed if f.verdict == Verdict.FAIL], weighed
    assert report.verdict != Verdict.FAIL


def test_what_cannot_be_determined_can_be_waived(tmp_path: Path) -> None:
    (finding,) = found(checked(), RATIO)
    assert finding.verdict == Verdict.CANNOT_DETERMINE
    report = waived(write(tmp_path, waiver(RATIO, finding.path)))
    assert found(report, RATIO)[0].waiver is not None
    assert report.counts["cannot_determine"] == checked().counts["cannot_determine"] - 1


def test_an_expired_waiver_fails_with_its_own_finding(tmp_path: Path) -> None:
    path = write(tmp_path, waiver())
    assert notes(waived(path, today="2027-06-30")) == []
    report = waived(path, today="2027-07-01")
    (note,) = found(report, "waivers/expired")
    assert note.severity == Severity.ERROR
    assert CAP in note.message
    assert "2027-06-30" in note.message
    assert "waivers.yaml:2" in note.message
    assert found(report, CAP)[0].waiver is None
    assert reaches(note, "error")


def test_a_waiver_does_not_hold_before_its_date(tmp_path: Path) -> None:
    path = write(tmp_path, waiver(date="2026-12-01"))
    report = waived(path, today="2026-11-30")
    assert notes(report) == ["waivers/not-yet"]
    assert found(report, CAP)[0].waiver is None
    assert notes(waived(path, today="2026-12-01")) == []


def test_a_waiver_that_matches_nothing_is_reported(tmp_path: Path) -> None:
    report = waived(write(tmp_path, waiver(path="budget.reserve.amount")))
    (note,) = found(report, "waivers/stray")
    assert note.severity == Severity.WARNING
    assert report.verdict == checked().verdict
    assert report.today is None


def test_with_rules_left_out_nothing_is_said_of_stray_waivers(tmp_path: Path) -> None:
    path = write(tmp_path, waiver(path="budget.reserve.amount"))
    assert waived(path, all_asked=False) == checked()


def test_a_waiver_of_several_findings_waives_none(tmp_path: Path) -> None:
    twice = PLAN.replace("2P1", "1S1")
    path = write(tmp_path, waiver(DEFINITIONS, FIRST))
    report = waived(path, twice)
    (note,) = found(report, "waivers/ambiguous")
    assert all(f.waiver is None for f in report.findings)
    assert "/performance/indicators/1/numerator_definition" in note.remedy
    which = found(report, DEFINITIONS)[1].id
    again = waived(write(tmp_path, waiver(DEFINITIONS, FIRST, finding=which)), twice)
    assert [f.waiver is not None for f in found(again, DEFINITIONS)] == [False, True]


@pytest.mark.parametrize(
    ("file", "name", "holds"),
    [
        ("plans/vt.yaml", "plans/vt.yaml", True),
        ("./plans/vt.yaml", "plans/vt.yaml", True),
        ("plans/*.yaml", "plans/vt.yaml", True),
        ("**/vt.yaml", "plans/2026/vt.yaml", True),
        ("plans/*.yaml", "plans/2026/vt.yaml", False),
        ("plans/[a-m]*.yaml", "plans/vt.yaml", False),
        ("plans/[!a-m]*.yaml", "plans/vt.yaml", True),
        ("all.zip!vt.yaml", "all.zip!vt.yaml", True),
        ("vt.yaml", "plans/vt.yaml", False),
    ],
)
def test_a_waiver_is_for_the_documents_it_names(
    tmp_path: Path, file: str, name: str, holds: bool
) -> None:
    path = write(tmp_path, waiver(file=f"'{file}'"))
    report = waived(path, name=str(tmp_path / name), alone=False)
    assert (found(report, CAP)[0].waiver is not None) is holds
    assert notes(report) == []


def test_in_a_run_of_many_only_a_waiver_of_one_document_is_stray_in_it(tmp_path: Path) -> None:
    missed = "budget.reserve.amount"
    name = str(tmp_path / "plan.yaml")
    named = write(tmp_path, waiver(path=missed, file="plan.yaml"))
    assert notes(waived(named, name=name, alone=False)) == ["waivers/stray"]
    for file in ("", "'*.yaml'"):
        path = write(tmp_path, waiver(path=missed, file=file))
        assert notes(waived(path, name=name, alone=False)) == []


def test_the_report_in_json_has_the_waiver_and_comes_back(tmp_path: Path) -> None:
    report = waived(write(tmp_path, waiver(cite="perkins 131(b)")))
    plain = json.loads(json.dumps(document_to_plain(report)))
    assert document_from_plain(plain) == report
    schema = json.loads(
        (assets.assets_root() / "schemas" / "report.schema.json").read_text("utf-8")
    )
    whole = {
        "tool": {"name": "perkins-rules", "version": "0"},
        "asked": {"date": None, "edition": None, "profile": None},
        "documents": [plain],
    }
    jsonschema.Draft202012Validator(schema).validate(whole)
    assert "today" not in document_to_plain(checked())


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, 20)), st.sampled_from([TODAY, "2027-07-01", "2020-01-01"]))
def test_waiving_never_changes_any_other_finding(
    tmp_path_factory: pytest.TempPathFactory, chosen: set[int], today: str
) -> None:
    before = checked()
    open_ = [f for f in before.findings if f.verdict in (Verdict.FAIL, Verdict.CANNOT_DETERMINE)]
    mine = [f for number, f in enumerate(open_) if number in chosen and "/" in f.rule]
    mine = [f for f in mine if not f.rule.startswith("document/")]
    folder = tmp_path_factory.mktemp("waivers")
    entries = [waiver(f.rule, f.path or ".", finding=f"'{f.id}'") for f in mine]
    report = waived(write(folder, *entries), today=today)
    kept = [f for f in report.findings if not f.rule.startswith("waivers/")]
    assert [f._replace(waiver=None) for f in kept] == list(before.findings)
    expected = {f.id for f in mine} if today <= "2027-06-30" else set()
    assert {f.id for f in kept if f.waiver is not None} == expected
    assert sum(report.counts.values()) == sum(before.counts.values())


def test_both_severities(tmp_path: Path) -> None:
    report = waived(write(tmp_path, waiver(), waiver(RESERVE, "budget.reserve.amount")))
    assert report.counts["waived"] == 2
    assert notes(report) == []


@pytest.mark.parametrize(
    ("pointer", "name"),
    [
        ("/lines/1/amount", "lines[2].amount"),
        ("/lines/0", "lines[1]"),
        ("/a/\u0663", "a.\u0663"),  # a digit of another script is a name
        ("/a/1234567890", "a.1234567890"),
    ],
)
def test_entries_are_named_by_their_number_from_one(pointer: str, name: str) -> None:
    assert matching._numbered(pointer) == name
