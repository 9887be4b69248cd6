"""Making: what a process must know to check documents of a batch; plain, so that it can be sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from perkins_rules import __version__
from perkins_rules.app.checking import determinations_place, kept_waivers
from perkins_rules.app.faults import Stop
from perkins_rules.app.request import Request, derives_reviews
from perkins_rules.app.rule_sources import rules_with
from perkins_rules.app.selection import keeper
from perkins_rules.batch.making import result_of
from perkins_rules.batch.names import format_of_name, is_many
from perkins_rules.batch.run import Check
from perkins_rules.determinations.place import digest_beside
from perkins_rules.findings import Asked
from perkins_rules.pipeline import Options
from perkins_rules.waivers.place import Applied, Kept, digest_of

_MIB = 1 << 20


class Making(NamedTuple):
    """What is asked of every document; whether pictures are drawn of it, and each rule is told."""

    rules: tuple[str, ...]
    asked: Asked
    show_all: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    limit_bytes: int
    drawn: bool
    each_rule: bool
    derive_reviews: bool
    determinations: str | None
    state: str | None
    kept: Kept


def making_of(request: Request, asked: Asked) -> Making:
    """What a request asks. Raises Stop."""
    return Making(
        request.rules,
        asked,
        request.show == "all",
        request.select,
        request.ignore,
        request.max_size * _MIB,
        drawn=any(name.lower().endswith(".html") for name in request.outputs),
        each_rule="junit" in (request.format, *map(format_of_name, request.outputs)),
        derive_reviews=derives_reviews(request),
        determinations=_determinations(request),
        state=request.state,
        kept=kept_waivers(request),
    )


def make_check(making: Making) -> Check:
    """Loads the rules; called once in each process."""
    rules = rules_with(making.rules)
    chosen = making.select or making.ignore
    options = Options(
        asked=making.asked,
        show_all=making.show_all,
        keep=keeper(rules.rules, making.select, making.ignore) if chosen else None,
        limit_bytes=making.limit_bytes,
        state=making.state,
        derive_reviews=making.derive_reviews,
    )
    draw, place = _drawing(making), making.determinations
    return partial(
        result_of,
        rules=rules,
        options=options,
        draw=draw,
        determinations=place,
        waivers=Applied(making.kept, rules),
    )


def asked_of_names(making: Making) -> Callable[[str], str]:
    """A digest of all that is asked of the document of a name, save the rules themselves."""
    # Not the day by which waivers are judged: a report that hangs on it says so itself.
    kept = (making.kept.alone, making.kept.path, digest_of(making.kept.path))
    plain = {**making._asdict(), "rules": None, "version": __version__, "kept": kept}
    asked = sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
    place = making.determinations
    if place is not None:
        asked += sha256(Path(place).read_bytes()).hexdigest()
    return lambda name: asked + digest_beside(name)


def _determinations(request: Request) -> str | None:
    place = determinations_place(request)
    if place is not None and is_many(request.files[0]):
        raise Stop("--determinations goes with one document.")
    return place


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
