"""One document that means harm in each of its texts, through every output and onto the screen."""

from __future__ import annotations

import csv
import html.parser
import itertools
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import yaml
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from pyarrow import parquet

from perkins_rules.batch.result import Result
from perkins_rules.documents import Shape
from perkins_rules.findings import Verdict
from perkins_rules.report.output_formats import OUTPUT_FORMATS, OutputFormat
from perkins_rules.report.outputs import Outputs
from perkins_rules.report.outputs.full_text import FullText
from perkins_rules.report.outputs.output import output_for
from perkins_rules.report.style import Style
from tests.loaded import built_in
from tests.report.formats.github_reader import commands
from tests.report.formats.making import EXAMPLES, about, checked

HOSTILE = (
    "\x1b[31m\x1b]0;title\x07red",
    "\x9b31m\x90q\x9c\x85::error::of C1",
    "<script>alert(1)</script>",
    "</script><svg onload=alert(1)>",
    "<!-- --><img src=x onerror=alert(1)>",
    "[go](javascript:alert(1)) ![p](https://e.example/p)",
    "|a|b|\n|-|-|\n| c | d |",
    '=HYPERLINK("https://e.example")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "x\n::set-env name=PATH::/x\r::stop-commands::y",
    "::error::at the start",
    "##[add-path]/tmp",
    "x\r\nsection_start:1:of[collapsed=true]\r\x1b[0K",
    "]]><evil/>&amp;&#x1b;",
    "\x00\x0b\ufffe\uffff\U0001ffff",
    "\u202egnp.exe\u2066\u200f\u2028\u2029",
    "w" * 3000,
    "a ::error::b " * 20,
)
ENDS = {
    "code-scanning": "a.code-scanning.sarif",
    "github": "a.log",
    "gitlab": "gl-code-quality.json",
}
LAW = ("https://www.govinfo.gov/", "https://uscode.house.gov/", "https://www.ecfr.gov/")


def planted(value: Any, shape: Shape | None, words: Iterator[str], in_all: bool) -> Any:
    """The document with a hostile text in each field of words; or in each field there is."""
    if isinstance(value, dict):
        fields = shape.fields if shape else {}
        return {k: planted(v, fields.get(k), words, in_all) for k, v in value.items()}
    if isinstance(value, list):
        return [planted(one, shape and shape.entry, words, in_all) for one in value]
    is_word = shape is not None and shape.kind == "text" and shape.name != "code"
    return next(words) if in_all or is_word else value


@cache
def admitted() -> tuple[str, ...]:
    """Those that a document can hold; with one of the others it is not read at all."""

    def is_read(text: str) -> bool:
        made = json.dumps({"document": "state_plan", "source": text}).encode()
        return checked(made).report.verdict != Verdict.UNREADABLE

    return tuple(text for text in HOSTILE if is_read(text))


def documents(name: str) -> Iterator[Result]:
    plan = yaml.load((EXAMPLES / f"{name}.yaml").read_bytes(), yaml.BaseLoader)  # noqa: S506  # texts only
    shape = built_in().shapes[plan["document"]]
    for in_all in (False, True):
        made = planted(plan, shape, itertools.cycle(admitted()), in_all)
        made["document"] = plan["document"]
        made.setdefault("state", {})
        if not in_all:
            made |= {text: text for text in admitted()}  # names of fields
        for path in ("=1+1.yaml", f"x\n::error::{HOSTILE[0]}]]><b>|[go](x).yaml"):
            yield checked(json.dumps(made).encode(), path, each_rule=True)
    for text in HOSTILE:
        yield checked(b"document: state_plan\na: [" + text.encode(), "broken.yaml")
        yield checked(json.dumps({"document": "state_plan", "source": text}).encode(), "one.json")


@cache
def results() -> tuple[Result, ...]:
    return (*documents("sample-plan-with-errors"), *documents("local-application-with-errors"))


def is_plain(text: str) -> bool:
    return all(character.isprintable() or character == "\n" for character in text)


def texts_of(value: Any) -> Iterator[str]:
    """All names and texts of what a reader of JSON or tables has."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, str):
        yield value


# ------------------------------------------------------------------ readers


def as_text(path: Path) -> None:
    told = path.read_bytes()
    assert is_plain(told.decode())
    assert commands(told) == []


def as_json(path: Path) -> None:
    told = path.read_bytes()
    assert is_plain(told.decode())
    assert commands(told) == []
    assert any("##[" in text for text in texts_of(json.loads(told)))  # none is another one


def as_ndjson(path: Path) -> None:
    lines = path.read_bytes().decode().split("\n")
    assert lines.pop() == ""
    assert all(is_plain(line) and isinstance(json.loads(line), dict) for line in lines)


def as_csv(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        first, *rows = csv.reader(file)
    assert {len(row) for row in rows} == {len(first)}
    for cell in itertools.chain.from_iterable(rows):
        assert cell.isprintable()
        assert not re.match(r"[=@\t\r]|[+-](?![\d.]+$)", cell)


def as_xlsx(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path):
        for cell in itertools.chain.from_iterable(sheet.iter_rows()):
            if cell.data_type == "f":  # ours: what is filled in counts what stands in its table
                assert not any(text in str(cell.value) for text in HOSTILE)
                assert not re.search(r"HYPERLINK|\|'", str(cell.value))
            elif isinstance(cell.value, str):
                assert is_plain(cell.value)
            if cell.hyperlink is not None and cell.hyperlink.target:
                assert cell.hyperlink.target.startswith(LAW)


def as_parquet(path: Path) -> None:
    rows = parquet.read_table(path).to_pylist()
    assert rows
    assert all(text.isprintable() for text in texts_of(rows))


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


def as_html(path: Path) -> None:
    told = path.read_bytes().decode()
    tags = Tags()
    tags.feed(told)
    assert not any(name.startswith("on") for _, names in tags.found for name in names)
    assert not {"img", "iframe", "object", "embed", "base"} & {tag for tag, _ in tags.found}
    assert tags.found.count(("script", ())) == 1
    data = "".join(re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', told))
    assert data.isascii()
    assert not set("<>&") & set(data)


def as_markdown(path: Path) -> None:
    told = path.read_bytes().decode()
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    outer = reader.parse(told)
    inner = [token for one in outer for token in one.children or ()]
    assert is_plain(told)
    assert not {"html_block", "fence", "code_block", "hr"} & {token.type for token in outer}
    assert {t.content for t in inner if t.type == "html_inline"} <= {"<span>", "</span>"}
    assert not {"link_open", "image", "em_open", "s_open"} & {token.type for token in inner}


def as_word(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = {n: ET.fromstring(packed.read(n)) for n in packed.namelist() if "xml" in n}  # noqa: S314  # ours
    body = parts["word/document.xml"]
    names = {element.tag.rpartition("}")[2] for element in body.iter()}
    assert not {"instrText", "object", "altChunk", "fldSimple", "script", "evil"} & names
    assert all(is_plain((element.text or "").replace("\xa0", " ")) for element in body.iter())
    for relation in parts["word/_rels/document.xml.rels"]:
        if relation.get("TargetMode") == "External":
            assert relation.attrib["Target"].startswith(LAW)


def as_sarif(path: Path) -> None:
    as_json(path)
    (run,) = json.loads(path.read_bytes())["runs"]
    for one in run["results"]:
        assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", one["message"]["text"])


def as_junit(path: Path) -> None:
    told = path.read_bytes().decode()
    assert is_plain(told)
    assert commands(told.encode()) == []
    suites = list(JUnitXml.fromstring(told.encode()))
    assert len(suites) == len(results())
    tags = {element.tag for element in ET.fromstring(told).iter()}  # noqa: S314  # ours
    assert tags <= {"testsuites", "testsuite", "testcase", "properties", "property", "failure",
                    "error", "skipped", "system-out", "system-err"}  # fmt: skip


def as_github(path: Path) -> None:
    told = path.read_bytes()
    assert is_plain(told.decode())
    found = commands(told)
    assert len(found) == len(told.decode().splitlines()) - 1  # the last says how many there are
    assert {command.name for command in found} <= {"error", "warning", "notice"}
    assert all(is_plain(text) for c in found for text in (c.data, *c.properties.values()))


READERS: dict[str, Callable[[Path], None]] = {
    "text": as_text,
    "json": as_json,
    "ndjson": as_ndjson,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "parquet": as_parquet,
    "html": as_html,
    "markdown": as_markdown,
    "word": as_word,
    "sarif": as_sarif,
    "code-scanning": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "gitlab": as_json,
}


@pytest.mark.parametrize("format_", OUTPUT_FORMATS, ids=lambda one: one.name)
def test_nothing_of_a_hostile_document_acts(format_: OutputFormat, tmp_path: Path) -> None:
    path = tmp_path / ENDS.get(format_.name, f"a{(*format_.endings, '')[0]}")
    with Outputs([output_for(str(path), about(), format_)]) as outputs:
        for result in results():
            outputs.add(result)
    READERS[format_.name](path)


@pytest.mark.parametrize("show", ["", "all"])
def test_nothing_of_a_hostile_document_acts_on_a_terminal(show: str) -> None:
    told = about()._replace(show=show) if show else about()
    full = FullText(Style(color=True), told, lists_questions=True)
    text = "".join([*(full.of(result) for result in results()), *full.closing()])
    ours = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;(https://[^\x1b]*)?\x1b\\")
    assert all(not m[1] or m[1].startswith(LAW) for m in ours.finditer(text))
    plain = ours.sub("", text)
    assert is_plain(plain)
    assert commands(plain.encode()) == []


def test_every_hostile_text_reaches_the_outputs() -> None:
    """Else the others would prove nothing."""
    told = "\n".join(f.message for result in results() for f in result.report.findings)
    for seen in ("script", "svg", "javascript", "HYPERLINK", "set-env", "add-path", "evil", "www"):
        assert seen in told
