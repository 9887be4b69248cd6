"""Which waivers are for a document, and which findings each of them is for."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from perkins_rules.documents import Document, from_pointer
from perkins_rules.findings import Finding, Verdict
from perkins_rules.name_patterns import name_from, pattern, tidy
from perkins_rules.same_text import key_form
from perkins_rules.waivers.records import WHOLE, Record

_FAILING = (Verdict.FAIL, Verdict.CANNOT_DETERMINE)


class ByFile:
    """The waivers of a file, by the documents that they are for.

    Names of documents are taken from the folder of the file, with `/` between their parts. `here`
    is the folder that all names are of, where that is not the current one.
    """

    def __init__(self, path: str, records: Iterable[Record], here: str = "") -> None:
        whole = os.path.abspath(os.path.join(here, path))  # noqa: PTH100, PTH118
        self.folder, self.here = os.path.realpath(os.path.dirname(whole)), here  # noqa: PTH120
        self.named: dict[str, list[Record]] = {}
        self.others: list[tuple[re.Pattern[str] | None, Record]] = []
        for record in records:
            if record.names_a_file:
                self.named.setdefault(tidy(record.file), []).append(record)
            else:
                wanted = pattern(record.file) if record.file else None
                self.others.append((wanted, record))

    def of(self, document: str) -> list[Record]:
        """The waivers for a document of a name."""
        name = self.name_of(document)
        found = list(self.named.get(name, ()))
        found += [r for wanted, r in self.others if wanted is None or wanted.fullmatch(name)]
        return sorted(found, key=lambda record: record.line)

    def name_of(self, document: str) -> str:
        """A document's name from the folder of the file."""
        return name_from(self.folder, document, self.here)

    def gone(self) -> Iterator[Record]:
        """Waivers that name a document which is not there."""
        for name, records in self.named.items():
            outside = name.partition("!")[0]
            if not os.path.exists(os.path.join(self.folder, outside)):  # noqa: PTH110, PTH118
                yield from records


# ------------------------------------------------------------------ findings


def matching(document: Document, record: Record, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a document that a waiver is for: one, if all is well."""
    found = _of_its_rule(record, findings)
    if not record.path:  # it stands beside the value
        return [finding for finding in found if finding.span.line == record.line]
    exact = [finding for finding in found if finding.path == record.path]
    wanted = key_form(record.path)
    return exact or [f for f in found if wanted in map(key_form, names(document, f.path))]


def line_meant(record: Record, findings: Sequence[Finding]) -> int | None:
    """The line to which a comment belongs that stands in another: the next below with a finding of
    its rule, or the last above.
    """
    lines = sorted({finding.span.line for finding in _of_its_rule(record, findings)})
    if record.path or not lines or record.line in lines:
        return None
    return next((line for line in lines if line > record.line), lines[-1])


def _of_its_rule(record: Record, findings: Sequence[Finding]) -> list[Finding]:
    return [
        finding
        for finding in findings
        if finding.rule == record.rule
        and finding.verdict in _FAILING
        and record.finding in ("", finding.id)
    ]


def names(document: Document, pointer: str) -> tuple[str, ...]:
    """The ways to name a place in words."""
    if not pointer:
        return (WHOLE,)
    return document.name_of(pointer), _numbered(pointer)


def _numbered(pointer: str) -> str:
    """Entries by their number, from 1: `lines[2].amount`."""
    path = ""
    for part in from_pointer(pointer):
        if part.isascii() and part.isdecimal() and len(part) < 10:
            path += f"[{int(part) + 1}]"
        else:
            path += f".{part}" if path else part
    return path
