"""What a run writes of its documents, in plain parts: each process beside it makes its share."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.app.asking.chosen_outputs import Chosen
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import Making, check_with, checker_of
from perkins_rules.batch.result import Result, without_findings
from perkins_rules.batch.work import Check
from perkins_rules.checker import Checker
from perkins_rules.findings import Verdict
from perkins_rules.member import Member
from perkins_rules.report.output_formats import named
from perkins_rules.report.outputs import About, Rules, output_for, parts_of
from perkins_rules.report.weighed import weigh
from perkins_rules.version import __version__


class Written(NamedTuple):
    """The formats by their names, and how they are asked for; whether the run itself needs each
    result as a `whole`.
    """

    formats: tuple[str, ...]
    draft: bool
    fail_on: str
    show: str
    site: str
    whole: bool = True


def written_of(request: Request, chosen: Chosen) -> Written:
    """What a request has written. What a baseline knows is told by the run alone, not here."""
    names = [one.name for one in chosen.files.values()]
    if chosen.screen is not None and chosen.screen.name != "text":
        names.append(chosen.screen.name)
    made = tuple(dict.fromkeys(names)) if request.baseline is None else ()
    return Written(made, request.draft, request.fail_on, request.show, request.site or "")


def about_of(written: Written, checker: Checker) -> About:
    """What outputs tell beside the results of a run."""
    return About(
        __version__,
        checker.options.asked,
        written.draft,
        written.fail_on,
        written.show,
        Rules(lambda: checker.rules.rules),
        checker.rules.shapes,
        written.site,
    )


def make_written_check(making: Making, written: Written) -> Check:
    """What checks the documents of a run, weighs them and makes what is written of each; called
    once in each process beside the run's own.
    """
    checker = checker_of(making)
    about, check = about_of(written, checker), check_with(checker, making)
    outputs = [output_for("", about, named(name)) for name in written.formats]

    def checked(member: Member) -> Result:
        result = check(member)
        weighed = weigh(result.report, written.draft, written.fail_on)
        made = result._replace(parts=parts_of(result, outputs), weighed=weighed)
        is_whole = written.whole or made.report.verdict == Verdict.UNREADABLE
        return made if is_whole else without_findings(made)

    return checked
