"""Tables of rules and of reviews -> the rules and reviews themselves, one a row.

Written out before any name is resolved: whatever comes after sees rules as if each had been
written by itself. A fault of a row takes that row away, one of the table the whole table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from perkins_rules.diagnostics import Diagnostic
from perkins_rules.lang import nodes as n
from perkins_rules.lang.fill import Filling, Misfit
from perkins_rules.lang.parse import Parsed, parse_rule_file
from perkins_rules.lang.walk import first_words, nodes_of
from perkins_rules.nearest import nearest
from perkins_rules.source import SourceText


def read_rule_file(source: SourceText) -> Parsed:
    """Parses a whole file, and writes out its tables. Never raises on what the file holds."""
    return tables_written_out(parse_rule_file(source))


def tables_written_out(parsed: Parsed) -> Parsed:
    """A file with a rule or a review for each row of its tables."""
    file, diagnostics = parsed
    if not any(isinstance(node, n.Table) for node in file.declarations):
        return parsed
    written: list[n.Declaration] = []
    found: list[Diagnostic] = []
    for node in file.declarations:
        written += _written_out(file.source, node, found) if isinstance(node, n.Table) else [node]
    return Parsed(evolve(file, declarations=tuple(written)), (*diagnostics, *found))


def _written_out(
    source: SourceText, table: n.Table, found: list[Diagnostic]
) -> Iterator[n.Rule | n.Review]:
    """The rules of a table, those rows left out that have a fault."""
    of_table = (_column_faults, _variable_faults, _title_faults)
    faults = [fault for told in of_table for fault in told(source, table)]
    found += faults
    seen: list[n.Row] = []
    for row in () if faults else table.rows:
        if fault := _row_fault(source, table, row, seen):
            found.append(fault)
            continue
        seen.append(row)
        try:
            yield _of_row(table, row)
        except Misfit as misfit:
            found.append(Diagnostic("row", misfit.message, source, misfit.span))


def _of_row(table: n.Table, row: n.Row) -> n.Rule | n.Review:
    names = [column.text for column in table.columns]
    filling = Filling(dict(zip(names, row.cells, strict=True)))
    filled = filling.template(table.template)
    own = filling.examples(row.examples)
    shared = filled.heading
    heading = evolve(
        shared,
        slug=row.slug,
        title=filling.title(table.title),
        cites=(*row.cites, *shared.cites),
        encodes=(*row.encodes, *shared.encodes),
    )
    from_row = n.FromRow(span=row.span, columns=table.columns, put=tuple(filling.put.items()))
    return evolve(
        filled, span=row.span, heading=heading, examples=(*filled.examples, *own), row=from_row
    )


# ------------------------------------------------------------------ faults of the table


def _column_faults(source: SourceText, table: n.Table) -> Iterator[Diagnostic]:
    used = first_words((table.title, table.template, *(row.examples for row in table.rows)))
    names = [column.text for column in table.columns]
    for k, column in enumerate(table.columns):
        if len(column.parts) > 1:
            message = f"`{column.text}` is a path; a column is named by one word"
            yield Diagnostic("row", message, source, column.span)
        elif column.text in names[:k]:
            message = f"the column `{column.text}` stands twice"
            yield Diagnostic("duplicate-name", message, source, column.span, "leave one out")
        elif column.text not in used:
            message = f"the column `{column.text}` is never used"
            yield Diagnostic("unused-name", message, source, column.span, "leave it out")


def _variable_faults(source: SourceText, table: n.Table) -> Iterator[Diagnostic]:
    """A name that the table binds anew would be one thing where it is bound, another where not."""
    columns = {column.text for column in table.columns}
    for node in nodes_of(table.template):
        if isinstance(node, n.ForEach):
            bound = node.variables
        elif isinstance(node, n.Binding | n.Let):
            bound = (node.variable if isinstance(node, n.Binding) else node.name,)
        else:
            continue
        for name in (name for name in bound if name in columns):
            message = f"`{name}` already means something here: a column of this table"
            yield Diagnostic("duplicate-name", message, source, node.span, "take another name")


def _title_faults(source: SourceText, table: n.Table) -> Iterator[Diagnostic]:
    """Holes of the title that hold no column: nothing of a document can stand in a title."""
    names = [column.text for column in table.columns]
    for hole in table.title.parts:
        if isinstance(hole, str) or (isinstance(hole, n.Name) and hole.text in names):
            continue
        word = hole.text if isinstance(hole, n.Name) else ""
        close = nearest(word, names)
        listed = ", ".join(f"`{name}`" for name in names)
        hint = f"did you mean `{close}`?" if close else f"the columns are {listed}"
        message = "a hole of a title holds a column of its table"
        yield Diagnostic("unknown-name", message, source, hole.span, hint)


# ------------------------------------------------------------------ faults of a row


def _row_fault(
    source: SourceText, table: n.Table, row: n.Row, before: Sequence[n.Row]
) -> Diagnostic | None:
    """That a row says more or less than there are columns, or what another row says already."""
    extra = row.cells[len(table.columns) :]
    lacking = table.columns[len(row.cells) :]
    if extra:
        columns = ", ".join(f"`{column.text}`" for column in table.columns)
        message = "there is no column for this"
        return Diagnostic("row", message, source, extra[0].span, f"the columns are {columns}")
    if lacking:
        columns = ", ".join(f"`{column.text}`" for column in lacking)
        message = f"this row says nothing for {columns}"
        hint = "a row has a value for each column, in their order, with commas between them"
        return Diagnostic("row", message, source, row.cells[-1].span, hint)
    twin = next((other for other in before if other.cells == row.cells), None)
    if twin is None:
        return None
    message = f"this row says what the row `{twin.slug}` says"
    return Diagnostic("row", message, source, row.cells[0].span, "leave one of the two out")
