"""Waivers in comments, beside the value that they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.waivers.making import CAP, PLAN, RATIO, RESERVE, checked, found, notes, waived

GOOD = f'rule={CAP} authority="Letter of 2 March" reason="Agreed" expires=2027-06-30'


def beside(comment: str, value: str = "amount: 500") -> str:
    return PLAN.replace("    amount: 500", f"    {value}  {comment}")


@pytest.mark.parametrize(
    "comment",
    [
        f"# perkins-waiver: {GOOD}",
        f"#perkins-waiver {GOOD}",
        f'# perkins-waiver: {GOOD} date=2026-03-02 cite="perkins 131(b)"',
    ],
)
def test_a_comment_beside_a_value_waives_it(comment: str) -> None:
    report = waived(None, beside(comment))
    (finding,) = found(report, CAP)
    assert finding.waiver is not None
    assert finding.waiver.place == "line 6"
    assert finding.waiver.authority == "Letter of 2 March"
    assert notes(report) == []


def test_of_several_values_in_a_line_the_rule_says_which() -> None:
    comment = GOOD.replace(CAP, RESERVE)
    text = PLAN.replace("amount: 300}", f"amount: 300}}  # perkins-waiver: {comment}")
    report = waived(None, text)
    assert found(report, RESERVE)[0].waiver is not None
    assert found(report, RATIO)[0].waiver is None


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# perkins-waiver:", "no `rule`"),
        (f"# perkins-waiver: rule={CAP}", "`authority`, `reason`, `expires`"),
        (f"# perkins-waiver: {GOOD} because", "not understood"),
        (f"# perkins-waiver: {GOOD} path=budget", "no part `path`"),
        (f"# perkins-waiver: {GOOD} expires=2028-01-01", "given twice"),
        ("# perkins-waiver: " + GOOD.replace("2027-06-30", "soon"), "`expires` is `soon`"),
        ("# perkins-waiver: " + GOOD.replace('"Agreed"', '"Agreed'), "not understood"),
        ("# perkins-waiver: " + GOOD.replace("/cap", "/cop"), "Did you mean"),
    ],
)
def test_a_faulty_comment_is_told_at_its_line(comment: str, said: str) -> None:
    report = waived(None, beside(comment))
    (note,) = found(report, "waivers/file")
    assert said in note.message
    assert note.span.line == 6
    assert found(report, CAP)[0].waiver is None


@pytest.mark.parametrize(
    "comment",
    [
        f"# Perkins-Waiver: {GOOD}",
        f"# perkins waiver: {GOOD}",
        f"# perkins_waiver {GOOD}",
        f"# Waiver: {GOOD}",
        f"# waiver {GOOD}",
    ],
)
def test_a_comment_that_is_nearly_one_is_told_at_its_line(comment: str) -> None:
    for text, line in ((beside(comment), 6), (f"{comment}\n{PLAN}", 1)):
        report = waived(None, text)
        (note,) = found(report, "waivers/file")
        assert "looks like a waiver, and is none" in note.message
        assert "perkins-waiver: rule=" in note.message + note.remedy
        assert note.span.line == line
        assert found(report, CAP)[0].waiver is None


@pytest.mark.parametrize("comment", ["# a waiver is asked for", "# waived by the board"])
def test_prose_about_waivers_is_no_waiver(comment: str) -> None:
    assert notes(waived(None, beside(comment))) == []


@pytest.mark.parametrize(
    ("text", "line", "meant"),
    [
        (PLAN.replace("    amount: 500", f"    # perkins-waiver: {GOOD}\n    amount: 500"), 6, 7),
        (f"# perkins-waiver: {GOOD}\n{PLAN}", 1, 7),
        (f"{PLAN}# perkins-waiver: {GOOD}\n", 12, 6),
    ],
)
def test_a_comment_of_another_line_is_told_where_it_belongs(
    text: str, line: int, meant: int
) -> None:
    (note,) = found(waived(None, text, alone=False), "waivers/stray")
    assert note.span.line == line
    assert note.remedy.startswith(f"Move it to the end of line {meant}:")
    (claim,) = found(waived(None, text, inline=False), "waivers/claimed")
    assert claim.remedy.startswith(f"Move it to the end of line {meant}:")


def test_a_comment_for_which_no_line_is_meant_is_to_go() -> None:
    text = PLAN.replace("500", f"5  # perkins-waiver: {GOOD}")
    (note,) = found(waived(None, text, alone=False), "waivers/stray")
    assert note.remedy == ("Take it out if what it waived is mended; otherwise mend its rule.")


@pytest.mark.parametrize(
    "text",
    [
        PLAN + 'narrative: {workforce_summary: "x # perkins-waiver: rule=x"}\n',
        PLAN + f"narrative:\n  workforce_summary: |\n    x\n    # perkins-waiver: {GOOD}\n",
        PLAN + "narrative:\n  workforce_summary: 'a\n    # perkins-waiver: nothing\n    b'\n",
        beside(f"# x#perkins-waiver: {GOOD}"),
    ],
)
def test_what_only_looks_like_a_comment_is_none(text: str) -> None:
    assert notes(waived(None, text)) == []
    assert found(waived(None, text), CAP)[0].waiver is None


def test_a_comment_behind_the_beginning_of_a_long_text_is_one() -> None:
    text = PLAN + f"narrative:\n  workforce_summary: |  # perkins-waiver: {GOOD}\n    x\n"
    assert notes(waived(None, text)) == ["waivers/stray"]


def test_json_has_no_comments() -> None:
    text = '{"document": "state_plan", "state": {"code": "# perkins-waiver: x"}}'
    assert waived(None, text, "plan.json") == checked(text, "plan.json")


def test_it_expires_as_those_of_a_file() -> None:
    report = waived(None, beside(f"# perkins-waiver: {GOOD}"), today="2027-07-01")
    (note,) = found(report, "waivers/expired")
    assert note.span.line == 6
    assert "budget.state_administration.amount" in note.message


def test_a_second_waiver_of_one_finding_is_told(tmp_path: Path) -> None:
    from tests.waivers.making import waiver, write

    report = waived(write(tmp_path, waiver()), beside(f"# perkins-waiver: {GOOD}"))
    assert notes(report) == ["waivers/again"]


def test_many_comments_take_no_long_time() -> None:
    comment = "# perkins-waiver: rule=x\n"
    text = PLAN + comment * 5000 + "comments_on: [" + "1, " * 5000 + "]\n"
    report = waived(None, text)
    (note,) = found(report, "waivers/file")
    assert "more such faults" in note.message
