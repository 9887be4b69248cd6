"""A value that is given and cannot be read is one fact: every format tells it once, and none calls
it missing.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules.analysis.changes.compare import compare
from perkins_rules.baselines.applying import Baseline
from perkins_rules.baselines.entries import counts, entry_of
from perkins_rules.baselines.writer import baseline_text
from perkins_rules.findings import Asked, DocumentReport, Finding, Report, Verdict
from perkins_rules.record_file import RecordFile
from perkins_rules.report.outputs import Outputs
from perkins_rules.report.outputs.output import output_for
from perkins_rules.report.style import Style
from perkins_rules.report.tally import tally
from perkins_rules.report.text.brief import brief_report
from perkins_rules.report.text.outline import outline
from perkins_rules.report.unfinished import reaches
from tests.loaded import built_in
from tests.report.formats.making import about, checked, waived, written

SAMPLE = Path(__file__).parents[2] / "examples" / "sample-plan.yaml"
AMOUNT = "amount: 5200000.00\n  state_administration"
ITEM = "federal.budget/form-head/budget.total_allocation.amount"
NAME = "Total Perkins V allocation"


def sample(old: str, new: str) -> bytes:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


UNREAD = sample(AMOUNT, AMOUNT.replace("5200000", "52OO000"))
MISSING = sample(AMOUNT, AMOUNT.replace(" 5200000.00", ""))
GOOD = SAMPLE.read_bytes()


def report(data: bytes) -> DocumentReport:
    return checked(data).report


def of(found: DocumentReport, rule: str) -> Finding:
    (one,) = [f for f in found.findings if f.rule == rule]
    return one


def test_what_hangs_on_it_names_the_finding_that_tells_it() -> None:
    found = report(UNREAD)
    told = of(found, "schema/type")
    item, cap = of(found, ITEM), of(found, "federal.budget/administration-cap")
    assert {item.because_of, cap.because_of} == {told.id}
    assert told.because_of is None
    assert item.message == f"Could not be read: {NAME}, amount."
    assert "Could not be read: `budget.total_allocation.amount`." in cap.message
    assert cap.remedy == "Correct `budget.total_allocation.amount`."
    assert "ot given" not in item.message + cap.message


GROUP = f"total_allocation:\n    {AMOUNT}"
NEXT = "\n  state_administration"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (GROUP, "total_allocation: much" + NEXT),
        (GROUP, "total_allocation: {amount: $5,200,000}" + NEXT),
        (AMOUNT, "amount: [5200000]" + NEXT),
    ],
)
def test_in_whatever_way_it_cannot_be_read(old: str, new: str) -> None:
    found = report(sample(old, new))
    assert of(found, ITEM) not in found.told_once
    assert of(found, ITEM).because_of in {f.id for f in found.told_once}
    waiting = [f for f in found.findings if f.verdict == Verdict.CANNOT_DETERMINE]
    about = [f for f in waiting if "/budget/total_allocation/amount" in f.needs]
    assert about
    assert all("Could not be read: `budget.total_allocation" in f.message for f in about)


MISSPELT = sample("  total_allocation:", "  total_alocation:")


def test_what_is_misspelt_is_not_called_missing() -> None:
    found = report(MISSPELT)
    told = of(found, "schema/unknown-field")
    item, cap = of(found, ITEM), of(found, "federal.budget/administration-cap")
    assert {item.because_of, cap.because_of} == {told.id}
    assert item not in found.told_once
    assert "Could not be read: `budget.total_alocation`." in cap.message
    assert {item.remedy, cap.remedy} == {"Correct `budget.total_alocation`."}
    assert "ot given" not in item.message + cap.message
    good = tally(report(GOOD))
    assert (tally(found).errors, tally(found).missing) == (good.errors + 1, good.missing)


def test_numbers() -> None:
    good, missing, unread = (tally(report(data)) for data in (GOOD, MISSING, UNREAD))
    assert (missing.errors, missing.missing) == (good.errors, good.missing + 1)
    assert (unread.errors, unread.missing) == (good.errors + 1, good.missing)
    assert unread.open == missing.open


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif", "junit"])
def test_formats_for_programs(name: str, tmp_path: Path) -> None:
    told = written(tmp_path, name, [checked(UNREAD)])
    assert "52OO000.00" in told
    assert ITEM not in told
    assert f"iven: {NAME}" not in told
    assert f"iven: {NAME}" in written(tmp_path, name, [checked(MISSING)])


@pytest.mark.parametrize("ending", [".txt", ".csv"])
def test_formats_for_people(ending: str, tmp_path: Path) -> None:
    def told(data: bytes) -> str:
        path = tmp_path / f"report{ending}"
        with Outputs([output_for(str(path), about())]) as outputs:
            outputs.add(checked(data))
        return path.read_text(encoding="utf-8")

    assert "52OO000.00" in told(UNREAD)
    assert "form-head/budget.total_allocation.amount" not in told(UNREAD)
    assert "form-head/budget.total_allocation.amount" in told(MISSING)


def test_the_page_for_a_browser() -> None:
    arranged = outline(report(UNREAD), built_in().shapes["state_plan"])
    blocks = [block for section in arranged.sections for block in section.blocks]
    (told,) = [block for block in blocks if block.finding.rule == "schema/type"]
    assert told.parts == ()
    assert told.waiting
    assert ITEM not in {
        finding.rule for block in blocks for finding in (block.finding, *block.parts)
    }


def test_quiet() -> None:
    lines = brief_report(Report("0", Asked(), (report(UNREAD),)), Style()).splitlines()
    assert [line for line in lines if "error:" in line and "total_allocation" in line] == [
        line for line in lines if "[schema/type]" in line
    ]
    assert not [line for line in lines if "iven: `budget.total_allocation" in line]


def test_comparing() -> None:
    found = compare("plan", report(GOOD), report(UNREAD))
    assert [f.rule for f in found.new_ones if f.verdict == Verdict.FAIL] == ["schema/type"]


def test_a_baseline_knows_it_once_and_wholly(tmp_path: Path) -> None:
    found = report(UNREAD)
    entries = [entry_of(f, "plan.yaml") for f in found.told_once if counts(f)]
    assert ITEM not in {entry.rule for entry in entries}
    text = baseline_text(entries).encode()
    known = Baseline(RecordFile(str(tmp_path / "baseline.json"), text))
    named = found._replace(path=str(tmp_path / "plan.yaml"))
    assert not [f for f in known.on(named).findings if reaches(f, "error")]
    # Taken out altogether, it is missing, which nobody knew.
    gone = report(MISSING)._replace(path=str(tmp_path / "plan.yaml"))
    assert ITEM in {f.rule for f in known.on(gone).findings if reaches(f, "error")}


def test_where_the_value_is_waived_the_item_speaks_for_itself() -> None:
    found = report(UNREAD)
    told = of(found, "schema/type")
    findings = tuple(waived(f) if f.id == told.id else f for f in found.findings)
    assert of(found, ITEM) in found._replace(findings=findings).told_once
