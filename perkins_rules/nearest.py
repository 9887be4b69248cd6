"""What was probably meant by a misspelt word: the one rule by which names are near each other.

The lowest layer, since commands, documents, rules and records beside documents suggest alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

NEAR = 0.7
"""The share of letters that must agree."""
_LONGEST = 48
_CLOSEST = 5


def nearest(word: str, known: Iterable[str], cutoff: float = NEAR) -> str | None:
    """The known word that `word` was most likely meant to be; None when none is near: when less
    than `cutoff` of the letters agree, or a part before or behind a point or slash is another.
    """
    # Imported here: only a document with a fault pays for it.
    from difflib import get_close_matches

    folded = {_folded(name): name for name in known}
    asked = _folded(word[:_LONGEST].strip())
    if asked in folded:
        return folded[asked]
    near = get_close_matches(asked, folded, n=_CLOSEST, cutoff=cutoff)
    meant = [name for name in near if _are_alike(asked, name)]
    short = [] if meant else [name for name in folded if _is_short_for(asked, name)]
    return folded[meant[0]] if meant else folded[short[0]] if len(short) == 1 else None


def _are_alike(asked: str, name: str) -> bool:
    """Whether no part is another: `nothere.yaml` and `rep.yaml` agree in what all names end on."""
    from difflib import SequenceMatcher

    parts = re.split("[./]", asked), re.split("[./]", name)
    if len(parts[0]) != len(parts[1]):
        return True
    pairs = zip(*parts, strict=True)
    return all(
        one == other or SequenceMatcher(None, one, other).ratio() >= 0.6 for one, other in pairs
    )


def _is_short_for(asked: str, name: str) -> bool:
    """Whether each word is the beginning of that in its place: `admin-cap`."""
    words = re.split("[./_]", asked), re.split("[./_]", name)
    if len(words[0]) < 2 or len(words[0]) != len(words[1]):
        return False
    return all(one and other.startswith(one) for one, other in zip(*words, strict=True))


def _folded(name: str) -> str:
    return name.lower().replace(" ", "_").replace("-", "_")
