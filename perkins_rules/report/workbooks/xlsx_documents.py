"""The first sheet of a workbook: a row for each document, with how it stands."""

from __future__ import annotations

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs.about import About
from perkins_rules.report.surroundings import called
from perkins_rules.report.tally import counted, standing
from perkins_rules.report.workbooks.xlsx_book import Colored, Exact, Head, Link, Value
from perkins_rules.report.workbooks.xlsx_colors import fill_of

DOCUMENTS = (
    Head("Document", 34),
    Head("State", 7),
    Head("Type", 20),
    Head("Verdict", 16),
    Head("How it stands", 50),
    Head("Errors", 9),
    Head("Missing", 9),
    Head("Warnings", 10),
    Head("Open checks", 9),
    Head("Questions", 11),
    Head("To its findings", 12),
    Head("To its questions", 12),
)
_COUNT = "#,##0;-#,##0;"  # a nought is not shown


def document_row(result: Result, about: About, findings: str, questions: str) -> list[Value]:
    """The row of a document; the last two lead to its first finding and question, if any."""
    report = result.report
    return [
        called(report.path),
        report.state,
        about.title_of_type(report.document) if report.document else None,
        Colored(report.verdict.value.replace("_", " "), fill_of(report.verdict.value)),
        standing(report, about.draft).text,
        *(Exact(str(count), _COUNT) for count in counted(report)),
        Link("findings", findings) if findings else None,
        Link("questions", questions) if questions else None,
    ]
