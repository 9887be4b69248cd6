"""The last sheet of a workbook: the counts, what most documents fail, and what is to be known."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.findings import Verdict
from perkins_rules.report.counts import MOST_NAMED, SAID, VERDICTS, Counts
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.law_links import first_address
from perkins_rules.report.rule_titles import title_of
from perkins_rules.report.workbooks import xlsx_limits as limits
from perkins_rules.report.workbooks.xlsx_book import Book, Link, Table, Value

Values = list[Value]


def write_summary(table: Table, counts: Counts, about: About, book: Book) -> None:
    """Writes the rows of the sheet."""
    for part in (_run(counts, about), _verdicts(counts), _types(counts, about)):
        for values in part:
            table.append(values)
    for values in (*_failed(counts, about), *_unreadable(counts), *_notes(book)):
        table.append(values)


def _run(counts: Counts, about: About) -> Iterator[Values]:
    asked = about.asked
    yield ["perkins-rules", about.version]
    yield ["Rules of", asked.date or "the first day of each document's first fiscal year"]
    yield [
        "Guide edition",
        asked.edition or "the one in force on the day of filing of each document",
    ]
    yield ["Profile", asked.profile or "by default"]
    yield ["Draft", "yes" if about.draft else "no"]
    yield ["Fails on", about.fail_on]
    yield ["Documents", counts.documents]
    yield ["Findings", counts.findings]


def _verdicts(counts: Counts) -> Iterator[Values]:
    yield []
    yield ["Documents that"]
    for verdict in VERDICTS:
        yield [SAID[verdict], counts.verdict(verdict)]


def _types(counts: Counts, about: About) -> Iterator[Values]:
    for name in counts.types():
        yield []
        yield [f"{about.title_of_type(name)}: documents that"]
        for verdict in VERDICTS:
            if counts.by_type[name, verdict]:
                yield [SAID[verdict], counts.by_type[name, verdict]]


def _failed(counts: Counts, about: About) -> Iterator[Values]:
    failed = counts.most_failed()
    if not failed:
        return
    yield []
    yield ["Rules that most documents fail", "Documents", "What they say of a good document"]
    for rule, count, _ in failed:
        told = about.rules.label(rule)
        address = first_address(told.citations)
        yield [Link(rule, address) if address else rule, count, title_of(rule, told)]


def _unreadable(counts: Counts) -> Iterator[Values]:
    if not counts.unreadable:
        return
    count = counts.verdict(Verdict.UNREADABLE)
    yield []
    first = f" (the first {MOST_NAMED})" if count > MOST_NAMED else ""
    yield [f"Could not be read{first}", count]
    for name, why in counts.unreadable:
        yield [name, None, why]


def _notes(book: Book) -> Iterator[Values]:
    """What a limit of Excel made different from what one would expect."""
    notes = [
        f"{table.title} goes on in further sheets, up to {table.sheets[-1].name}: a sheet of"
        f" Excel holds {limits.MOST_ROWS:,} rows."
        for table in book.tables
        if len(table.sheets) > 1
    ]
    if book.long_texts is not None:
        notes.append(
            f"{book.long_texts.rows:,} parts of texts longer than {limits.MOST_CHARACTERS:,}"
            " characters stand in the sheet Long texts: a cell of Excel holds no more."
        )
    notes += [
        f"In {table.title}, the addresses of the law can be clicked in the first"
        f" {limits.MOST_LINKS:,} rows of a sheet that have one: Excel takes no more links."
        for table in book.tables
        if table.links_left_out
    ]
    if any(table.title.startswith("Matrix,") for table in book.tables):
        notes.append(
            f"The matrix goes on in further sheets: one holds {limits.MOST_COLUMNS:,} columns."
        )
    if notes:
        yield []
        yield ["Notes"]
    for note in notes:
        yield [note]
