"""Holds the quick ways to read documents against the exact ones, on what is changed at random."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

import yaml

from perkins_rules.documents import (
    Document,
    Refusal,
    Shape,
    quick_json,
    quick_types,
    quick_yaml,
    read_document,
)
from perkins_rules.documents.decoding import decode
from perkins_rules.documents.tree import Mapping, Node
from perkins_rules.documents.tree import Sequence as Items
from tests.documents import test_json_syntax, test_one_outcome, test_refusals

DUMPER = getattr(yaml, "CDumper", yaml.Dumper)
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
EXAMPLES = Path(__file__).parents[2] / "examples"
# What stands for a value: all that is read otherwise than it looks, or read in more than one way.
VALUES = [
    "0", "-0", "-0.0", "5", "5.0", "5.00", "05", "1e5", "1E-2", "1.50e+1", "1e31", "0.6", "1",
    "1.0", "100", "101.5", "-3", "2026", "2026.0", "25", "1" * 28, "1" * 29, "1" * 30, "1" * 31,
    "-" + "9" * 29, "0." + "1" * 28, "0." + "1" * 29, "-0." + "1" * 28, "true", "false", "null",
    "True", "NaN", "-Infinity", '""', '" "', '"\\u00a0"', '"\\n"', '"5"', '"5%"', '"5 %%"',
    '"0.6"', '"0.6%"', '"1"', '"$612,000.50"', '"1,5"', '"1e5"', '"N/A"', '"n/a "', '"not  using"',
    '"yes"', '" No "', '"y"', '"true"', '"number"', '"percent"', '"2026-05-15"', '"2026-02-30"',
    '"20260515"', '"2026-W20-1"', '"5/15/2026"', '"9:30"', '"09:30"', '"24:00"', '"TN"', '"tn"',
    '"Tennessee"', '"1S1"', '"1s1"', '" 1S1"', '"English learners"', '"english_learners"',
    '"performance"', '"performance.indicators"', '"budget.nothing"', '"&x"', '"x #c"',
    '"a\\u0000b"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\\\ud83d"', '"\\u0041"', '"\\x"', '"\x7f"',
    '"\u2028"', '"é"', '"a\tb"', "[]", "{}", "[[]]", "[null]", '[""]', "[{}]", '{"a": 1}',
    '{"a": 1, "a": 1}', "[1, 2,]", "[" * 99 + "]" * 99, "[" * 97 + "]" * 97, '{"amount": 5}',
    '{"level": "N/A"}', '{"unit": "number", "level": 5}', '[{"code": "1S1"}, {"code": "1s1"}]',
    '["a", "a"]', "[" + "2026, " * 39 + "2026]", "[" + "2026, " * 40 + "2026]",
    "530.000", '"$530.000"', "530.125", "5200.000", '"5,200.000"', "0.000", "5.005",
    "5e-3", "-1.500",
    "1.", ".5", "+1", "", "'x'", "5 5", "// c",
]  # fmt: skip
YAML_VALUES = [
    *VALUES, *test_one_outcome.VALUES, ".nan", "-.INF", "|\n      note: a\n", "R&D", "&x y", "a &b",
    "\u201cquoted\u201d", "'\u201cquoted\u201d'", '"\\xe9"', '"\\0"', '"\\ud800"', "a\n  unit: b",
    "5 %", "!x 5",
]  # fmt: skip
NAMES = [
    "document",
    "$schema",
    "used",
    "unit",
    "level",
    "a",
    "",
    "&x",
    "amount",
    "code",
    "x\\u0061",
]
BYTES = [
    b"", b" ", b"\n", b"\r", b"\t", b"\0", b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"0",
    b"-", b".", b"e", b"\xef\xbb\xbf", b"\xff", b"\xed\xa0\x80", b"\xc2\xa0", b"\x0b", b"\x1f",
    b"\\u0000", b"&", b"#", b"null", b"u", b"\x85",
]  # fmt: skip


class Difference(NamedTuple):
    name: str
    text: bytes
    quick: Any
    exact: Any


class Run(NamedTuple):
    """How many cases there were, in how many the quick way had the values and all of them fit, and
    what differs.
    """

    cases: int
    read: int
    fit: int
    differences: list[Difference]


def run(cases: int, seed: int, shapes: AnyMapping[str, Shape]) -> Run:
    """Reads so many texts both ways."""
    rnd, differences, read, fit = Random(seed), [], 0, 0
    for number in range(cases):
        name, text = (
            ("plan.yaml", yaml_text(rnd)) if number % 3 == 0 else ("plan.json", changed(rnd))
        )
        quick, exact = outcome(name, text, shapes), exactly(name, text, shapes)
        answer = answered(name, text)
        read += answer is not None
        fit += answer is not None and fits(answer, shapes)
        if quick != exact:
            differences.append(Difference(name, text, quick, exact))
    return Run(cases, read, fit, differences)


def exactly(name: str, text: bytes, shapes: AnyMapping[str, Shape]) -> Any:
    """The outcome on a Python without the scanner, and without libyaml for what is quick."""
    with patch.object(quick_json, "_scan", None), patch.object(quick_yaml, "_Events", None):
        return outcome(name, text, shapes)


def answered(name: str, text: bytes) -> dict[str, Any] | None:
    quick = quick_json.quick_json if name.endswith("json") else quick_yaml.quick_yaml
    try:
        return quick(decode(text))
    except (quick_json.Unsure, Refusal):
        return None


def fits(plain: dict[str, Any], shapes: AnyMapping[str, Shape]) -> bool:
    shape = shapes.get(str(plain.get("document")))
    return shape is not None and len(quick_types.settled(plain, shape)) == len(plain)


def outcome(name: str, text: bytes, shapes: AnyMapping[str, Shape]) -> Any:
    """All that a document says, with types and places; or all that is said of what is wrong."""
    try:
        read = read_document(name, text, shapes)
    except Refusal as refusal:
        return [(r.kind, r.message, r.remedy, r.span) for r in (refusal, *refusal.others)]
    return (
        read.type, read.sha256, typed(read.data), read.problems, settled(read.root),
        [read.span_of(one) for one in pointers(read)], sorted(read.scalars()),
    )  # fmt: skip


def typed(value: Any) -> Any:
    """A value with its type; a figure with its decimals."""
    if isinstance(value, dict):
        return [(name, typed(one)) for name, one in value.items()]
    if isinstance(value, list):
        return [typed(one) for one in value]
    return type(value).__name__, str(value), getattr(value, "places", None)


def settled(node: Node) -> Any:
    """A tree whose parts are all read."""
    if isinstance(node, Mapping):
        fields = [(key, settled(value)) for key, value in node.fields.values()]
        return "group", list(node.fields), fields, node.start, node.end
    if isinstance(node, Items):
        return "list", [settled(item) for item in node.items], node.start, node.end
    return node


def pointers(read: Document) -> Iterator[str]:
    yield from (
        "",
        "/document",
        "/budget/reserve/amount",
        "/performance/indicators/0/code",
        "/none",
    )
    yield from (problem.pointer for problem in read.problems)


# ------------------------------------------------------------------ texts


@cache
def documents() -> tuple[Any, ...]:
    """The examples as texts, lists and groups; the smaller ones more often."""
    read = [
        yaml.load(path.read_bytes(), LOADER)  # noqa: S506  # it makes texts only
        for path in sorted(EXAMPLES.glob("*.yaml"))
    ]
    read.sort(key=lambda one: len(json.dumps(one)))
    plan = json.loads((EXAMPLES / "sample-plan.json").read_text("utf-8"))
    return (*read[:-3] * 6, *read, plan)


@cache
def hostile(name: str) -> tuple[bytes, ...]:
    """What the tests of refusals and of faults hold."""
    cases = [case[1] for case in test_refusals.CASES if case[0] == name and len(case[1]) < 10_000]
    if name == "plan.json":
        return (*cases, *(case[0].encode() for case in test_json_syntax.CASES))
    return (*cases, *(case[0].encode() for case in test_one_outcome.READ))


def changed(rnd: Random) -> bytes:
    """A document of which a few values, names or bytes are others."""
    if rnd.random() < 0.1:
        return broken(rnd, rnd.choice(hostile("plan.json")))
    text = Writer(rnd, rnd.choice([0, 0.002, 0.01, 0.05])).text(part(rnd, rnd.choice(documents())))
    data = text.encode("utf-8", "surrogatepass")
    return broken(rnd, data) if rnd.random() < 0.2 else data


def yaml_text(rnd: Random) -> bytes:
    """The same in YAML, as a program writes it, with lines that people write."""
    if rnd.random() < 0.1:
        return broken(rnd, rnd.choice(hostile("plan.yaml")))
    text = yaml.dump(
        part(rnd, rnd.choice(documents())),
        Dumper=DUMPER,
        default_flow_style=rnd.choice([False, False, False, None, True]),
        default_style=rnd.choice([None, None, None, "'", '"', "|"]),
        allow_unicode=rnd.random() < 0.8,
        width=rnd.choice([60, 10_000]),
        sort_keys=False,
    )
    lines = re.sub(r"'([0-9.]+)'", r"\1", text).split("\n")
    for _ in range(rnd.choice([0, 0, 1, 2, 4])):
        at = rnd.randrange(len(lines))
        before, colon, _value = lines[at].partition(": ")
        if colon and rnd.random() < 0.7:
            lines[at] = before + colon + rnd.choice(YAML_VALUES)
        else:
            lines[at] = rnd.choice(
                [lines[at] + rnd.choice(["", " # c", " #c", " & d"]), "", before]
            )
            lines.insert(
                at, rnd.choice([test_one_outcome.small_text(rnd).rstrip("\n"), "# c", "  a: b"])
            )
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    return broken(rnd, data) if rnd.random() < 0.2 else data


def part(rnd: Random, document: dict[str, Any]) -> dict[str, Any]:
    """A document, mostly with a few of its sections alone."""
    if rnd.random() < 0.1:
        return document
    kept = {"document", *rnd.sample(list(document), min(len(document), rnd.randint(1, 4)))}
    return {name: value for name, value in document.items() if name in kept}


def broken(rnd: Random, data: bytes) -> bytes:
    for _ in range(rnd.choice([0, 1, 1, 2])):
        at = rnd.randrange(len(data) + 1)
        data = data[:at] + rnd.choice(BYTES) + data[at + rnd.choice([0, 0, 1, 1, 3]) :]
    return data


class Writer:
    """Writes a document as JSON in one of the ways in which programs write it, with slips."""

    def __init__(self, rnd: Random, slips: float) -> None:
        self.rnd, self.slips = rnd, slips
        self.between = rnd.choice(["", " ", "\n", "\r\n  ", " \t"])
        self.colon = rnd.choice([":", ": ", " :\n"])
        self.numbers = rnd.random() < 0.8
        self.ascii = rnd.random() < 0.5

    def text(self, value: Any) -> str:
        if self.rnd.random() < self.slips:
            return self.rnd.choice(VALUES)
        if isinstance(value, dict):
            return "{" + self._joined([self._field(*one) for one in value.items()]) + "}"
        if isinstance(value, list):
            again = value[:1] if self.rnd.random() < self.slips else []
            return "[" + self._joined([self.text(one) for one in [*value, *again]]) + "]"
        if not isinstance(value, str) or (self.numbers and self._is_bare(value)):
            return value if isinstance(value, str) else json.dumps(value)
        return json.dumps(value, ensure_ascii=self.ascii)

    def _field(self, name: str, value: Any) -> str:
        chance = self.rnd.random()
        if chance < self.slips / 2:
            name = self.rnd.choice(NAMES)
            written = f'"{name}"'
        else:
            written = json.dumps(name)
        field = f"{written}{self.colon}{self.text(value)}"
        return f"{field},{field}" if chance > 1 - self.slips / 8 else field

    def _joined(self, parts: Sequence[str]) -> str:
        return self.between + f",{self.between}".join(parts) + self.between

    def _is_bare(self, text: str) -> bool:
        """Whether a text is written as a number or a word, as most programs do."""
        try:
            return not isinstance(json.loads(text), dict | list | str) and text != "NaN"
        except ValueError:
            return False
