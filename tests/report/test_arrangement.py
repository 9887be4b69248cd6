"""What hangs on what, what settles most, what is only not yet filled in, and the arithmetic."""

from __future__ import annotations

import pytest

from perkins_rules import assets
from perkins_rules.documents import load_shapes
from perkins_rules.findings import Finding, Severity, Step, Verdict
from perkins_rules.report.outputs.about import Rules
from perkins_rules.report.tally import standing, tally
from perkins_rules.report.text.arithmetic import Row, arithmetic, spoken
from perkins_rules.report.text.outline import open_facts, outline
from perkins_rules.report.unfinished import reaches, reports_missing
from tests.loaded import built_in

from .making import LAW, document, finding, missing, review, undetermined

ROOT = load_shapes(assets.schema_texts())["state_plan"]

# ------------------------------------------------------------------ what hangs on what


def test_findings_stand_in_sections_named_as_the_form_names_them() -> None:
    found = outline(
        document(
            missing("/cover_page/eligible_agency", "a"),
            finding(id="b"),
            finding(id="c", path=""),
        ),
        ROOT,
    )
    named = [(section.title, section.guide) for section in found.sections]
    assert named == [("Cover page", "I"), ("Budget", "IV"), ("The document", "")]


def test_what_lacks_a_missing_thing_hangs_under_it() -> None:
    head = missing("/budget/total_allocation/amount", "head")
    waits = undetermined("waits", "/budget/total_allocation/amount", because_of="head")
    (section,) = outline(document(head, waits), ROOT).sections
    (block,) = section.blocks
    assert (block.finding, block.waiting) == (head, (waits,))


def test_what_is_missing_in_a_missing_section_hangs_under_the_section_with_what_waits() -> None:
    section = missing("/cover_page", "section")
    part = missing("/cover_page/eligible_agency", "part")
    waits = undetermined("waits", "/cover_page/eligible_agency", because_of="part")
    (only,) = outline(document(section, part, waits), ROOT).sections
    (block,) = only.blocks
    assert (block.parts, block.waiting) == ((part,), (waits,))


def test_what_is_missing_because_it_does_not_fit_the_schema_is_told_once() -> None:
    misfit = finding(id="misfit", rule="schema/choice", path="/submission/option")
    part = missing("/submission/option", "part")._replace(because_of="misfit")
    (only,) = outline(document(part, misfit), ROOT).sections
    (block,) = only.blocks
    assert (block.finding, block.parts) == (misfit, ())


def test_checks_that_lack_the_same_facts_are_told_together_once() -> None:
    need = "/submission/due_date"
    first, second, other = (
        undetermined("a", need),
        undetermined("b", need),
        undetermined("c", need, "/submission/time"),
    )
    (only,) = outline(document(first, second, other), ROOT).sections
    assert [(b.finding.id, [f.id for f in b.alike]) for b in only.blocks] == [
        ("a", ["b"]),
        ("c", []),
    ]


def test_a_fact_for_which_far_more_waits_is_asked_once_and_before_the_others() -> None:
    alone = [undetermined(f"a{n}", "/submission/option") for n in range(6)]
    with_others = [
        undetermined("b", "/submission/option", "/submission/time"),
        undetermined("c", "/submission/option", "/submission/date"),
    ]
    (only,) = outline(document(*with_others, *alone), ROOT).sections
    (block,) = only.blocks
    assert block.finding.id == "a0"
    assert {f.id for f in block.alike} == {"a1", "a2", "a3", "a4", "a5", "b", "c"}


def test_no_finding_is_lost_in_the_arrangement() -> None:
    found = [
        missing("/cover_page", "a"),
        missing("/cover_page/signature/signed", "b"),
        undetermined("c", "/cover_page/signature/signed", because_of="b"),
        undetermined("d", "/state/code"),
        undetermined("e", "/state/code"),
        undetermined("f", because_of="not-here"),
        review("g", "Is it?"),
        finding(id="h", severity=Severity.WARNING),
        finding(id="i", verdict=Verdict.PASS),
    ]
    for draft in (False, True):
        arranged = outline(document(*found), ROOT, draft)
        shown = [
            f.id
            for section in (*arranged.sections, *arranged.to_fill)
            for b in section.blocks
            for f in (b.finding, *b.parts, *b.waiting, *b.alike)
        ] + [f.id for f in arranged.reviews]
        assert sorted(shown) == sorted(f.id for f in found)


def test_the_fact_that_settles_most_comes_first() -> None:
    found = [
        undetermined("a", "/x", "/y"),
        undetermined("b", "/y"),
        undetermined("c", "/y"),
        undetermined("d", "/z"),
    ]
    assert [(f.pointer, f.waiting, f.alone) for f in open_facts(found)] == [
        ("/y", 3, 2),
        ("/z", 1, 1),
        ("/x", 1, 0),
    ]


# ------------------------------------------------------------------ what counts


def test_only_what_is_wrong_in_a_draft_is_counted_against_it() -> None:
    absent, wrong, open_ = missing("/budget", "a"), finding(id="b"), undetermined("c", "/x")
    assert [reaches(f, "error", draft=True) for f in (absent, wrong, open_)] == [False, True, False]
    assert [reaches(f, "error") for f in (absent, wrong, open_)] == [True, True, True]


@pytest.mark.parametrize(
    ("severity", "levels"),
    [
        (Severity.ERROR, {"error", "warning", "info"}),
        (Severity.WARNING, {"warning", "info"}),
        (Severity.INFO, {"info"}),
    ],
)
def test_a_finding_counts_at_its_level_and_below(severity: Severity, levels: set[str]) -> None:
    found = finding(severity=severity)
    assert {x for x in ("error", "warning", "info", "never") if reaches(found, x)} == levels
    for verdict in (Verdict.PASS, Verdict.NOT_APPLICABLE, Verdict.NEEDS_REVIEW):
        assert not reaches(found._replace(verdict=verdict), "info")


def test_missing_is_told_from_wrong() -> None:
    assert reports_missing(missing("/budget/reserve", "a"))
    by_another_name = (
        Step("budget.reserve.amount", "", "money", "/budget/reserve/amount", 1),
        Step("reserve", "", "money"),
        Step("reserve is present", "no", "yes_no"),
    )
    assert reports_missing(finding(path="/budget/reserve/amount", derivation=by_another_name))
    blank_group = (Step("budget is present", "no", "yes_no"),)
    assert reports_missing(finding(path="/budget", derivation=blank_group))
    answered_no = (
        Step("forms.sf_424b", "no", "yes_no", "/forms/sf_424b", 3),
        Step("forms.sf_424b is yes", "no", "yes_no"),
    )
    assert not reports_missing(finding(path="/forms/sf_424b", derivation=answered_no))
    assert not reports_missing(missing("/budget", "a", distance="1", distance_unit="days"))
    assert not reports_missing(missing("/budget", "a", verdict=Verdict.CANNOT_DETERMINE))


@pytest.mark.parametrize(
    ("found", "draft", "said"),
    [
        ((), False, "No errors. Nothing is left open."),
        ((review("a", "Is it?"),), False, "No errors. 1 question left for a person to judge."),
        ((finding(),), False, "1 error to correct."),
        ((missing("/budget", "a"),), False, "1 required item not given."),
        (
            (finding(), missing("/budget", "b")),
            False,
            "1 error to correct, 1 required item not given.",
        ),
        ((missing("/budget", "a"),), True, "No errors so far; 1 thing still to fill in."),
        ((undetermined("a", "/x"),), False, "No errors so far; 1 check cannot be made until"),
        ((finding(severity=Severity.WARNING),), False, "No errors. Nothing is left open."),
    ],
)
def test_how_a_document_stands_in_a_sentence(
    found: tuple[Finding, ...], draft: bool, said: str
) -> None:
    assert standing(document(*found), draft).text.startswith(said)


def test_a_tally_counts_each_finding_once() -> None:
    found = [finding(id=str(k), severity=s) for k, s in enumerate(Severity)]
    counts = tally(document(*found, missing("/budget", "m"), undetermined("u", "/x")))
    assert counts == (1, 1, 1, 1, 1, 1, 0, 0, 0)


# ------------------------------------------------------------------ arithmetic


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("state_share of total_allotment", "state share of total allotment"),
        ("budget.state_match.amount - own_part", "budget.state_match.amount - own part"),
        ("end_of(first_year)", "end_of(first year)"),
        (
            "wilson_lower_of(row.first_count, half_unit_of(row.rate_now))",
            "wilson_lower_of(row.first_count, half_unit_of(row.rate_now))",
        ),
        ("given_rows[1].the_level", "given_rows[1].the_level"),
    ],
)
def test_names_are_spoken_but_for_paths_and_functions(text: str, said: str) -> None:
    assert spoken(text) == said


GREATER = "the greater of administration_share of allotment and administration_floor"
CAP = (
    Step("submission.option", "four_year_plan", "choice", "/submission/option", 11),
    Step("submission.date", "2026-02-27", "date", "/submission/date", 13),
    Step("budget.state_administration.amount", "260000.01", "money", "/budget/x", 332),
    Step("administration", "260000.01", "money"),
    Step("administration_share", "5", "percent", citations=(LAW,)),
    Step("budget.total_allocation.amount", "5200000.00", "money", "/budget/y", 329),
    Step("allotment", "5200000.00", "money"),
    Step("administration_share of allotment", "260000.00", "money"),
    Step("administration_floor", "250000.00", "money", citations=(LAW,)),
    Step(
        "the greater of administration_share of allotment and administration_floor",
        "260000.00",
        "money",
    ),
    Step("cap", "260000.00", "money"),
    Step("administration is at most cap", "no", "yes_no"),
)


def test_the_arithmetic_is_what_the_comparison_rests_on_each_figure_once() -> None:
    assert arithmetic(CAP) == [
        Row("administration", "$260,000.01", "line 332"),
        Row("administration share", "5%", "Perkins V § 112(a)(3)"),
        Row("allotment", "$5,200,000.00", "line 329"),
        Row("administration share of allotment", "$260,000.00"),
        Row("administration floor", "$250,000.00", "Perkins V § 112(a)(3)"),
        Row(
            "cap",
            "$260,000.00",
            made_of="the greater of administration share of allotment and administration floor",
        ),
    ]


@pytest.mark.parametrize(
    ("formula", "rests"),
    [
        ("12 is at most cap", True),
        ("cap is at least 12", True),
        ("5.12 is at most cap", False),
        ("cap is at most 12.5", False),
        ("cap is at most 112", False),
        ("cap_12 is at most cap", False),
        ("12th is at most cap", False),
        ("5.12 less 12 is at most cap", True),
    ],
)
def test_a_figure_counts_where_it_stands_whole_and_not_as_the_tail_of_another(
    formula: str, rests: bool
) -> None:
    steps = (
        Step("cap", "9", "number", "/cap", 3),
        Step("12", "12", "number", "/x", 7),
        Step("other", "1", "number", "/other", 5),
        Step(formula + " plus other", "no", "yes_no"),
    )
    rows = [Row("cap", "9", "line 3"), Row("12", "12", "line 7"), Row("other", "1", "line 5")]
    assert arithmetic(steps) == [row for row in rows if rests or row.name != "12"]


def test_without_figures_there_is_no_arithmetic() -> None:
    assert arithmetic(()) == []
    assert arithmetic(CAP[-1:]) == []
    assert arithmetic((Step("x", "yes", "yes_no"), Step("x is yes", "yes", "yes_no"))) == []


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "federal.budget/lines/budget.local_formula_distribution.amount",
            "“Local formula distribution, amount” is filled in",
        ),
        (
            "federal.narrative_programs/programs/narrative.labor_market",
            "“Labor market data” is filled in",
        ),
        (
            "federal.narrative_programs/programs/narrative.labor_market/placeholder",
            "“Labor market data” holds more than a placeholder",
        ),
        ("federal.budget/administration-cap", "State administration stays within its cap"),
    ],
)
def test_what_is_asked_for_is_called_with_its_group(rule: str, said: str) -> None:
    assert Rules(lambda: built_in().rules).label(rule).said == said
