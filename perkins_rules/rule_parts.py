"""Checked rules in parts: a document that fails pays for the rules that it fails, not for all.

Each rule is a part of its own, and so are what rules share: definitions and the shapes of
documents. A part names others, and the texts of rule files, by their numbers; it is unpickled when
it is first asked for, and stays one object for all that name it.
"""

from __future__ import annotations

import io
import marshal
import pickle
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from perkins_rules.documents import Shape
from perkins_rules.source import SourceText
from perkins_rules.structs import evolve

if TYPE_CHECKING:  # the checked rules are not for the fast path
    from perkins_rules.check.tree import CheckedRule, RuleSet

Anew = Callable[[], "RuleSet"]
"""Makes the rule set from its rule files."""


def parted(rules: RuleSet, sources: Sequence[SourceText]) -> bytes:
    """A rule set in bytes: its head, the numbers of its rules, and the parts. Shapes of documents
    are left to the kit.
    """
    packing = _Packing(sources)
    numbers = tuple(packing.number_of(rule) for rule in rules.rules)
    head = packing.number_of(evolve(rules, rules=(), shapes={}))
    return marshal.dumps((head, numbers, tuple(packing.parts)))


def rules_from(
    content: bytes | memoryview,
    sources: Sequence[SourceText],
    shapes: Mapping[str, Shape],
    anew: Anew,
) -> RuleSet | None:
    """The rule set of what `parted` wrote, its rules unpickled one by one; None if the bytes hold
    no rule set after all. A rule that is none after all is taken from a rule set made anew.
    """
    from perkins_rules.check.tree import RuleSet

    try:
        head, numbers, parts = marshal.loads(content)  # noqa: S302  # our own, see cache.py
        unpacking = _Unpacking(parts, sources)
        rules = KeptRules(numbers, unpacking, anew)
        read = unpacking[head]
        return evolve(read, rules=rules, shapes=shapes) if isinstance(read, RuleSet) else None
    except Exception:  # noqa: BLE001  # whatever is wrong with a cache, it only costs time
        return None


class KeptRules(Sequence["CheckedRule"]):
    """The rules of a rule set, each read when it is first asked for."""

    def __init__(self, numbers: Sequence[int], unpacking: _Unpacking, anew: Anew) -> None:
        self._numbers, self._unpacking, self._anew = numbers, unpacking, anew
        self._made: RuleSet | None = None

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> CheckedRule: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[CheckedRule]: ...
    def __getitem__(self, place: int | slice) -> CheckedRule | Sequence[CheckedRule]:
        if isinstance(place, slice):
            return tuple(self[k] for k in range(len(self))[place])
        number = self._numbers[place]
        return self._kept(number) or self._rules_made()[place]

    def _kept(self, number: int) -> CheckedRule | None:
        from perkins_rules.check.tree import CheckedRule

        try:
            rule = self._unpacking[number]
        except Exception:  # noqa: BLE001  # whatever is wrong with a cache, it only costs time
            return None
        return rule if isinstance(rule, CheckedRule) else None

    def _rules_made(self) -> Sequence[CheckedRule]:
        if self._made is None:
            self._made = self._anew()
        return self._made.rules


# ------------------------------------------------------------------ parts


class _Packing:
    """Objects as parts. The numbers below that of the rule files are the files themselves."""

    def __init__(self, sources: Sequence[SourceText]) -> None:
        self.places = {source.name: place for place, source in enumerate(sources)}
        self.parts: list[bytes] = []
        self._numbers: dict[int, int] = {}

    def number_of(self, whole: Any) -> int:
        """The number of the part that is this object, which is made at its first mention."""
        if id(whole) not in self._numbers:
            written = io.BytesIO()
            _Pickler(written, self, whole).dump(whole)  # the parts that it names come before it
            self._numbers[id(whole)] = len(self.places) + len(self.parts)
            self.parts.append(written.getvalue())
        return self._numbers[id(whole)]


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, packing: _Packing, whole: Any) -> None:
        from perkins_rules.check.tree import Named

        super().__init__(file, protocol=5)
        self._packing, self._whole, self._shared = packing, whole, (Named, Shape)

    def persistent_id(self, part: Any) -> int | None:
        """The number of a rule file, whose name may change, or of what other parts share."""
        if isinstance(part, SourceText):
            return self._packing.places.get(part.name)
        is_shared = isinstance(part, self._shared) and part is not self._whole
        return self._packing.number_of(part) if is_shared else None


class _Unpacking:
    """Parts as objects."""

    def __init__(self, parts: Sequence[bytes], sources: Sequence[SourceText]) -> None:
        self._parts, self._first = parts, len(sources)
        self._made: dict[int, Any] = dict(enumerate(sources))

    def __getitem__(self, number: int) -> Any:
        """The object of a number. Raises whatever a damaged part makes of itself."""
        if number not in self._made:
            part = self._parts[number - self._first]
            self._made[number] = _Unpickler(part, self).load()
        return self._made[number]


class _Unpickler(pickle.Unpickler):
    def __init__(self, part: bytes, parts: _Unpacking) -> None:
        super().__init__(io.BytesIO(part))
        self._parts = parts

    def persistent_load(self, number: int) -> Any:
        """What a part names."""
        return self._parts[number]
