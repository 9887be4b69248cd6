"""Which report goes where: by --format, by the names of files, to standard output."""

from __future__ import annotations

import pytest

from perkins_rules.app.asking.chosen_outputs import chosen_outputs, is_told_in_lines
from perkins_rules.app.asking.request import Request
from perkins_rules.app.faults import Stop
from perkins_rules.report.output_formats import format_of_file


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.sarif", "sarif"),
        ("A.SARIF.JSON", "sarif"),
        ("out/perkins.code-scanning.sarif", "code-scanning"),
        ("out/junit.xml", "junit"),
        ("gl-code-quality-report.json", "gitlab"),
        ("report.json", "json"),
        ("gl-code-quality/report.json", "json"),
        ("a.html", "html"),
        ("a.jsonl", "ndjson"),
        ("-", None),
        ("report", None),
    ],
)
def test_what_a_name_says(name: str, format_: str | None) -> None:
    said = format_of_file(name)
    assert (said.name if said is not None else None) == format_


@pytest.mark.parametrize(
    ("format_", "outputs", "files", "screen"),
    [
        ("sarif", (), {}, "sarif"),
        ("gitlab", ("a.json",), {"a.json": "gitlab"}, None),
        ("gitlab", ("report",), {"report": "gitlab"}, None),
        ("gitlab", ("a.json", "b.html"), {"a.json": "gitlab", "b.html": "html"}, None),
        ("github", ("-", "a.sarif"), {"a.sarif": "sarif"}, "github"),
        ("github", ("a.sarif",), {"a.sarif": "sarif"}, "github"),
        ("sarif", ("a.sarif",), {"a.sarif": "sarif"}, None),
        ("code-scanning", ("a.sarif",), {"a.sarif": "code-scanning"}, None),
        ("sarif", ("a.code-scanning.sarif",), {"a.code-scanning.sarif": "code-scanning"}, "sarif"),
        ("junit", ("a.txt", "-"), {"a.txt": "junit"}, "junit"),
        ("json", ("a.json",), {"a.json": "json"}, None),
        ("json", ("a.html",), {"a.html": "html"}, None),
        ("json", ("a.txt", "-"), {"a.txt": "text"}, "json"),
        ("text", (), {}, "text"),
        ("text", ("report",), {"report": "text"}, None),
    ],
)
def test_where_a_format_goes(
    format_: str, outputs: tuple[str, ...], files: dict[str, str], screen: str | None
) -> None:
    request = Request(files=("a.yaml",), format=format_, outputs=outputs)
    chosen = chosen_outputs(request)
    assert {path: one.name for path, one in chosen.files.items()} == files
    assert (chosen.screen.name if chosen.screen is not None else None) == screen


def test_a_name_that_says_no_format_needs_one_on_the_command_line() -> None:
    request = Request(files=("a.yaml",), outputs=("a.pdf",))
    with pytest.raises(Stop, match=r"no format ends in \.pdf"):
        chosen_outputs(request)
    told = request._replace(format="json", given=("format",))
    assert chosen_outputs(told._replace(outputs=("a.txt",))).screen is not None
    assert chosen_outputs(told).files["a.pdf"].name == "json"


def test_such_reports_are_told_as_of_many_documents() -> None:
    assert is_told_in_lines(Request(("a.yaml",), format="junit"))
    assert is_told_in_lines(Request(("a.yaml",), outputs=("a.sarif",)))
    assert not is_told_in_lines(Request(("a.yaml",), outputs=("a.json",)))
