"""What a terminal is told of a batch."""

from __future__ import annotations

from perkins_rules.batch.result import Result
from perkins_rules.findings import Severity, Verdict
from perkins_rules.report.style import Style
from perkins_rules.report.text.batch_text import BatchText
from tests.report.making import finding

from ..making import review
from .making import UNREAD, hostile, over, result, some


def unread(path: str) -> Result:
    found = finding(rule="document/syntax", verdict=Verdict.UNREADABLE, path="", citations=())
    return result(found, path=path, verdict=Verdict.UNREADABLE, **UNREAD)


def test_each_document_has_a_line_that_says_how_it_stands() -> None:
    told = BatchText(Style())
    assert [told.line(one) for one in some()] == [
        "✗ plans/a.yaml: 1 error to correct, 1 required item not given; 1 check cannot be\n"
        "  made without more.\n",
        "✓ plans/b.yaml: No errors. Nothing is left open.\n",
        "✗ plans/c.yaml: The document could not be read.\n"
        "    plans/c.yaml:41  error    Line 2 is over its cap.\n",
    ]


def test_the_closing_sums_up() -> None:
    told = BatchText(Style(), rule_title=lambda rule: f"Title of {rule}")
    for one in some():
        told.line(one)
    told.line(result(review("r", "Is it?"), verdict=Verdict.NEEDS_REVIEW, document="local_levels"))
    told.leave_out("plans/notes.yaml", "it has no `document:` key")
    assert (
        told.closing()
        == """
4 documents ────────────────────────────────────────────────────────────────────

  ✗       1  fails
  ☐       1  needs review
  ✓       1  passes
  ✗       1  could not be read

By type
  state_plan: 1 fails, 1 passes
  local_levels: 1 needs review

Rules that most documents fail
        1  error    Title of federal.budget/administration-cap
                    (federal.budget/administration-cap)
        1  warning  Title of federal.budget/administration-cap
                    (federal.budget/administration-cap)

Could not be read
  plans/c.yaml: line 41: Line 2 is over its cap

Left out: 1 file
  plans/notes.yaml: it has no `document:` key
"""
    )


def test_only_the_first_are_named_and_the_others_counted() -> None:
    told = BatchText(Style())
    for number in range(25):
        told.line(unread(f"{number}.yaml"))
        told.leave_out(f"{number}.json", "it is no document")
        told.line(result(*(over(rule=f"p/r{k}") for k in range(number)), path="x"))
    lines = told.closing().splitlines()
    assert lines.count("  and 5 more") == 2
    assert "  19.yaml: line 41: Line 2 is over its cap" in lines
    assert not [line for line in lines if line.startswith("  20.yaml")]
    assert [line for line in lines if "p/r" in line] == [
        f"       {24 - k:>2}  error    p/r{k}" for k in range(10)
    ]


def test_what_a_draft_lacks_fails_no_rule() -> None:
    told = BatchText(Style(), draft=True)
    told.line(some()[0])
    assert told.counts.most_failed()[:1] == [("federal.budget/administration-cap", 1, "error")]
    lacking = result(*some()[0].report.findings[1:3])
    told = BatchText(Style(), draft=True)
    told.line(lacking)
    assert told.counts.most_failed() == []


def test_rules_of_errors_stand_before_those_that_more_documents_are_warned_by() -> None:
    told = BatchText(Style())
    for path in ("a", "b"):
        told.line(result(over(rule="p/warns", severity=Severity.WARNING), path=path))
    told.line(result(over(rule="p/fails"), path="c"))
    (fails,) = (at for at, line in enumerate(told.closing().splitlines()) if "p/fails" in line)
    assert told.closing().splitlines()[fails + 1] == "        2  warning  p/warns"


def test_no_path_is_broken_at_its_blanks() -> None:
    path = "plans of 2026/" + "a plan with a long name " * 4 + "end.yaml"
    told = BatchText(Style())
    lines = told.line(unread(path)) + told.line(result(over(), path=path))
    told.leave_out(path, "it is no document")
    assert lines.count(f" {path}:\n") == 2
    assert told.closing().count(f"  {path}:\n") == 2


def test_nothing_in_a_name_reaches_the_terminal() -> None:
    told = BatchText(Style(encoding="ascii"))
    one = told.line(hostile())
    told.line(unread("\x1b[2J\ud800.yaml"))
    told.leave_out("\x1b[2J", "\x07")
    for text in (one, told.closing()):
        assert text.isascii()
        assert text.replace("\n", "").isprintable()


def test_waivers_that_nobody_lets_count_are_summed_up() -> None:
    told = BatchText(Style(width=200))
    claim = finding(rule="waivers/claimed", severity=Severity.INFO, path="")
    for path in ("a.yaml", "b.yaml"):
        told.line(result(claim, path=path))
    assert "2 waivers beside values that do not count" in told.closing()
    assert "--inline-waivers" in told.closing()
    assert "beside" not in BatchText(Style()).closing()
