"""What a workbook says of its own parts: each is declared, each that is named is there."""

from __future__ import annotations

import io
import posixpath
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from perkins_rules import assets
from perkins_rules.documents import document_from_mapping, load_shapes
from perkins_rules.report.workbooks.form_book import form_book
from tests.report.outputs.making import some, write

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = {
    "officeDocument": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "worksheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    "styles": "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
}
"""The type of a part, by the kind of relation that leads to it."""


def _findings(folder: Path) -> bytes:
    write(folder, some(), "xlsx")
    return (folder / "all.xlsx").read_bytes()


def _form(folder: Path, form: str) -> bytes:
    plan = document_from_mapping({"document": "state_plan"}, load_shapes(assets.schema_texts()))
    return form_book(plan, form)[0]


@pytest.mark.parametrize(
    ("book", "sheets"),
    [
        ("findings", ["Documents", "Findings", "Checklist", "Matrix", "Summary"]),
        ("both", ["Budget", "Levels"]),
        ("budget", ["Budget"]),
        ("levels", ["Levels"]),
    ],
)
def test_each_part_is_declared_as_what_it_is_led_to_as(
    book: str, sheets: list[str], tmp_path: Path
) -> None:
    data = _findings(tmp_path) if book == "findings" else _form(tmp_path, book)
    with ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = _xml(parts.pop("[Content_Types].xml"))
    declared = {one.get("PartName"): one.get("ContentType") for one in types if one.get("PartName")}
    relations = {name for name in parts if name.endswith(".rels")}
    led = {f"/{name}": KINDS[kind] for file in relations for kind, name, _ in _led(file, parts)}
    assert declared == led
    assert {str(name).removeprefix("/") for name in declared} == set(parts) - relations
    ids = {ident: name for _, name, ident in _led("xl/_rels/workbook.xml.rels", parts)}
    listed = _xml(parts["xl/workbook.xml"]).iter(f"{MAIN}sheet")
    found = {one.get("name"): ids[str(one.get(f"{{{OFFICE}}}id"))] for one in listed}
    assert list(found) == sheets
    assert all(_xml(parts[name]).tag == f"{MAIN}worksheet" for name in found.values())


def _xml(part: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(part)  # noqa: S314  # our own


def _led(file: str, parts: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """Kind, part and id of what a part leads to within the workbook."""
    folder = posixpath.dirname(posixpath.dirname(file))
    return [
        (
            str(one.get("Type")).rpartition("/")[2],
            posixpath.join(folder, str(one.get("Target"))),
            str(one.get("Id")),
        )
        for one in _xml(parts[file])
        if one.get("TargetMode") != "External"
    ]
