"""Register, outline and rules put together: what is carried out, by what, and what is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules.analysis.coverage.coverage import coverage_of
from perkins_rules.analysis.coverage.coverage_fields import RegisterError
from perkins_rules.analysis.coverage.coverage_model import (
    Carrier,
    Coverage,
    CoveredLine,
    Register,
    Status,
)
from perkins_rules.analysis.coverage.coverage_places import Places, sections_of, takes_in
from perkins_rules.analysis.coverage.coverage_register import read_register

REGISTER = """\
register: act
title: The Act
requirements:
  - {id: cap, place: "7(a)", citation: section 7(a), cites: [act 7(a)], requirement: A cap.}
  - {id: vision, place: "7(b)", citation: section 7(b), cites: [act 7(b)], requirement: A vision.}
  - {id: history, place: "7(c)", citation: none, requirement: Old., background: It is over.}
"""
OUTLINE = """\
outline: act
title: The Act
cited_as: [act]
sections:
  - place: "7"
    title: Money
    lines:
      - {place: 7 whole, title: All of it}
      - {place: "7(a)", title: Cap}
      - {place: "7(a)(1)", title: Of what, background: A definition.}
      - {place: "7(b)", title: Vision}
      - {place: "7(c)", title: History, holds: [history]}
      - {place: "7(d)", title: Names}
      - {place: "7(d)(1)", title: A name, holds: [cap]}
"""


@pytest.fixture
def register(tmp_path: Path) -> Register:
    (tmp_path / "act.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "outline.yaml").write_text(OUTLINE, encoding="utf-8")
    return read_register([tmp_path])


def carrier(name: str, *encodes: str, kind: str = "rule", cites: tuple[str, ...] = ()) -> Carrier:
    return Carrier(name, name, kind, "error", f"Title of {name}", encodes, cites, cites)


WHOLE = carrier("p/whole", "cap", cites=("act 7 whole",))
CAP = carrier("p/cap", "cap", cites=("act 7(a)(1)(A)",))
VISION = carrier("p/vision", "vision", kind="review", cites=("act 7(b)",))


def lines(coverage: Coverage) -> dict[str, CoveredLine]:
    (source,) = coverage.sources
    return {line.line.place: line for part in source.sections for line in part.lines}


def test_each_place_and_requirement_has_its_status(register: Register) -> None:
    coverage = coverage_of(register, [WHOLE, CAP, VISION])
    told = {entry.entry.id: entry.status.value for entry in coverage.entries}
    assert told == {"cap": "encoded", "vision": "judgement", "history": "background"}
    assert {place: line.status for place, line in lines(coverage).items()} == {
        "7 whole": Status.ENCODED,
        "7(a)": Status.ENCODED,
        "7(a)(1)": Status.ENCODED,
        "7(b)": Status.JUDGEMENT,
        "7(c)": Status.BACKGROUND,
        "7(d)": None,
        "7(d)(1)": Status.ENCODED,
    }
    assert coverage.complete
    assert coverage.sources[0].counts[Status.ENCODED] == 4


def test_a_rule_stands_at_the_place_that_it_cites_or_at_the_nearest(register: Register) -> None:
    found = lines(coverage_of(register, [CAP]))
    assert found["7(a)(1)"].citing == (CAP,)
    assert found["7(a)"].citing == ()
    assert [c.id for e in found["7(a)"].entries for c in e.carriers] == ["p/cap"]


def test_what_nothing_carries_out_is_missing_with_its_places(register: Register) -> None:
    coverage = coverage_of(register, [VISION])
    found = {place for place, line in lines(coverage).items() if line.status == Status.MISSING}
    assert found == {"7 whole", "7(a)", "7(d)(1)"}
    assert not coverage.complete


def test_a_rule_that_encodes_nothing_is_a_fault(register: Register) -> None:
    coverage = coverage_of(register, [WHOLE, CAP, VISION, carrier("p/idle")])
    assert coverage.faults == ("p/idle encodes no requirement.",)
    assert not coverage.complete


def test_an_id_that_no_register_has_is_a_fault(register: Register) -> None:
    coverage = coverage_of(register, [WHOLE, CAP, VISION, carrier("p/x", "unknown")])
    assert coverage.faults == ("p/x encodes `unknown`, which no register has.",)


def test_ids_of_a_pack_without_a_register_are_listed_apart(register: Register) -> None:
    own = carrier("q/x", "unknown")
    coverage = coverage_of(register, [WHOLE, CAP, VISION, own], frozenset({"q/x"}))
    assert coverage.faults == ()
    assert coverage.extra == {"unknown": (own,)}
    assert coverage.complete


def test_an_outline_that_holds_what_is_not_registered_is_at_fault(tmp_path: Path) -> None:
    text = OUTLINE.replace("[history]", "[story]")
    (tmp_path / "act.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "outline.yaml").write_text(text, encoding="utf-8")
    coverage = coverage_of(read_register([tmp_path]), [WHOLE, CAP, VISION])
    assert coverage.faults == ("act, 7(c): no register has `story`.",)
    assert "history stands in no outline." in coverage.warnings


def test_sections_that_disagree_are_to_be_looked_at(register: Register) -> None:
    other = carrier("p/other", "cap", cites=("act 8(a)",))
    coverage = coverage_of(register, [WHOLE, CAP, VISION, other])
    assert coverage.warnings == (
        "p/other cites 8, but cap rests on section 7(a).",
        "p/other cites act 8(a), which the outline does not have.",
    )
    assert coverage.complete


def test_a_background_reason_beside_a_rule_is_to_be_looked_at(register: Register) -> None:
    coverage = coverage_of(register, [WHOLE, CAP, VISION, carrier("p/h", "history")])
    assert coverage.warnings == ("history has a background reason, and a rule that encodes it.",)


@pytest.mark.parametrize(
    ("wider", "place", "taken"),
    [
        ("112(a)", "112(a)(3)", True),
        ("112(a)", "112(a)", True),
        ("IV.A line 1", "IV.A line 14", False),
        ("IV.A line 4", "IV.A line 4a", False),
        ("II.B.2.c.v", "II.B.2.c.vi", False),
        ("112(a)(3)", "112(a)", False),
    ],
)
def test_a_place_takes_in_what_lies_below_it(wider: str, place: str, taken: bool) -> None:
    assert takes_in(wider, place) == taken


def test_a_source_without_an_outline_has_no_places(register: Register) -> None:
    places = Places(register.outlines)
    assert places.covers("act")
    assert not places.covers("guide")
    assert places.of("guide 7(a)") is None
    assert places.of("act 7(b)(1)(A)") == (0, "7(b)")
    assert places.of("act 7(e)") == (0, "7")
    assert places.of("act 9") is None


def test_sections_are_told_by_source() -> None:
    assert sections_of(["act 7(a)(1)", "act 8", "guide IV.A"]) == {
        "act": {"7", "8"},
        "guide": {"IV.A"},
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "cannot be read"),
        ("- 1", "a register begins with"),
        ("register: a\nother: b", "there is no `other` here"),
        ("register: a\nrequirements: {}", "a list of entries is expected"),
        ("register: a\nrequirements: [{id: x}]", "`place` is a text"),
        ("register: a\nregister: b", "stands twice"),
        (REGISTER.replace("id: vision", "id: cap"), "`cap` is registered twice"),
        (REGISTER.replace("A cap.}", "A cap., kind: odd}"), "`odd` is none of presence"),
        (REGISTER.replace("A cap.}", "A cap., severity: odd}"), "`odd` is none of error"),
        (REGISTER.replace("A cap.}", "A cap., usc: 7}"), "`usc` is a text"),
        (REGISTER.replace("[act 7(a)]", "act"), "a list of texts is expected"),
        (REGISTER.replace("A cap.}", "A cap., why: x}"), "there is no `why` here"),
        (OUTLINE.replace('"7(a)"', "7"), "`place` is a text (in quotes"),
        (OUTLINE.replace("cited_as", "order: x\ncited_as"), "`order` is a whole number"),
        (OUTLINE.replace("{place: 7 whole", "{what: x, place: 7 whole"), "there is no `what`"),
        (OUTLINE.replace("title: Cap}", "title: Cap, owed_by: [all]}"), "`all` is none of state"),
    ],
)
def test_a_register_with_a_fault_is_refused_with_its_file(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "act.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"act\.yaml") as refused:
        read_register([tmp_path])
    assert said in str(refused.value)


OWED = """\
outline: act
title: The Act
cited_as: [act]
sections:
  - place: "7"
    title: Money
    lines:
      - {place: "7(a)", title: All of it, holds: [cap]}
      - {place: "7(a)(1)", title: A part, owed_by: [state], holds: [cap]}
      - {place: "7(a)(2)", title: Another, owed_by: [state, recipient], holds: [cap]}
"""


@pytest.fixture
def owed(tmp_path: Path) -> Register:
    (tmp_path / "act.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "outline.yaml").write_text(OWED, encoding="utf-8")
    return read_register([tmp_path])


def unasked(register: Register, *carriers: Carrier) -> dict[str, tuple[str, ...]]:
    found = lines(coverage_of(register, carriers))
    return {place: line.unasked for place, line in found.items() if line.unasked}


STATE, RECIPIENT = ("state",), ("recipient",)


def test_a_duty_is_carried_out_for_each_who_owes_it(owed: Register) -> None:
    one = carrier("p/one", "cap", cites=("act 7(a)(1)", "act 7(a)(2)"))._replace(filed_by=STATE)
    two = carrier("p/two", "cap", cites=("act 7(a)(2)(B)",))._replace(filed_by=RECIPIENT)
    assert unasked(owed, one) == {"7(a)(2)": RECIPIENT}
    assert unasked(owed, two) == {"7(a)(1)": STATE, "7(a)(2)": STATE}
    assert unasked(owed, one, two) == {}
    assert lines(coverage_of(owed, [one]))["7(a)(2)"].status == Status.MISSING


def test_a_rule_on_the_duty_beside_it_or_on_all_of_the_paragraph_carries_out_no_duty(
    owed: Register,
) -> None:
    beside = carrier("p/beside", "cap", cites=("act 7(a)(1)",))._replace(filed_by=STATE)
    above = carrier("p/above", "cap", cites=("act 7(a)",))._replace(filed_by=STATE)
    assert unasked(owed, beside, above) == {"7(a)(2)": ("state", "recipient")}
    assert lines(coverage_of(owed, [above]))["7(a)"].status == Status.ENCODED


def test_what_one_state_alone_asks_carries_out_nothing_that_is_owed_in_all(owed: Register) -> None:
    cites = ("act 7(a)(1)", "act 7(a)(2)")
    own = carrier("p/own", "cap", cites=cites)._replace(filed_by=STATE, state="MN")
    assert set(unasked(owed, own)) == {"7(a)(1)", "7(a)(2)"}


def test_an_outline_may_name_the_rule_that_asks_a_clause_of_its_paragraph(tmp_path: Path) -> None:
    (tmp_path / "act.yaml").write_text(REGISTER, encoding="utf-8")
    text = OWED.replace("owed_by: [state],", "owed_by: [state], asked_by: [p/above],")
    (tmp_path / "outline.yaml").write_text(text, encoding="utf-8")
    register = read_register([tmp_path])
    above = carrier("p/above", "cap", cites=("act 7(a)",))._replace(filed_by=STATE)
    assert set(unasked(register, above)) == {"7(a)(2)"}
    said = "act, 7(a)(1): no rule `p/above` cites the paragraph."
    assert coverage_of(register, [above]).faults == ()
    assert said in coverage_of(register, []).faults
    elsewhere = carrier("p/above", "cap", cites=("act 7(b)",))
    assert said in coverage_of(register, [elsewhere]).faults
