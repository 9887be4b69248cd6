"""What an author is told: `cases/*.rules` states it on the line that is wrong.

Cases are split by `---`. A comment `# error: code words` says that this line has a fault of that
code whose message or suggestion holds the words; a fault that is not stated fails, and so does a
stated one that is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from perkins_rules.diagnostics import Diagnostic, RuleFileError
from perkins_rules.lang.parse import MOST_FAULTS, parse_rule_file
from perkins_rules.lang.printer import format_rule_file
from perkins_rules.source import SourceText

CASES = Path(__file__).parent / "cases"
_STATED = re.compile(r"# error: (?P<code>\S+) (?P<words>.*)$")


def _cases() -> Iterator[object]:
    for path in sorted(CASES.glob("*.rules")):
        line = 1
        for text in path.read_text(encoding="utf-8").split("---\n"):
            yield pytest.param(text, id=f"{path.stem}-{line}")
            line += text.count("\n") + 1


def stated(text: str) -> dict[int, tuple[str, str]]:
    """Line -> the code and the words that its comment states."""
    found = ((number, _STATED.search(line)) for number, line in enumerate(text.split("\n"), 1))
    return {number: (match["code"], match["words"]) for number, match in found if match}


def without_statements(text: str) -> str:
    return re.sub(r" +# error: .*", "", text)


def faults_of(text: str) -> tuple[Diagnostic, ...]:
    return parse_rule_file(SourceText("case.rules", text)).diagnostics


@pytest.mark.parametrize("text", list(_cases()))
def test_faults_are_told_where_they_are_in_words_that_help(text: str) -> None:
    expected = stated(text)
    found = faults_of(without_statements(text))
    assert {fault.span.line: fault.code for fault in found} == {
        line: code for line, (code, _) in expected.items()
    }, "\n".join(fault.render() for fault in found)
    for fault in found:
        words = expected[fault.span.line][1]
        assert words in f"{fault.message}; {fault.suggestion}"


@pytest.mark.parametrize("text", list(_cases()))
def test_a_text_with_faults_is_never_formatted(text: str) -> None:
    text = without_statements(text)
    if faults_of(text):
        with pytest.raises(RuleFileError):
            format_rule_file(SourceText("case.rules", text))


def test_a_fault_is_shown_with_its_place_its_line_a_mark_and_what_would_be_right() -> None:
    [fault] = faults_of('rule cap "Cap"\n  cite perkins 112\n  requre x is y\n')
    assert fault.render().split("\n") == [
        "case.rules:3:3: error [syntax] `requre` cannot stand here",
        "  3 |   requre x is y",
        "    |   ^^^^^^",
        "    = did you mean `require`?",
    ]


def test_a_fault_in_the_hole_of_a_text_is_marked_in_the_text() -> None:
    text = 'rule cap "Cap"\n  cite perkins 112\n  require x\n  otherwise "it is {x +} over"\n'
    [fault] = faults_of(text)
    assert fault.span[:2] == (4, text.split("\n")[3].index("}") + 1)


def test_what_is_missing_is_marked_at_the_end_of_its_line_not_at_the_next() -> None:
    [fault] = faults_of("define x as (a or b  # why\n\n# and more\n")
    assert fault.span.line == 1


def test_faults_beyond_a_number_are_counted_as_one() -> None:
    faults = faults_of("nonsense\n" * (MOST_FAULTS + 50))
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1].message.startswith(f"more than {MOST_FAULTS} faults")
