"""A misspelt path -> the field that was probably meant, wherever in the document it stands."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from perkins_rules.documents import Shape

_DEEPEST = 8
_MOST = 3


def near_paths(root: Shape, parts: Sequence[str]) -> str:
    """`did you mean `budget.reserve.amount`?`, of those that end alike or are spelt nearly so; or
    nothing.
    """
    written = ".".join(parts)
    paths = list(_paths(root, "", _DEEPEST))
    ends = [path for path in paths if f".{path}".endswith(f".{written}")]
    if not ends and len(parts) > 1:
        ends = [path for path in paths if f".{path}".endswith("." + ".".join(parts[1:]))]
    if not ends:
        ends = [path for path in paths if path.rpartition(".")[2] == parts[-1]]
    few = 0 < len(ends) <= _MOST
    close = ends if few else difflib.get_close_matches(written, paths, n=1, cutoff=0.75)
    named = " or ".join(f"`{path}`" for path in close)
    return f"did you mean {named}?" if named else ""


def _paths(shape: Shape, above: str, deeper: int) -> Iterator[str]:
    """Every path through groups of fields; what is in a list has no path of its own."""
    for name, field in shape.fields.items() if deeper else ():
        yield above + name
        if field.kind == "record":
            yield from _paths(field, f"{above}{name}.", deeper - 1)
