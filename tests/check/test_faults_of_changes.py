"""Faults of packs that change the rules of a pack below them."""

from __future__ import annotations

from .fault_cases import FileCase, assert_told_of_files, each
from .overlay_texts import CAP, EXCEPT, LOW, REVIEW, SHARE, above

FILES: dict[str, FileCase] = {
    "a change of a rule that is not there": (
        (LOW, above('except low/capp\n  unless small: total is $0 cite BOARD "1"\n')),
        "unknown-rule",
        "did you mean `low/cap`?",
    ),
    "a replacement without a citation": (
        (LOW, above('replace rule low/cap "Cap"\n  require total is $0\n')),
        "no-citation",
        "cite source section",
    ),
    "a rule in the place of a review": (
        (LOW, above(CAP.replace("low/cap", "low/look"))),
        "overlay",
        "write `replace review low/look`",
    ),
    "a review in the place of a rule": (
        (LOW, above(REVIEW.replace("low/look", "low/cap"))),
        "overlay",
        "write `replace rule low/cap`",
    ),
    "a rule in the place of a placeholder test": (
        (LOW, above(CAP.replace("low/cap", "low/list/narrative.educators/placeholder"))),
        "overlay",
        "it goes with its item",
    ),
    "an exception to a review": (
        (LOW, above(EXCEPT.replace("low/rise", "low/look"))),
        "overlay",
        "write `replace review low/look`",
    ),
    "an exception that excepts nothing": (
        (LOW, above("except low/rise\n  encodes x\n")),
        "clause",
        "unless label",
    ),
    "an exception of a label that the rule has": (
        (LOW, above(EXCEPT.replace("small", "late"))),
        "duplicate-name",
        "",
    ),
    "a requirement among exceptions": (
        (LOW, above("except low/rise\n  require total is $0\n")),
        "clause",
        "",
    ),
    "a change of a rule of the same pack": (
        (LOW + CAP.replace("BOARD", "act"),),
        "overlay",
        "change it where it stands",
    ),
    "a change of a rule of a pack that is not below": (
        (LOW, above(CAP).replace("extends low", "extends other"), 'pack other "O"\n'),
        "overlay",
        "extend `low`",
    ),
    "a change of a rule of another type of document": (
        (LOW, above(CAP).replace("for state_plan", "for other_plan")),
        "unknown-document",
        "",
    ),
    "a change of a rule of another State": (
        (LOW.replace("for state_plan", "for state_plan in state VT"), above(CAP)),
        "overlay",
        "",
    ),
    "other values of a parameter that is not there": (
        (LOW, above(SHARE.replace("share", "shore"))),
        "unknown-name",
        "did you mean `share`?",
    ),
    "values of another type": (
        (LOW, above(SHARE.replace("6%", "$6"))),
        "type",
        "",
    ),
    "values that are no patterns": (
        (
            LOW + 'rule n "N"\n  cite act 1\n  require state.name matches names\n',
            above('replace parameter names is { "(" } from 2020-07-01 cite BOARD "1"\n'),
        ),
        "pattern",
        "",
    ),
    "other values of a parameter of the same pack": (
        (LOW + SHARE.replace("BOARD", "act"),),
        "overlay",
        "change it where it stands",
    ),
    "other values of a parameter of a pack that is not below": (
        (LOW, above(SHARE).replace("extends low", "extends other"), 'pack other "O"\n'),
        "overlay",
        "extend `low`",
    ),
    "values by State of a parameter that is the same for all": (
        (LOW, above(SHARE.replace(" is 6%", " by state.code for MA is 6%"))),
        "overlay",
        "write `is …",
    ),
    "one value for all of a parameter that goes by State": (
        (LOW, above(SHARE.replace("share is 6%", "grant is $6"), state=None)),
        "overlay",
        "by state.code",
    ),
    "a value for another State": (
        (LOW, above(SHARE.replace("share is 6%", "grant by state.code for VT is $6"))),
        "overlay",
        "for MA",
    ),
    "two packs of one State that replace one rule": (
        (LOW, above(CAP), above(CAP, "more")),
        "changed-twice",
        "leave one of the two out",
    ),
    "a rule replaced for all and for one State": (
        (LOW, above(CAP, state=None), above(CAP, "more")),
        "changed-twice",
        "leave one of the two out",
    ),
    "a rule replaced by one pack and excepted from by another": (
        (LOW, above(EXCEPT), above(CAP.replace("low/cap", "low/rise"), "more")),
        "changed-twice",
        "leave one of the two out",
    ),
    "a rule that one pack changes twice": (
        (LOW, above(CAP + CAP)),
        "changed-twice",
        "leave one of the two out",
    ),
    "two packs that give one parameter other values": (
        (LOW, above(SHARE), above(SHARE, "more", state=None)),
        "changed-twice",
        "leave one of the two out",
    ),
}


@each(FILES)
def test_fault(case: FileCase) -> None:
    assert_told_of_files(case)
