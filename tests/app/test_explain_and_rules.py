"""`explain` and `rules`: what a rule says, and how it came to its verdict."""

from __future__ import annotations

import pytest

from .conftest import ERRORS, ROOT, Run


def test_a_rule_is_shown_as_it_reads_with_all_that_belongs_to_it(run: Run) -> None:
    ran = run("explain", "administration-cap")
    assert ran.code == 0
    for part in (
        "State administration stays within its cap",
        "federal.budget/administration-cap",
        "severity  error",
        "encodes   budget-administration-cap",
        "require administration is at most cap",
        "Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3)",
        "Carl D. Perkins Career and Technical Education Act of 2006",
        "allotment is budget.total_allocation.amount",
        "administration_share is 5%",
        "from 2019-07-01: Perkins V § 112(a)(3)",
        "fails  when state_budget is yes and allotment is $10,000,000",
        "examples hold.",
    ):
        assert part in ran.out


def test_a_parameter_is_shown_as_of_the_date_asked(run: Run) -> None:
    ran = run("explain", "administration-cap", "--as-of", "2018-01-01")
    assert "Parameters on 2018-01-01" in ran.out
    assert "administration_share is no value on this day" in ran.out


def test_an_item_is_shown_with_the_head_of_its_table_and_its_own_line(run: Run) -> None:
    ran = run("explain", "narrative.labor_market")
    assert ran.code == 0
    assert "Given: Labor market data" in ran.out
    assert "narrative-labor-market" in ran.out
    assert "narrative.employer_collaboration" not in ran.out


def test_a_row_of_a_table_is_shown_as_the_rule_that_it_is(run: Run) -> None:
    ran = run("explain", "federal.levels/postsecondary-credential")
    assert ran.code == 0
    for part in (
        'rule postsecondary-credential "2P1, earned postsecondary credentials, has levels"',
        "cite perkins 113(b)(2)(B)(ii), guide V.B row 2P1, guide Table 3 2P1",
        "require some row in rows_with_levels satisfies row.code has code 2P1",
        "and given performance.indicators 2P1 with used no, levels 2026: 40%",
        "examples hold.",
    ):
        assert part in ran.out
    source = (ROOT / "rules/federal/plan/levels.rules").read_text(encoding="utf-8").split("\n")
    line = next(k for k, text in enumerate(source, 1) if "row postsecondary-credential:" in text)
    assert f"levels.rules:{line}" in ran.said


def test_a_section_explains_every_rule_that_cites_it(run: Run) -> None:
    ran = run("explain", "112(b)")
    assert "federal.budget/match-covers-administration" in ran.out


def test_a_verdict_is_derived_with_figures_lines_thresholds_and_arithmetic(run: Run) -> None:
    ran = run("explain", ERRORS, "administration-cap")
    assert ran.code == 0
    for part in (
        "✗ does not hold",
        "sample-plan-with-errors.yaml:340:13",
        "$260,000.01  budget.state_administration.amount (line 340)",
        "5%  administration_share (Perkins V § 112(a)(3))",
        "$5,200,000.00  budget.total_allocation.amount (line 337)",
        "$260,000.00  cap",
        "no  administration is at most cap",
    ):
        assert part in ran.out


def test_each_instance_is_derived_and_what_they_share_only_once(run: Run) -> None:
    ran = run("explain", ERRORS, "levels-never-fall")
    assert "For all 33 places:" in ran.out
    assert ran.out.count("sets_levels") < 5
    assert "✗ does not hold" in ran.out
    assert "88.9%" in ran.out


def test_a_rule_that_is_not_asked_of_a_document_says_so(run: Run) -> None:
    ran = run("explain", ERRORS, "administration-cap", "--as-of", "2000-01-01")
    assert ran.code == 0
    assert "This rule is not asked of this document" in ran.out


@pytest.mark.parametrize("words", [("administration-kap",), (ERRORS, "administration-kap")])
def test_an_unknown_rule_gets_a_suggestion(run: Run, words: tuple[str, ...]) -> None:
    ran = run("explain", *words)
    assert ran.code == 2
    assert "Did you mean `administration-cap`?" in ran.err


def test_a_document_that_cannot_be_read_is_told_in_words(run: Run) -> None:
    ran = run("explain", "nowhere.yaml", "administration-cap")
    assert ran.code == 2
    assert "There is no file `nowhere.yaml`" in ran.err


def test_rules_are_listed_with_severity_and_title_by_pack_section_and_guide(run: Run) -> None:
    everything = run("rules")
    assert everything.code == 0
    assert "State plan budget [federal.budget]" in everything.out
    assert "error    State administration stays within its cap" in everything.out
    assert "review   " in everything.out
    by_section = run("rules", "--by", "section")
    assert "\nPerkins V § 112(a)(3), 20 U.S.C. 2322(a)(3) ─" in by_section.out
    by_guide = run("rules", "--by", "guide")
    assert by_guide.out.index("Guide IV.A line 2 ") < by_guide.out.index("Guide IV.A line 14 ")


def test_rules_can_be_chosen(run: Run) -> None:
    ran = run("rules", "112(a)(3)")
    assert "administration-cap" in ran.out
    assert "levels" not in ran.out
    assert run("rules", "nonsense").code == 2


def test_rules_are_found_by_a_word_of_their_titles(run: Run) -> None:
    ran = run("rules", "administration")
    assert "State administration stays within its cap" in ran.out
    assert run("rules", "ADMINISTRATION").out == ran.out
    listed = run("explain", "reserve").out.splitlines()
    assert listed[0].endswith(" rules; for one of them: perkins-rules explain RULE")
    assert "      federal.budget/reserve-cap" in listed
    assert "line 14" not in run("rules", "line 1").out.lower()
    assert run("explain", "rezerve").code == 2


@pytest.mark.parametrize("command", ["rules", "explain"])
def test_the_rule_of_that_name_comes_first_and_others_with_the_word_are_named(
    run: Run, command: str
) -> None:
    ran = run(command, "governor")
    first, _, further = ran.out.partition("8 further rules with the word governor")
    assert "federal.consultation_agencies/governor" in first
    assert "governor-twice" not in first.partition("\n  rule ")[0]
    assert "federal.consultation_agencies/governor-twice" in further
    assert "federal.cover/thirty-days-with-governor" in further
    assert "further" not in run(command, "federal.consultation_agencies/governor").out


def test_a_number_may_touch_its_word(run: Run) -> None:
    assert run("rules", "line2").out == run("rules", "line 2").out
    assert "administration-cap" in run("explain", "line2").out


def test_nothing_is_suggested_where_nothing_is_near(run: Run) -> None:
    ran = run("explain", "lane2")
    assert ran.code == 2
    assert "Did you mean" not in ran.err


@pytest.mark.parametrize(("word", "meant"), [("rezerve", "reserve"), ("budgt", "budget")])
def test_a_misspelt_word_of_titles_leads_to_the_word(run: Run, word: str, meant: str) -> None:
    assert f"Did you mean `{meant}`?" in run("rules", word).err
    assert run("rules", meant).code == 0
