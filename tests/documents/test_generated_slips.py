"""One slip in each of many lines of a clean plan: the line that is told is the line of the slip."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.documents import Refusal, Shape, read_document

PLAN = Path(__file__).parents[2] / "examples" / "sample-plan.yaml"
LINES = PLAN.read_text("utf-8").split("\n")[:170]
SLIPS = 20  # of each kind

Change = Callable[[str], str]


def put(pattern: str, right: str | Callable[[re.Match[str]], str]) -> Change:
    return lambda line: re.sub(pattern, right, line, count=1)


NAME = r"^( *(?:- )?\w+)"
TEXT = r": (?=[A-Za-z])"
KINDS: dict[str, Change] = {
    "colon deleted": put(rf"{NAME}:(?= |$)", r"\1"),
    "blank behind the colon deleted": put(rf"{NAME}: (?=\S)", r"\1:"),
    "no-break space behind the colon": put(rf"{NAME}: (?=\S)", "\\1:\xa0"),
    "equals sign for the colon": put(rf"{NAME}:(?= )", r"\1 ="),
    "one blank more": put(r"^(?= *(?:- )?\w+:)", " "),
    "two blanks more": put(r"^(?= *(?:- )?\w+:)", "  "),
    "one blank less": put(r"^ (?= *(?:- )?\w+:)", ""),
    "two blanks less": put(r"^  (?= *(?:- )?\w+:)", ""),
    "tabs as indent": put(r"^ +", lambda found: "\t" * (len(found[0]) // 2)),
    "no-break spaces as indent": put(r"^ +", lambda found: "\xa0" * len(found[0])),
    "quotation opened": put(r": (?=[^\s\[{\"'|>][^\"]*$)", ': "'),
    "quotation not closed": put(r'"(?=\s*$|[,}\]])', ""),
    "dash without blank": put(r"^( *)- ", r"\1-"),
    "dash deleted": put(r"^( *)- (?=\w)", r"\1"),
    "colon in a text": put(r": ([A-Z]\w+) (?=\w)", r": \1: "),
    "bracket not closed": put(r"[\]}]\s*$", ""),
    "apostrophe": put(r": ([A-Z]\w+) ([^\"'\[\]{}]*)$", r": '\1's \2'"),
    "text cut by a #": put(r"(: \w+) (?=\w)", r"\1 #"),
    **{f"text after {sign}": put(TEXT, f": {sign}") for sign in "@%*&!"},
}


def outcome(text: str, shapes: dict[str, Shape]) -> tuple[list[int], dict[str, Any]]:
    """The lines that are told, and the data."""
    try:
        document = read_document("plan.yaml", text.encode(), shapes)
    except Refusal as refusal:
        return [one.span.line for one in (refusal, *refusal.others)], {}
    return [problem.span.line for problem in document.problems], document.data


@pytest.mark.parametrize("kind", KINDS)
def test_the_line_of_the_slip_is_told(shapes: dict[str, Shape], kind: str) -> None:
    change = KINDS[kind]
    changed = {i: change(line) for i, line in enumerate(LINES) if line.lstrip()[:1] != "#"}
    possible = [i for i, line in changed.items() if line != LINES[i]]
    chosen = random.Random(kind).sample(possible, min(SLIPS, len(possible)))
    _, clean = outcome("\n".join(LINES), shapes)
    missed = []
    for i in chosen:
        lines, data = outcome("\n".join([*LINES[:i], changed[i], *LINES[i + 1 :]]), shapes)
        if i + 1 not in lines and data != clean:
            missed.append((i + 1, changed[i], lines))
    assert chosen
    assert len(missed) <= len(chosen) / 20, missed
