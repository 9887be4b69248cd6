"""SARIF: valid, read by another program, true to what was found."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from sarif_pydantic import Sarif

from perkins_rules.batch.making import result_of
from perkins_rules.checker import Checker
from perkins_rules.findings import Severity, Verdict
from perkins_rules.member import faulty
from perkins_rules.report.formats.paths import file_uri
from tests.loaded import built_in
from tests.report.making import LAW, review, undetermined
from tests.report.outputs.making import hostile, over, result, some

from .making import ERRORS, EXAMPLES, about, checked, example, waived, written
from .sarif_schema import SCHEMA

EVERY_EXAMPLE = sorted(path.name for path in EXAMPLES.glob("*with-errors.yaml"))


def log(folder: Path, *results: Any, **parts: Any) -> dict[str, Any]:
    """The one run of a log, which is valid and which another program reads."""
    plain = json.loads(written(folder, "sarif", results, **parts))
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(plain)
    read = Sarif.model_validate(plain)
    run: dict[str, Any] = plain["runs"][0]
    assert len(read.runs[0].results or []) == len(run["results"])
    _is_consistent(run)
    return run


def _is_consistent(run: dict[str, Any]) -> None:
    """What the standard asks beyond the schema."""
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["kind"] == "fail" or one["level"] == "none"
        assert "suppressions" in one  # of all, or of none
        place = one["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
    for document in range(len(run["artifacts"])):
        found = [r for r in run["results"] if _artifact(r)["index"] == document]
        ids = [r["partialFingerprints"]["perkinsRulesFinding/v1"] for r in found]
        assert len(set(ids)) == len(ids)


def _artifact(one: dict[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = one["locations"][0]["physicalLocation"]["artifactLocation"]
    return place


@cache
def text_of(name: str) -> list[str]:
    return (EXAMPLES / name).read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("name", EVERY_EXAMPLE)
def test_every_finding_is_a_result(name: str, tmp_path: Path) -> None:
    found = example(name).report.told_once
    run = log(tmp_path, example(name), about=about())
    assert [r["ruleId"] for r in run["results"]] == [f.rule for f in found]
    assert [_artifact(r)["uri"] for r in run["results"]] == [name] * len(found)


def test_regions_are_where_the_value_stands(tmp_path: Path) -> None:
    run = log(tmp_path, example(), about=about())
    cap = next(r for r in run["results"] if r["ruleId"] == "federal.budget/administration-cap")
    region = cap["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == region["endLine"]
    line = text_of(ERRORS)[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "260000.01"
    assert run["columnKind"] == "unicodeCodePoints"
    assert (cap["level"], cap["kind"]) == ("error", "fail")


def test_rules_have_help_with_their_law(tmp_path: Path) -> None:
    run = log(tmp_path, example(), about=about())
    rule = next(
        r for r in run["tool"]["driver"]["rules"] if r["id"].endswith("/administration-cap")
    )
    assert rule["shortDescription"]["text"] == "State administration stays within its cap"
    assert rule["helpUri"].endswith("section2322&num=0&edition=prelim")
    assert "Perkins V § 112(a)(3)" in rule["fullDescription"]["text"]
    assert f"]({rule['helpUri']})" in rule["help"]["markdown"]
    assert "Lower line 2 to cap or less." in rule["help"]["text"]
    assert "perkins-rules explain federal.budget/administration-cap" in rule["help"]["text"]


def test_kinds_and_levels(tmp_path: Path) -> None:
    document = result(
        over("a"),
        over("b", severity=Severity.WARNING),
        over("c", severity=Severity.INFO),
        undetermined("d", "/x"),
        review("e", "Is it?"),
        over("f", verdict=Verdict.PASS),
        over("g", verdict=Verdict.NOT_APPLICABLE),
    )
    said = [(r["kind"], r["level"]) for r in log(tmp_path, document)["results"]]
    assert said == [
        ("fail", "error"),
        ("fail", "warning"),
        ("fail", "note"),
        ("open", "none"),
        ("review", "none"),
        ("pass", "none"),
        ("notApplicable", "none"),
    ]


def test_waived_findings_are_suppressed_and_others_are_not(tmp_path: Path) -> None:
    known = over("c")._replace(baseline=True)
    first, second, third = log(tmp_path, result(waived(over("a")), over("b"), known))["results"]
    assert third["suppressions"][0]["justification"] == "Known from the baseline."
    (why,) = first["suppressions"]
    assert (why["kind"], why["status"]) == ("external", "accepted")
    assert why["justification"] == (
        "Waived. Until 2027-06-30, by Letter of the Secretary"
        " (Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3)), since 2026-01-02: Storm."
        " See waivers.yaml:3."
    )
    assert second["suppressions"] == []


# ------------------------------------------------------------------ fixes


def test_each_fix_settles_its_finding(tmp_path: Path) -> None:
    fixed = [r for r in log(tmp_path, example(), about=about())["results"] if "fixes" in r]
    assert {r["ruleId"] for r in fixed} >= {
        "schema/unknown-field",
        "federal.budget/administration-cap",
    }
    for one in fixed:
        ident = one["partialFingerprints"]["perkinsRulesFinding/v1"]
        again = checked(_repaired(one), ERRORS).report.findings
        assert ident not in {f.id for f in again if f.verdict == Verdict.FAIL}, one["ruleId"]


def _repaired(one: dict[str, Any]) -> bytes:
    (replacement,) = one["fixes"][0]["artifactChanges"][0]["replacements"]
    region, lines = replacement["deletedRegion"], list(text_of(ERRORS))
    line, start, end = (region[n] for n in ("startLine", "startColumn", "endColumn"))
    whole = lines[line - 1]
    lines[line - 1] = whole[: start - 1] + replacement["insertedContent"]["text"] + whole[end - 1 :]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("written_", "fix"),
    [
        ("$260,000.01", "$260,000.00"),
        ('"$260,000.01"', '"$260,000.00"'),
        ("260000.01", "260000.00"),
        ("260000.02", None),  # the limit is not as far away as is said: another figure is meant
        ("plenty", None),
    ],
)
def test_an_amount_is_repaired_as_it_is_written(
    written_: str, fix: str | None, tmp_path: Path
) -> None:
    given = over(remedy="Lower line 2 to $260,000.00 or less.")
    given = given._replace(span=given.span._replace(column=13, end_column=13 + len(written_)))
    document = result(given)._replace(lines={41: f"    amount: {written_}"})
    (one,) = log(tmp_path, document)["results"]
    texts = [
        r["insertedContent"]["text"]
        for f in one.get("fixes", [])
        for c in f["artifactChanges"]
        for r in c["replacements"]
    ]
    assert texts == ([fix] if fix else [])


def test_each_property_of_a_result_is_told_and_none_that_is_empty(tmp_path: Path) -> None:
    waiting = undetermined("u", "/budget/x", "/budget/y", because_of="m1", citations=(LAW,))
    plain = over("p", distance=None, distance_unit=None, citations=())
    results = log(tmp_path, result(over(tolerance="0.5"), waiting, plain))["results"]
    cap = {
        "verdict": "fail",
        "severity": "error",
        "counts": True,
        "citations": [LAW.text],
        "distance": "0.01",
        "distanceUnit": "money",
        "tolerance": "0.5",
    }
    open_ = {
        "verdict": "cannot_determine",
        "severity": "error",
        "counts": True,
        "citations": [LAW.text],
        "needs": ["/budget/x", "/budget/y"],
        "becauseOf": "m1",
    }
    assert [one["properties"] for one in results] == [
        cap | {"citations": [c.text for c in over().citations]},
        open_,
        {"verdict": "fail", "severity": "error", "counts": True},
    ]


def test_what_a_rule_lets_pass_stands_beside_the_distance(tmp_path: Path) -> None:
    given = over()._replace(tolerance="0.5")
    for finding, tolerance in ((given, "0.5"), (over(), None)):
        (one,) = log(tmp_path, result(finding))["results"]
        assert one["properties"].get("tolerance") == tolerance


@pytest.mark.parametrize(
    "remedy",
    [
        "Lower line 2 or line 3 to $260,000.00.",
        "Lower line 2 to $260,000.00 or less, or raise line 1.",
        "Correct the amount.",
        "",
    ],
)
def test_a_choice_is_no_fix(remedy: str, tmp_path: Path) -> None:
    given = over(remedy=remedy)
    given = given._replace(span=given.span._replace(column=13, end_column=24))
    (one,) = log(tmp_path, result(given))["results"]
    assert "fixes" not in one


def test_a_misspelt_field_is_not_made_a_second_one(tmp_path: Path) -> None:
    text = "document: state_plan\nstate: {code: VT, nam: V, name: Vermont}\n"
    run = log(tmp_path, checked(text.encode()), about=about())
    (one,) = [r for r in run["results"] if r["ruleId"] == "schema/unknown-field"]
    assert "`name`, which is like it, stands on line 2." in one["message"]["text"]
    assert "fixes" not in one


@pytest.mark.parametrize(
    ("section", "now"),
    [
        ("budget: {state_ledership: {amount: 5}}", "state_leadership"),
        ("consultation: {parties: [{grup: programs, how: By mail.}]}", "group"),
        pytest.param("budget: {cover_page: {}}", None, id="it has to move, too"),
    ],
)
def test_a_misspelt_group_or_key_is_put_right(section: str, now: str, tmp_path: Path) -> None:
    text = f"document: state_plan\n{section}\n"
    run = log(tmp_path, checked(text.encode()), about=about())
    (one,) = [r for r in run["results"] if r["ruleId"] == "schema/unknown-field"]
    changes = [change for fix in one.get("fixes", []) for change in fix["artifactChanges"]]
    texts = [r["insertedContent"]["text"] for c in changes for r in c["replacements"]]
    assert texts == ([now] if now else [])


# ------------------------------------------------------------------ what means harm


def test_no_document_breaks_the_log(tmp_path: Path) -> None:
    run = log(tmp_path, hostile(), *some(), result(over(message="see [here](http://x) {0}")))
    assert "\x1b" not in json.dumps(run, ensure_ascii=False)
    assert "[here](" not in run["results"][-1]["message"]["text"]


def test_the_same_document_twice_and_none_at_all(tmp_path: Path) -> None:
    twice = log(tmp_path, *some(), *some())
    assert len(twice["artifacts"]) == 6
    assert log(tmp_path)["results"] == []


def test_a_file_that_is_not_there_has_no_digest_and_no_region(tmp_path: Path) -> None:
    gone = result_of(faulty("gone.yaml", "There is no file."), Checker(built_in()))
    run = log(tmp_path, gone, checked(b"a: [\n", "broken.yaml"))
    first, second = run["results"]
    assert "region" not in first["locations"][0]["physicalLocation"]
    assert "region" in second["locations"][0]["physicalLocation"]
    assert [("hashes" in a) for a in run["artifacts"]] == [False, True]
    assert [r["level"] for r in run["results"]] == ["error", "error"]


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("plans/a b.yaml", "plans/a%20b.yaml"),
        ("./plans/ä.yaml", "plans/%C3%A4.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("50%#?.yaml", "50%25%23%3F.yaml"),
        ("all.zip!in/a.yaml", "all.zip!in/a.yaml"),
        ("/plans/a.yaml", "file:///plans/a.yaml"),
        ("odd\udcff.yaml", "odd%FF.yaml"),
        ("s3://bucket/a b.yaml", "s3://bucket/a%20b.yaml"),
        ("-", "standard-input"),
    ],
)
def test_addresses(name: str, uri: str) -> None:
    assert file_uri(name) == uri
