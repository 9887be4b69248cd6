"""What is wrong with a JSON text is said in words, at the place where it is wrong."""

from __future__ import annotations

import json
import re

import pytest

from perkins_rules.documents import Refusal
from perkins_rules.documents.json_reader import read_json

# text, place, words of message and remedy
CASES = [
    ('{"a": 1\n "b": 2}', (1, 8), "A comma is missing"),
    ("[1\n 2]", (1, 3), "A comma is missing"),
    ('{"a": 1,\n}', (1, 8), "comma stands before the closing `}`"),
    ("[1, 2,]", (1, 6), "comma stands before the closing `]`"),
    ("[,1]", (1, 2), "cannot stand here"),
    ("[1,,2]", (1, 4), "Two commas stand here"),
    ("{'a': 1}", (1, 2), "no single quotes"),
    ("{\"a\": 'x'}", (1, 7), "no single quotes"),
    ('{“a”: "x"}', (1, 2), "typographic"),
    ('{"a": 1} // end', (1, 10), "no comments"),
    ('{\n# head\n"a": 1}', (2, 1), "no comments"),
    ('{"a": /* x */ 1}', (1, 7), "no comments"),
    ('{"a": 1 // one\n}', (1, 9), "no comments"),
    ("{a: 1}", (1, 2), "name of a field stands between double quotes"),
    ('{"a": New York}', (1, 7), "Text stands between double quotes"),
    ('{"a" 1}', (1, 5), "A colon belongs after `a`"),
    ('{"a" = 1}', (1, 6), "`=` stands there"),
    ('{"a"}', (1, 5), "A colon belongs"),
    ('{"a": }', (1, 7), "A value is missing"),
    ('{"a":\n"x\n}', (2, 1), "not closed on its line"),
    ('{"a": "x', (1, 7), "not closed on its line"),
    ('{"a": "C:\\Users"}', (1, 10), "is not an escape"),
    ('{"a": "\\u12"}', (1, 8), "is not an escape"),
    ('{"a": "x\ty"}', (1, 9), "Write `\\t`"),
    ('{"a": (2026, 2027)}', (1, 7), "Write `[2026, 2027]`"),
    ('{"a": =5200000}', (1, 7), "Write `5200000`"),
    ('{"a": 5200000,50, "b": 1}', (1, 7), "Write `5200000.50`"),
    ('{"a": True}', (1, 7), "Write `true`"),
    ('{"a": None}', (1, 7), "Write `null`"),
    ('{"a": 0123}', (1, 7), "does not start with a zero"),
    ('{"a": +5}', (1, 7), "no plus sign"),
    ('{"a": .5}', (1, 7), "start with a point"),
    ('{"a": 5.}', (1, 7), "end with a point"),
    ('{"a": 1_000}', (1, 7), "no underscores"),
    ('{"a": 0x1F}', (1, 7), "decimal"),
    ('{"a": $5}', (1, 7), 'Write `"$5"`'),
    ('{"a": 5%}', (1, 7), 'Write `"5%"`'),
    ('{"a": 612,000}', (1, 7), "Write `612000`"),
    ('{"a": 1e}', (1, 7), "not a number"),
    ('{"a": 1.2.3}', (1, 7), "not a number"),
    ('{"a": 2026-05-15}', (1, 7), "not a number"),
    ('{"a": [1, 2}', (1, 12), "cannot close the `[` at column 7"),
    ('{"a": 1]', (1, 8), "cannot close the `{` at column 1"),
    ('{"a": 1', (1, 1), "never closed"),
    ('{"a": [1,\n2', (1, 7), "never closed"),
    ("{", (1, 1), "never closed"),
    ('{"a": 1}}', (1, 9), "closes nothing"),
    ('{"a": 1} x', (1, 10), "ends before this"),
    ('{"a":\xa01}', (1, 6), "special blank"),
    ('{"a": §}', (1, 7), "cannot stand here"),
    ("[truex]", (1, 2), "Text stands between double quotes"),
]


@pytest.mark.parametrize(("text", "place", "words"), CASES, ids=[c[0] for c in CASES])
def test_syntax_is_explained(text: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_json(text)
    refusal = caught.value
    assert refusal.kind == "syntax"
    assert words in f"{refusal.message} {refusal.remedy}"
    assert (refusal.span.line, refusal.span.column) == place


# a text, and what it says when each remedy has been carried out to the letter
REMEDIES = [
    ("[1,,2]", [1, 2]),
    ("[,1]", [1]),
    ("[1, 2,]", [1, 2]),
    ('{"a": 1,}', {"a": 1}),
    ('{,"a": 1}', {"a": 1}),
    ('{"a": 1,, "b": 2}', {"a": 1, "b": 2}),
    ('{"a": 5 000}', {"a": 5000}),
    ('{"a": 5 200 000.50, "b": 1}', {"a": 5200000.50, "b": 1}),
    ('{"a": 1,000}', {"a": 1000}),
    ('{"a": 1,000, "b": 2}', {"a": 1000, "b": 2}),
    ('{"a": 5,200,000.50}', {"a": 5200000.50}),
    ("[612,000]", [612000]),
    ('{"a": 5 %}', {"a": "5%"}),
    ('{"a": 5%}', {"a": "5%"}),
    ('{"a": 5€}', {"a": 5}),
    ('{"a": 5 $}', {"a": 5}),
    ('{"a": $5}', {"a": "$5"}),
    ('{"a": $5,200,000.50, "b": 1}', {"a": "$5,200,000.50", "b": 1}),
    ('{"a": -$5}', {"a": "-$5"}),
    ('{"a": 5 million, "b": 1}', {"a": "5 million", "b": 1}),
    ('{"a": 1;}', {"a": 1}),
    ('{"a": 1; "b": 2}', {"a": 1, "b": 2}),
    ('{"a": "x" + "y"}', {"a": "xy"}),
    ('{"a": "x" +\n "y" + "z"}', {"a": "xyz"}),
    ('{"a": 1\n "b": 2}', {"a": 1, "b": 2}),
    ("[1 2]", [1, 2]),
    ('["x" "y"]', ["x", "y"]),
    ("{'a': 'State\\'s \"x\"'}", {"a": 'State\'s "x"'}),
    ("{“a”: “x”}", {"a": "x"}),
    ("{a: 1, b_c: 2}", {"a": 1, "b_c": 2}),
    ('{"a": New York, "b": 1}', {"a": "New York", "b": 1}),
    ('{"a": 1} // end', {"a": 1}),
    ('{"a": /* one\n two */ 1}', {"a": 1}),
    ('{\n# head\n"a": 1}', {"a": 1}),
    ('{"a": NaN}', {"a": None}),
    ('{"a": True, "b": False, "c": None}', {"a": True, "b": False, "c": None}),
    ('{"a": yes, "b": No}', {"a": True, "b": False}),
    ('{"a": 0x1F}', {"a": 31}),
    ('{"a": 0123}', {"a": 123}),
    ('{"a": -.5}', {"a": -0.5}),
    ('{"a": 5.}', {"a": 5}),
    ('{"a": +5}', {"a": 5}),
    ('{"a": 1_000}', {"a": 1000}),
    ('{"a": 2026-05-15}', {"a": "2026-05-15"}),
    ('{"a": 5/15/2026}', {"a": "5/15/2026"}),
    ("{\"a\": 5'200'000}", {"a": "5'200'000"}),
    ('{"a": 14:05}', {"a": "14:05"}),
    ('{"a": FY26}', {"a": "FY26"}),
    ('{"a": (500)}', {"a": "(500)"}),
    ('{"a": <10}', {"a": "<10"}),
    ('{"a": 1.2.3}', {"a": "1.2.3"}),
    ('{"a":\xa01}', {"a": 1}),
    ('{"a" = 1}', {"a": 1}),
    ('{"a" 1}', {"a": 1}),
    ('{"a": "C:\\Users"}', {"a": "C:\\Users"}),
    ('{"a": "x\ty"}', {"a": "x\ty"}),
    ('{"a": [1, 2}', {"a": [1, 2]}),
    ('{"a": 1]', {"a": 1}),
    ('{"a": 1}}', {"a": 1}),
]


def carried_out(text: str, refusal: Refusal) -> str:
    """The text with the remedy of a refusal."""
    lines, span, remedy = text.split("\n"), refusal.span, refusal.remedy
    start = sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1
    end = sum(len(line) + 1 for line in lines[: span.end_line - 1]) + span.end_column - 1
    if put := re.match(r"Put `(.*?)` (?:here|before it)\.", remedy):
        return text[:start] + put[1] + text[start:]
    if remedy.startswith(("Take it out", "Take the comma out")):
        return text[:start] + text[end:]
    if remedy == "Put a plain blank there.":
        return f"{text[:start]} {text[end:]}"
    write = re.match(r"Write `(.*?)`(?:\.|:)", remedy)
    assert write, remedy
    return text[:start] + write[1] + text[end:]


@pytest.mark.parametrize(("text", "meant"), REMEDIES, ids=[r[0] for r in REMEDIES])
def test_a_remedy_makes_it_right(text: str, meant: object) -> None:
    for _ in range(6):
        try:
            read_json(text)
        except Refusal as refusal:
            text = carried_out(text, refusal)
    assert json.loads(text) == meant


@pytest.mark.parametrize("cut", range(1, 60))
def test_a_file_cut_off_anywhere_is_refused(cut: int) -> None:
    whole = '{"document": "state_plan", "budget": {"x": [1.5, true, null]}}'
    with pytest.raises(Refusal) as caught:
        read_json(whole[:cut])
    assert caught.value.kind == "syntax"
