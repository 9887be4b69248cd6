"""Faults of whole files: packs, their languages and documents, further examples."""

from __future__ import annotations

from .fault_cases import FileCase, assert_told_of_files, each, rule
from .rule_texts import PRELUDE

FILES: dict[str, FileCase] = {
    "no pack": (('law perkins "The Act"\n',), "pack", 'begin with `pack name "Title"'),
    "two packs in a file": (
        ('pack a "A" for state_plan\npack b "B" for state_plan\n',),
        "pack",
        "",
    ),
    "one pack in two files": (('pack a "A" for state_plan\n',) * 2, "duplicate-name", ""),
    "an unknown document": (
        ('pack a "A" for state_plann\n',),
        "unknown-document",
        "did you mean `state_plan`?",
    ),
    "an unknown State": (
        ('pack a "A" for state_plan in state MM\n',),
        "unknown-state",
        "",
    ),
    "a language to come": (
        ('pack a "A" for state_plan needs language 1.9\nwish x "what is not known yet"\n',),
        "language",
        "install a newer version",
    ),
    "examples of an unknown pack": (
        ("examples of a\n",),
        "unknown-pack",
        "",
    ),
    "examples of an unknown rule": (
        (
            PRELUDE + rule("  require budget is present"),
            "examples of test.pack\nof itt\n  passes\n",
        ),
        "unknown-rule",
        "did you mean `it`?",
    ),
    "an example on an unknown document": (
        (PRELUDE + rule("  require budget is present\n  passes on complete-plan"),),
        "unknown-example-document",
        "in the folder `documents` beside the pack",
    ),
    "a rule among further examples": (
        (PRELUDE, "examples of test.pack\n" + rule("  require budget is present")),
        "clause",
        "",
    ),
    "further examples in a pack": (
        (PRELUDE + rule("  require budget is present") + "of it\n  passes\n",),
        "clause",
        "",
    ),
    "a missing entry that is not there": (
        (
            PRELUDE
            + rule(
                "  require budget is present\n  passes when consultation.parties tribes is missing"
            ),
        ),
        "unknown-path",
        "leave this out",
    ),
    "a language of long ago": (
        ('pack a "A" for state_plan needs language 0.9\n',),
        "language",
        "an older perkins-rules",
    ),
    "rules for no document": (
        (
            'pack a "A"\nlaw perkins "The Act" codified at 20 USC { 112 is 2322 }\n'
            'rule x "X" cite perkins 112(a) require 1 is 1\n',
        ),
        "pack",
        "say for which",
    ),
    "an unknown pack below": (
        ('pack a.one "A" for state_plan extends b.two\n',),
        "unknown-pack",
        "",
    ),
    "packs in a circle": (
        (
            'pack a "A" for state_plan extends b\n',
            'pack b "B" for state_plan extends a\n',
        ),
        "unknown-pack",
        "",
    ),
    "packs on top of each other without end": (
        tuple(f'pack a{at} "A" for state_plan extends a{at + 1}\n' for at in range(1500)),
        "unknown-pack",
        "",
    ),
    "a name in two packs": (
        (
            'pack a "A" for state_plan\ndefine x as budget.fiscal_year\n',
            'pack b "B" for state_plan\ndefine x as budget.fiscal_year\n',
        ),
        "duplicate-name",
        "another name",
    ),
    "a rule twice": (
        (PRELUDE + 2 * rule("  require budget.fiscal_year is present"),),
        "duplicate-rule",
        "another name",
    ),
}


@each(FILES)
def test_fault(case: FileCase) -> None:
    assert_told_of_files(case)
