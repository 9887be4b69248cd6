"""`perkins-rules diff`: what changed in the rules, and for which documents it matters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import click

from perkins_rules.analysis.changes.rule_diff import PackDiff, rule_diff
from perkins_rules.analysis.changes.rule_diff_documents import DocumentShift, document_shift
from perkins_rules.analysis.changes.schema_diff import schema_diff
from perkins_rules.app.asking.asked import asked_of, known_edition
from perkins_rules.app.asking.documents_in import documents_in
from perkins_rules.app.asking.options import asked_options, color_option, form_option
from perkins_rules.app.asking.request import Request
from perkins_rules.app.changes.diff_sides import Side, compared, side_of, types_compared
from perkins_rules.app.console import console_style, write_to
from perkins_rules.app.faults import COULD_NOT_RUN, Stop
from perkins_rules.app.solving.solver import need_solver
from perkins_rules.checker import Checker
from perkins_rules.findings import Asked, DocumentReport, Verdict
from perkins_rules.member import Member
from perkins_rules.pipeline import Options, read_rules
from perkins_rules.report.changes.rule_diff_json import rule_diff_json
from perkins_rules.report.changes.rule_diff_text import RuleDiff, rule_diff_text
from perkins_rules.report.style import Style
from perkins_rules.version import __version__


@click.command("diff")
@click.argument("old", metavar="OLDRULES", type=click.Path())
@click.argument("new", metavar="NEWRULES", type=click.Path())
@click.argument("documents", nargs=-1, metavar="[DOCUMENTS]...", type=click.Path())
@click.option(
    "--prove",
    is_flag=True,
    help="Prove of each rule that nothing differs, or show a smallest document of which it does.",
)
@asked_options
@form_option
@click.option("--output", "-o", metavar="FILE", help="Write to a file.")
@color_option
def command(old: str, new: str, documents: tuple[str, ...], **told: Any) -> int:
    """Say what changed in the rules themselves from OLDRULES to NEWRULES.

    Each is a folder (or file) of rule packs: a whole rule set, such as the folder rules/ of two
    versions of this program, or packs of your own, which rest on those that come with it. Layout,
    comments and examples are no change.

    With DOCUMENTS (files, folders, archives; whatever `check` takes) it also tells which of them
    get another verdict, under which rule, and by how many dollars or points. It is the rules that
    are compared: no configuration is looked for, and no determination, waiver or baseline counts.

    --prove asks a solver, rule by rule, whether the two sides say the same of every document. If
    not, it shows a smallest one on which they differ, which both have checked.

    Exit code 0: the rules are the same (with --prove: they say the same); 1: they are not; 2: it
    could not be told, or a document could not be read.
    """
    asked = asked_of(told["as_of"], told["edition"], told["profile"])
    sides = side_of(old), side_of(new)
    known_edition(sides[1].ready, told["edition"])
    packs = [*schema_diff(*types_compared(*sides)), *rule_diff(*compared(*sides))]
    shifts = _shifts(documents, sides, packs, Options(asked=asked))
    found = RuleDiff(old, new, sides[0].ready.sha256, sides[1].ready.sha256, packs, shifts)
    proved = _proved(sides, packs, asked) if told["prove"] else None
    if told["form"] == "json":
        text = rule_diff_json(__version__, found, proved and proved.plain)
    else:
        style = console_style(told["color"], told["output"])
        text = rule_diff_text(found, style) + (proved.text(style) if proved else "")
    write_to(told["output"], text)
    code = _exit_code(found)
    return proved.code if proved and code != COULD_NOT_RUN else code


class _Proof(NamedTuple):
    """What was proved, as it is told; the exit code."""

    plain: dict[str, Any]
    text: Callable[[Style], str]
    code: int


def _proved(sides: tuple[Side, Side], packs: Sequence[PackDiff], asked: Asked) -> _Proof:
    """Rule by rule. Raises Stop."""
    need_solver("diff --prove")
    from perkins_rules.proving.equivalence import equivalence
    from perkins_rules.report.proved.prove_text import is_open, prove_plain, prove_text

    # With their examples: what those say are words that documents use.
    old, new = (read_rules(side.sources).rules for side in sides)
    assert old is not None
    assert new is not None
    found = equivalence(old, new, asked, _renamed(packs))
    differs = any(one.sample is not None for one in found.proved)
    code = 1 if differs else COULD_NOT_RUN if any(map(is_open, found.proved)) else 0
    return _Proof(prove_plain(found), partial(prove_text, found), code)


def _renamed(packs: Sequence[PackDiff]) -> dict[str, str]:
    return {
        change.name: change.old_name
        for pack in packs
        for change in pack.changes
        if change.old_name is not None and "/" in change.name
    }


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
    renamed = _renamed(packs)
    found = [
        _shift(member, sides, renamed, options)
        for member in documents_in(Request(files=tuple(documents)))
        if not member.left_out
    ]
    if not found:
        raise Stop(f"there is no document in {', '.join(documents)}.")
    return found


def _shift(
    member: Member, sides: tuple[Side, Side], renamed: dict[str, str], options: Options
) -> DocumentShift:
    old, new = (Checker(side.ready, options).check(member).report for side in sides)
    asking = partial(_ask, sides[0], member, options), partial(_ask, sides[1], member, options)
    return document_shift(member.name, (old, new), asking, renamed)


def _ask(side: Side, member: Member, options: Options, rules: frozenset[str]) -> DocumentReport:
    """What some rules find, what passes and what does not apply too."""
    wanted = options._replace(show_all=True, keep=lambda rule: rule.id in rules)
    return Checker(side.ready, wanted).check(member).report
