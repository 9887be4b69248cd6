"""The Markdown summary: what it says, in which order, how long it is; and that nothing acts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from perkins_rules.batch.result import Result
from perkins_rules.report.markdown.markdown_output import MOST_BYTES, MarkdownOutput
from tests.report.html.making import about, checked, example, examples, poisoned, variants

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def summary(folder: Path, results: Iterable[Result], draft: bool = False) -> str:
    output = MarkdownOutput(str(folder / "summary.md"), about(draft))
    output.begin()
    for result in results:
        output.add(result)
    output.finish()
    return (folder / "summary.md").read_bytes().decode("utf-8")


def test_errors_come_first_with_line_and_section_and_remedy(tmp_path: Path) -> None:
    only_warnings, failing = example("minnesota-local-levels"), example("sample-plan-with-errors")
    told = summary(tmp_path, [only_warnings, failing])
    assert told.startswith("## Perkins V: 2 documents checked, 1 fails or cannot be read\n")
    assert "| sample-plan-with-errors.yaml | ❌ fails | 10 | 1 | 2 | 3 | 54 |" in told
    assert told.index("### sample-plan-with-errors") < told.index("### minnesota-local-levels")
    assert (
        "- **Error** (line 340, `budget.state_administration.amount`): Line 2 is $260,000.01, "
        "$0.01 over the cap of $260,000.00: the greater of 5% of line 1 and $250,000.00. "
        "Rounding $260,000.01 down to $260,000.00 settles it.\n"
        "  - To do: Lower line 2 to $260,000.00 or less.\n"
        "  - Law: Perkins V § 112(a)(3); Guide IV.A line 2\n"
    ) in told
    assert "Not given" not in told  # what is missing is counted
    assert told.index("**Warning**") > told.rindex("**Error**")


def test_good_documents_have_their_row_alone(tmp_path: Path) -> None:
    told = summary(tmp_path, [example("sample-plan")])
    assert "1 document checked, none fails" in told
    assert "| sample-plan.yaml | 📝 needs review | 0 | 0 | 0 | 0 | 56 |" in told
    assert "In each document" not in told


def test_a_run_without_documents_does_not_read_as_a_good_one(tmp_path: Path) -> None:
    told = summary(tmp_path, [])
    assert told.strip() == "## Perkins V: nothing was checked, for no document was found"


def test_what_cannot_be_read_says_why_and_a_line_of_a_file_has_no_line(tmp_path: Path) -> None:
    broken = checked("all.jsonl:3", '{"document": "state_plan", ')
    told = summary(tmp_path, [broken])
    assert "| all.jsonl:3 | ❌ not readable | - | - | - | - | - |" in told
    assert "- **Error**: " in told
    assert "**Error** (line 1)" in summary(tmp_path, [checked("a.json", '{"document": ')])


def test_a_draft_is_not_told_what_is_to_be_filled_in_as_wrong(tmp_path: Path) -> None:
    begun = checked("a.yaml", "document: state_plan\nstate: {code: VT}\n")
    assert "required items not given" in summary(tmp_path, [begun])
    told = summary(tmp_path, [begun], draft=True)
    assert "things still to fill in" in told
    assert "not given" not in told


def test_what_is_waived_or_known_is_no_error_and_the_document_says_so(tmp_path: Path) -> None:
    result = example("sample-plan-with-errors")
    known = tuple(finding._replace(baseline=True) for finding in result.report.findings)
    told = summary(tmp_path, [result._replace(report=result.report._replace(findings=known))])
    assert "| sample-plan-with-errors.yaml | ❌ fails | 0 | 0 | 0 | 0 | 54 |" in told
    assert "No new errors." in told
    assert "**Error**" not in told


def test_of_several_documents_it_names_the_errors_that_most_have(tmp_path: Path) -> None:
    told = summary(tmp_path, [example("sample-plan-with-errors")] * 3)
    assert "\n| State administration stays within its cap | 3 |\n" in told
    assert "Errors of several" not in summary(tmp_path, [example("sample-plan-with-errors")])


@pytest.mark.parametrize("count", [6, 1500])
def test_it_is_never_longer_than_where_it_is_shown(tmp_path: Path, count: int) -> None:
    told = summary(tmp_path, variants(count))
    assert len(told.encode()) <= MOST_BYTES
    assert ("Cut: this summary holds 64,000 bytes" in told) == (count > 6)
    rows = sum(line.startswith("| submissions/") for line in told.split("\n"))
    more = re.search(r"and ([\d,]+) more documents: ", told)
    assert rows + (int(more[1].replace(",", "")) if more else 0) == count


HOSTILE = (
    "a|b\\|c [x](javascript:alert(1)) ![i](http://e.example/i.png) <http://e.example>",
    "<img src=x onerror=alert(1)> <!-- <details> &lt;b&gt; &amp;#64;all",
    "# Head\n\n- item\n1. one\n> quote\n```\ncode\n---\n===",
    "**bold** __bold__ *em* _em_ ~~gone~~ `` ` `@x` ``` ~~~",
    "@org/team @someone, a@b.example; #123 o/r#4 GH-12 !7 %3 &9 ~bug",
    "https://e.example/a www.e.example mailto:a@b.example ftp://e.example",
    "$x^2$ $`y`$ $$\\frac{1}{2}$$ $0.01 of $5 :+1: :smile:",
    "[^1]: note\n[x]: http://e.example\n[ref] [ ] [x]",
    "tail \\",
    "esc\x1b[31m nul\x00 \u202eevil \ud800 \r\n\t",
)


@pytest.mark.parametrize("said", HOSTILE)
def test_nothing_of_a_document_acts(tmp_path: Path, said: str) -> None:
    plan = example("sample-plan-with-errors")
    told = summary(tmp_path, [poisoned(plan, said)])
    usual = READER.parse(summary(tmp_path, [poisoned(plan, "said")]))
    tokens = READER.parse(told)
    assert [token.type for token in tokens] == [token.type for token in usual]
    inner = [token for one in tokens for token in one.children or ()]
    kinds = {"text", "code_inline", "strong_open", "strong_close", "html_inline", "text_special"}
    assert {token.type for token in inner} <= kinds
    assert {t.content for t in inner if t.type == "html_inline"} <= {"<span>", "</span>"}
    plain = "\n".join(token.content for token in inner if token.type == "text")
    acts = r"[@~]\w|[#!%&]\d|GH-\d|://|www\.|mailto:|\$[^\d\n]|:\+1:|:smile:"
    assert re.findall(acts, plain) == []
    assert all(character.isprintable() or character == "\n" for character in told)


def test_all_that_is_said_of_the_examples_can_be_read_again(tmp_path: Path) -> None:
    told = READER.render(summary(tmp_path, examples()))
    assert told.count("<tr>") == 1 + len(examples())
    assert "&lt;" not in told
