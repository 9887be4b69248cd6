"""`perkins-rules baseline`"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.documents_in import documents_in
from perkins_rules.app.asking.left_out import LeftOut
from perkins_rules.app.asking.options import (
    asked_options,
    config_options,
    given_on,
    record_options,
    rules_option,
)
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.baseline_of import baseline_in
from perkins_rules.app.checking.making import checker_for, making_of
from perkins_rules.app.checking.results import results_of
from perkins_rules.app.console import write_file, write_out
from perkins_rules.app.faults import COULD_NOT_RUN, Stop, complain
from perkins_rules.baselines.applying import Baseline, folder_of, gone_of, outer, text_name
from perkins_rules.baselines.entries import MARK, Entry, counts, entry_of
from perkins_rules.baselines.writer import baseline_text
from perkins_rules.findings import DocumentReport, Verdict
from perkins_rules.name_patterns import name_from
from perkins_rules.report.figures import number_of

_FILE = "baseline.json"


@click.command("baseline")
@click.argument("files", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option(
    "--output",
    "-o",
    metavar="FILE",
    help="Where to write it; - is standard output.  [default: baseline.json]",
)
@click.option(
    "--prune",
    metavar="FILE",
    help="Take out of this baseline what no longer occurs in the documents; add nothing.",
)
@asked_options
@rules_option
@record_options
@click.option(
    "--jobs", "-j", type=click.IntRange(0), default=0, metavar="N", help="As with `check`."
)
@config_options
@click.pass_context
def command(context: click.Context, /, output: str | None, prune: str | None, **told: Any) -> int:
    """Write down the findings of today, so that `check --baseline FILE` fails only on new ones.

    PATH is what `check` takes: documents, folders, patterns, archives. What is waived is left out.
    The names of documents are kept as they are seen from the folder of the baseline.

    Exit code 0: it is written; 2: a document could not be read, or the baseline not be written.
    """
    if prune is not None and output is not None:
        raise Stop("--prune changes the file that it names; --output is not for it.")
    request = configured(Request(**told, given=given_on(context)))
    if prune is not None:
        return _pruned(prune, request)
    return _written(output or request.baseline or _FILE, request)


def _reports(request: Request) -> Iterator[DocumentReport]:
    """The reports of all documents that are named, whatever a baseline knows. Raises Stop."""
    making = making_of(request)
    checker = checker_for(request._replace(baseline=None), making)
    left_out = LeftOut()
    work = left_out.sifted(documents_in(request))
    for result in results_of(work, making, checker, request.jobs):
        yield result.report
    left_out.complain()


# ------------------------------------------------------------------ writing


def _written(output: str, request: Request) -> int:
    _refuse_other_files(output)
    folder = folder_of(output)
    entries: list[Entry] = []
    unread: list[DocumentReport] = []
    documents = 0
    for report in _reports(request):
        if report.verdict == Verdict.UNREADABLE:
            unread.append(report)
            continue
        documents += 1
        name = text_name(name_from(folder, report.path))
        entries += [entry_of(f, name) for f in report.told_once if counts(f)]
    if not documents and not unread:
        raise Stop("there is no document in what is named.")
    text = baseline_text(entries)
    if output == "-":
        write_out(text)
    else:
        write_file(output, text)
        told = f"{number_of(len(set(entries)), 'finding')} of {number_of(documents, 'document')}"
        missed = number_of(len(unread), "document")
        lacks = f"; {missed} could not be read, and nothing of that is in it" if unread else ""
        write_out(f"{output}: {told} written down{lacks}.\n")
    return _code(unread)


def _refuse_other_files(output: str) -> None:
    """A document must not be lost to a slip of the keyboard."""
    place = Path(output)
    if output == "-" or not place.is_file():
        return
    with place.open("rb") as file:
        head = file.read(4096)
    if head.strip() and MARK.encode() not in head:
        raise Stop(f"{output} is no baseline; it is left as it is.", "Name another file.")


def _code(unread: Iterable[DocumentReport]) -> int:
    """What could not be read is told; of it, nothing is known."""
    code = 0
    for report in unread:
        complain(f"{report.path}: {report.findings[0].message}", report.findings[0].remedy)
        code = COULD_NOT_RUN
    return code


# ------------------------------------------------------------------ pruning


def _pruned(path: str, request: Request) -> int:
    baseline = baseline_in(path)
    unread: list[DocumentReport] = []
    gone: set[Entry] = set()
    seen: set[str] = set()
    for report in _reports(request):
        name = baseline.name_of(report.path)
        seen.add(name)
        if report.verdict == Verdict.UNREADABLE:
            unread.append(report)
        else:
            gone.update(gone_of(report, baseline.by_file.get(name, {})))
    gone |= _of_documents_gone(baseline, request, seen, bool(unread))
    kept = [entry for entry in baseline.entries if entry not in gone]
    if gone:
        write_file(path, baseline_text(kept))
    took = f"{number_of(len(gone), 'entry', 'entries')} taken out, {len(kept)} kept"
    write_out(f"{path}: {took}.\n")
    return _code(unread)


def _of_documents_gone(
    baseline: Baseline, request: Request, seen: set[str], any_unread: bool
) -> set[Entry]:
    """The entries of documents that are no more: files, or what was in an archive that was read."""
    read_whole = set() if any_unread else {baseline.name_of(name) for name in request.files}
    return {
        entry
        for name, entries in baseline.by_file.items()
        if name not in seen
        and (not baseline.is_there(name) or read_whole.intersection(outer(name)))
        for entry in entries.values()
    }
