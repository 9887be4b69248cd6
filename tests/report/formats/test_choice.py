"""Which report goes where: by --format, by the names of files, to standard output."""

from __future__ import annotations

import pytest

from perkins_rules.app.request import Formats, Request, formats_for_programs, is_batch
from perkins_rules.batch.names import format_of_name


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.sarif", "sarif"),
        ("A.SARIF.JSON", "sarif"),
        ("out/junit.xml", "junit"),
        ("gl-code-quality-report.json", "gitlab"),
        ("report.json", None),
        ("gl-code-quality/report.json", None),
        ("a.html", None),
        ("-", None),
    ],
)
def test_what_a_name_says(name: str, format_: str | None) -> None:
    assert format_of_name(name) == format_


@pytest.mark.parametrize(
    ("format_", "outputs", "files", "to_screen"),
    [
        ("sarif", (), {}, True),
        ("gitlab", ("a.json",), {"a.json": "gitlab"}, False),
        ("gitlab", ("report",), {"report": "gitlab"}, False),
        ("gitlab", ("a.json", "b.html"), {"a.json": "gitlab"}, False),
        ("github", ("-", "a.sarif"), {}, True),
        ("github", ("a.sarif",), {}, True),
        ("sarif", ("a.sarif",), {}, False),
        ("junit", ("a.txt", "-"), {"a.txt": "junit"}, True),
        ("json", ("a.json",), {}, False),
        ("text", (), {}, False),
    ],
)
def test_where_a_format_goes(
    format_: str, outputs: tuple[str, ...], files: dict[str, str], to_screen: bool
) -> None:
    request = Request(files=("a.yaml",), format=format_, outputs=outputs)
    assert formats_for_programs(request) == Formats(files, to_screen)


def test_such_reports_are_written_as_of_many_documents() -> None:
    assert is_batch(Request(("a.yaml",), format="junit"))
    assert is_batch(Request(("a.yaml",), outputs=("a.sarif",)))
    assert not is_batch(Request(("a.yaml",), outputs=("a.json",)))
