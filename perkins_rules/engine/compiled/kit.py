"""Kit: a rule set as the fast path needs it, and as the cache keeps it.

It holds compiled rules, the shapes of documents and what a report says of rules, in plain parts
that `marshal` takes, so that a plan which is in order is checked without the checked rules, their
classes, or the libraries behind them. kit_making.py makes it.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from perkins_rules.documents import Shape, shape_from_plain
from perkins_rules.engine.compiled.compiled import CodeUnit, CompiledRules
from perkins_rules.engine.compiled.memory import Held, ParameterTable, ReplacedTable
from perkins_rules.engine.shared.dates import LawSpan
from perkins_rules.engine.shared.question import Question
from perkins_rules.source import Citation


class PackCard(NamedTuple):
    """A pack: its name, its title, the type of documents and the State it is for, and the packs
    that it rests on.
    """

    name: str
    title: str
    document: str | None
    state: str | None
    below: tuple[str, ...]


class SourceCard(NamedTuple):
    """A named source: its pack, its edition, the day from which that holds and what it changes,
    and the day to which it was read. Days are ordinals.
    """

    name: str
    pack: str
    edition: str | None
    start: int | None
    changes: str
    reviewed_to: int | None


class RuleCard(NamedTuple):
    """What is known of a rule without its conditions. Days are ordinals.

    `pointer` is where a review looks, `in_entry` when that is below an entry of its innermost loop,
    and `ask` its question; pointer and question are None for a review that needs the reference
    evaluator to say so. `conditional` is a rule with a condition on which it applies. From `key`
    on: what the packs above made of the rule, as in check/tree.py.
    """

    id: str
    kind: str
    title: str
    pack: str
    severity: str
    start: int | None
    until: int | None
    editions: tuple[str, ...]
    profiles: tuple[str, ...]
    requirements: tuple[str, ...]
    cited: tuple[tuple[str, str, str | None, str], ...]
    pointer: str | None
    in_entry: bool
    ask: str | None
    conditional: bool
    key: str
    state: str | None
    except_states: tuple[str, ...]
    replaced_by: str | None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places in the law and the guide."""
        return _citations(self.cited)

    def in_force(self, day: int, asked: Question) -> bool:
        """Whether the rule belongs to the rule set that the question asks; `day` is its ordinal."""
        return (
            (self.start is None or self.start <= day)
            and (self.until is None or day <= self.until)
            and (not self.editions or asked.edition in self.editions)
            and (not self.profiles or asked.profile in self.profiles)
        )


@lru_cache(maxsize=4096)
def _citations(cited: tuple[tuple[str, str, str | None, str], ...]) -> tuple[Citation, ...]:
    return tuple(Citation(*one) for one in cited)


class Kit:
    """A rule set, unpacked part by part as it is asked for."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self._plain = plain
        self.sha256: str = plain["sha256"]
        self.packs = tuple(PackCard(*one) for one in plain["packs"])
        self.sources = tuple(SourceCard(*one) for one in plain["sources"])
        self.rules = tuple(map(RuleCard._make, plain["rules"]))
        self.plans: dict[Any, Any] = {}
        """What plan.py has chosen so far."""

    @property
    def is_whole(self) -> bool:
        """Whether what is unpacked later is there."""
        named = all("kind" in shape for shape in self._plain["shapes"].values())
        return named and {"law", "texts"} <= self._plain.keys()

    def law_for(self, document: str | None) -> LawSpan:
        """From when the law holds for documents of a type, and to when it was read."""
        days = self._plain["law"].get(document, (None, None))
        return LawSpan(*(None if day is None else date.fromordinal(day) for day in days))

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """The root shapes of documents, by type."""
        return _Shapes(self._plain["shapes"])

    @cached_property
    def compiled(self) -> CompiledRules:
        """The rules as functions."""
        units = tuple(CodeUnit(*unit) for unit in self._plain["units"])
        parameters = _parameters(self._plain["parameters"])
        replaced = tuple(
            ReplacedTable(document, state, _parameters(table))
            for document, state, table in self._plain["replaced"]
        )
        remembered = self._plain["remembered"]
        return CompiledRules(units, remembered, parameters, self._texts, replaced)

    def _texts(self) -> tuple[str, ...]:
        texts: tuple[str, ...] = marshal.loads(zlib.decompress(self._plain["texts"]))  # noqa: S302  # our own, see cache.py
        return texts


class _Shapes(Mapping[str, Shape]):
    """Root shapes, each unpacked when it is first asked for."""

    def __init__(self, plain: Mapping[str, dict[str, Any]]) -> None:
        self._plain = plain
        self._made: dict[str, Shape] = {}

    def __getitem__(self, name: str) -> Shape:
        if name not in self._made:
            self._made[name] = shape_from_plain(self._plain[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


def kit_to_bytes(plain: dict[str, Any]) -> bytes:
    """A kit's plain parts, for the cache."""
    return marshal.dumps(plain)


def kit_from_bytes(content: bytes | memoryview) -> Kit | None:
    """The kit in bytes that this program wrote; None if they hold no kit after all."""
    try:
        kit = Kit(marshal.loads(content))  # noqa: S302  # our own, see cache.py
        # What every check takes out of it is taken out here.
        whole = kit.shapes and kit.compiled and kit.is_whole
    except Exception:  # noqa: BLE001  # whatever is wrong with a cache, it only costs time
        return None
    return kit if whole else None


def _parameters(plain: dict[str, Any]) -> ParameterTable:
    return {
        name: {state: tuple(map(_held, values)) for state, values in by_state.items()}
        for name, by_state in plain.items()
    }


def _held(plain: tuple[int, Any]) -> Held:
    start, value = plain
    return Held(date.fromordinal(start), value_from_plain(value))


def value_to_plain(value: Any) -> Any:
    """A fixed value of a rule in parts that `marshal` takes."""
    if isinstance(value, Fraction):
        return ("number", value.numerator, value.denominator)
    if isinstance(value, date):
        return ("day", value.toordinal())
    if isinstance(value, tuple):
        return ("list", *(value_to_plain(entry) for entry in value))
    return value


def value_from_plain(plain: Any) -> Any:
    """The inverse of `value_to_plain`."""
    if not isinstance(plain, tuple):
        return plain
    kind, *parts = plain
    if kind == "number":
        return Fraction(*parts)
    if kind == "day":
        return date.fromordinal(parts[0])
    return tuple(value_from_plain(entry) for entry in parts)
