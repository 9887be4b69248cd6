"""Request -> what standard output is told of each document, and last of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from perkins_rules.app.asking.chosen_outputs import Chosen, is_told_in_lines
from perkins_rules.app.asking.request import Request
from perkins_rules.batch.result import Result
from perkins_rules.findings import Report
from perkins_rules.report.output_formats import PROGRAMS
from perkins_rules.report.outputs import About
from perkins_rules.report.rule_titles import title_of
from perkins_rules.report.style import Style
from perkins_rules.version import __version__


class Telling(Protocol):
    """Takes results one after the other; says what is written of each, and what comes last.

    `tells_left_out` says whether the closing tells what was no document, `reads_findings` whether
    more is told of a document than how it is weighed.
    """

    tells_left_out: bool
    reads_findings: bool

    def of(self, result: Result) -> str: ...  # noqa: D102
    def leave_out(self, name: str, why: str) -> None: ...  # noqa: D102
    def closing(self) -> Iterator[str]: ...  # noqa: D102


def telling_of(request: Request, about: About, chosen: Chosen, style: Style) -> Telling:
    """In full or in lines; of a hook and with --quiet, only what counts; of reports for programs,
    nothing beside them.
    """
    is_for_programs = chosen.screen is not None and chosen.screen.reader == PROGRAMS
    if is_for_programs or request.format == "json":
        return _Each()
    if request.quiet or request.only_documents:
        to_screen = chosen.screen is not None or request.quiet
        return _Each(_counting(request, about, style)) if to_screen else _Each()
    if is_told_in_lines(request):
        return _Lines(request, about, chosen, style)
    return _Full(about, style) if chosen.screen is not None else _Each()


def _counting(request: Request, about: About, style: Style) -> Callable[[Result], str]:
    """What counts of a document: a line each, or what somebody is told whose commit is stopped."""
    if request.quiet:
        from perkins_rules.report.text.brief import brief_report as told
    else:
        from perkins_rules.report.text.commit_text import commit_report as told

    def of(result: Result) -> str:
        alone = Report(__version__, about.asked, (result.report,))
        return told(alone, style, request.fail_on, request.draft)

    return of


class _Each:
    """Each document as a function has it; without one, nothing of any."""

    tells_left_out = False

    def __init__(self, of: Callable[[Result], str] | None = None) -> None:
        self.reads_findings = of is not None
        self.of = of if of is not None else lambda result: ""

    def leave_out(self, name: str, why: str) -> None:
        """Of what is no document, nothing."""

    def closing(self) -> Iterator[str]:
        """Of all, nothing."""
        return iter(())


class _Full:
    """The whole report of each, and how each of several stands."""

    tells_left_out, reads_findings = False, True

    def __init__(self, about: About, style: Style) -> None:
        from perkins_rules.report.outputs.full_text import FullText

        self._full = FullText(style, about)

    def of(self, result: Result) -> str:
        return self._full.of(result)

    def leave_out(self, name: str, why: str) -> None:
        """What is named singly is never left out."""

    def closing(self) -> Iterator[str]:
        return self._full.closing()


class _Lines:
    """A line for each, and a summary; where results go to files, the summary alone."""

    tells_left_out, reads_findings = True, False

    def __init__(self, request: Request, about: About, chosen: Chosen, style: Style) -> None:
        from perkins_rules.report.text.batch_text import BatchText

        label = about.rules.label
        self._is_shown, self._style, self._files = chosen.screen is not None, style, chosen.files
        self._text = BatchText(
            style,
            request.draft,
            about.title_of_type,
            lambda rule: title_of(rule, label(rule)),
            request.fail_on,
        )

    def of(self, result: Result) -> str:
        line = self._text.line(result)
        return line if self._is_shown else ""

    def leave_out(self, name: str, why: str) -> None:
        self._text.leave_out(name, why)

    def closing(self) -> Iterator[str]:
        """The summary, and where to read on: in what was written, or in what could be."""
        yield self._text.closing() + "\n"
        if self._files:
            yield "".join(f"Written: {self._style.clean(path)}\n" for path in self._files)
        else:
            yield "For the findings: --output report.html, or check one document by itself.\n"
