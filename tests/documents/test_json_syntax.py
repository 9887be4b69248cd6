"""What is wrong with a JSON text is said in words, at the place where it is wrong."""

from __future__ import annotations

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
    ("[1,,2]", (1, 4), "cannot stand here"),
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
    ('{"a" = 1}', (1, 5), "`=` stands there"),
    ('{"a"}', (1, 5), "A colon belongs"),
    ('{"a": }', (1, 7), "A value is missing"),
    ('{"a":\n"x\n}', (2, 1), "not closed on its line"),
    ('{"a": "x', (1, 7), "not closed on its line"),
    ('{"a": "C:\\Users"}', (1, 10), "is not an escape"),
    ('{"a": "\\u12"}', (1, 8), "is not an escape"),
    ('{"a": "x\ty"}', (1, 9), "Write it as `\\t`"),
    ('{"a": True}', (1, 7), "Write `true`"),
    ('{"a": None}', (1, 7), "Write `null`"),
    ('{"a": 0123}', (1, 7), "does not start with a zero"),
    ('{"a": +5}', (1, 7), "no plus sign"),
    ('{"a": .5}', (1, 7), "start with a point"),
    ('{"a": 5.}', (1, 7), "end with a point"),
    ('{"a": 1_000}', (1, 7), "no underscores"),
    ('{"a": 0x1F}', (1, 7), "decimal"),
    ('{"a": $5}', (1, 7), "Write it between straight double quotes"),
    ('{"a": 5%}', (1, 7), "Write it between straight double quotes"),
    ('{"a": 612,000}', (1, 11), "no commas between its digits"),
    ('{"a": 1e}', (1, 7), "not a number"),
    ('{"a": 1.2.3}', (1, 7), "not a number"),
    ('{"a": 2026-05-15}', (1, 7), "not a number"),
    ('{"a": [1, 2}', (1, 12), "cannot close the `[` of line 1"),
    ('{"a": 1]', (1, 8), "cannot close the `{` of line 1"),
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


@pytest.mark.parametrize("cut", range(1, 60))
def test_a_file_cut_off_anywhere_is_refused(cut: int) -> None:
    whole = '{"document": "state_plan", "budget": {"x": [1.5, true, null]}}'
    with pytest.raises(Refusal) as caught:
        read_json(whole[:cut])
    assert caught.value.kind == "syntax"
