"""Slips of the pen in a YAML plan: the line that is told, what is said of it, and what to write."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from perkins_rules.documents import Refusal, Shape, read_document

Tell = Callable[[str], list[tuple[int, str, str]]]

# the plan behind its first line, the line of the slip in that, words of the message, of the remedy
SLIPS = [
    # colons
    ("state:\n  code VT\n  name: Vermont\n", 2, "No colon stands in `code VT`", "`code: VT`"),
    ("state:\n  code: VT\n  name Vermont\nsource: x\n", 3, "No colon", "Write `name: Vermont`."),
    ("state\n  code: VT\n", 1, "No colon stands in `state`", "Write `state:`."),
    ("state:\n  code:VT\n  name: Vermont\n", 2, "No blank stands behind the colon", "`code: VT`"),
    ("state:\n  code: VT\n  name:Vermont\n", 3, "No blank", "`name: Vermont`"),
    ("state:\n  code:VT\n", 2, "No blank stands behind the colon of `code:VT`", "`code: VT`"),
    ("state: {code:VT, name: Vermont}\n", 1, "`state.code:VT` is not a field", "`code: VT`"),
    ("state: {code VT, name: Vermont}\n", 1, "did you mean `code: VT`", "`code: VT`"),
    ("state:\n  code = VT\nsource: x\n", 2, "`=` stands where a colon belongs", "`code: VT`"),
    ("state:\n  code: VT\n  name; Vermont\n", 3, "`;` stands where", "`name: Vermont`"),
    ("state:\n  code: VT\n  name\uff1aVermont\n", 3, "stands where a colon", "`name: Vermont`"),
    ("source: Plan: FY26\n", 1, "`Plan: FY26` holds a colon", '`source: "Plan: FY26"`'),
    ("state: code: VT name: Vermont\n", 1, "holds a colon", "between double quotes"),
    (": x\n", 1, "name of a field is missing", "Write the name"),
    # indentation
    ("state:\n  code: VT\n    name: Vermont\n", 3, "indented by 4 blanks", "Indent it by 2 blanks"),
    ("state:\n  code: VT\n   name: Vermont\n", 3, "indented by 3 blanks", "like `code: VT`"),
    ("state:\n  code: VT\n name: Vermont\n", 3, "indented by 1 blank,", "Indent it by 2 blanks"),
    ("state:\n  code: VT\nname: Vermont\n", 3, "`name` is not a field of the document", ""),
    (
        "state:\n    code: VT\n  name: Vermont\nbudget:\n  note: x\nsource: y\nscope:\n  - x\n",
        3,
        "indented by 2 blanks",
        "Indent it by 4 blanks",
    ),
    (
        "budget:\n  reserve:\n    amount: 5\n  total_allocation:\n   amount: 5\n    note: x\n",
        5,
        "indented by 3 blanks",
        "Indent it by 4 blanks, as it belongs to `total_allocation`.",
    ),
    (
        "budget:\n  reserve:\n    amount: 5\n  note: x\nstate:\ncode: VT\n  name: Vermont\n",
        6,
        "indented by no blanks",
        "Indent it by 2 blanks, as it belongs to `state`.",
    ),
    ("state:\n\tcode: VT\n", 2, "A tab stands before `code: VT`", "Put 2 blanks there"),
    ("state:\n  code: VT\n\tname: Vermont\n", 3, "A tab stands", "Put 2 blanks there"),
    ("budget:\n  reserve:\n  \tamount: 5\n", 3, "A tab stands", "Put 4 blanks there"),
    # blanks that are none
    ("state:\n  code:\xa0VT\n  name: Vermont\n", 2, "A no-break space (U+00A0)", "`code: VT`"),
    ("state:\n  code:\u2007VT\n  name: Vermont\n", 2, "A figure space (U+2007)", "`code: VT`"),
    ("state:\n  name:\u202fVermont\n  code: VT\n", 2, "A narrow no-break", "`name: Vermont`"),
    ("state:\n  name:\u3000Vermont\n  code: VT\n", 2, "(U+3000)", "`name: Vermont`"),
    ("state:\n  name:\ufeffVermont\n  code: VT\n", 2, "(U+FEFF)", "`name: Vermont`"),
    ("state:\n\xa0\xa0code: VT\n\xa0\xa0name Vermont\n", 2, "stands before", "Put 2 blanks"),
    ("state:\n\xa0\xa0code: VT\n", 2, "is not a field", "A no-break space (U+00A0) stands before"),
    ("state:\n  co\xa0de: VT\n", 2, "is not a field", "write `code`"),
    ("budget:\n  total\xa0allocation:\n", 2, "did you mean `total_allocation`", "(U+00A0)"),
    # quotations
    ("source: 'State's plan'\n", 1, "An apostrophe inside", '`"State\'s plan"`'),
    ('source: "the "new" plan"\n', 1, "ends before its line", "`'the \"new\" plan'`"),
    ('source: "Perkins" plan\n', 1, '`"Perkins"` ends', "`'\"Perkins\" plan'`"),
    ('source: "open\nstate:\n  name: "Vermont"\n', 1, '`"open` is opened with "', "at its end"),
    ("source: 'open\nstate:\n  code: VT\n", 1, "not closed", "Write ' at its end"),
    ('state:\n  name: "Vermont\n  code: VT\nsource: x\n', 2, "not closed", 'Write " at its end'),
    ('source: "C:\\Users"\n', 1, "backslash starts no escape", "Write a backslash as two"),
    # signs
    ("source: %5\n", 1, "cannot start with `%`", '`"%5"`'),
    ("source: %5\n", 1, "cannot start with `%`", "Write `5%` if it is a figure"),
    ("source: *\n", 1, "cannot start with `*`", "Leave the value out if its figure may not"),
    ("source: #5,200\n", 1, "is a comment", 'Write `5,200` for a figure, or `"#5,200"` for a text'),
    ("state:\n  code: VT\n  - name: Vermont\n", 3, "begins with a dash", "Take the dash out if"),
    ("state:\n  - code: VT\n  name: Vermont\n", 3, "indented by 2", "or take the dash there out"),
    ("source: @home\n", 1, "cannot start with `@`", '`"@home"`'),
    ("source: `x`\n", 1, "cannot start with", '"`x`"'),
    ("source: * see\n", 1, "cannot start with `*`", '`"* see"`'),
    ("source: *see below*\n", 1, "`*see` repeats nothing", '`"*see below*"`'),
    ("source: & Sons\n", 1, "cannot start with `&`", '`"& Sons"`'),
    ("source: &Partners\n", 1, "is not given; `&Partners`", '`"&Partners"`'),
    ("source: &Partners in Progress\n", 1, "is `in Progress`; `&P", '`"&Partners in Progress"`'),
    ("source: !important\n", 1, "`!important` is a YAML tag", '`"!important"`'),
    # comments
    ("source: Plan #2\n", 1, "is `Plan`; `#2` behind it is a comment", '`"Plan #2"`'),
    ("source: #2\n", 1, "is not given; `#2`", '`"#2"`'),
    ("budget:\n  reserve:\n    amount: 5 #000\n", 3, "is `5`; `#000`", "a blank behind the `#`"),
    ("source: Box # 2, Lowry\n", 1, "`# 2, Lowry` behind it is a comment", "two blanks before"),
    ("state: {code: VT, name: Plan #2}\nsource: x\n", 1, "`#2}` is a comment", "double quotes"),
    # lists
    ("submission:\n  fiscal_years:\n    - 2026\n    -2027\n", 4, "behind the dash", "`- 2027`"),
    ("submission:\n  fiscal_years:\n    -2026\n    - 2027\n", 3, "behind the dash", "`- 2026`"),
    ("submission:\n  fiscal_years: - 2026\n", 2, "cannot start on the line", "[2026]"),
    (
        "consultation:\n  parties:\n    - group: programs\n      how: x\n     - group: community\n",
        5,
        "`- group: community` is indented by 5 blanks",
        "Indent it by 4 blanks, like `- group: programs`",
    ),
    (
        "consultation:\n  parties:\n    - group: programs\n      how: x\n   - group: community\n",
        5,
        "indented by 3 blanks",
        "Indent it by 4 blanks",
    ),
    (
        "consultation:\n  parties:\n    - group: programs\n       how: x\n    - group: community\n",
        4,
        "indented by 7 blanks",
        "Indent it by 6 blanks",
    ),
    (
        "consultation:\n  parties:\n    - group: programs\n      how: x\n    group: tribes\n",
        5,
        "No dash stands before `group: tribes`",
        "`- group: tribes`",
    ),
    ("submission:\n  fiscal_years: [2026, 2027\n  date: x\n", 2, "never closed", "Write `]`"),
    ("state: {code: VT, name: Vermont\nsource: x\n", 1, "never closed", "Write `}`"),
    ("state: {code: VT name: Vermont}\nsource: x\n", 1, "a comma or the closing", "commas"),
    # texts over several lines
    (
        "source: A long\nsaying here\nstate:\n  code: VT\n",
        2,
        "No colon",
        "goes on with the text of",
    ),
    ("source: A long\n  saying: here\nstate:\n  code: VT\n", 2, "holds a colon", "`source: >-`"),
    ("source: >-\n  A long\ntoo shallow\nscope: x\n", 3, "No colon", "indent it by 2 blanks"),
    ("source: >-\n    A long\n  text\nscope: x\n", 2, "indented by 4", "like the other lines"),
    ("source: >- A long\n  text\n", 1, "Nothing but a line break may follow", "the next line"),
    (
        "narrative:\n  vision_and_goals: >-\n    text\n    joint_planning: >-\n      more\n",
        4,
        "`joint_planning: >-` is part of that text",
        "Align `joint_planning:`",
    ),
    # what a newcomer writes
    ("state:\n  code:VT\n  # the name\n  name: Vermont\n", 2, "No blank stands", "`code: VT`"),
    ("state:\n  code = VT\n  # the name\n  name: Vermont\n", 2, "`=` stands", "`code: VT`"),
    ("FY26 budget filing\nstate:\n  code: VT\n", 1, "No colon", "a remark, put `# ` before it"),
    ("state:\n  State name (guide I.A).\n  name: Vermont\n", 2, "No colon", "a remark, put `# `"),
    ("state:\n  Name Vermont\n  code: VT\n", 2, "No colon", "`Name: Vermont`"),
    ("-----\nstate:\n  code: VT\n", 1, "only divides the page", "Take it out"),
    ("state:\n  code: VT\n=====\nsource: x\n", 3, "only divides the page", "Take it out"),
    ("source: x\n---\nstate:\n  code: VT\n", 2, "`---` starts a second", "if it only divides"),
    ("source: x\n<<<<<<< mine\nscope: y\n", 2, "A merge of two versions", "Keep one"),
    ("state:\n  name:\nVermont\nsource: x\n", 3, "`name` above it has no value", "`name: Vermont`"),
    ("budget:\n  reserve:\n    percent: 5 amount: 7\n", 3, "Two fields", "`amount: 7` on a line"),
    ("budget:\n  reserve:\n    percent: 5, amount: 7\n", 3, "Two fields", "Write `percent: 5`"),
    ("budget:\n  reserve: amount: 7\n    percent: 5\n", 2, "holds a colon", "on the next line"),
    (
        "budget:\n  total_allocation:\n    amount: 9\n  reserve: 7\n    percent: 5\n",
        4,
        "`reserve: 7` has a value",
        "write `reserve:` alone",
    ),
    (
        "budget:\n  reserve:\n    amount: 9\n      percent: 5\n      amount: 7\n",
        4,
        "indented by 6 blanks",
        "or write the name of the group",
    ),
    ("state:\n  note: See\n  - one\n  - two\n", 3, "starts a list below", "Write `note: >-`"),
    ("state:\n  note: - see memo\n", 2, "cannot start on the line", '`"- see memo"`'),
    ("budget:\n  reserve:\n    amount: -\n", 3, "A dash alone", "Write `0` for none"),
    ("state:\n  note: [see] line 8\n", 2, "more stands behind", '`"[see] line 8"`'),
    ("state:\n  note: {303} 555\n", 2, "more stands behind", '`"{303} 555"`'),
    ("state:\n  note: ? open\n", 2, "cannot start with `?`", '`"? open"`'),
    (
        "budget:\n  reserve:\n    amount: 5\n    # line 9\n    amount: 7\n",
        5,
        "given twice here; first on line 4",
        "names the second group",
    ),
    # ends
    ("source: x\n...\nscope: y\n", 3, "The document has ended", "take out the line"),
    ("state:\n  code: VT\n}\n", 3, "does not align", ""),
]


@pytest.fixture(scope="session")
def tell(shapes: dict[str, Shape]) -> Tell:
    """Lines, messages and remedies of what is wrong with the fields of a State plan."""

    def told(text: str) -> list[tuple[int, str, str]]:
        try:
            document = read_document("plan.yaml", f"document: state_plan\n{text}".encode(), shapes)
        except Refusal as refusal:
            found = [(r.span, r.message, r.remedy) for r in (refusal, *refusal.others)]
        else:
            found = [(p.span, p.message, p.remedy) for p in document.problems]
        return [(span.line - 1, message, remedy) for span, message, remedy in found]

    return told


@pytest.mark.parametrize(("text", "line", "message", "remedy"), SLIPS, ids=[s[0] for s in SLIPS])
def test_a_slip_is_told_on_its_line_with_what_to_write(
    tell: Tell, text: str, line: int, message: str, remedy: str
) -> None:
    told = [(m, r) for at, m, r in tell(text) if at == line]
    assert told, f"told of other lines: {tell(text)}"
    assert any(message in said and remedy in right for said, right in told), told
    for said, right in told:
        assert said.isprintable()
        assert right.isprintable()
        assert len(said) < 300


def test_slips_that_have_nothing_to_do_with_each_other_are_told_at_once(tell: Tell) -> None:
    text = (
        "state:\n  code VT\n  name:Vermont\nsource: Plan: FY26\nbudget:\n\treserve: {amount: 5}\n"
    )
    assert [line for line, _, _ in tell(text)] == [2, 3, 4, 6]


def test_what_may_follow_from_a_guess_is_not_told(tell: Tell) -> None:
    """How deep a line was meant to stand is a guess, and the next line may follow from it."""
    entries = "".join(f"      {name}: x\n" for name in ("how", "roles", "includes", "results"))
    told = tell(f"consultation:\n  parties:\n    group: programs\n{entries}source: x\n")
    assert len(told) == 1


@pytest.mark.parametrize(
    "text",
    [
        "source: Plan # two\n",
        "source: Plan#2\n",
        "source: Plan  # 2 of 3\n",
        "budget:\n  reserve:\n    amount: 5 # 2 parts\n",
        "state:\n  name: &name Vermont\nsource: *name\n",
        "source: This & that\n",
        "budget:\n  reserve:\n    amount: # not yet known\n",
        'source: "Plan #2"\n',
        "source: >-\n  See\n  details: there\n",
        "source: >-\n  budget: stands in the text of a group that has it\nbudget: {}\n",
    ],
)
def test_what_only_looks_like_a_slip_is_not_told(tell: Tell, text: str) -> None:
    assert tell(text) == []


def test_a_hundred_slips_are_not_all_told(tell: Tell) -> None:
    told = tell("".join(f"source: Plan: {n}\n" for n in range(100)))
    assert len(told) == 20
    assert all(re.search("colon", message) for _, message, _ in told)
