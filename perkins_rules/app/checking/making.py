"""Request -> a checker: the rules, options and records that every command goes by.

`Making` is what it is made of, in plain parts, so that it can be sent to other processes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from perkins_rules.app.asking.asked import asked_of, asked_today, known_edition
from perkins_rules.app.asking.request import Request
from perkins_rules.app.asking.rule_sources import rules_with
from perkins_rules.app.faults import Stop
from perkins_rules.batch.making import result_of
from perkins_rules.batch.names import is_many
from perkins_rules.batch.result import Result
from perkins_rules.batch.work import Check
from perkins_rules.checker import Checker, Records
from perkins_rules.determinations.place import beside
from perkins_rules.engine.askable import AskableRules
from perkins_rules.engine.ready import ReadyRules
from perkins_rules.extras import how_to_get
from perkins_rules.findings import Asked
from perkins_rules.member import Member
from perkins_rules.pipeline import Options
from perkins_rules.record_file import RecordFile, read_record
from perkins_rules.waivers.place import EVERYWHERE, IN_FILES, NEVER, Kept

_MIB = 1 << 20


class Making(NamedTuple):
    """What is asked of every document, and what counts beside it; whether pictures are drawn of
    it, each rule is told, and it is derived why a person is asked; whether a repair and the
    headroom are worked out. Without `determinations`, those beside each document count.
    """

    rules: tuple[str, ...]
    asked: Asked
    show_all: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    limit_bytes: int
    state: str | None
    determinations: RecordFile | None
    waivers: Kept
    drawn: bool = False
    each_rule: bool = False
    derive_reviews: bool = True
    repairs: bool = False
    headroom: bool = False


def making_of(request: Request) -> Making:
    """What a request asks, with its records read. Raises Stop."""
    return Making(
        rules=request.rules,
        asked=asked_of(request.as_of, request.edition, request.profile),
        show_all=request.show == "all",
        select=request.select,
        ignore=request.ignore,
        limit_bytes=request.max_size * _MIB,
        state=request.state,
        determinations=_determinations(request),
        waivers=kept_waivers(request),
        repairs=request.repairs,
        headroom=request.headroom,
    )


def checker_for(
    request: Request, making: Making | None = None, rules: ReadyRules | None = None
) -> Checker:
    """The checker of a request, its baseline among the records; `rules` are its rules, where they
    are loaded already. Raises Stop, RuleFileError.
    """
    checker = checker_of(making if making is not None else making_of(request), rules)
    known_edition(checker.rules, request.edition, request.said_in("edition"))
    if request.baseline is None:
        return checker
    from perkins_rules.app.checking.baseline_of import baseline_in

    records = checker.records._replace(baseline=baseline_in(request.baseline))
    return Checker(checker.rules, checker.options, records)


def checker_of(making: Making, rules: ReadyRules | None = None) -> Checker:
    """The checker that is made of these parts; the rules are loaded, if they are not yet. Raises
    Stop, RuleFileError.
    """
    rules = rules_with(making.rules) if rules is None else rules
    options = Options(
        asked=making.asked,
        show_all=making.show_all,
        keep=_keep(rules, making),
        limit_bytes=making.limit_bytes,
        state=making.state,
        derive_reviews=making.derive_reviews,
    )
    return Checker(rules, options, Records(determined_by(making), making.waivers))


def make_check(making: Making) -> Check:
    """What checks the documents of a run; called once in each process."""
    return check_with(checker_of(making), making)


def check_with(checker: Checker, making: Making) -> Check:
    """The same, with rules that are loaded. Raises Stop."""
    check = partial(result_of, checker=checker, draw=_drawing(making))
    if not making.repairs and not making.headroom:
        return check
    carried = _carrying(making)
    return lambda member: _with_parts(check(member), carried(member, checker))


def _with_parts(result: Result, parts: Mapping[str, Any]) -> Result:
    return result._replace(drawn={**result.drawn, **parts})


def _carrying(making: Making) -> Callable[[Member, Checker], Mapping[str, Any]]:
    """What works out a repair and the headroom. Raises Stop where the solver is not installed."""
    try:
        from perkins_rules.report.lawful.carried import Wanted, carried
    except ModuleNotFoundError as missing:
        if missing.name != "z3":
            raise
        option = "--repairs" if making.repairs else "--headroom"
        raise Stop(f"{option} needs the solver z3-solver.", how_to_get("analysis")) from missing
    today = date.fromisoformat(making.waivers.today)
    return partial(carried, wanted=Wanted(making.repairs, making.headroom, today))


def determined_by(making: Making) -> Callable[[str], RecordFile | None]:
    """The determinations on the document of a name."""
    one = making.determinations
    return beside if one is None else lambda name: one


def _keep(rules: AskableRules, making: Making) -> Callable[[Any], bool] | None:
    if not making.select and not making.ignore:
        return None
    from perkins_rules.app.asking.selection import keeper

    return keeper(rules.rules, making.select, making.ignore)


# ------------------------------------------------------------------ records


def _determinations(request: Request) -> RecordFile | None:
    """The determinations on the one document, where the command line names them. Raises Stop."""
    place = request.determinations
    if place is None:
        return None
    if not _is_for_one(request):
        raise Stop("--determinations goes with one document.")
    if not Path(place).is_file():
        raise Stop(f"there is no file {place} of determinations.")
    return read_record(place)


def kept_waivers(request: Request) -> Kept:
    """Which waivers a run goes by. Raises Stop."""
    path = request.waivers
    if path is not None and not Path(path).is_file():
        raise Stop(f"there is no file {path} of waivers.")
    file = read_record(path) if path is not None else None
    today, alone = asked_today(request.today), _is_for_one(request)
    return Kept(file, today, alone, _comments(request), request.settings_of)


def _comments(request: Request) -> str:
    """Where waivers beside values count: a configuration speaks for the files of its repository."""
    if not request.inline_waivers:
        return NEVER
    return IN_FILES if request.said_in("inline_waivers") else EVERYWHERE


def _is_for_one(request: Request) -> bool:
    return len(request.files) == 1 and not is_many(request.files[0])


# ------------------------------------------------------------------ pictures


def _drawing(making: Making) -> Any:
    """What is kept of a document beside its report; imported when it is wanted."""
    makers: list[Callable[..., Mapping[str, Any]]] = []
    if making.drawn:
        from perkins_rules.batch.drawn import draw

        makers.append(draw)
    if making.each_rule:
        from perkins_rules.batch.rules_asked import rules_asked

        makers.append(rules_asked)
    return (lambda *of: {k: v for make in makers for k, v in make(*of).items()}) if makers else None
