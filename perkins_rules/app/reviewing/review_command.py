"""`perkins-rules review`"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import which
from typing import Any

import click

from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.options import (
    asked_options,
    color_option,
    config_option,
    given_on,
    no_config_option,
    rules_option,
)
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.making import checker_for
from perkins_rules.app.console import console_style, write_out
from perkins_rules.app.faults import Stop
from perkins_rules.app.reviewing.review_case import Case, Item
from perkins_rules.app.reviewing.review_page import before, entry
from perkins_rules.app.reviewing.review_steps import Session, typed
from perkins_rules.checker import Checker
from perkins_rules.report.figures import number_of
from perkins_rules.report.style import Style
from perkins_rules.report.text.closing_text import heading


@click.command("review")
@click.argument("file", metavar="FILE")
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
@config_option
@no_config_option
@color_option
@click.pass_context
def command(context: click.Context, /, file: str, **told: Any) -> int:
    """Answer the questions that a document leaves to a person.

    Steps through the open questions on a terminal and keeps each answer at once in a YAML file
    beside the document, where `perkins-rules check` finds it. An answer holds until the text that
    it was made on changes; the question is then asked again. What is asked is what `check` asks,
    under the same configuration.
    """
    case = Case(file, told["determinations"], _checker(file, told, given_on(context)))
    items = case.items()
    style = console_style(told["color"])
    if told["as_list"]:
        return _list(case, items, style)
    if told["edit"]:
        return _edit(case, items)
    asked_now = items if told["again"] else [item for item in items if not item.is_settled]
    if asked_now:
        _step_through(case, asked_now, told["reviewer"], style)
    write_out(_closing(case))
    return 0


def _checker(file: str, told: Mapping[str, Any], given: tuple[str, ...]) -> Checker:
    """What asks as if nothing were determined, waived or known."""
    names = ("as_of", "edition", "profile", "rules", "config", "no_config")
    request = configured(Request((file,), **{n: told[n] for n in names}, given=given))
    checker = checker_for(request)
    return Checker(checker.rules, checker.options._replace(derive_reviews=False))


# ------------------------------------------------------------------ on a terminal


def on_terminal() -> bool:
    """Whether somebody can be asked."""
    return all(s is not None and s.isatty() for s in (sys.stdin, sys.stdout))


def _step_through(case: Case, items: list[Item], reviewer: str | None, style: Style) -> None:
    if not on_terminal():
        raise Stop(
            f"{number_of(len(items), 'question')} of {case.name} to be answered, but there is no "
            "terminal to ask on.",
            f"See them with --list, or write them to {case.place} with --edit.",
        )
    name = _name(reviewer)
    who = style.clean(f"Reviewing {case.name} as {name}; kept in {case.place}.")
    write_out(f"{who}\n")
    Session(case, name, style).run(items)


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


def _list(case: Case, items: list[Item], style: Style) -> int:
    lines = [heading(f"Questions for a person: {style.clean(case.name)}", style)]
    for number, item in enumerate(items, start=1):
        lines += ["", *entry(case, item, number, style)]
    write_out("\n".join(line.rstrip() for line in lines) + "\n\n" + _closing(case))
    return 0


def _edit(case: Case, items: list[Item]) -> int:
    """Writes the open questions; what was answered on another text is to be answered anew."""
    fresh, gone = [], case.idle()
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
        else _closing(case)
    )
    return 0


def _same_question(record: Any, blank: Any) -> bool:
    """Whether the file asks it already, and waits for the answer."""
    return not record.is_answered and record.text_sha256 == blank.text_sha256


def _closing(case: Case) -> str:
    """How many questions there are, and how many of them are still open."""
    items = case.items()
    if not items:
        return f"{case.name} leaves nothing for a person to judge.\n"
    answers = [item.record.answer for item in items if item.is_settled and item.record is not None]
    words = {"met": "met", "not_met": "not met", "not_applicable": "not applicable"}
    each = [f"{answers.count(key)} {word}" for key, word in words.items() if key in answers]
    total = number_of(len(items), "question")
    still = len(items) - len(answers)
    said = "; ".join([total, *each, f"{still} open"])
    return f"{said}.\n"
