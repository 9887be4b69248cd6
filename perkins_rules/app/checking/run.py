"""Request -> every document that is named checked, its result told, written, kept; the exit code.

One run for few documents and for many: what differs is what is told (see telling.py).
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING

from perkins_rules.app.asking.chosen_outputs import Chosen, chosen_outputs, is_told_in_lines
from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.documents_in import documents_in, expected_in
from perkins_rules.app.asking.left_out import LeftOut
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import Making, checker_for, making_of
from perkins_rules.app.checking.progress import Progress, progress
from perkins_rules.app.checking.results import results_of
from perkins_rules.app.checking.stray_waivers import StrayWaivers
from perkins_rules.app.checking.telling import telling_of
from perkins_rules.app.checking.written import about_of, written_of
from perkins_rules.app.console import console_style, refuse_overwriting, write_out
from perkins_rules.app.faults import COULD_NOT_RUN, Stop, complain
from perkins_rules.batch.result import Result
from perkins_rules.batch.work import Work
from perkins_rules.checker import Checker
from perkins_rules.findings import Verdict
from perkins_rules.member import Member
from perkins_rules.report.outputs import OutputFault, Outputs, PartsOutput, output_for, outputs_for
from perkins_rules.report.weighed import weighed_from_plain, weighed_of

if TYPE_CHECKING:  # only a run with --receipt or --resume pays for them
    from perkins_rules.app.checking.receipt_of import ReceiptFile
    from perkins_rules.batch.store import Store


def run_check(request: Request) -> int:
    """Checks the documents, writes the reports, and gives the exit code: 2 when one could not be
    read, else 1 when a finding reached the failing level, else 0. Raises Stop.
    """
    request = _of_files(request)
    if not request.files:
        return 0
    if request.diff:
        return _difference(request)
    with _told_faults():
        run = _Run(request)
        return max(_fixed(request, run.checker), run.run())


def fix_files(request: Request) -> int:
    """Puts right what can be in the documents, and tells nothing else of them. Raises Stop."""
    request = _of_files(request)
    if not request.files:
        return 0
    with _told_faults():
        return _fixed(request, _Run(request).checker)


def _of_files(request: Request) -> Request:
    """As it is configured, with the files that count of those that a hook names."""
    if request.only_documents:
        from perkins_rules.app.checking.only_documents import documents_of

        request = request._replace(files=documents_of(request.files, request.rules))
    request = configured(request) if request.files else request
    if request.only_documents and (request.include or request.exclude):
        from perkins_rules.app.asking.chosen_files import chosen

        request = request._replace(files=chosen(request))
    return request


def _difference(request: Request) -> int:
    """What would be fixed. Raises Stop."""
    for option, given in (("output", request.outputs), ("receipt", request.receipt)):
        if given:
            raise Stop(f"--diff writes nothing: it does not go with --{option}.")
    return _fixed(request, checker_for(request))


def _fixed(request: Request, checker: Checker) -> int:
    if not request.fix and not request.diff:
        return 0
    from perkins_rules.app.checking.fix_run import fix_documents

    return fix_documents(request, checker)


@contextmanager
def _told_faults() -> Iterator[None]:
    """What stops an output, as Stop."""
    try:
        yield
    except OutputFault as fault:
        if isinstance(fault.__cause__, BrokenPipeError):
            raise fault.__cause__ from fault
        raise Stop(fault.message, fault.hint) from fault


def _exit_code(result: Result) -> int:
    """2 for a document that could not be read, else 1 for a finding at the level or above."""
    is_read = result.report.verdict != Verdict.UNREADABLE
    return int(result.weighed.counts) if is_read else COULD_NOT_RUN


def _making(request: Request, chosen: Chosen) -> Making:
    """What is asked, with all that the outputs show, or that is kept to be shown."""
    formats = [*chosen.files.values(), *filter(None, [chosen.screen])]
    is_kept = request.resume is not None or request.receipt is not None
    return making_of(request)._replace(
        drawn=any(one.name == "html" for one in formats),
        each_rule=any(one.name == "junit" for one in formats),
        derive_reviews=is_kept or any(one.derives for one in formats),
    )


def _receipt(request: Request) -> ReceiptFile | None:
    if request.receipt is None and request.sign_key is None:
        return None
    from perkins_rules.app.checking.receipt_of import ReceiptFile

    return ReceiptFile(request)


class _Run:
    """One run: where documents come from, and where results go."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.chosen = chosen_outputs(request)
        records = (request.determinations, request.waivers, request.baseline, request.sign_key)
        written = [*self.chosen.files, *filter(None, [request.receipt, request.resume])]
        refuse_overwriting(written, [*request.files, *filter(None, records)])
        self.receipt = _receipt(request)
        self.making = _making(request, self.chosen)
        self.checker = checker_for(request, self.making)
        self.written = written_of(request, self.chosen)
        about = about_of(self.written, self.checker)
        self.outputs = outputs_for(self.chosen.files, about, self.chosen.files)
        if self.chosen.screen is not None and self.chosen.screen.name != "text":
            self.outputs.append(output_for("-", about, self.chosen.screen))
        self.telling = telling_of(request, about, self.chosen, console_style(request.color))
        self.strays = StrayWaivers(self.making.waivers, self.checker.rules, request)
        only_parts = all(isinstance(output, PartsOutput) for output in self.outputs)
        only_new = request.resume is None and request.baseline is None
        self.written = self.written._replace(
            whole=not (only_parts and only_new and self._only_weighs)
        )
        self.in_brief = not self.outputs and self._only_weighs
        self.left_out = LeftOut()
        self.kept: deque[Result] = deque()
        self.documents = self.code = 0

    def run(self) -> int:
        with ExitStack() as open_:
            store = open_.enter_context(self._store())
            outputs = open_.enter_context(Outputs(self.outputs))
            bar = open_.enter_context(self._progress())
            work, jobs = self._work(store), self.request.jobs
            for result in results_of(work, self.making, self.checker, jobs, self.written):
                if store is not None and not self._was_kept(result):
                    result = self._with_weighed(result)  # noqa: PLW2901
                    store.keep(result)
                told = self._told(result)
                outputs.add(told)
                bar.advance()
                if text := self.telling.of(told):
                    bar.above(text)
                self._weigh(told)
        return self._closed()

    def _progress(self) -> AbstractContextManager[Progress]:
        """A bar stands on the same terminal as what is told: only lines can stand above it."""
        screen, is_terminal = self.chosen.screen, sys.stdout is not None and sys.stdout.isatty()
        in_lines = is_told_in_lines(self.request)
        mixed = is_terminal and ((screen is not None and screen.name != "text") or not in_lines)
        silent = self.request.quiet or mixed or not in_lines
        return progress(silent, lambda: expected_in(self.request))

    @property
    def _only_weighs(self) -> bool:
        """Whether no finding is looked at by the run itself, save for its outputs."""
        looks = self.telling.reads_findings or self.strays.are_left
        return not looks and self.receipt is None

    # -------------------------------------------------------------- what comes in

    def _store(self) -> AbstractContextManager[Store | None]:
        if self.request.resume is None:
            return nullcontext()
        from perkins_rules.app.checking.kept_results import store_of

        return store_of(self.request.resume, self.making, self.checker.rules)

    def _work(self, store: Store | None) -> Iterator[Work]:
        for member in documents_in(self.request):
            if member.left_out:
                self._leave_out(member)
                continue
            known = self._known(store, member) if store is not None else None
            if known is not None and known.report.today not in (None, self.making.waivers.today):
                known = None  # a waiver may have expired since
            if known is not None:
                self.kept.append(known)
            yield member if known is None else known

    def _known(self, store: Store, member: Member) -> Result | None:
        """What is kept of a document; of one of which a line alone is told, in brief."""
        if not self.in_brief:
            return store.known(member)
        known = store.known_in_brief(member)
        if known is None or known.weighed is None:
            return known
        try:
            return known._replace(weighed=weighed_from_plain(known.weighed))
        except (TypeError, ValueError):  # of a store that is damaged
            return store.known(member)

    def _was_kept(self, result: Result) -> bool:
        """Whether it came from the store: what comes from there comes out in the same order."""
        is_next = bool(self.kept) and self.kept[0] is result
        if is_next:
            self.kept.popleft()
        return is_next

    def _leave_out(self, member: Member) -> None:
        self.telling.leave_out(member.name, member.left_out)
        self.left_out.add(member)
        for output in self.outputs:
            if (note := getattr(output, "leave_out", None)) is not None:
                note(member.name, member.left_out)

    # -------------------------------------------------------------- what goes out

    def _told(self, result: Result) -> Result:
        """A result as it is told: with what a baseline knows marked, and weighed."""
        if self.checker.records.baseline is not None:
            report = self.checker.known(result.report)
            result = result._replace(report=report, weighed=None)
        return self._with_weighed(result)

    def _with_weighed(self, result: Result) -> Result:
        request = self.request
        return result._replace(weighed=weighed_of(result, request.draft, request.fail_on))

    def _weigh(self, result: Result) -> None:
        self.documents += 1
        self.code = max(self.code, _exit_code(result))
        self.strays.add(result.report)
        if self.receipt is not None:
            self.receipt.of(result, self.checker.records)

    def _closed(self) -> int:
        """What is said of all. What was left out is told even where nothing else is."""
        for text in self.telling.closing():
            write_out(text)
        for output in self.outputs:
            if told := getattr(output, "told_last", ""):
                complain(told)
        hooked = self.request.only_documents
        if not self.telling.tells_left_out and not hooked:
            self.left_out.complain()
        if not self.documents and not hooked:
            complain("there is no document in what is named.")
            self.code = COULD_NOT_RUN
        if (baseline := self.checker.records.baseline) is not None:
            from perkins_rules.app.checking.baseline_of import tell_not_there

            tell_not_there(baseline)
        if self.receipt is not None:
            self.receipt.write()
        return max(self.code, self.strays.tell())
