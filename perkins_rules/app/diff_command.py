"""`perkins-rules diff`: what changed in the rules, and for which documents it matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import click

from perkins_rules import __version__
from perkins_rules.analysis.rule_diff import PackDiff, rule_diff
from perkins_rules.analysis.rule_diff_documents import DocumentShift, document_shift
from perkins_rules.analysis.schema_diff import schema_diff
from perkins_rules.app.asked import asked_of, known_edition
from perkins_rules.app.console import PLAIN, console_style, write_file, write_out
from perkins_rules.app.diff_sides import Side, compared, side_of, types_compared
from perkins_rules.app.faults import COULD_NOT_RUN, Stop
from perkins_rules.app.inputs import Unreadable, read_input
from perkins_rules.app.options import asked_options, color_option
from perkins_rules.batch.members import Member, MissingLibrary, faulty
from perkins_rules.batch.places import members
from perkins_rules.documents import LIMIT_BYTES, Document, Refusal, read_document
from perkins_rules.engine.reporting import refused_report, unread_report
from perkins_rules.findings import DocumentReport, Verdict
from perkins_rules.pipeline import Options, check_read
from perkins_rules.report.rule_diff_json import rule_diff_json
from perkins_rules.report.rule_diff_text import RuleDiff, rule_diff_text


@click.command("diff")
@click.argument("old", metavar="OLDRULES")
@click.argument("new", metavar="NEWRULES")
@click.argument("documents", nargs=-1, metavar="[DOCUMENTS]...")
@asked_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file.")
@color_option
def command(old: str, new: str, documents: tuple[str, ...], **told: Any) -> int:
    """Say what changed in the rules themselves from OLDRULES to NEWRULES.

    Each is a folder (or file) of rule packs: a whole rule set, such as the folder rules/ of two
    versions of this program, or packs of your own, which rest on those that come with it. Layout,
    comments and examples are no change.

    With DOCUMENTS (files, folders, archives; whatever `check` takes) it also tells which of them
    get another verdict, under which rule, and by how many dollars or points.

    Exit code 0: the rules are the same; 1: they are not; 2: it could not be told, or a document
    could not be read.
    """
    asked = asked_of(told["as_of"], told["edition"], told["profile"])
    sides = side_of(old), side_of(new)
    known_edition(sides[1].ready, told["edition"])
    packs = [*schema_diff(*types_compared(*sides)), *rule_diff(*compared(*sides))]
    shifts = _shifts(documents, sides, packs, Options(asked=asked))
    found = RuleDiff(old, new, sides[0].ready.sha256, sides[1].ready.sha256, packs, shifts)
    to_file = told["output"] not in (None, "-")
    if told["form"] == "json":
        text = rule_diff_json(__version__, found)
    else:
        text = rule_diff_text(found, PLAIN if to_file else console_style(told["color"]))
    if to_file:
        write_file(told["output"], text)
    else:
        write_out(text)
    return _exit_code(found)


def _exit_code(found: RuleDiff) -> int:
    if any(Verdict.UNREADABLE in (d.old.verdict, d.new.verdict) for d in found.documents or ()):
        return COULD_NOT_RUN
    return 1 if found.packs else 0


def _shifts(
    documents: Sequence[str],
    sides: tuple[Side, Side],
    packs: Sequence[PackDiff],
    options: Options,
) -> list[DocumentShift] | None:
    if not documents:
        return None
    renamed = {
        change.name: change.old_name
        for pack in packs
        for change in pack.changes
        if change.old_name is not None and "/" in change.name
    }
    try:
        return [_shift(m, sides, renamed, options) for m in _members(documents)]
    except MissingLibrary as missing:
        hint = f'pip install "perkins-rules[{missing.extra}]"'
        raise Stop(f"{missing.what} needs a library that is not installed.", hint) from missing


def _members(documents: Sequence[str]) -> Iterator[Member]:
    """The documents that are named; what else lies in a folder is no document."""
    found = (m for m in members(documents, LIMIT_BYTES, _read_named) if not m.left_out)
    first = next(found, None)
    if first is None:
        raise Stop(f"there is no document in {', '.join(documents)}.")
    yield first
    yield from found


def _read_named(name: str) -> Member:
    try:
        return Member(name, read_input(name, LIMIT_BYTES).data)
    except Unreadable as fault:
        return faulty(name, fault.message, fault.remedy)


def _shift(
    member: Member, sides: tuple[Side, Side], renamed: dict[str, str], options: Options
) -> DocumentShift:
    one, other = (_checked(member, side, options) for side in sides)
    asking = (partial(_ask, sides[0], one[1], options), partial(_ask, sides[1], other[1], options))
    return document_shift(member.name, (one[0], other[0]), asking, renamed)


def _checked(
    member: Member, side: Side, options: Options
) -> tuple[DocumentReport, Document | None]:
    rules = side.ready
    if member.data is None:
        fault = member.fault
        message, remedy = fault if fault is not None else (f"`{member.name}` was left out.", "")
        return unread_report(member.name, message, remedy, rules.sha256), None
    try:
        read = read_document(member.name, member.data, rules.shapes, options.limit_bytes)
    except Refusal as refusal:
        return refused_report(refusal, member.name, rules.sha256), None
    return check_read(rules, read, options), read


def _ask(
    side: Side, document: Document | None, options: Options, rules: frozenset[str]
) -> DocumentReport:
    """What some rules find, what passes and what does not apply too."""
    assert document is not None  # what cannot be read is so on both sides
    wanted = options._replace(show_all=True, keep=lambda rule: rule.id in rules)
    return check_read(side.ready, document, wanted)
