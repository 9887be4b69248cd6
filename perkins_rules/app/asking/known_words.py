"""What a shell may complete beside commands and options: types, States, rules, editions.

Each takes what click hands it and what is begun of the word. A shell waits for it at each key:
nothing is compiled for it, so that rules that no check has met yet are not offered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.shell_completion import CompletionItem

from perkins_rules.app.asking.configuration import own_rules
from perkins_rules.app.faults import Stop
from perkins_rules.diagnostics import RuleFileError
from perkins_rules.documents import Shape, shape_at

if TYPE_CHECKING:  # every command names these words; only a shell that asks pays for the rules
    from perkins_rules.engine.compiled.kit import Kit

_Made = TypeVar("_Made")


def known_types(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The types of documents, as they are written in documents and packs."""
    return [name for name in sorted(_shapes(context)) if name.startswith(begun.replace("-", "_"))]


def known_kinds(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """The same, as commands take them."""
    return [name.replace("_", "-") for name in known_types(context, parameter, begun)]


def known_states(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The codes of the States and outlying areas."""
    root = _shapes(context).get("state_plan")
    code = shape_at(root, ("state", "code")) if root is not None else None
    choices = code.choices if code is not None else ()
    return [choice for choice in choices if choice.startswith(begun.upper())]


def known_rules(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The ids of rules, by their beginning or else by that of their last part.

    A shell puts what all of them begin with in the place of what is begun: where they lie in
    several packs it would take that away, and none is offered.
    """
    kit = _kit(context)
    ids = dict.fromkeys(card.id for card in kit.rules) if kit is not None else {}
    if whole := [name for name in ids if name.startswith(begun)]:
        return whole
    found = [name for name in ids if _last(name).startswith(begun)]
    return found if len({name.rpartition("/")[0] for name in found}) == 1 else []


def known_editions(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """The editions of the guide."""
    kit = _kit(context)
    found = {card.edition for card in kit.sources if card.edition} if kit is not None else set()
    return [edition for edition in sorted(found) if edition.startswith(begun)]


def files_or_rules(
    context: click.Context, parameter: click.Parameter, begun: str
) -> Sequence[str | CompletionItem]:
    """A file, or a rule: after a file, rules alone."""
    rules = known_rules(context, parameter, begun) if begun or context.params.get("words") else []
    return rules or [CompletionItem(begun, type="file")]


def _last(rule: str) -> str:
    return rule.rpartition("/")[2]


def _shapes(context: click.Context) -> dict[str, Shape]:
    from perkins_rules.app.asking.rule_sources import types_with

    return _unless_at_fault(lambda: types_with(_folders(context)).shapes) or {}


def _kit(context: click.Context) -> Kit | None:
    """The rules that a check would ask, if they are compiled."""
    from perkins_rules import assets, rule_cache
    from perkins_rules.installed import installed_sources
    from perkins_rules.pipeline import rule_files

    def kept() -> Kit | None:
        own = rule_files([assets.built_in_rules(), *map(Path, _folders(context))])
        return rule_cache.cached_kit(rule_cache.key_of([*own, *installed_sources()]))

    return _unless_at_fault(kept)


def _folders(context: click.Context) -> tuple[str, ...]:
    return own_rules(context.params.get("rules") or ())


def _unless_at_fault(made: Callable[[], _Made]) -> _Made | None:
    """What is made; nothing where rules or the configuration are at fault: the command tells it."""
    try:
        return made()
    except (Stop, RuleFileError, OSError, UnicodeDecodeError):
        return None
