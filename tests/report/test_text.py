"""The text report, as a fiscal officer reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perkins_rules import assets
from perkins_rules.documents import load_shapes
from perkins_rules.findings import Finding, Severity, Verdict
from perkins_rules.report.outputs import About, RuleAbout, Rules
from perkins_rules.report.style import Style
from perkins_rules.report.surroundings import dotted
from perkins_rules.report.text.block_text import sentence
from perkins_rules.report.text.brief import brief_report
from perkins_rules.source import Span

from .making import as_json, document, finding, full_text, missing, report, review, undetermined

ROOT = load_shapes(assets.schema_texts())["state_plan"]
PLAIN = Style()
LINES = {41: "    amount: 260000.01"}


class _Labelled(Rules):
    """Rules that all say the same."""

    def label(self, rule: str, state: str | None = None) -> RuleAbout:
        return RuleAbout("Something holds")


ABOUT = About("0.1.0", rules=_Labelled(), shapes={"state_plan": ROOT})


def text(
    *found: Finding,
    style: Style = PLAIN,
    draft: bool = False,
    show: str = "open",
    **parts: object,
) -> str:
    run = report(document(*found, **parts))
    return full_text(run, style, ABOUT._replace(draft=draft, show=show), LINES)


def test_a_finding_says_what_where_how_to_mend_it_and_under_which_section() -> None:
    assert text(finding()).splitlines()[:15] == [
        "plan.yaml",
        "State plan of VT · rules of 2026-07-01 · guide edition 2025-01 · profile guide",
        "✗ 1 error to correct.",
        "",
        "Budget (guide IV) ──────────────────────────────────────────────────────────────",
        "",
        "  ✗ error    Line 2 is over its cap.",
        "    where    plan.yaml:41:13",
        "             41 │     amount: 260000.01",
        "                │             ^^^^^^",
        "    fix      Lower line 2.",
        "    law      Perkins V § 112(a)(3), 20 U.S.C. 2322(a)(3); Guide IV.A line 2",
        "    rule     federal.budget/administration-cap",
        "",
        "Summary ────────────────────────────────────────────────────────────────────────",
    ]


def test_the_distance_is_said_once() -> None:
    far = {"distance": "41200.00", "distance_unit": "money"}
    assert "    off by   $41,200.00\n" in text(finding(**far))
    assert "off by" not in text(finding(message="$41,200.00 over the cap", **far))


def test_what_waits_for_a_missing_thing_is_under_it_and_few_are_named() -> None:
    head = missing("/budget", "head")
    waiting = [
        undetermined(f"w{k}", "/budget", because_of="head", rule=f"federal.budget/r{k}")
        for k in range(9)
    ]
    shown = text(head, *waiting)
    assert "  ✗ missing  Not given: budget. 9 checks wait for it.\n" in shown
    assert shown.count("✗ missing") == 1
    assert "? open" not in shown
    assert "Something holds" not in shown
    full = text(head, *waiting, show="all")
    assert "    waiting  9 checks cannot be made without it:\n" in full
    assert "• Something holds (Perkins V § 112(a)(3); Guide IV.A line 2)" in full


def test_a_missing_fact_without_a_finding_of_its_own_heads_the_checks_that_lack_it() -> None:
    shown = text(
        undetermined("a", "/submission/due_date"), undetermined("b", "/submission/due_date")
    )
    assert "? open     Not given: `submission.due_date`. Without it, 2 checks cannot be\n" in shown


def test_the_single_facts_that_settle_most_are_ranked_at_the_end() -> None:
    shown = text(
        *(undetermined(f"f{k}", "/state/code") for k in range(3)), undetermined("g", "/scope")
    )
    end = shown[shown.index("What would settle most") :]
    assert "   1. `state.code`: 3 checks wait for it\n" in end
    assert "   2. `scope`: 1 check waits for it\n" in end


@pytest.mark.parametrize(
    ("number", "more"), [(2, ""), (3, ""), (4, "and 1 further fact"), (5, "and 2 further facts")]
)
def test_facts_beyond_the_first_are_counted(number: int, more: str) -> None:
    shown = text(*(undetermined(f"f{k}", f"/x{k}") for k in range(number)))
    end = shown[shown.index("What would settle most") :]
    assert end.count(" waits for it") == min(number, 3)
    assert ("further fact" in end) is bool(more)
    assert f"{more}\n" in end


def test_what_a_person_must_judge_is_a_numbered_checklist_at_the_end() -> None:
    found = [
        review("a", "Does it?", path="/narrative/vision_and_goals"),
        review("b", "Is it?", path="/narrative/labor_market"),
    ]
    shown = text(*found, verdict=Verdict.NEEDS_REVIEW)
    assert "For a person to judge" not in shown
    assert "  ☐ 2 questions for a person: perkins-rules review plan.yaml\n" in shown
    shown = text(*found, show="all", verdict=Verdict.NEEDS_REVIEW)
    end = shown[shown.index("For a person to judge") :]
    assert "   1. ☐ Vision and goals: Does it?\n        line 41: Perkins V § 112(a)(3);" in end
    assert "   2. ☐ Labor market data: Is it?\n" in end
    assert shown.splitlines()[2] == "✓ No errors. 2 questions left for a person to judge."


def test_a_draft_sets_apart_what_is_not_yet_filled_in() -> None:
    shown = text(missing("/budget", "a"), finding(id="b"), undetermined("c", "/x"), draft=True)
    before, after = shown.split("Still to fill in")
    assert "✗ error" in before
    assert "✗ missing" not in shown
    assert "    ☐ budget (IV.A line 2)\n" in after
    assert "☐ 1 thing still to fill in" in after


def test_warnings_and_notes_are_told_from_errors_by_word_and_mark() -> None:
    shown = text(
        finding(id="w", severity=Severity.WARNING), finding(id="n", severity=Severity.INFO)
    )
    assert "  ! warning  Line 2" in shown
    assert "  i note     Line 2" in shown
    assert shown.splitlines()[2].startswith("✓ No errors.")


def test_a_document_that_could_not_be_read_shows_the_place_and_the_remedy() -> None:
    refused = finding(
        rule="document/syntax", verdict=Verdict.UNREADABLE, path="", citations=(), message="Odd."
    )
    assert text(refused, verdict=Verdict.UNREADABLE) == (
        "plan.yaml\n"
        "✗ The document could not be read.\n"
        "\n"
        "  ✗ error    Odd.\n"
        "    where    plan.yaml:41:13\n"
        "             41 │     amount: 260000.01\n"
        "                │             ^^^^^^\n"
        "    fix      Lower line 2.\n"
        "    rule     document/syntax\n"
    )


def test_several_documents_end_in_a_line_for_each() -> None:
    good, bad = document(path="good.yaml"), document(finding(), path="bad.yaml")
    shown = full_text(report(good, bad), Style())
    assert shown.endswith(
        "2 documents ────────────────────────────────────────────────────────────────────\n"
        "\n"
        "✓ good.yaml: No errors. Nothing is left open.\n"
        "bad.yaml:41  error    Line 2 is over its cap.\n"
        "✗ bad.yaml: 1 error to correct.\n"
    )


def test_the_last_lines_name_each_error_with_its_line_most_severe_first() -> None:
    shown = text(
        finding(id="w", severity=Severity.WARNING, span=Span(3, 1, 3, 2)),
        missing("/budget/reserve", "m", span=Span(7, 1, 7, 2)),
        missing("/budget/reserve/amount", "inside", span=Span(7, 1, 7, 2)),
        finding(
            id="e",
            message="Line 2 is $260,000.01, " + "far " * 20 + "over",
            span=Span(341, 1, 341, 2),
        ),
        finding(id="n", severity=Severity.INFO),
        review("r", "Is it?"),
        undetermined("u", "/x"),
        finding(id="p", verdict=Verdict.PASS),
    )
    assert shown.splitlines()[-5:] == [
        "plan.yaml:341  error    Line 2 is $260,000.01, far far far far far far far far…",
        "plan.yaml:7    missing  budget.reserve, with 1 part of it",
        "plan.yaml:3    warning  Line 2 is over its cap.",
        "✗ plan.yaml: 1 error to correct, 2 required items not given; 1 check cannot be",
        "  made without more.",
    ]


def test_of_very_many_errors_the_first_are_named() -> None:
    lines = text(*(finding(id=str(n)) for n in range(40))).splitlines()
    assert lines[-2:] == ["and 10 more above", "✗ plan.yaml: 40 errors to correct."]
    assert sum(line.startswith("plan.yaml:41 ") for line in lines) == 30


@pytest.mark.parametrize(
    ("path", "width", "begins"),
    [
        ("plans/of/the/State/of/Vermont/and/others/plan.yaml", 80, "plan.yaml:41  error"),
        ("plans/of/the/State/of/Vermont/and/others/plan.yaml", 120, "plans/of/the"),
        ("C:\\plans\\of the State of Vermont and others\\plan.yaml", 60, "plan.yaml:41  error"),
        ("many/sample-plan-with-some-errors.yaml", 80, "line 41  error"),
        ("a-very-long-name-of-a-plan-that-leaves-no-room.yaml", 60, "line 41  error"),
    ],
)
def test_a_long_path_leaves_room_for_the_message(path: str, width: int, begins: str) -> None:
    shown = text(finding(message="long " * 40), style=Style(width=width), path=path)
    (line,) = (line for line in shown.splitlines() if line.endswith("…"))
    assert line.startswith(begins)
    assert len(line) <= width


def test_brief_has_a_finding_its_fix_and_its_law_in_three_lines() -> None:
    found = [finding(), missing("/budget/reserve", "m"), review("r", "Is it?")]
    assert text(*found, show="brief") == (
        "plan.yaml\n"
        "✗ plan.yaml:41  error  Line 2 is over its cap.\n"
        "    fix  Lower line 2.\n"
        "    law  Perkins V § 112(a)(3); Guide IV.A line 2\n"
        "✗ plan.yaml:41  missing  Not given: budget.reserve.\n"
        "    fix  Fill in `budget.reserve`.\n"
        "    law  Perkins V § 112(a)(3); Guide IV.A line 2\n"
        "  ☐ 1 question for a person: perkins-rules review plan.yaml\n"
        "✗ plan.yaml: 1 error to correct, 1 required item not given.\n"
    )


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("my plan.yaml", 'perkins-rules review "my plan.yaml"'),
        ("-", "--show all lists them"),
        ("s3://bucket/plan.yaml", "--show all lists them"),
    ],
)
def test_what_shows_the_questions_is_named(path: str, command: str) -> None:
    shown = text(review("r", "Is it?"), path=path, verdict=Verdict.NEEDS_REVIEW)
    assert f"  ☐ 1 question for a person: {command}\n" in shown


def test_without_its_surroundings_a_report_is_still_whole() -> None:
    shown = full_text(report(document(finding(), undetermined("u", "/a/0/b"))), Style())
    assert "✗ error    Line 2 is over its cap." in shown
    assert "`a[1].b`" in shown
    assert dotted("/performance/indicators/3/levels/0") == "performance.indicators[4].levels[1]"


@pytest.mark.parametrize("show", ["brief", "open", "all"])
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_console(width: int, show: str) -> None:
    long = "word " * 60
    found = [
        finding(message=long, remedy=long),
        review("r", long),
        undetermined("u", "/state/code"),
    ]
    for line in text(*found, style=Style(width=width), show=show).splitlines():
        assert len(line) <= max(width, 66), line


def test_color_is_never_the_only_sign() -> None:
    found = [finding(), finding(id="w", severity=Severity.WARNING), undetermined("u", "/x")]
    plain, colored = text(*found), text(*found, style=Style(color=True))
    assert "\x1b[1;31m" in colored
    assert strip(colored) == plain


def strip(colored: str) -> str:
    import re

    return "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", colored).split("\n"))


@given(st.text(), st.sampled_from(["utf-8", "cp1252", "cp437", "ascii"]))
def test_no_text_of_a_document_acts_or_fails_on_a_console(hostile: str, encoding: str) -> None:
    found = finding(message=hostile, remedy=hostile, path="/" + hostile.replace("~", ""))
    run = report(document(found, review("r", hostile), path=hostile))
    for shown in (
        full_text(run, Style(encoding=encoding)),
        full_text(run, Style(encoding=encoding), About("0.1.0", show="brief")),
        brief_report(run, Style(encoding=encoding)),
    ):
        shown.encode(encoding)
        assert all(line.isprintable() for line in shown.split("\n"))
    assert all(" " <= c <= "~" or c == "\n" for c in as_json(run))


def test_a_message_that_quotes_pages_is_cut() -> None:
    assert len(sentence("The agency is " + "x" * 10_000)) < 1_100
