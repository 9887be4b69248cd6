"""The document on the desk -> files to keep and hand on: itself, the reports of it, its forms."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from perkins_rules.app.faults import Stop
from perkins_rules.app.page.held import Held
from perkins_rules.batch.result import Result
from perkins_rules.documents import Document, read_document
from perkins_rules.documents.rewriting.notation import block, json_lines
from perkins_rules.documents.rewriting.part import Tree, tree_of_node
from perkins_rules.report.html import HtmlOutput
from perkins_rules.report.output_formats import named
from perkins_rules.report.outputs import About, Outputs, output_for


class Kind(NamedTuple):
    """What a file is called at its end, and what a browser calls it; the format of a report."""

    ending: str
    mime: str
    format: str = ""


_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "yaml": Kind(".yaml", "application/yaml"),
    "json": Kind(".json", "application/json"),
    "forms": Kind("-forms.xlsx", _WORKBOOK),
    "html": Kind("-report.html", "text/html", "html"),
    "report": Kind("-report.json", "application/json", "json"),
    "xlsx": Kind("-report.xlsx", _WORKBOOK, "xlsx"),
    "csv": Kind("-report.csv", "text/csv", "csv"),
    "sarif": Kind("-report.sarif", "application/sarif+json", "sarif"),
    "docx": Kind(
        "-report.docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word",
    ),
}


def download(held: Held, kind: str) -> dict[str, Any]:
    """A file by its kind: name, type, bytes. Raises Stop, TableFault, OutputFault."""
    if kind not in KINDS:
        raise Stop(f"there is no download `{kind}`.")
    one, name = KINDS[kind], held.content.name
    if kind == "docx" and find_spec("docx") is None:
        hint = "Where the program is installed: perkins-rules check --output report.docx"
        raise Stop("the report for Word cannot be made here.", hint)
    if one.format:
        data = written([held.result], held.about, one.format)
    elif kind == "forms":
        data = _forms(held)
    else:
        data = _document(held, as_json=kind == "json")
    return {"name": f"{_stem(name)}{one.ending}", "mime": one.mime, "data": data}


def written(
    results: Iterable[Result],
    about: About,
    format_: str,
    left_out: Iterable[tuple[str, str]] = (),
) -> bytes:
    """A report of some results, as `check --output` writes it; an HTML report also names what was
    `left_out`, and why. Raises OutputFault.
    """
    wanted = named(format_)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{wanted.endings[0]}"
        output = output_for(str(path), about, wanted)
        with Outputs([output]) as outputs:
            for result in results:
                outputs.add(result)
            if isinstance(output, HtmlOutput):
                for name, why in left_out:
                    output.leave_out(name, why)
        return path.read_bytes()


def _stem(name: str) -> str:
    base = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = base.rpartition(".")
    return stem if dot and ending.lower() in ("yaml", "yml", "json") else base


def _forms(held: Held) -> bytes:
    from perkins_rules.report.workbooks.form_book import form_book
    from perkins_rules.tables.into_plan import plan_of

    content, shapes = held.content, held.checker.rules.shapes
    return form_book(plan_of(content.name, content.data, shapes), "both")[0]


# ------------------------------------------------------------------ the document itself


def _document(held: Held, *, as_json: bool) -> bytes:
    """As it is; in the other format, what it says, without its comments. Raises Stop."""
    document = held.checked.document
    if held.is_json == as_json:
        return held.content.data
    if document is None:
        raise Stop("the document cannot be read as it is.", "Put its text right first.")
    tree = tree_of_node(document.root, document.shape)
    text = f"{json_lines(tree, '')}\n" if as_json else _lines(tree)
    data = text.encode("utf-8")
    if not _says_the_same(document, data, as_json):
        raise Stop("what the document says cannot be written so without change.")
    return data


def _lines(tree: Tree) -> str:
    return "".join(f"{line}\n" for line in block(tree, ""))


def _says_the_same(document: Document, data: bytes, as_json: bool) -> bool:
    name = f"document.{'json' if as_json else 'yaml'}"
    there = read_document(name, data, {document.type: document.shape})
    return there.data == document.data
