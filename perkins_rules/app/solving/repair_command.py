"""`perkins-rules repair`: the smallest change of figures with which the rules are kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from perkins_rules.app.asking.asked import asked_today
from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.documents_in import documents_in
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    config_options,
    form_option,
    given_on,
    rules_option,
)
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.fix_run import difference, kept_from
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.console import console_style, write_file, write_out
from perkins_rules.app.faults import COULD_NOT_RUN, Stop, complain
from perkins_rules.app.solving.solver import label_of, need_solver, place_in
from perkins_rules.checker import Checker
from perkins_rules.documents import Document
from perkins_rules.member import Member
from perkins_rules.report.figures import number_of
from perkins_rules.report.lawful.repair_plain import repair_plain
from perkins_rules.report.lawful.repair_text import repair_text
from perkins_rules.report.surroundings import called

if TYPE_CHECKING:  # loaded when it is known that the solver is there
    from perkins_rules.solving.repair import Repair

_FIELD = "such as budget.reserve.amount, or a group: budget.reserve"


@click.command("repair")
@click.argument("files", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--keep", multiple=True, metavar="FIELD", help=f"What stays as it is, {_FIELD}.")
@click.option(
    "--move",
    multiple=True,
    metavar="FIELD",
    help="What may rather change; also the allotment, past days and results, which else stay.",
)
@click.option("--write", is_flag=True, help="Write the changes into the files.")
@click.option("--output", "-o", metavar="FILE", help="Write the changes as a patch.")
@form_option
@click.option("--today", metavar="DATE", help="Days before it stay as they are. Default: today.")
@asked_options
@rules_option
@config_options
@color_option
@click.pass_context
def command(context: click.Context, /, files: tuple[str, ...], **told: Any) -> int:
    """Find the smallest lawful change of a document's own figures.

    Amounts, percents, counts, levels and days may change so that no error is left that hangs on
    them: as few as can be, and then by as little as can be. The allotment, results, counts of
    earlier years and days that are past stay as they are, unless --move names them. Each change is
    shown with its line and with what fails without it. Whatever is proposed was checked: the rules
    have the last word.

    Nothing is written without --write or --output. A change of figures is a decision of the
    author's: read it before you file it.

    Exit code 0: nothing has to change, or with --write all did; 1: something would change, or
    errors are left; 2: a document could not be read, or no answer be found.
    """
    need_solver("repair")
    names = ("as_of", "edition", "profile", "rules", "config", "no_config", "today")
    given = given_on(context)
    request = configured(Request(files, **{n: told[n] for n in names}, given=given))
    checker = checker_for(request)
    run = _Run(request, checker, told)
    code = max([run.of(member) for member in documents_in(request)], default=COULD_NOT_RUN)
    run.close()
    return code


class _Run:
    """One document after the other; patches and JSON come last, as one."""

    def __init__(self, request: Request, checker: Checker, told: Any) -> None:
        self.checker, self.told = checker, told
        self.today = asked_today(request.today)
        self.patch: list[str] = []
        self.plain: list[dict[str, Any]] = []
        self.left_out = 0

    def of(self, member: Member) -> int:
        """Tells of a document, and writes it if that is asked for; the exit code. Raises Stop."""
        if member.left_out:
            self.left_out += 1
            return 0
        document = self.checker.judged(member).document
        found = self._found(member, document)
        plain = repair_plain(found, document)
        self.plain.append(plain)
        if self.told["form"] == "text":
            label = label_of(self.checker, document)
            write_out(repair_text(plain, label, console_style(self.told["color"])))
        return self._done(member, document, found)

    def _found(self, member: Member, document: Document | None) -> Repair:
        from datetime import date

        from perkins_rules.solving.repair import Wish, repaired

        keep, move = (
            tuple(place_in(document, word) for word in self.told[name]) if document else ()
            for name in ("keep", "move")
        )
        if both := [place for place in keep if place in move]:
            name = document.name_of(both[0]) if document is not None else both[0]
            raise Stop(f"`{name}` cannot both stay (--keep) and change (--move).")
        return repaired(member, self.checker, Wish(keep, move, date.fromisoformat(self.today)))

    def _done(self, member: Member, document: Document | None, found: Repair) -> int:
        if found.unknown or document is None:
            return COULD_NOT_RUN
        if not found.changes or not (self.told["write"] or self.told["output"] is not None):
            return int(bool(found.changes or found.left or found.conflicts))
        if not member.is_file:
            complain(f"{called(member.name)} is no file by itself: it stays as it is.")
            return COULD_NOT_RUN
        if self.told["output"] is not None:
            self.patch.append(difference(member, found.member))
        return self._write(member, found) if self.told["write"] else 1

    def _write(self, member: Member, found: Repair) -> int:
        if why_not := kept_from(member, found.member.data or b""):
            complain(f"{member.name} {why_not}: nothing in it was changed.")
            return COULD_NOT_RUN
        if self.told["form"] == "text":
            write_out(f"Written into {member.name}.\n")
        return int(bool(found.left))

    def close(self) -> None:
        """Writes what is said of all. Raises Stop."""
        if self.left_out:
            complain(f"{number_of(self.left_out, 'file')} left out, as no documents.")
        if self.told["form"] == "json":
            write_out(json.dumps({"documents": self.plain}, indent=2) + "\n")
        if not self.plain:
            raise Stop("there is no document in what is named.")
        if self.told["output"] is not None:
            write_file(self.told["output"], "".join(self.patch))
