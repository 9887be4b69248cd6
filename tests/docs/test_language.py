"""The pages of the rule language say what the language does, and leave nothing of it out."""

import re
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from shutil import copy

import pytest
from lark import UnexpectedInput

from docs import generate
from perkins_rules import assets
from perkins_rules.app.authoring.lint import lacking_examples
from perkins_rules.check import types as ty
from perkins_rules.check.conditions import check
from perkins_rules.check.scope import Globals, Scope
from perkins_rules.check.tree import Checked, RuleSet
from perkins_rules.documents import Document, load_shapes, read_document
from perkins_rules.engine.reference.example_run import run_examples
from perkins_rules.engine.reference.reference import Evaluator
from perkins_rules.engine.said.shown import shown
from perkins_rules.engine.shared.question import Question
from perkins_rules.example_documents import documents_beside
from perkins_rules.lang.parse import parse_expression
from perkins_rules.pipeline import ReadRules, read_rules
from perkins_rules.source import SourceText
from tests.app.conftest import Run
from tests.docs.grammar import alternatives, said, said_in_file, spellings
from tests.docs.pages import ROOT, blocks, packs, page, table

HOUR = "docs/rules/first-hour.md"
PAGE = "docs/reference/language.md"
FEDERAL = assets.built_in_rules() / "federal"


@cache
def read_of_the_page() -> ReadRules:
    sources = FEDERAL / "sources.rules"
    below = SourceText(str(sources), sources.read_text(encoding="utf-8"))
    found = [below, *packs(HOUR, PAGE)]
    beside = documents_beside([SourceText(str(FEDERAL / "plan" / "budget.rules"), "")]).beside
    (documents,) = beside.values()
    return read_rules(found, dict.fromkeys((source.name for source in found), documents))


def rules_of_the_page() -> RuleSet:
    rules = read_of_the_page().rules
    assert rules is not None
    return rules


@cache
def plan_of_the_page() -> Document:
    shapes = load_shapes(assets.schema_texts())
    return read_document("plan.yaml", blocks(page(PAGE), "yaml")[0].text.encode(), shapes)


def values() -> list[tuple[int, str, str]]:
    """Line, expression and value of every line of the blocks that show values."""
    found = []
    for block in blocks(page(PAGE), "values"):
        for k, line in enumerate(block.text.splitlines()):
            written, _, value = line.partition("→")
            found.append((block.line + k, written.strip(), value.strip()))
    return found


# ------------------------------------------------------------------ rules and values


def test_every_block_of_rules_is_free_of_faults() -> None:
    assert [d.render() for d in read_of_the_page().diagnostics] == []


def test_the_blocks_run_beside_the_built_in_packs_with_the_plain_commands(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a newcomer would: the blocks of the hour in a file, those of the reference after it."""
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "my-rules"
    (mine / "documents").mkdir(parents=True)
    (hour,) = packs(HOUR)
    (mine / "first.rules").write_text(hour.text, encoding="utf-8")
    linted = run("lint", "my-rules/")
    assert (linted.code, linted.out) == (0, "1 rule file: no faults.\n")
    copy(FEDERAL / "plan" / "documents" / "complete-plan.yaml", mine / "documents")
    for k, file in enumerate(packs(HOUR, PAGE)):
        ending = "examples" if "\nexamples of" in file.text else "rules"
        (mine / ("first.rules" if k == 0 else f"{k}.{ending}")).write_text(file.text, "utf-8")
    ran = run("test", "my-rules/")
    assert (ran.code, ran.err) == (0, "")


def test_every_example_holds() -> None:
    wrong = [
        f"{HOUR} + {PAGE}:{e.example.span.line}: {e.got}"
        for e in run_examples(rules_of_the_page())
        if not e.holds
    ]
    assert wrong == []


def test_every_rule_has_an_example_of_each_verdict_it_can_have() -> None:
    lacking = [rule.id for rule in rules_of_the_page().rules if lacking_examples(rule)]
    assert lacking == []


def checked(written: str) -> Checked:
    scope = Scope(Globals(plan_of_the_page().shape), SourceText("value", written), exact_only=False)
    scope.in_message = True  # where everything may stand
    node = check(scope, parse_expression(written))
    assert scope.diagnostics == []
    return node


@pytest.mark.parametrize(("line", "written", "value"), values())
def test_every_value_is_what_the_engine_says(line: int, written: str, value: str) -> None:
    day = Question(date(2026, 7, 1))
    found = Evaluator({}, plan_of_the_page().data, day)(checked(written), {})
    words = "cannot be determined" if found.value is None else shown(found.value, found.unit)
    assert words == value, f"{PAGE}:{line}"


def test_the_plan_of_the_page_can_be_read() -> None:
    assert plan_of_the_page().problems == ()


# ------------------------------------------------------------------ nothing is left out


@cache
def said_on_the_page() -> tuple[frozenset[str], frozenset[str]]:
    parts = [said_in_file(pack.text) for pack in packs(HOUR, PAGE)]
    parts += [said(written, "value") for _, written, _ in values()]
    names = frozenset(name for part, _ in parts for name in part)
    words = frozenset(word for _, part in parts for word in part)
    return names, words


def test_every_rule_and_alternative_of_the_grammar_is_shown() -> None:
    assert alternatives() - said_on_the_page()[0] == set()


def test_every_word_of_the_grammar_is_shown() -> None:
    assert spellings() - said_on_the_page()[1] == set()


def test_the_words_of_the_grammar_are_found() -> None:
    assert {"is at least", "is not one of", "half even", "day", "days", "USC"} <= spellings()


def codes_in_the_code() -> set[str]:
    """The codes of diagnostics that stand in the checker and the parser."""
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("check", "lang")
        for path in (ROOT / "perkins_rules" / folder).glob("*.py")
    ]
    told = r'(?:report|Diagnostic|_fault)\(\s*(?:file,\s*)?"([a-z-]+)"'
    return {code for text in texts for code in re.findall(told, text)}


def rows_of_errors() -> list[list[str]]:
    return table(page(PAGE), "Errors")


def test_every_code_of_an_error_is_in_the_table() -> None:
    guards = {"layout"}  # of `fmt`, against itself: no text is known that brings it
    assert {row[0].strip("`") for row in rows_of_errors()} == codes_in_the_code() - guards


@pytest.mark.parametrize("row", rows_of_errors(), ids=lambda row: row[0].strip("`"))
def test_what_the_table_shows_is_an_error_of_that_code(row: list[str]) -> None:
    wrong = "\n".join(part.strip("`") for part in row[1].split("<br>"))
    assert {d.code for d in generate.diagnostics_of(wrong)} == {row[0].strip("`")}


# ------------------------------------------------------------------ tables of the page


def kind_of(word: str) -> str:
    return {"whole number": "integer"}.get(word, word)


def test_the_table_of_arithmetic_is_the_whole_of_arithmetic() -> None:
    told = {}
    for left, signs, right, gives in table(page(PAGE), "Arithmetic"):
        for a, sign, b in product(left.split(", "), signs.split(), right.split(", ")):
            told[sign, kind_of(a), kind_of(b)] = kind_of(gives)
    kinds = [kind for kind in ty.KINDS if kind in ty.BY_NAME and kind != "unknown"]
    found = {
        (sign, a, b): result.kind
        for sign, a, b in product("+-*/", kinds, kinds)
        if (result := ty.arithmetic(sign, ty.BY_NAME[a], ty.BY_NAME[b])) is not None
    }
    assert told == found


@pytest.mark.parametrize(
    "written",
    [
        "1 else 2 + 3 else 4",
        "the greater of 1 and 2 - 3",
        "count of x in submission.fiscal_years where x is 1 is at least 1",
        "1 is 1 is 1 is 1",
    ],
)
def test_what_needs_parentheses_is_refused_without_them(written: str) -> None:
    with pytest.raises(UnexpectedInput):
        parse_expression(written)


@pytest.mark.parametrize(
    "written",
    [
        "(budget.reserve.amount else $0) + (budget.state_match.amount else $0)",
        "the greater of 1 and (2 - 3)",
        "count of (x in submission.fiscal_years where x is 1) is at least 1",
        "(1 is 1) is (1 is 1)",
        "(every x in submission.fiscal_years satisfies x is 1) and state.code is 1S1",
    ],
)
def test_with_parentheses_it_means_something(written: str) -> None:
    checked(written)


@pytest.mark.parametrize("name", [HOUR, PAGE])
def test_no_two_headings_have_the_same_anchor(name: str) -> None:
    heads = re.findall(r"^#+ (.*)$", page(name), re.MULTILINE)
    assert sorted(set(heads)) == sorted(heads)
