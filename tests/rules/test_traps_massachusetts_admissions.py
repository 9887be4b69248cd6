"""Massachusetts: admissions against the comparison index, and the flags."""

from __future__ import annotations

import pytest

from tests.rules.conftest import findings, report, verdicts
from tests.rules.filings import FAIL, OPEN, PASS, REVIEW
from tests.rules.massachusetts import Document, failed, message, review, year, years

ALL_BELOW = "ma.admissions/flag-all-groups-below"
ONE_BELOW = "ma.admissions/flag-one-group-far-below"
TWO_BELOW = "ma.admissions/flag-two-groups-below"
FLAGS = (ALL_BELOW, ONE_BELOW, TWO_BELOW)
INDEX = "ma.admissions/index-as-stated"
COUNTS = "ma.admissions/counts-possible"
SAMPLE = "ma.admissions/sample-without-placements"
GRADES = "ma.admissions/sample-of-all-grades-served"

# ------------------------------------------------------------------ the index


def test_ma_index_sample_is_all_grades_served_and_grade_9_attending() -> None:
    ninth = "ma.admissions/ninth-grade-attending"
    assert verdicts(review(), GRADES) == verdicts(review(), ninth) == PASS * 2
    assert verdicts(review(years__1__sample__grades=[9]), GRADES) == [*PASS, *FAIL]
    assert verdicts(review(years__1__attending_grade=12), ninth) == [*PASS, *FAIL]


def test_ma_index_sample_leaves_out_of_district_placements_out() -> None:
    with_them = {"years__1__groups__english_learners__region": {"count": 882, "total": 10020}}
    assert verdicts(review(), SAMPLE) == PASS * 6
    assert verdicts(review(**with_them), SAMPLE) == [*PASS * 5, *FAIL]
    one_more = review(years__1__sample__out_of_district_placements=221)
    assert verdicts(one_more, SAMPLE) == [*PASS * 3, *FAIL * 3]


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("41.8001%", PASS),  # one-sided: z = 2.3263
        ("41.6749%", FAIL),  # two-sided: z = 2.5758
        ("41.7950%", FAIL),  # one-sided, with a continuity correction
        ("42.9592%", FAIL),  # the plain share, no interval at all
    ],
)
def test_ma_index_wilson_is_one_sided_without_continuity_correction(
    stated: str, verdict: list[str]
) -> None:
    document = review(years__1__groups__students_of_color__index=stated)
    assert verdicts(document, INDEX)[0:1] == verdict


def test_ma_index_wilson_size_of_the_sample_is_an_input() -> None:
    document = review(years__1__groups__students_of_color__sample_size=270)
    assert message(findings(document, INDEX)).count("36.157%") == 1
    stated = {"years__1__groups__students_of_color__index": "36.16%"}
    at_270 = review(**stated, years__1__groups__students_of_color__sample_size=270)
    assert "fail" not in verdicts(at_270, INDEX)


def test_ma_index_says_its_confidence_and_cites_it() -> None:
    document = review(years__1__groups__students_of_color__index="41.67%")
    (found,) = (f for f in findings(document, INDEX) if f.verdict.value == "fail")
    assert "99%" in found.message
    assert any("Comparison Index" in c.text for c in found.citations)


def test_ma_index_groups_are_three() -> None:
    three = "ma.admissions/three-groups"
    assert verdicts(review(), three) == PASS * 2
    document = review()
    document["years"][1]["groups"].pop()
    assert verdicts(document, three) == [*PASS, *FAIL]
    assert "english_learners" in message(findings(document, three))
    unknown = review()
    unknown["years"][1]["groups"][0]["name"] = "low_income"
    assert verdicts(unknown, three) == [*PASS, *OPEN]
    assert "schema/choice" in {f.rule for f in report(unknown).findings}


@pytest.mark.parametrize(
    "counts",
    [
        {"region": {"count": 9801, "total": 9800}},
        {"region": {"count": -1, "total": 9800}},
        {"region": {"count": 0, "total": 0}},
        {"attending": {"count": 271, "total": 270}},
        {"attending": {"count": -1, "total": 270}},
        {"attending": {"count": 0, "total": 0}},
        {"sample_size": 0},
        {"sample_size": -270},
        {"sample_size": 9801},
    ],
)
def test_ma_impossible_counts_are_told_in_words(counts: Document) -> None:
    document = review()
    document["years"][1]["groups"][0].update(counts)
    assert verdicts(document, COUNTS) == [*PASS * 3, *FAIL, *PASS * 2]
    assert "students of color" in message(findings(document, COUNTS))


@pytest.mark.parametrize(
    ("region", "reason"),
    [
        ({"count": 9801, "total": 9800}, "between 0 and 100 percent"),
        ({"count": 0, "total": 0}, "is 0, so that no share"),
    ],
)
def test_ma_no_flag_is_told_from_impossible_counts(region: Document, reason: str) -> None:
    document = years(year(2025, 0))
    document["years"][0]["groups"][0]["region"] = region
    (found,) = findings(document, ONE_BELOW)
    assert found.verdict.value == "cannot_determine"
    assert reason in f"{found.message} {found.remedy}"


def test_ma_counts_are_whole_numbers() -> None:
    document = review(years__1__groups__students_of_color__attending={"count": "118.5", "total": 9})
    wrong = [f for f in report(document).findings if f.rule == "schema/type"]
    assert [f.path for f in wrong] == ["/years/1/groups/0/attending/count"]


# ------------------------------------------------------------------ the flags


def test_ma_flag_all_negative_is_strict() -> None:
    # The index is exactly 0 where nobody in the region belongs to the group.
    assert verdicts(years(year(2025, 0, 0, 0, region=0)), ALL_BELOW) == PASS
    # 364 of 1000 is 36.4%, 365 is 36.5%; the index of 400 out of 1000 lies between.
    assert verdicts(years(year(2025, 364, 364, 364)), ALL_BELOW) == FAIL
    assert verdicts(years(year(2025, 365, 364, 364)), ALL_BELOW) == PASS


def test_ma_flag_all_negative_needs_all_three() -> None:
    assert verdicts(years(year(2025, 364, 364)), ALL_BELOW) == OPEN
    assert verdicts(years(year(2025, 365, 364)), ALL_BELOW) == PASS


@pytest.mark.parametrize(
    ("attending", "verdict"),
    [(315, PASS), (314, FAIL)],  # 36.459 - 5 lies between 31.4 and 31.5
)
def test_ma_flag_below_5_is_strict_and_in_points(attending: int, verdict: list[str]) -> None:
    assert verdicts(years(year(2025, attending)), ONE_BELOW) == verdict


def test_ma_flag_below_5_is_not_five_percent_of_the_index() -> None:
    # Five percent of the index of 36.46 would be 1.8 points: 340 of 1000 is 2.5 points below.
    assert verdicts(years(year(2025, 340)), ONE_BELOW) == PASS
    document = years(year(2025, 300))
    assert "-6.46 points" in message(findings(document, ONE_BELOW))
    assert "less than -5 points" in message(findings(document, ONE_BELOW))


@pytest.mark.parametrize(
    ("attending", "verdict"),
    [
        ((340, 340, 400), PASS),
        ((339, 340, 400), PASS),
        ((339, 339, 400), FAIL),
        ((339, 339, 339), FAIL),
    ],
)
def test_ma_flag_two_below_2_5_is_strict_and_three_count(
    attending: tuple[int, ...], verdict: list[str]
) -> None:
    assert verdicts(years(year(2025, *attending)), TWO_BELOW) == verdict


@pytest.mark.parametrize(
    ("attending", "verdict"),
    [((339, 339), FAIL), ((339, 340), OPEN), ((340, 340), PASS)],
)
def test_ma_flag_two_below_2_5_is_told_beside_a_group_without_figures(
    attending: tuple[int, int], verdict: list[str]
) -> None:
    given = year(2025, *attending, 400)
    del given["groups"][2]["attending"]
    assert verdicts(years(given), TWO_BELOW) == verdict
    if verdict == FAIL:
        said = message(findings(years(given), TWO_BELOW))
        assert "2 groups attend far below" in said
        assert "In the order students of color, students with disabilities, the percent" in said


def test_ma_groups_of_different_sizes_are_told_beside_one_without_a_size() -> None:
    given = year(2025, 340, 340, 340)
    given["groups"][1]["region"]["total"] = 1001
    del given["groups"][2]["region"]["total"]
    rule = "ma.admissions/one-sample-for-all-groups"
    assert verdicts(years(given), rule) == FAIL
    said = message(findings(years(given), rule))
    assert "one group is out of at most 1000 students" in said
    assert "another out of at least 1001" in said


def test_ma_flags_are_warnings_and_no_findings_of_discrimination() -> None:
    document = years(year(2025, 300, 300, 300))
    for flag in FLAGS:
        for found in findings(document, flag):
            assert found.severity.value == "warning"
            assert "no finding of discrimination" in found.message
            assert "Commissioner" in str(found.remedy)
    assert verdicts(document, "ma.identification/commissioner-determines") == REVIEW
    assert report(document).verdict.value != "fail"


def test_ma_flag_messages_show_the_arithmetic() -> None:
    said = message(findings(years(year(2025, 300, 310, 320)), ALL_BELOW))
    assert "students of color, students with disabilities, English learners" in said
    assert "the percent attending is 30, 31, 32, the index 36.46, 36.46, 36.46" in said
    assert "the difference -6.46, -5.46, -4.46; each difference is less than 0" in said


def test_ma_flag_two_years() -> None:
    two_years = "ma.admissions/two-years-of-data"
    assert verdicts(years(year(2025, 400)), two_years) == FAIL
    assert verdicts(years(year(2024, 400), year(2025, 400)), two_years) == PASS


# ------------------------------------------------------------------ the examples


def test_sound_review_has_nothing_to_correct() -> None:
    found = report(review())
    assert found.verdict.value in ("pass", "needs_review")
    assert {f.verdict.value for f in found.findings} <= {"pass", "not_applicable", "needs_review"}


def test_review_with_errors_has_the_planted_ones() -> None:
    assert failed("admissions-review-with-errors") == sorted(
        [
            "counts-possible",
            "desk-review",
            "documentation-before-visit",
            "flag-one-group-far-below",  # 2024
            "flag-one-group-far-below",  # 2025
            "index-as-stated",
            "one-group-again",  # and not newly identified, as the document says
            "ninth-grade-attending",
            "sample-without-placements",
            "sample-of-all-grades-served",
            "selective-criteria",
            "three-groups",
        ]
    )
