"""What is fuzzed: for each kind of input the function that takes its bytes, and where one begins.

A function lets through what the product raises to refuse an input, and nothing else.
"""

from __future__ import annotations

import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.fuzz_mutations import Mutate, Texts, within_zip
from perkins_rules.app.asking.configuration_reader import read_configuration
from perkins_rules.app.faults import Stop
from perkins_rules.baselines import entries
from perkins_rules.baselines.reader import entries_in
from perkins_rules.batch.containers import archive_members, line_members
from perkins_rules.checker import Checker
from perkins_rules.determinations.reader import read_determinations
from perkins_rules.documents import Refusal, read_document
from perkins_rules.documents.types import document_types
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.findings_plain import document_to_plain
from perkins_rules.lang.parse import parse_rule_file
from perkins_rules.lang.printer import print_rule_file
from perkins_rules.member import Member
from perkins_rules.pipeline import load_rules, read_rules
from perkins_rules.receipts.reader import NoReceipt, receipt_in
from perkins_rules.receipts.receipt import AskedOf, Receipt, receipt_text
from perkins_rules.record_file import RecordFile
from perkins_rules.source import SourceText
from perkins_rules.tables.asked import Asked
from perkins_rules.tables.grid import TableFault
from perkins_rules.tables.opening import read_table
from perkins_rules.tables.recognising import take_tables
from perkins_rules.waivers.reader import waivers_in
from tests.tables import making, ods_making, word_making

ROOT = Path(__file__).parents[1]
LIMIT = 1 << 20


class Target(NamedTuple):
    """`run` takes the bytes, `corpus` is where changes begin, `change` makes one."""

    run: Callable[[bytes], None]
    corpus: Sequence[bytes]
    change: Mutate


@cache
def _rules() -> ReadyRules:
    return load_rules()


# ------------------------------------------------------------------ rules and schemas


def _parse(data: bytes) -> None:
    parsed = parse_rule_file(SourceText("f.rules", _text(data)))
    _say(parsed.diagnostics)
    if not parsed.diagnostics:
        print_rule_file(parsed.file)


def _check_rules(data: bytes) -> None:
    _say(read_rules([SourceText("f.rules", _text(data))]).diagnostics)


def _schema(data: bytes) -> None:
    _say(document_types([SourceText("f.schema.json", _text(data))]).diagnostics)


def _say(diagnostics: Iterable[object]) -> None:
    for one in diagnostics:
        one.render()  # type: ignore[attr-defined]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


# ------------------------------------------------------------------ documents and tables


def _document(data: bytes) -> None:
    with suppress(Refusal):
        document = read_document("f.yaml", data, _rules().shapes, LIMIT)
        for problem in document.problems:
            document.span_of(problem.pointer)


def _check(data: bytes) -> None:
    report = Checker(_rules()).check(Member("f.yaml", data)).report
    json.dumps(document_to_plain(report))


def _table(name: str, data: bytes) -> None:
    with suppress(TableFault):
        take_tables(read_table(name, data), making.shapes()["state_plan"], Asked())


# ------------------------------------------------------------------ records and settings


def _waivers(data: bytes) -> None:
    waivers_in(data, "waivers.yaml", _rules())


def _determinations(data: bytes) -> None:
    read_determinations(RecordFile("f.yaml", data))


def _baseline(data: bytes) -> None:
    with suppress(entries.Faulty):
        entries_in(data)


def _receipt(data: bytes) -> None:
    with suppress(NoReceipt):
        receipt_in(data)


def _configuration(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, suppress(Stop):
        path = Path(folder) / name
        path.write_bytes(data)
        read_configuration(str(path))


# ------------------------------------------------------------------ archives


def _archive(name: str, data: bytes) -> None:
    for _ in archive_members(name, io.BytesIO(data), LIMIT):
        pass


def _lines(data: bytes) -> None:
    for _ in line_members("f.jsonl", io.BytesIO(data), LIMIT):
        pass


# ------------------------------------------------------------------ where changes begin


def _files(*patterns: str) -> list[bytes]:
    return [path.read_bytes() for one in patterns for path in sorted(ROOT.glob(one))]


def _small(files: Sequence[bytes]) -> list[bytes]:
    """Pieces of rule files: whole packs take too long to be checked thousands of times."""
    heads = b'pack f "F" for state_plan\n\n'
    whole = [
        heads + part for file in files for part in (b"\n" + file).split(b"\nrule ")[1:] if part
    ]
    return [one.replace(heads, heads + b"rule ", 1)[:3000] for one in whole[:400]]


def _receipt_file() -> bytes:
    asked = AskedOf(None, "2025-01", None, None, ("112(b)",), (), inline_waivers=False)
    one = "0" * 64
    parts = ("0.1.0", one, one, one, one, asked, "2026-07-01", "2025-01", "guide", None)
    return receipt_text(Receipt(*parts, one, None, None, "pass", {"pass": 7}, one)).encode()


def _tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in (("a.json", b"{}"), ("b/c.yaml", b"document: state_plan\n")):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


# The tokens of each format, and those that no space can stand in.
_WORDS = b"""
is and or not where in every some satisfies require define as let be for each parameter from cite
perkins 112(a)(3) pack rule review items with applies when otherwise unless matches { } ( ) + * / $5
5% 2026-01-01 one of count sum if blank state.code budget.total performance.indicators passes fails
"""
_RULES = (*(b" %b " % word for word in _WORDS.split()), b"\n  ", b"\n\n", b'"', b"#", b'"{a}"')
_JSON = b'{ } [ ] , : true null 0 -1 1.5e3 [] "a": "document": "" [['.split()
_YAML = (*_JSON, b"\n- ", b"\n  ", b": ", b"&a ", b"*a", b"!!int ", b"|\n", b">-\n", b"---\n")
_XML = b"""
<row> </row> <c> </c> <v> </v> <a:b/> &amp; &#0; <!-- --> <![CDATA[ ]]> r="9999999999" s="-1"
A1:XFD1048576 <w:tbl> </w:tbl> <w:tc> </w:tc> <w:tr> <w:gridSpan/> w:val="99999999"
table:number-columns-repeated="2000000000" table:number-rows-repeated="2000000000"
office:value="1e99999"
""".split()
_CSV = (b",", b";", b'"', b'""', b"\n", b"\r\n", b"%", b"$", b"1S1", b"FY 2026", b"(5)", b"1,000")
_TAR = (b"ustar\0", b"0000000", b"7777777777", b"\x80\0\0\0", b"././@LongLink", b"1", b"x", b"L")


@cache
def targets() -> dict[str, Target]:
    """All that is fuzzed, by name."""
    packs, plans = _files("rules/**/*.rules"), _files("examples/*.yaml", "examples/*.json")
    cases = [c for f in _files("tests/lang/cases/*.rules") for c in f.split(b"\n---\n")]
    small = [one for one in plans if len(one) < 12_000] + plans[-1:]
    tables = [making.BUDGET, making.LEVELS]
    sheets = [ods_making.ods_of(ods_making.sheet(ods_making.rows_of(rows))) for rows in tables]
    words = [word_making.docx_of(word_making.table(rows)) for rows in tables]
    plain = [making.csv_of(rows) for rows in tables]
    archive = making.zip_of({"a.json": "{}", "b/c.yaml": "document: state_plan\n", "d.jsonl": "{}"})
    waivers = b"waivers:\n- rule: a/b\n  path: budget.total\n  reason: why\n  until: 2027-01-01\n"
    determined = b"determinations:\n- finding: f-1\n  rule: a/b\n  question: q\n  answer: met\n"
    known = {
        entries.MARK: entries.FORM,
        "findings": [dict.fromkeys(entries.Entry._fields, "a") | {"verdict": "fail"}],
    }
    settings = b"fail-on: warning\nrules: [a]\nselect: [a]\n"

    def texts(
        run: Callable[[bytes], None], tokens: Sequence[bytes], corpus: Sequence[bytes]
    ) -> Target:
        return Target(run, corpus, Texts(tokens, corpus))

    def packed(run: Callable[[bytes], None], corpus: Sequence[bytes]) -> Target:
        return Target(run, corpus, within_zip(Texts(_XML, corpus)))

    return {
        "parser": texts(_parse, _RULES, [*_small(packs), *cases]),
        "rules": texts(_check_rules, _RULES, _small(packs)),
        "schema": texts(_schema, _JSON, _files("examples/*/rules/*.schema.json", "schemas/*.json")),
        "json": texts(_document, _JSON, [*_files("examples/*.json"), b"{}"]),
        "yaml": texts(_document, _YAML, small),
        "check": texts(_check, _YAML, small),
        "csv": texts(partial(_table, "f.csv"), _CSV, plain),
        "xlsx": packed(partial(_table, "f.xlsx"), [making.xlsx_of(rows) for rows in tables]),
        "ods": packed(partial(_table, "f.ods"), sheets),
        "docx": packed(partial(_table, "f.docx"), words),
        "waivers": texts(_waivers, _YAML, [waivers]),
        "determinations": texts(_determinations, _YAML, [determined]),
        "baselines": texts(_baseline, _JSON, [json.dumps(known, indent=1).encode()]),
        "receipts": texts(_receipt, _JSON, [_receipt_file()]),
        "configuration": texts(partial(_configuration, "perkins.yaml"), _YAML, [settings]),
        "toml": texts(
            partial(_configuration, "pyproject.toml"),
            (b"[tool.perkins-rules]\n", b"[[a]]\n", b"a.b = ", b'"""', b"'''", b"= [", b"= {"),
            [b'[tool.perkins-rules]\nfail-on = "warning"\nrules = ["a"]\n'],
        ),
        "zip": packed(partial(_archive, "f.zip"), [archive]),
        "tar": texts(partial(_archive, "f.tar"), _TAR, [_tar()]),
        "lines": texts(_lines, _JSON, [b'{"document": "state_plan"}\n' * 3]),
    }
