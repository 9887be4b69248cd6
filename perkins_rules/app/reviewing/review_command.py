"""`perkins-rules review`"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Any

import click

from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    config_options,
    given_on,
    rules_option,
)
from perkins_rules.app.asking.request import Request
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.faults import Stop, complain
from perkins_rules.app.reviewing.review_case import Case, Item
from perkins_rules.app.reviewing.review_cases import Cases, cases_of
from perkins_rules.app.reviewing.review_list import alike, closing, listed
from perkins_rules.app.reviewing.review_page import before
from perkins_rules.app.reviewing.review_steps import Session
from perkins_rules.app.reviewing.review_typed import typed
from perkins_rules.batch.names import is_many
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style


@click.command("review")
@click.argument("files", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--reviewer", metavar="NAME", help="Who determines. Default: the name git knows.")
@click.option(
    "--determinations",
    metavar="FILE",
    help="Where determinations are kept. Default: beside the document, plan.determinations.yaml.",
)
@click.option("--again", is_flag=True, help="Also ask what is determined already.")
@click.option("--list", "as_list", is_flag=True, help="Only list the questions.")
@click.option(
    "--edit", is_flag=True, help="Write the open questions to the file, to be answered there."
)
@asked_options
@rules_option
@config_options
@color_option
@click.pass_context
def command(context: click.Context, /, files: tuple[str, ...], **told: Any) -> int:
    """Answer the questions that documents leave to a person.

    Steps through the open questions on a terminal and keeps each answer at once in a YAML file
    beside the document, which `check` goes by. An answer holds as long as the text that
    it was made on changes; the question is then asked again. What is asked is what `check` asks,
    under the same configuration.

    Of several documents, or a folder of them, the same question is asked one after the other.
    """
    request = _request(files, told, given_on(context))
    found = cases_of(request, told["determinations"])
    items = alike(found.items)
    style = console_style(told["color"])
    if told["edit"]:
        return max([found.code, *map(_edited, found.cases)])
    if told["as_list"]:
        write_out(listed(items, style))
    else:
        asked_now = items if told["again"] else [item for item in items if not item.is_settled]
        _step_through(asked_now, told["reviewer"], style, found)
    write_out(closing(found.cases))
    return found.code


def _request(files: tuple[str, ...], told: Mapping[str, Any], given: tuple[str, ...]) -> Request:
    names = ("as_of", "edition", "profile", "rules", "config", "no_config")
    request = configured(Request(files, **{n: told[n] for n in names}, given=given))
    if told["determinations"] is not None and (len(files) > 1 or is_many(files[0])):
        raise Stop("--determinations goes with one document.")
    return request


# ------------------------------------------------------------------ on a terminal


def on_terminal() -> bool:
    """Whether somebody can be asked."""
    return all(s is not None and s.isatty() for s in (sys.stdin, sys.stdout))


def _step_through(items: list[Item], reviewer: str | None, style: Style, found: Cases) -> None:
    if not items:
        return
    names = list(dict.fromkeys(item.case.name for item in items))
    of = names[0] if len(names) == 1 else number_of(len(names), "document")
    kept = items[0].case.place if len(names) == 1 else "a file beside each"
    if not on_terminal():
        raise Stop(
            f"{number_of(len(items), 'question')} of {of} to be answered, but there is no "
            "terminal to ask on.",
            f"See them with --list, or write them to {kept} with --edit.",
        )
    name = _name(reviewer)
    write_out(style.clean(f"Reviewing {of} as {name}; kept in {kept}.") + "\n")
    try:
        Session(name, style).run(items)
    except (KeyboardInterrupt, Stop):
        with suppress(Stop):  # what is kept by then is said, if the files let it be
            write_out(f"\n{closing(found.cases)}")
        raise
    if found.left:
        complain(f"{number_of(found.left, 'document')} could not be reviewed; see above.")


def _name(given: str | None) -> str:
    """Who determines: as told, as git knows, or as asked. Raises Stop without any."""
    for name in (given, None if given else _git_name()):
        if name is not None and (known := _one_line(name)):
            return known
    name = typed("Your name, which stands beside each determination: ")
    if not name:
        raise Stop("a determination needs a reviewer.", "Give --reviewer NAME.")
    return name


def _one_line(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:200]


def _git_name() -> str:
    git = which("git")
    if git is None or Path(git).resolve().parent == Path.cwd().resolve():
        return ""  # Windows looks in the current folder first; what lies there is never run
    words = [git, "config", "--get", "user.name"]
    try:
        asked = subprocess.run(words, capture_output=True, timeout=5, check=False)  # noqa: S603  # fixed words
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout.decode("utf-8", errors="replace")


# ------------------------------------------------------------------ without one


def _edited(case: Case) -> int:
    """0, or 2 where it could not be."""
    try:
        _edit(case)
    except Stop as stop:
        complain(stop.message, stop.hint)
        return stop.code
    return 0


def _edit(case: Case) -> None:
    """Writes the open questions; what was answered on another text is to be answered anew."""
    items, fresh, gone = case.items(), [], case.idle()
    remarks: dict[str, str] = {}
    for item in items:
        record, blank = item.record, case.blank(item)
        if item.is_settled or (record is not None and _same_question(record, blank)):
            continue
        if record is not None:
            blank = blank._replace(note=record.note)
            gone += [record.finding] if record.finding != blank.finding else []
            remarks |= {blank.finding: before(item)} if item.is_outdated else {}
        fresh.append(blank)
    if fresh or gone:
        case.save(fresh, gone, remarks)
    still = sum(not item.is_settled for item in items)
    write_out(
        f"{case.place} holds {number_of(still, 'open question')} to answer. "
        f"Then: perkins-rules check {case.name}\n"
        if still
        else closing([case])
    )


def _same_question(record: Any, blank: Any) -> bool:
    """Whether the file asks it already, and waits for the answer."""
    return not record.is_answered and record.text_sha256 == blank.text_sha256
