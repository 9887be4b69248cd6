"""Results -> the full text of each document, and last how each of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from perkins_rules.batch.result import Result
from perkins_rules.report.lawful.lawful_text import lawful_lines
from perkins_rules.report.outputs.about import About, around_result
from perkins_rules.report.outputs.spool import Spool
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import closing_heading, standing_with_errors
from perkins_rules.report.text.text import Wanted, document_lines


class Told(NamedTuple):
    """The report of a document, and the lines that say last how it stands."""

    text: str
    standing: list[str]


class FullText:
    """Takes results one after the other; keeps no more of them than a few lines, on disk.

    `lists_questions` writes out the questions for a person, which else are a number.
    """

    def __init__(self, style: Style, about: About, lists_questions: bool = False) -> None:
        self.style, self.about = style, about
        self.lists_questions = lists_questions or about.show == "all"
        self._standings = Spool()

    def of(self, result: Result) -> str:
        """The report of a document, with the space between it and the one before."""
        return self.after_others(self.told(result))

    def told(self, result: Result) -> Told:
        """The report of a document, whatever others there are."""
        report, about = result.report, self.about
        wanted = Wanted(about.draft, about.show, self.lists_questions)
        around = around_result(result, about)
        lawful = lawful_lines(result, partial(about.rules.label, state=report.state), self.style)
        lines = document_lines(report, self.style, around, wanted, lawful)
        return Told(_text(lines), [*standing_with_errors(report, self.style, about.draft)])

    def after_others(self, told: Told) -> str:
        """The report with the space between it and the one before."""
        before = "\n\n" if self._standings.count else ""
        self._standings.add(told.standing)
        return before + told.text

    def closing(self) -> Iterator[str]:
        """What comes last: of several documents, how each stands."""
        count = self._standings.count
        if not count:
            yield "\n"
        if count > 1:
            yield _text(["", closing_heading(count, self.style), ""])
            for lines in self._standings:
                yield _text(lines)
        self.close()

    def close(self) -> None:
        """Gives up what is kept."""
        self._standings.close()


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line.rstrip()}\n" for line in lines)
