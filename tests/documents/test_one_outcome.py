"""A YAML text says the same whatever is installed, and what YAML 1.2 allows people is read."""

from __future__ import annotations

import random
from typing import Any

import pytest
import yaml

from perkins_rules.documents import Refusal
from perkins_rules.documents.tree import Node
from perkins_rules.documents.yaml_parser import is_decided_here
from perkins_rules.documents.yaml_reader import read_yaml
from tests.documents.test_both_formats import plain

QUICK = getattr(yaml, "CSafeLoader", None)

READ: list[tuple[str, Any]] = [
    ("{amount:}", {"amount": ""}),
    ("{code: VT, name: }", {"code": "VT", "name": ""}),
    ("a: 1\n\t\nb: 2", {"a": "1", "b": "2"}),
    ("a: 1\n \t # c\nb: 2", {"a": "1", "b": "2"}),
    ("a: 1\t\n", {"a": "1"}),
    ("a: 1\t# c\n", {"a": "1"}),
    ("a:\tb", {"a": "b"}),
    ("a\t: b", {"a": "b"}),
    ("a: b\tc", {"a": "b\tc"}),
    ("a: b\n  \tc", {"a": "b c"}),
    ("a: b\n\n\t\n  c\n", {"a": "b\n\nc"}),
    ("a:\n- 1\n-\t2\n", {"a": ["1", "2"]}),
    ("a: [1,\n\t2]", {"a": ["1", "2"]}),
    ("a: |\t\n  b\n", {"a": "b\n"}),
    ("a: >- \t# c\n  b", {"a": "b"}),
    ("a: '\tb'", {"a": "\tb"}),
    ("{a: why?}", {"a": "why?"}),
    ("[a?, ?b, :c]", ["a?", "?b", ":c"]),
    ('{"a":1}', {"a": "1"}),
    ("[a, ]", ["a"]),
    ("a: b\u2028c\nd: 1", {"a": "b\u2028c", "d": "1"}),
    ("a: b\x85c\nd: 1", {"a": "b\x85c", "d": "1"}),
    ('a: "\\L"', {"a": "\u2028"}),
    ("a: 1\rb: 2\r\nc: 3\n", {"a": "1", "b": "2", "c": "3"}),
    ("? a\n: b", {"a": "b"}),
]
NOT_READ = ["a:\n\tb: 1", "a: b\n\tc: d", "- \ta: 1", "[-]", "a: |#c\n  b", "a: [1, 2\nb: 3"]

NAMES = [
    "a", "b", "name", '"q"', "'s'", "x y", "<5", "a?", "?a", "-a", ":a", "a:b", "[k]", "{k: v}",
    "*x", "&x k", ""
]  # fmt: skip
VALUES = [
    "", "1", "$5", "5%", "x # c", "x #c", "x#c", "'q'#c", '"d" # c', "why?", "a, b", "{a: 1}",
    "{a:}", "{a: }", "{a:1}", "{a:, b: 2}", '{"a":1}', '{"a":}', "{a, b}", "{ }", "[]", "[1,]",
    "[a:b]", "[a: b]", "[a:]", '["a":b]', "[?x]", "[? x]", "[:x]", "[a?]", "{?a: 1}", "[-]",
    "[-1]", "[- 1]", "- x", "|", "|-", ">", "> # c", "|2", "|+", "|#c", "x: y", "a:b", "::", ":",
    "-", "?", "~", "null", "!", "!!str x", "&x", "&x 1", "*x", "%x", "@x", "`x`", "'it''s'",
    '"e\\n"', "'open", '"open', '"x\\q"', "}", "]", "http://x.y", "12:30", "\x85", "x\u2028y",
    "\ufeffx", "\xa0x", "---", "...", "=", "x\\", "# c", "#c", "a\tb", "\tx", "x\t", "|\t"
]  # fmt: skip
LEADS = ["", "  ", "    ", " ", "- ", "  - ", "-   ", "      ", "\t", " \t", "-\t"]
LINES = ["", "", "\n", "# c\n", "  # c\n", "\t\n", "---\n", "...\n", "%YAML 1.2\n---\n", "  text\n"]


def small_text(rnd: random.Random) -> str:
    """A few lines that YAML's signs stand in, as people and programs put them."""
    text = ""
    for _ in range(rnd.randint(1, 4)):
        name = rnd.choice(NAMES) if rnd.random() < 0.4 else rnd.choice("abcdefgh")
        value = rnd.choice(VALUES) if rnd.random() < 0.6 else rnd.choice(["", "1", "x"])
        colon = rnd.choice([": "] * 6 + [":", " : ", ""])
        said = name + colon + value if rnd.random() < 0.85 else value
        text += rnd.choice(LEADS[: 8 if rnd.random() < 0.9 else None]) + said
        text += rnd.choice(["\n"] * 9 + ["\r\n", "\n\n", " \n"]) + rnd.choice(LINES)
    return text


def outcome(text: str, quick: Any) -> Node | tuple[object, ...]:
    try:
        return read_yaml(text, quick)
    except Refusal as refusal:
        told = (refusal, *refusal.others)
        return tuple((one.kind, one.message, one.remedy, one.span) for one in told)


@pytest.mark.parametrize("quick", [None, QUICK], ids=["without libyaml", "as installed"])
@pytest.mark.parametrize(("text", "meant"), READ, ids=[repr(r[0]) for r in READ])
def test_valid_yaml_is_read(text: str, meant: Any, quick: Any) -> None:
    assert plain(read_yaml(text, quick)) == meant


@pytest.mark.parametrize("text", NOT_READ)
def test_what_yaml_does_not_allow_is_refused(text: str) -> None:
    assert outcome(text, None) == outcome(text, QUICK)
    with pytest.raises(Refusal):
        read_yaml(text)


@pytest.mark.skipif(QUICK is None, reason="compares libyaml with PyYAML's own parser")
def test_every_small_text_has_one_outcome() -> None:
    """Values, places, and what is told of a fault."""
    rnd = random.Random(11)
    texts = [small_text(rnd) for _ in range(3000)]
    read = 0
    for text in texts:
        with_it, without = outcome(text, QUICK), outcome(text, None)
        assert with_it == without, text
        read += not isinstance(without, tuple) or hasattr(without, "start")
    assert read > 400


def test_libyaml_reads_what_clean_plans_hold() -> None:
    """So that they are read as quickly as it can."""
    assert not is_decided_here('# c\na: {b: "$5,000", c: [x, y]}\nd: >-\n  Why? Because - so.\n')
