"""What processes beside a run make of what it writes is what it would make itself."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.app.asking.chosen_outputs import chosen_outputs
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking import run
from perkins_rules.app.checking.making import checker_for, making_of
from perkins_rules.app.checking.written import Written, about_of, make_written_check, written_of
from perkins_rules.app.faults import Stop
from perkins_rules.batch.result import Result
from perkins_rules.member import Member
from perkins_rules.report.output_formats import named
from perkins_rules.report.outputs import output_for, parts_of
from perkins_rules.report.weighed import weigh

PLAN = Path(__file__).parents[2] / "examples" / "sample-plan.json"
MADE_OF_PARTS = ("json", "ndjson", "csv", "parquet", "text", "junit")


def test_the_parts_of_each_output_come_with_the_result() -> None:
    request = Request((str(PLAN),))
    written = Written((*MADE_OF_PARTS, "sarif"), fail_on="error", show="open", draft=False, site="")
    making = making_of(request)._replace(each_rule=True)
    result = make_written_check(making, written)(Member(str(PLAN), PLAN.read_bytes()))
    about = about_of(written, checker_for(request, making))
    outputs = [output_for("", about, named(name)) for name in written.formats]
    sent = pickle.loads(pickle.dumps(result))  # noqa: S301  # our own
    assert len(sent.parts) == len(MADE_OF_PARTS)
    assert sent.parts == parts_of(result, outputs)


def test_findings_that_the_run_does_not_look_at_stay_where_they_were_made() -> None:
    making, written = (
        making_of(Request((str(PLAN),))),
        Written(("json",), draft=False, fail_on="error", show="open", site=""),
    )
    plan, broken = Member("plan.json", PLAN.read_bytes()), Member("broken.json", b"{")
    whole, apart = (
        make_written_check(making, written._replace(whole=whole)) for whole in (True, False)
    )
    sent = pickle.loads(pickle.dumps(apart(plan)))  # noqa: S301  # our own
    assert (sent.parts, sent.weighed) == (whole(plan).parts, weigh(whole(plan).report))
    assert (sent.report.verdict, sent.report.counts) == whole(plan).report[11:13]
    assert (sent.lines, sent.names) == ({}, {})
    with pytest.raises(RuntimeError, match="another process"):
        _ = sent.report.findings
    assert apart(broken).report.findings == whole(broken).report.findings


@pytest.mark.parametrize(
    ("how", "whole"),
    [
        ({"outputs": ("a.json", "b.xml")}, False), ({}, False), ({"outputs": ("a.html",)}, True),
        ({"resume": "kept.db"}, True), ({"baseline": "baseline.json"}, True),
        ({"quiet": True}, True), ({"format": "sarif"}, True), ({"format": "junit"}, False),
    ],
)  # fmt: skip
def test_a_run_gets_whole_results_where_it_shows_more_than_parts(
    how: dict[str, Any], whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("baseline.json").write_text('{"perkins_rules_baseline": 1, "findings": []}')
    taken: list[Written] = []

    def none_of(*given: Any) -> Iterator[Result]:
        taken.append(given[-1])
        return iter(())

    monkeypatch.setattr(run, "results_of", none_of)
    with contextlib.suppress(Stop):
        run.run_check(Request((str(PLAN),), jobs=2, **how))
    assert [one.whole for one in taken] == [whole]


def test_what_a_baseline_knows_the_run_alone_tells() -> None:
    request = Request((str(PLAN),), outputs=("a.json", "b.xml"))
    assert written_of(request, chosen_outputs(request)).formats == ("json", "junit")
    known = request._replace(baseline="baseline.json")
    assert not written_of(known, chosen_outputs(known)).formats
