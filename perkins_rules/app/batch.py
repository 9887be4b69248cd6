"""`check` over many documents: folders, archives, lines; several outputs; results that are kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial

from perkins_rules import __version__
from perkins_rules.app.asked import asked_of, known_edition
from perkins_rules.app.baseline_of import baseline_of, tell_not_there
from perkins_rules.app.batch_checks import asked_of_names, make_check, making_of
from perkins_rules.app.chosen_files import why_not
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.faults import COULD_NOT_RUN, Stop, complain
from perkins_rules.app.inputs import Unreadable, read_input
from perkins_rules.app.progress import Progress, progress
from perkins_rules.app.request import Request, formats_for_programs
from perkins_rules.app.rule_sources import rules_with
from perkins_rules.app.stray_waivers import StrayWaivers
from perkins_rules.batch.members import Member, MissingLibrary, faulty
from perkins_rules.batch.places import expected, members
from perkins_rules.batch.result import Result
from perkins_rules.batch.run import Work, run
from perkins_rules.batch.store import Store, StoreFault
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.findings import Report, Verdict
from perkins_rules.report.batch_text import BatchText
from perkins_rules.report.brief import brief_report
from perkins_rules.report.commit_text import commit_report
from perkins_rules.report.outputs import (
    About,
    OutputFault,
    Outputs,
    about_rules,
    output_for,
    outputs_for,
)
from perkins_rules.report.outputs.json_output import JsonOutput
from perkins_rules.report.unfinished import reaches


def run_batch(request: Request) -> int:
    """Checks all that is named, one result at a time; the exit code is that of `check`."""
    asked = asked_of(request.as_of, request.edition, request.profile)
    rules = rules_with(request.rules)
    known_edition(rules, request.edition, request.said_in("edition"))
    about = About(
        __version__,
        asked,
        request.draft,
        request.fail_on,
        request.show == "all",
        about_rules(rules.rules),
        rules.shapes,
    )
    try:
        return _Batch(request, rules, about).run()
    except MissingLibrary as missing:
        hint = f'pip install "perkins-rules[{missing.extra}]"'
        raise Stop(f"{missing.what} needs a library that is not installed.", hint) from missing
    except OutputFault as fault:
        if isinstance(fault.__cause__, BrokenPipeError):
            raise fault.__cause__ from fault
        raise Stop(fault.message, fault.hint) from fault
    except StoreFault as fault:
        raise Stop(fault.message, fault.remedy) from fault


class _Batch:
    """One run: where documents come from, and where results go."""

    def __init__(self, request: Request, rules: ReadyRules, about: About) -> None:
        self.request, self.about, self.rules = request, about, rules
        self.making = making_of(request, about.asked)
        files = [name for name in request.outputs if name != "-"]
        formats = formats_for_programs(request)
        self.outputs = outputs_for(files, about, formats.files)
        to_screen = not files or "-" in request.outputs
        self.json = request.format == "json" or formats.to_screen
        if formats.to_screen:
            self.outputs.append(output_for("-", about, request.format))
        elif self.json and to_screen:
            self.outputs.append(JsonOutput("-", about))
        self.tells = not self.json and (to_screen or request.quiet)
        self.style = console_style(request.color)
        title = about.rules.label
        self.text = BatchText(
            self.style, request.draft, about.title_of_type, lambda rule: title(rule).title
        )
        self.code = 0
        self.baseline = baseline_of(request)
        self.strays = StrayWaivers(self.making.kept, rules, request)
        self.why_not = why_not(request)
        self.left_out: list[str] = []
        self.left_out_count = 0

    def run(self) -> int:
        request = self.request
        make, jobs = partial(make_check, self.making), request.jobs or os.cpu_count() or 1
        with ExitStack() as open_:
            store = open_.enter_context(self._store())
            outputs = open_.enter_context(Outputs(self.outputs))
            bar = open_.enter_context(self._progress())
            for result in run(self._work(store), make, jobs):
                if store is not None:
                    store.keep(result)
                result = self._with_known(result)  # noqa: PLW2901  # what is kept knows no baseline
                outputs.add(result)
                self.strays.add(result.report)
                self._tell(result, bar)
                self._weigh(result)
        self._close()
        if self.baseline is not None:
            tell_not_there(self.baseline)
        return max(self.code, self.strays.tell())

    def _with_known(self, result: Result) -> Result:
        if self.baseline is None:
            return result
        all_asked = not (self.request.select or self.request.ignore)
        return result._replace(report=self.baseline.on(result.report, all_asked))

    def _progress(self) -> AbstractContextManager[Progress]:
        mixed = self.json and sys.stdout is not None and sys.stdout.isatty()
        files = self.request.files
        return progress(self.request.quiet or mixed, lambda: expected(files, self.why_not))

    def _store(self) -> AbstractContextManager[Store | None]:
        path = self.request.resume
        if path is None:
            return nullcontext()
        return Store(path, self.rules.sha256, asked_of_names(self.making))

    # -------------------------------------------------------------- what comes in

    def _work(self, store: Store | None) -> Iterator[Work]:
        limit = self.making.limit_bytes
        named = partial(named_member, limit_bytes=limit)
        for member in members(self.request.files, limit, named, self.why_not):
            if member.left_out:
                self._leave_out(member)
                continue
            known = store.known(member) if store is not None else None
            if known is not None and known.report.today not in (None, self.making.kept.today):
                known = None  # a waiver may have expired since
            yield member if known is None else known

    def _leave_out(self, member: Member) -> None:
        self.text.leave_out(member.name, member.left_out)
        self.left_out_count += 1
        if self.left_out_count <= _MOST_NAMED:
            self.left_out.append(f"{member.name}: {member.left_out}")
        for output in self.outputs:
            if (note := getattr(output, "leave_out", None)) is not None:
                note(member.name, member.left_out)

    # -------------------------------------------------------------- what goes out

    def _tell(self, result: Result, bar: Progress) -> None:
        bar.advance()
        line = self.text.line(result)
        if not self.tells:
            return
        if self.request.quiet or self.request.only_documents:
            told = brief_report if self.request.quiet else commit_report
            alone = Report(__version__, self.about.asked, (result.report,))
            line = told(alone, self.style, self.request.fail_on, self.request.draft)
        if line:
            bar.above(line)

    def _weigh(self, result: Result) -> None:
        if result.report.verdict == Verdict.UNREADABLE:
            self.code = COULD_NOT_RUN
        elif not self.code:
            level, draft = self.request.fail_on, self.request.draft
            self.code = int(any(reaches(f, level, draft) for f in result.report.findings))

    def _close(self) -> None:
        """What is said of all. What was left out is told even where nothing else is."""
        hooked = self.request.only_documents
        summary = not self.request.quiet and not self.json and not hooked
        if summary:
            write_out(self.text.closing() + self._where())
        elif self.left_out and not hooked:
            # A log of GitHub takes lines that start with `::`, or hold `##[`, for commands.
            named = "".join(f"\n  - {one.replace('##[', '## [')}" for one in self.left_out)
            more = self.left_out_count - len(self.left_out)
            rest = f"\n  and {more:,} more" if more else ""
            complain(f"left out, as no documents: {self.left_out_count:,}{named}{rest}")
        if not self.text.counts.documents and not hooked:
            complain("there is no document in what is named.")
            self.code = COULD_NOT_RUN

    def _where(self) -> str:
        """Where to read on: in what was written, or in what could be."""
        if self.outputs:
            return "\n" + "".join(f"Written: {self.style.clean(o.path)}\n" for o in self.outputs)
        return "\nFor the findings: --output report.html, or check one document by itself.\n"


_MOST_NAMED = 20


def named_member(name: str, limit_bytes: int) -> Member:
    """A single file that the user named, or standard input."""
    try:
        return Member(name, read_input(name, limit_bytes).data)
    except Unreadable as fault:
        return faulty(name, fault.message, fault.remedy)
