"""Formats of reports: one row for each, read by everything that lists them.

A new format is a row here and a module with a class. Imports next to nothing: every check asks.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any, NamedTuple


class OutputFormat(NamedTuple):
    """`endings` are those of the files that have it, with the case taken off; `names` beginnings
    and endings of whole names. `home` is the module and the class that write it; what it `needs`
    beside the program, the `extra` brings, to be imported as `module` where that has another name.
    `reader` says who it is for; with `--format` it can be asked for on standard output where it is
    `streamed`. It `derives` where it shows for which figures a person is asked.
    """

    name: str
    endings: tuple[str, ...]
    home: str
    reader: str
    says: str
    names: tuple[tuple[str, str], ...] = ()
    streamed: bool = False
    derives: bool = False
    extra: str = ""
    needs: str = ""
    module: str = ""


PEOPLE, PROGRAMS, TABLES = "people", "programs", "tables"
_OUTPUTS, _FORMATS = "perkins_rules.report.outputs", "perkins_rules.report.formats"

OUTPUT_FORMATS = (
    OutputFormat(
        "text",
        (".txt",),
        f"{_OUTPUTS}.text_output:TextOutput",
        PEOPLE,
        "the report as a terminal shows it",
        streamed=True,
    ),
    OutputFormat(
        "json",
        (".json",),
        f"{_OUTPUTS}.json_output:JsonOutput",
        TABLES,
        "the whole report, by the schema",
        derives=True,
        streamed=True,
    ),
    OutputFormat(
        "ndjson",
        (".ndjson", ".jsonl"),
        f"{_OUTPUTS}.ndjson_output:NdjsonOutput",
        TABLES,
        "a finding on each line",
        derives=True,
    ),
    OutputFormat(
        "csv", (".csv",), f"{_OUTPUTS}.csv_output:CsvOutput", TABLES, "a finding in each row"
    ),
    OutputFormat(
        "xlsx",
        (".xlsx",),
        "perkins_rules.report.workbooks.xlsx_output:XlsxOutput",
        TABLES,
        "a workbook for a reviewer",
    ),
    OutputFormat(
        "parquet",
        (".parquet",),
        f"{_OUTPUTS}.parquet_output:ParquetOutput",
        TABLES,
        "a finding in each row, by columns",
        extra="tables",
        needs="pyarrow",
    ),
    OutputFormat(
        "html",
        (".html",),
        "perkins_rules.report.html:HtmlOutput",
        PEOPLE,
        "a page with everything, to be read in a browser",
        derives=True,
    ),
    OutputFormat(
        "markdown",
        (".md",),
        "perkins_rules.report.markdown.markdown_output:MarkdownOutput",
        PEOPLE,
        "a summary for a pull request or the page of a CI job",
    ),
    OutputFormat(
        "word",
        (".docx",),
        "perkins_rules.report.word.word_output:WordOutput",
        PEOPLE,
        "a report for Word, to be attached, filed and commented",
        derives=True,
        extra="word",
        needs="python-docx",
        module="docx",
    ),
    OutputFormat(
        "sarif",
        (".sarif", ".sarif.json"),
        f"{_FORMATS}.sarif_output:SarifOutput",
        PROGRAMS,
        "SARIF",
        streamed=True,
    ),
    OutputFormat(
        "code-scanning",
        (".code-scanning.sarif",),
        f"{_FORMATS}.code_scanning_output:CodeScanningOutput",
        PROGRAMS,
        "SARIF for code scanning of GitHub: what failed and counts",
        streamed=True,
    ),
    OutputFormat(
        "junit", (".xml",), f"{_FORMATS}.junit_output:JunitOutput", PROGRAMS, "JUnit", streamed=True
    ),
    OutputFormat(
        "github",
        (),
        f"{_FORMATS}.github_output:GithubOutput",
        PROGRAMS,
        "commands of GitHub's logs",
        streamed=True,
    ),
    OutputFormat(
        "gitlab",
        (),
        f"{_FORMATS}.gitlab_output:GitlabOutput",
        PROGRAMS,
        "code quality of GitLab",
        names=(("gl-code-quality", ".json"),),  # as GitLab's own pages call it
        streamed=True,
    ),
)
FORMATS = tuple(one.name for one in OUTPUT_FORMATS if one.streamed)
ENDINGS = tuple(ending for one in OUTPUT_FORMATS for ending in one.endings)


def named(name: str) -> OutputFormat:
    """The format of a name."""
    return next(one for one in OUTPUT_FORMATS if one.name == name)


def format_of_file(path: str) -> OutputFormat | None:
    """The format that the name of a file says; of two that fit, the one with the longer ending."""
    low = os.path.basename(path).lower()  # noqa: PTH119  # every check asks
    for one in OUTPUT_FORMATS:
        if any(low.startswith(start) and low.endswith(end) for start, end in one.names):
            return one
    stem, ending = os.path.splitext(low)  # noqa: PTH122  # "a/.csv" has a name and no ending
    double = os.path.splitext(stem)[1] + ending  # noqa: PTH122
    for said in (double, ending):
        for one in OUTPUT_FORMATS:
            if said in one.endings:
                return one
    return None


def ending_of(path: str) -> str:
    """What the name of a file ends in, with its dot; empty without one."""
    return os.path.splitext(path)[1].lower()  # noqa: PTH122


def maker_of(one: OutputFormat) -> Any:
    """The class that writes a format. Raises ModuleNotFoundError for what is not installed."""
    module, _, name = one.home.partition(":")
    return getattr(import_module(module), name)
