"""The matrix of a workbook: a row for each document, a column for each rule that says something."""

from __future__ import annotations

from perkins_rules.findings import DocumentReport, Verdict
from perkins_rules.report.outputs.about import About
from perkins_rules.report.outputs.spool import Spool
from perkins_rules.report.surroundings import called
from perkins_rules.report.workbooks import xlsx_limits as limits
from perkins_rules.report.workbooks.xlsx_book import Book, Colored, Head, Value
from perkins_rules.report.workbooks.xlsx_colors import fill_of

_WORST = (
    Verdict.UNREADABLE,
    Verdict.FAIL,
    Verdict.CANNOT_DETERMINE,
    Verdict.NEEDS_REVIEW,
    Verdict.PASS,
    Verdict.NOT_APPLICABLE,
)
_FIXED = (Head("Document", 34), Head("Type", 18), Head("State", 7), Head("Verdict", 18))
_WIDTH = 16


class Matrix:
    """The verdict of each document by each rule: the gravest, where a rule was asked often.

    Which columns there are is known when all documents are done, so the rows wait in a file.
    """

    def __init__(self, book: Book, about: About) -> None:
        self._book, self._about = book, about
        self._place = len(book.tables)
        self._rows = Spool()
        self._rules: dict[str, int] = {}

    def add(self, report: DocumentReport) -> None:
        """Takes down a document."""
        found: dict[int, Verdict] = {}
        for finding in report.told_once:
            rule = self._rules.setdefault(finding.rule, len(self._rules))
            found[rule] = min(found.get(rule, finding.verdict), finding.verdict, key=_WORST.index)
        fixed = [called(report.path), report.document or "", report.state or "", report.verdict]
        self._rows.add([fixed, {rule: verdict.value for rule, verdict in found.items()}])

    def write(self) -> None:
        """Writes the sheets; rules that do not fit beside each other go on in a further one."""
        order = {rule: place for place, rule in enumerate(self._about.rules.everywhere)}
        rules = sorted(self._rules, key=lambda rule: (order.get(rule, len(order)), rule))
        room = limits.MOST_COLUMNS - len(_FIXED)
        parts = [rules[at : at + room] for at in range(0, len(rules), room)] or [[]]
        after = self._book.tables[self._place :]
        del self._book.tables[self._place :]
        for number, part in enumerate(parts, start=1):
            self._write_part("Matrix" if number == 1 else f"Matrix, part {number}", part)
        self._book.tables += after
        self._rows.close()

    def give_up(self) -> None:
        """Removes the rows that wait."""
        self._rows.close()

    def _write_part(self, title: str, rules: list[str]) -> None:
        heads = (*_FIXED, *(Head(rule, _WIDTH) for rule in rules))
        table = self._book.table(title, heads, "B2")
        columns = {self._rules[rule]: at for at, rule in enumerate(rules, start=len(_FIXED))}
        for fixed, found in self._rows:
            *names, verdict = fixed
            values: list[Value] = [*names, _colored(verdict), *([None] * len(rules))]
            for rule, verdict in found.items():
                if int(rule) in columns:
                    values[columns[int(rule)]] = _colored(verdict)
            table.append(values)


def _colored(verdict: str) -> Colored:
    return Colored(verdict, fill_of(verdict))
