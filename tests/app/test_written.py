"""What processes beside a run make of what it writes is what it would make itself."""

from __future__ import annotations

import pickle
from pathlib import Path

from perkins_rules.app.asking.chosen_outputs import chosen_outputs
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for, making_of
from perkins_rules.app.checking.written import Written, about_of, make_written_check, written_of
from perkins_rules.member import Member
from perkins_rules.report.output_formats import named
from perkins_rules.report.outputs import output_for, parts_of

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


def test_what_a_baseline_knows_the_run_alone_tells() -> None:
    request = Request((str(PLAN),), outputs=("a.json", "b.xml"))
    assert written_of(request, chosen_outputs(request)).formats == ("json", "junit")
    known = request._replace(baseline="baseline.json")
    assert not written_of(known, chosen_outputs(known)).formats
