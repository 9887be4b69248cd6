"""A hostile document for every kind of refusal: kind, place and reason, in JSON and in YAML."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import yaml

from perkins_rules.documents import REFUSALS, Document, Refusal, Shape, read_document
from perkins_rules.documents.json_reader import read_json
from perkins_rules.documents.yaml_reader import read_yaml
from tests.steps import steps

Refuse = Callable[[str, bytes], Refusal]

DEEP_JSON = '{"document": "state_plan", "x": ' + "[" * 100 + "]" * 100 + "}"
DEEP_YAML = "document: state_plan\nx: " + "[" * 100 + "]" * 100
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LONG_BOMB = f"a: &a {'x' * 100_000}\nb: [{', '.join(['*a'] * 1000)}]\n"

# file, bytes, kind, line, column, words of the message
CASES = [
    ("plan.json", b'{"a": 1,\n "b": 2,\n "a": 3}', "duplicate-key", 3, 2, "twice"),
    ("plan.json", b'{"a": 1,\n "\\u0061": 3}', "duplicate-key", 2, 2, "first on line 1"),
    ("plan.json", b'{"x": {"b": 1, "b": 1}}', "duplicate-key", 1, 16, "`b`"),
    ("plan.yaml", b"a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1, "first on line 1"),
    ("plan.yaml", b'a: 1\n"a": 3\n', "duplicate-key", 2, 1, "`a`"),
    ("plan.yaml", b"x: {b: 1, b: 1}\n", "duplicate-key", 1, 11, "`b`"),
    ("plan.json", b'{"a":\n NaN}', "not-a-number", 2, 2, "not a number"),
    ("plan.json", b'{"a": Infinity}', "not-a-number", 1, 7, "not a number"),
    ("plan.json", b'{"a": -Infinity}', "not-a-number", 1, 7, "not a number"),
    ("plan.json", b'{"a": -NaN}', "not-a-number", 1, 7, "not a number"),
    ("plan.yaml", b"a: .nan\n", "not-a-number", 1, 4, "`.nan`"),
    ("plan.yaml", b"a: -.INF\n", "not-a-number", 1, 4, "`-.INF`"),
    (
        "plan.yaml",
        b"document: state_plan\nbudget:\n  total_allocation: {amount: NaN}\n",
        "not-a-number",
        3,
        30,
        "`budget.total_allocation.amount` is `NaN`",
    ),
    ("plan.yaml", b"a: 'b' c\n", "syntax", 1, 4, "ends before its line does"),
    ("plan.yaml", b"a: b\n: c\n", "syntax", 2, 1, "name of a field is missing"),
    ("plan.yaml", b"a: b\rc: @d\r", "syntax", 2, 4, "cannot start with `@`"),
    ("plan.yaml", b"\xef\xbb\xbf" * 2 + b"a: b\nc: @d\n", "syntax", 2, 4, "cannot start with `@`"),
    (
        "plan.yaml",
        b"document: [state_plan]\n",
        "unknown-document-type",
        1,
        11,
        "This is not a type",
    ),
    ("plan.json", DEEP_JSON.encode(), "nesting", 1, 132, "100 levels"),
    ("plan.json", b'{"a":' * 3_000_000, "nesting", 1, 501, "100 levels"),
    ("plan.json", b"[" * 3_000_000, "nesting", 1, 101, "100 levels"),
    ("plan.yaml", DEEP_YAML.encode(), "nesting", 2, 103, "100 levels"),
    ("plan.yaml", b"[" * 300_000, "nesting", 1, 101, "100 levels"),
    ("plan.yaml", b"{a: " * 300_000, "nesting", 1, 401, "100 levels"),
    (
        "plan.yaml",
        b"\n".join(b" " * n + b"a:" for n in range(1000)),
        "nesting",
        101,
        101,
        "100 levels",
    ),
    ("plan.yaml", b"- " * 20_000, "nesting", 1, 201, "100 levels"),
    (
        "plan.yaml",
        ("a: &a " + "[" * 60 + "]" * 60 + "\nb: " + "[" * 60 + "*a" + "]" * 60).encode(),
        "nesting",
        2,
        64,
        "100 levels",
    ),
    ("plan.yaml", BOMB.encode(), "alias-bomb", 6, None, "far more than what is written"),
    ("plan.yaml", LONG_BOMB.encode(), "alias-bomb", 2, 41, "far more than what is written"),
    ("plan.yaml", b"a: &a [*a]\n", "alias", 1, 8, "inside what it repeats"),
    ("plan.yaml", b"a: *b\nb: &b 1\n", "alias", 1, 4, "repeats nothing above it"),
    ("plan.yaml", b"a: !!str 5\n", "tag", 1, 4, "`!!str`"),
    ("plan.yaml", b"a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4, "YAML tag"),
    ("plan.yaml", b"a: &x !local {b: 1}\n", "tag", 1, 7, "`!local`"),
    ("plan.yaml", b"a: ! 5\n", "tag", 1, 4, "`!`"),
    ("plan.yaml", b"a: !x!y 5\n", "tag", 1, 4, "tags"),
    ("plan.yaml", b"!!map {a: 1}\n", "tag", 1, 1, "`!!map`"),
    ("plan.yaml", b"a: 1\n---\nb: 2\n", "multiple-documents", 2, 1, "second document"),
    ("plan.yaml", b"a: 1\n---\n", "multiple-documents", 2, 1, "second document"),
    ("plan.json", b'{"a": 1}\n{"b": 1}', "syntax", 2, 1, "A second document starts here"),
    ("plan.json", b'{"a": "caf\xe9"}', "encoding", 1, 11, "E9"),
    ("plan.yaml", b"a: 1\nb: caf\xe9\n", "encoding", 2, 7, "\u201c\u00e9\u201d"),
    ("plan.yaml", b"a: \xed\xa0\x80\n", "encoding", 1, 4, "ED"),
    ("plan.yaml", b"a: \xc0\xaf\n", "encoding", 1, 4, "C0"),
    ("plan.yaml", "\ufeffa: é".encode()[:-1], "encoding", 1, 4, "Byte 7"),
    ("plan.json", '{"a": 1}'.encode("utf-16"), "encoding", 1, 1, "UTF-16"),
    ("plan.json", b'{"a": "\\ud800"}', "lone-surrogate", 1, 8, "U+D800"),
    ("plan.json", b'{"a": "ab\\udc00c"}', "lone-surrogate", 1, 10, "U+DC00"),
    ("plan.json", b'{"a": "\\ud800\\ud800"}', "lone-surrogate", 1, 8, "U+D800"),
    ("plan.json", b'{"\\udfff": 1}', "lone-surrogate", 1, 3, "U+DFFF"),
    ("plan.yaml", b'a: "\\ud800"\n', "lone-surrogate", 1, None, ""),
    ("plan.json", b'{"a": "x\0y"}', "control-character", 1, 9, "NUL"),
    ("plan.json", b'{"a": "x\\u0000"}', "control-character", 1, 9, "NUL"),
    ("plan.yaml", b"a: x\0y\n", "control-character", 1, 5, "NUL"),
    ("plan.yaml", b'a: "x\\0"\n', "control-character", 1, 4, "NUL"),
    ("plan.yaml", b"a: 1\nb: \x1b[31m\n", "control-character", 2, 4, "U+001B"),
    ("plan.json", b'{"a": "\x1b[31m"}', "control-character", 1, 8, "U+001B"),
    ("plan.json", b'{"a": 1e999999999}', "magnitude", 1, 7, "past anything"),
    ("plan.json", b'{"a": 1E-999999999}', "magnitude", 1, 7, "past anything"),
    ("plan.json", b'{"a": 1e31}', "magnitude", 1, 7, "past anything"),
    (
        "plan.yaml",
        b"document: state_plan\nbudget: {reserve: {amount: 1e999999999}}\n",
        "magnitude",
        2,
        28,
        "`budget.reserve.amount`",
    ),
    ("plan.json", b"", "empty", 1, 1, "empty"),
    ("plan.json", b" \r\n ", "empty", 1, 1, "empty"),
    ("plan.yaml", b"", "empty", 1, 1, "no document"),
    ("plan.yaml", b"# nothing yet\n", "empty", 1, 1, "no document"),
    ("plan.yaml", b"---\n", "empty", 1, 1, "no document"),
    ("plan.json", b"\xef\xbb\xbf", "empty", 1, 1, "empty"),
    ("plan.json", b"\n[1]", "not-a-mapping", 2, 1, "group of fields"),
    ("plan.json", b'"state_plan"', "not-a-mapping", 1, 1, "group of fields"),
    ("plan.yaml", b"- a\n", "not-a-mapping", 1, 1, "group of fields"),
    ("plan.yaml", b"hello\n", "not-a-mapping", 1, 1, "group of fields"),
    ("plan.json", b'{"state": {}}', "no-document-type", 1, 1, "`document` is missing"),
    ("plan.json", b'{"document": null}', "no-document-type", 1, 2, "`document` is missing"),
    ("plan.yaml", b"\nstate: {}\n", "no-document-type", 2, 1, "`document` is missing"),
    ("plan.yaml", b"document: ''\n", "no-document-type", 1, 1, "`document` is missing"),
    ("plan.json", b'{"document": "x"}', "unknown-document-type", 1, 14, "`x`"),
    (
        "plan.yaml",
        b"document: State Plan\n",
        "unknown-document-type",
        1,
        11,
        "did you mean `state_plan`",
    ),
    ("plan.yaml", b"document: [state_plan]\n", "unknown-document-type", 1, 11, "not a type"),
    ("plan.yaml", b"<<: {a: 1}\n", "merge-key", 1, 1, "merge key"),
    ("plan.yaml", b"? [a]\n: b\n", "field-name", 1, 3, "name of a field"),
    ("plan.yaml", b"? {a: 1}\n: b\n", "field-name", 1, 3, "name of a field"),
    ("plan.yaml", b"~: b\n", "field-name", 1, 1, "name of a field"),
    ("plan.yaml", b"x: &x [1]\n*x : b\n", "field-name", None, None, "name of a field"),
]


@pytest.mark.parametrize(
    ("name", "data", "kind", "line", "column", "words"),
    CASES,
    ids=[f"{c[2]}-{i}-{c[0][5:]}" for i, c in enumerate(CASES)],
)
def test_is_refused_with_its_place_and_reason(
    refuse: Refuse,
    name: str,
    data: bytes,
    kind: str,
    line: int | None,
    column: int | None,
    words: str,
) -> None:
    refusal = refuse(name, data)
    assert refusal.kind == kind
    assert words in refusal.message
    assert line in (None, refusal.span.line)
    assert column in (None, refusal.span.column)
    assert len(refusal.message) < 200
    assert refusal.message.isprintable()


def test_every_kind_of_refusal_of_a_file_has_a_case() -> None:
    of_parsed_mappings = {"float", "value"}
    of_size = {"too-large"}
    assert {case[2] for case in CASES} == set(REFUSALS) - of_parsed_mappings - of_size


@pytest.mark.parametrize("case", [c for c in CASES if c[0].endswith("yaml")], ids=lambda c: c[2])
def test_both_yaml_parsers_refuse_alike(case: tuple[str, bytes, str, int, int, str]) -> None:
    def kind(loader: object) -> str | None:
        try:
            read_yaml(case[1].decode().removeprefix("\ufeff"), loader)
        except Refusal as refusal:
            return refusal.kind
        return None

    if case[2] != "encoding":
        assert kind(yaml.SafeLoader) == kind(getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class Wary(yaml.SafeLoader):
    """A parser that gives up on deep texts before it tells of any, in words of its own."""

    def get_event(self) -> yaml.Event:
        mark = yaml.Mark("", len(self.text) - 1, 0, 0, None, 0)
        raise yaml.MarkedYAMLError("No.", None, "Enough.", mark)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@pytest.mark.parametrize("case", [c for c in CASES if c[2] == "nesting" and c[0][5:] == "yaml"])
def test_the_words_and_the_place_of_deep_nesting_are_not_a_parsers(
    case: tuple[str, bytes, str, int, int, str],
) -> None:
    told = set()
    for loader in (None, yaml.SafeLoader, Wary):
        with pytest.raises(Refusal) as caught:
            read_yaml(case[1].decode(), loader)
        refusal = caught.value
        told.add((refusal.kind, refusal.message, refusal.span))
    [(kind, message, span)] = told
    assert (kind, span.line, span.column) == ("nesting", case[3], case[4])
    assert case[5] in message


def test_a_parser_that_stops_at_something_else_is_not_doubted() -> None:
    with pytest.raises(Refusal) as caught:
        read_yaml("a: " + "[]" * 200 + "\n", Wary)
    assert caught.value.kind == "syntax"


def test_a_refusal_carries_the_text_and_the_digest(refuse: Refuse) -> None:
    refusal = refuse("plan.yaml", b"a: 1\nb: caf\xe9\n")
    assert refusal.source is not None
    assert refusal.source.line(refusal.span.line) == "b: caf\ufffd"
    assert len(refusal.sha256) == 64


def test_a_file_over_the_limit_is_refused_unless_the_limit_is_raised(
    shapes: dict[str, Shape],
) -> None:
    data = b"document: state_plan\n#" + b" " * 100
    with pytest.raises(Refusal) as caught:
        read_document("plan.yaml", data, shapes, limit_bytes=100)
    assert caught.value.kind == "too-large"
    assert "more than 100 bytes" in caught.value.message
    assert read_document("plan.yaml", data, shapes, limit_bytes=122).type == "state_plan"


def test_64_mib_is_the_limit(refuse: Refuse) -> None:
    assert refuse("plan.json", b" " * (64 * 1024 * 1024 + 1)).kind == "too-large"
    assert refuse("plan.json", b" " * (64 * 1024 * 1024)).kind == "empty"


def test_100_levels_are_read_in_both_formats() -> None:
    text = "[" * 100 + "]" * 100
    assert read_json(text)
    assert read_yaml(text)


def test_anchors_in_moderation_are_read_and_point_at_what_they_repeat(
    shapes: dict[str, Shape],
) -> None:
    data = (
        b"document: state_plan\n"
        b"cover_page:\n"
        b"  authorized_representative: &contact {name: Ada, telephone: 555}\n"
        b"  state_director: *contact\n"
    )
    document = read_document("plan.yaml", data, shapes)
    assert document.data["cover_page"]["state_director"] == {"name": "Ada", "telephone": "555"}
    assert document.span_of("/cover_page/state_director/name").line == 3


@pytest.mark.parametrize("digits", [5_000, 1_000_000])
def test_a_figure_of_many_digits_is_told_without_reading_it(
    shapes: dict[str, Shape], digits: int
) -> None:
    def read(digits: int) -> Document:
        amount = f'{{"amount": {"9" * digits}}}'
        data = f'{{"document": "state_plan", "budget": {{"reserve": {amount}}}}}'
        return read_document("plan.json", data.encode(), shapes)

    (problem,) = read(digits).problems
    assert problem.kind == "range"
    assert "more than 30 digits" in problem.message
    assert len(problem.message) < 200
    assert steps(lambda: read(digits)) == steps(lambda: read(100))


@pytest.mark.parametrize("text", ["1,", "(", ".", "%"])
def test_a_long_text_in_an_amount_is_told_without_reading_it(
    shapes: dict[str, Shape], text: str
) -> None:
    def read(times: int) -> Document:
        amount = f"document: state_plan\nbudget: {{reserve: {{amount: '{text * times}x'}}}}"
        return read_document("plan.yaml", amount.encode(), shapes)

    (problem,) = read(100_000).problems
    assert len(problem.message) < 200
    assert steps(lambda: read(100_000)) == steps(lambda: read(100))


def test_more_values_than_memory_should_hold_are_refused(refuse: Refuse) -> None:
    refusal = refuse("plan.json", b'{"x": [' + b"1," * 3_000_001 + b"1]}")
    assert refusal.kind == "too-large"
    assert "more than 3,000,000 values" in refusal.message


def test_many_escapes_in_an_unclosed_text_are_refused_like_few(refuse: Refuse) -> None:
    few, many = (b'{"x": "' + b"\\n" * times for times in (100, 1_000_000))
    assert refuse("plan.json", many).kind == "syntax"
    assert steps(lambda: refuse("plan.json", many)) == steps(lambda: refuse("plan.json", few))


@pytest.mark.parametrize("text", ['a: "\\UFFFFFFFF"', "%YAML 1." + "9" * 5000 + "\n---\na: 1"])
@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", None)])
def test_figures_that_no_parser_can_hold_are_refused(text: str, loader: object) -> None:
    with pytest.raises(Refusal) as caught:
        read_yaml(text, loader)
    assert caught.value.kind in ("syntax", "lone-surrogate", "tag")
