"""What is broken + how all stands -> the smallest change with which it is kept, and nothing else is
broken; and what of that hangs on figures that wait for a value that cannot be read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from perkins_rules.engine.reference.instances import Pointers
from perkins_rules.findings import Severity
from perkins_rules.solving.conflict import Conflict
from perkins_rules.solving.encoding import Encoding, exactly
from perkins_rules.solving.guards import neg
from perkins_rules.solving.instances import Held
from perkins_rules.solving.kept import is_among
from perkins_rules.solving.search import Nearest, Now, connected, nearest, together
from perkins_rules.solving.unread import Leaning

_ERROR = Severity.ERROR.value


class Sought(NamedTuple):
    """What of the instances that are `broken` is to be kept, as all `stands`; pointers of what may
    rather `move`.
    """

    encoding: Encoding
    stands: Now
    broken: list[Held]
    move: Collection[str]


def smallest_change(sought: Sought) -> Nearest | None:
    """Without new warnings, where that can be. What a rule allows sums and percents to be off is
    for rounding: figures that move come to the very sum, where no more of them have to move for it.
    Raises TooHard.
    """
    encoding, stands, broken, move = sought
    standing_ = [one for one in stands.kept if one.rule.severity != Severity.INFO.value]
    near = connected(encoding, broken, [*standing_, *errors_among(stands.open)])
    opened = {id(one) for one in stands.open}
    open_ = [neg(one.broken) for one in near if id(one) in opened]
    standing_ = [one for one in near if id(one) not in opened]
    first = [pointer for pointer in encoding.space.unknowns if is_among(pointer, move)]
    for kept in (standing_, errors_among(standing_)):
        wanted = [*(one.met for one in broken), *(one.kept for one in kept), *open_]
        found = nearest(encoding, wanted, first)
        if found is not None:
            moved = set(found.changes)
            touched = [one for one in kept if moved & encoding.space.names_in(one.kept)]
            exact = exactly(encoding, [*broken, *touched])
            better = nearest(encoding, [*wanted, *exact], first)
            return better if better and len(better.changes) == len(moved) else found
    return None


def with_warnings(encoding: Encoding, stands: Now, broken: list[Held]) -> list[Held]:
    """The errors, and of the warnings those that can go with them and with one another: without
    use of what rules allow sums to be off, where that can be.
    """
    errors, kept = errors_among(broken), errors_among(stands.kept)
    asked = [*(one.met for one in errors), *(one.kept for one in kept)]
    asked += [neg(one.broken) for one in errors_among(stands.open)]
    warnings = [one for one in broken if one.rule.severity != _ERROR]
    exact = exactly(encoding, [*errors, *kept])
    found = together(encoding, [*asked, *exact], warnings)
    return [*errors, *((found if found is not None else together(encoding, asked, warnings)) or ())]


def hanging(sought: Sought, lean: Leaning, found: Nearest | Conflict) -> dict[str, str]:
    """The figures that would move otherwise, or could, if all that `lean`s on what waits were left
    out of account; and those that others would move for, while what is wrong with them waits: with
    what they have to wait for, too. Raises TooHard.
    """
    encoding, stands, broken, _ = sought
    if not lean:
        return {}
    loose = Now(*([one for one in those if key_of(one) not in lean] for those in stands))
    other = smallest_change(sought._replace(stands=loose))
    if other is None:
        return {}
    if isinstance(found, Conflict):
        moved = _named(encoding, (one for one in broken if one.rule in found.rules))
    else:
        held = _named(encoding, (one for one in errors_among(stands.broken) if key_of(one) in lean))
        moved = (held & _named(encoding, broken)) - found.changes.keys()
        moved |= {p for p, n in found.changes.items() if other.changes.get(p) != n}
    leans = [one for those in stands for one in those if key_of(one) in lean]
    return {pointer: _first_for(pointer, encoding, leans, lean) for pointer in sorted(moved)}


def _first_for(pointer: str, encoding: Encoding, leans: Iterable[Held], lean: Leaning) -> str:
    those = (lean[key_of(one)] for one in leans if pointer in _named(encoding, [one]))
    return next(those, next(iter(lean.values())))


def _named(encoding: Encoding, those: Iterable[Held]) -> frozenset[str]:
    """The unknowns of which instances speak."""
    space = encoding.space
    names = (space.names_in(guard) for one in those for guard in (one.kept, one.met, one.broken))
    return frozenset[str]().union(*names) & space.unknowns.keys()


def key_of(one: Held) -> tuple[str, Pointers]:
    """What an instance is called."""
    return one.rule.key, one.pointers


def errors_among(instances: Iterable[Held]) -> list[Held]:
    """Those of the rules whose failures are errors."""
    return [one for one in instances if one.rule.severity == _ERROR]
