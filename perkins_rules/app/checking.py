"""Request -> report and exit code: what `check` does. Imports no more than the request needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from perkins_rules import __version__
from perkins_rules.app.asked import asked_of, asked_today, known_edition
from perkins_rules.app.configuration import configured
from perkins_rules.app.console import PLAIN, console_style, write_file, write_out
from perkins_rules.app.faults import COULD_NOT_RUN, Stop
from perkins_rules.app.inputs import Input, Unreadable, read_input
from perkins_rules.app.request import (
    KNOWN_ENDINGS,
    Request,
    format_of,
    is_batch,
    unknown_ending,
)
from perkins_rules.app.rule_sources import rules_with
from perkins_rules.app.surroundings import surroundings
from perkins_rules.batch.names import is_many
from perkins_rules.determinations.place import found_beside
from perkins_rules.documents import read_document
from perkins_rules.engine.reporting import unread_report
from perkins_rules.findings import DocumentReport, Report, Verdict
from perkins_rules.pipeline import Options, check_document
from perkins_rules.report.brief import brief_report
from perkins_rules.report.style import Style
from perkins_rules.report.text import Around, text_report
from perkins_rules.report.unfinished import reaches
from perkins_rules.waivers.place import Applied, Kept

_MIB = 1 << 20


def run_check(request: Request) -> int:
    """Checks the documents, writes the report, and gives the exit code: 2 when one could not be
    read, else 1 when a finding reached the failing level, else 0.
    """
    if request.only_documents:
        from perkins_rules.app.only_documents import documents_of

        request = request._replace(files=documents_of(request.files, request.rules))
        if not request.files:
            return 0
    if request.receipt is not None or request.sign_key is not None:
        from perkins_rules.app.receipt_of import with_receipt

        return with_receipt(request, run_check)
    request = configured(request)
    if request.only_documents and (request.include or request.exclude):
        from perkins_rules.app.chosen_files import chosen

        request = request._replace(files=chosen(request))
        if not request.files:
            return 0
    if (ending := unknown_ending(request)) is not None:
        known = ", ".join(filter(None, KNOWN_ENDINGS))
        raise Stop(f"--output: no format ends in {ending}.", f"Known: {known}; or give --format.")
    if is_batch(request):
        from perkins_rules.app.batch import run_batch

        return run_batch(request)
    asked = asked_of(request.as_of, request.edition, request.profile)
    rules = rules_with(request.rules)
    known_edition(rules, request.edition, request.said_in("edition"))
    options = Options(
        asked=asked,
        show_all=request.show == "all",
        keep=_keep(rules, request),
        limit_bytes=request.max_size * _MIB,
        state=request.state,
    )
    given: dict[str, Input] = {}
    place = determinations_place(request)
    kept = kept_waivers(request)
    waivers = Applied(kept, rules)
    reports = [_checked(rules, name, options, given, place, waivers) for name in request.files]
    if request.baseline is not None:
        from perkins_rules.app.baseline_of import with_known

        reports = with_known(request, reports)
    report = Report(__version__, asked, tuple(reports))
    _write(report, request, rules, given)
    code = exit_code(reports, request.fail_on, request.draft)
    return max(code, _strays(kept, rules, request, reports))


def _strays(kept: Kept, rules: Any, request: Request, reports: Iterable[DocumentReport]) -> int:
    """Tells of waivers that match nothing in all of several documents; the exit code."""
    if kept.path is None or kept.alone:
        return 0
    from perkins_rules.app.stray_waivers import StrayWaivers

    strays = StrayWaivers(kept, rules, request)
    for report in reports:
        strays.add(report)
    return strays.tell()


def exit_code(reports: Iterable[DocumentReport], fail_on: str, draft: bool) -> int:
    """2 for a document that could not be read, else 1 for a finding at the level or above."""
    reports = list(reports)
    if any(report.verdict == Verdict.UNREADABLE for report in reports):
        return COULD_NOT_RUN
    return int(any(reaches(f, fail_on, draft) for report in reports for f in report.findings))


def _keep(rules: Any, request: Request) -> Callable[[Any], bool] | None:
    if not request.select and not request.ignore:
        return None
    from perkins_rules.app.selection import keeper

    return keeper(rules.rules, request.select, request.ignore)


# ------------------------------------------------------------------ the documents


def determinations_place(request: Request) -> str | None:
    """Where the determinations on the one document are. Raises Stop."""
    place = request.determinations
    if place is not None and len(request.files) > 1:
        raise Stop("--determinations goes with one document.")
    if place is not None and not Path(place).is_file():
        raise Stop(f"there is no file {place} of determinations.")
    return place


def kept_waivers(request: Request) -> Kept:
    """Which waivers a run goes by. Raises Stop."""
    path = request.waivers
    if path is not None and not Path(path).is_file():
        raise Stop(f"there is no file {path} of waivers.")
    alone = len(request.files) == 1 and not is_many(request.files[0])
    return Kept(path, asked_today(request.today), alone)


def _checked(
    rules: Any,
    name: str,
    options: Options,
    given: dict[str, Input],
    place: str | None,
    waivers: Applied,
) -> DocumentReport:
    try:
        given[name] = read_input(name, options.limit_bytes)
    except Unreadable as fault:
        return unread_report(name, fault.message, fault.remedy, rules.sha256)
    return report_of(rules, given[name], options, place, waivers)


def report_of(
    rules: Any,
    given: Input,
    options: Options,
    place: str | None = None,
    waivers: Applied | None = None,
) -> DocumentReport:
    """The report of bytes that were read, under the name that the user gave; with the
    determinations at a place, or beside the document, and then the waivers.
    """
    # Standard input, or a pipe, cannot be read a second time. A name is no text, whatever it holds.
    file = Path(given.name)
    document = file if file.is_file() else given.data
    report = check_document(rules, document, options)._replace(path=given.name)
    place = place or found_beside(given.name)
    waived = waivers is not None and waivers.concern(given.data)
    if report.verdict == Verdict.UNREADABLE or not (place or waived):
        return report
    read = read_document(given.name, given.data, rules.shapes, options.limit_bytes)
    if place is not None:
        from perkins_rules.determinations.applying import with_determinations

        report = with_determinations(report, read, rules, place, options.keep is None)
    if waivers is not None and waived:
        report = waivers.on(report, read, options.keep is None)
    return report


# ------------------------------------------------------------------ the report


def _write(report: Report, request: Request, rules: Any, given: dict[str, Input]) -> None:
    output = request.outputs[0] if request.outputs else None
    to_file = output not in (None, "-")
    style = PLAIN if to_file else console_style(request.color)
    text = _written(report, request, style, lambda d: surroundings(d, rules, given.get(d.path)))
    if output is not None and to_file:
        write_file(output, text)
    else:
        write_out(text)


def _written(report: Report, request: Request, style: Style, around: Around) -> str:
    if format_of(request) == "json":
        from perkins_rules.report.json_report import json_report

        return json_report(report)
    if request.only_documents and not request.quiet:
        from perkins_rules.report.commit_text import commit_report

        return commit_report(report, style, request.fail_on, request.draft)
    if request.quiet:
        return brief_report(report, style, request.fail_on, request.draft)
    return text_report(report, style, around, request.draft, request.show == "all")
