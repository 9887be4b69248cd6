"""What a run writes of its documents, in plain parts: each process beside it makes its share."""

from __future__ import annotations

from typing import NamedTuple

from perkins_rules.app.asking.chosen_outputs import Chosen
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import Making, check_with, checker_of
from perkins_rules.batch.result import Result
from perkins_rules.batch.work import Check
from perkins_rules.checker import Checker
from perkins_rules.member import Member
from perkins_rules.report.output_formats import named
from perkins_rules.report.outputs import About, Rules, output_for, parts_of
from perkins_rules.version import __version__


class Written(NamedTuple):
    """The formats by their names, and how they are asked for."""

    formats: tuple[str, ...]
    draft: bool
    fail_on: str
    show: str
    site: str


def written_of(request: Request, chosen: Chosen) -> Written:
    """What a request has written. What a baseline knows is told by the run alone, not here."""
    formats = [*chosen.files.values(), *filter(None, [chosen.screen])]
    names = tuple(dict.fromkeys(one.name for one in formats)) if request.baseline is None else ()
    return Written(names, request.draft, request.fail_on, request.show, request.site or "")


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
    """What checks the documents of a run and makes what is written of each; called once in each
    process beside the run's own.
    """
    checker = checker_of(making)
    about, check = about_of(written, checker), check_with(checker, making)
    outputs = [output_for("", about, named(name)) for name in written.formats]

    def checked(member: Member) -> Result:
        result = check(member)
        return result._replace(parts=parts_of(result, outputs))

    return checked
