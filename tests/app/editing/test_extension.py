"""The extension for Visual Studio Code: its grammar is the language's, its parts fit each other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lark import Lark

from editors.vscode import grammar
from perkins_rules.lang.mistakes import DECLARATIONS
from perkins_rules.lang.parse import parse_rule_file, rule_parser
from perkins_rules.source import SourceText
from tests.app.editing.editor import ROOT

FOLDER = ROOT / "editors" / "vscode"
PACKAGE: dict[str, Any] = json.loads((FOLDER / "package.json").read_text())
FILLED = re.compile(r"\$\{\d+:([^}]*)\}|\$\{?\d+\}?")


def test_the_grammar_is_the_one_that_the_language_makes() -> None:
    made = grammar.text()
    assert grammar.FILE.read_text(encoding="utf-8") == made, "run editors/vscode/grammar.py"


def test_every_word_of_the_language_has_a_color() -> None:
    parser: Lark = rule_parser()
    left = {*grammar.NAMES, *grammar.LEFT, *grammar.NUMBERS, *(t.name for t in grammar.phrases())}
    signs = {t.name for t in parser.terminals} - left
    assert all(not re.search("[a-z]", t.pattern.value) for t in parser.terminals if t.name in signs)
    assert {t.name for t in parser.terminals} >= set(grammar.OPERATORS)


def colors(line: str) -> dict[str, str]:
    """The first pattern that takes each word of a line, as an editor goes about it."""
    found: dict[str, str] = {}
    patterns = [p for p in grammar.made()["patterns"] if "match" in p]
    at = 0
    while at < len(line):
        found_here = ((k, re.compile(p["match"]).search(line, at)) for k, p in enumerate(patterns))
        hits = [(m.start(), k, m) for k, m in found_here if m and m.end() > m.start()]
        if not hits:
            break
        _, k, match = min(hits, key=lambda hit: hit[:2])
        name: str = patterns[k]["name"]
        found[match[0]] = name.removesuffix(".perkins-rules")
        at = match.end()
    return found


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("  require reserve is at most $5.25", {"require": "keyword.control",
         "is at most": "keyword.operator.word", "$5.25": "constant.numeric.money"}),
        ("rule is-at-most-5 ", {"rule": "keyword.declaration"}),
        ("  for each consecutive a, b in xs by year", {"for each consecutive": "keyword.control",
         "in": "keyword.control", "by": "keyword.control"}),
        ("  cannot be determined when a is missing", {
         "cannot be determined": "keyword.other.example", "when": "keyword.control",
         "is missing": "keyword.operator.word"}),
        ("  let level be 5% from 2026-07-01 # in", {"let": "keyword.control",
         "be": "keyword.control", "5%": "constant.numeric.percent", "from": "keyword.control",
         "2026-07-01": "constant.numeric.date", "# in": "comment.line.number-sign"}),
        ("  require budget.in.of is present", {"require": "keyword.control",
         "is present": "keyword.operator.word"}),
    ],
)  # fmt: skip
def test_words_are_colored_as_what_they_are(line: str, wanted: dict[str, str]) -> None:
    assert colors(line) == wanted


def test_every_keyword_of_a_declaration_is_one() -> None:
    for word in DECLARATIONS:
        assert colors(f"{word} x") == {word: "keyword.declaration"}


def test_what_the_package_names_is_there() -> None:
    contributes = PACKAGE["contributes"]
    named = [PACKAGE["main"], contributes["languages"][0]["configuration"]]
    named += [one["path"] for part in ("grammars", "snippets") for one in contributes[part]]
    for name in named:
        assert (FOLDER / name).is_file(), name
    lock = json.loads((FOLDER / "package-lock.json").read_text())
    assert lock["packages"][""]["dependencies"] == PACKAGE["dependencies"]
    assert "resolved" not in json.dumps(lock), "names the host of a registry"


@pytest.mark.parametrize("name", ["pack", "rule", "review", "parameter", "define"])
def test_snippets_are_rules(name: str) -> None:
    snippet = json.loads((FOLDER / "snippets-rules.json").read_text())[name]
    text = FILLED.sub(lambda found: found[1] or "", "\n".join(snippet["body"]))
    facts = "budget.reserve.amount is $1"
    for words in ("facts, one unit further", "facts"):
        text = text.replace(words, facts)
    text = text.replace("a fact is missing", "budget is missing").replace("when  is given", "")
    text = text.replace("needs review ", "needs review when budget is given")
    parsed = parse_rule_file(SourceText("a.rules", text + "\n"))
    assert not parsed.diagnostics, parsed.diagnostics[0].render()


def test_settings_are_those_of_the_server() -> None:
    session = (ROOT / "perkins_rules" / "app" / "editing" / "session.py").read_text()
    for name in PACKAGE["contributes"]["configuration"]["properties"]:
        word = name.removeprefix("perkinsRules.")
        of_the_client = word in ("command", "trace.server")
        assert of_the_client or f'"{word}"' in session
    assert Path(FOLDER / "extension.js").read_text().count("perkinsRules") >= 2
