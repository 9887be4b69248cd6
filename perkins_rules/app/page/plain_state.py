"""The document on the desk -> its state in plain parts: what is written where, and the report."""

from __future__ import annotations

from typing import Any

from perkins_rules.app.page.held import Held
from perkins_rules.app.page.plain_report import plain_report
from perkins_rules.documents import to_pointer
from perkins_rules.documents.decoding import decode_loosely
from perkins_rules.documents.tree import Mapping, Node, Scalar
from perkins_rules.report.html.plain_document import title_of_document


def plain_state(held: Held) -> dict[str, Any]:
    """`values` are texts as written, by pointer; `lengths` the numbers of entries of lists;
    `blanks` the places that are named and not filled in. Of a document that cannot be read there
    are none, and its report says why.
    """
    read, values, lengths = held.checked.document, dict[str, str](), dict[str, int]()
    blanks: list[str] = []
    if read is not None:
        _gather(read.root, [], values, lengths, blanks)
    report = held.checked.report
    return {
        "name": held.content.name,
        "type": report.document,
        "title": title_of_document(report, held.about),
        "format": "json" if held.is_json else "yaml",
        "text": decode_loosely(held.content.data),
        "values": values,
        "lengths": lengths,
        "blanks": blanks,
        "report": plain_report(held),
    }


def _gather(
    node: Node,
    path: list[str | int],
    values: dict[str, str],
    lengths: dict[str, int],
    blanks: list[str],
) -> None:
    """What is given; a blank value is not."""
    if isinstance(node, Scalar):
        if node.is_blank:
            blanks.append(to_pointer(path))
        else:
            values[to_pointer(path)] = node.text
        return
    if isinstance(node, Mapping):
        for name, (_, value) in node.fields.items():
            _gather(value, [*path, name], values, lengths, blanks)
        return
    lengths[to_pointer(path)] = len(node.items)
    for index, item in enumerate(node.items):
        _gather(item, [*path, index], values, lengths, blanks)
