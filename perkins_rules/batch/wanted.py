"""Which files below a folder, in an archive or at an address may hold documents, by their names."""

from __future__ import annotations

from perkins_rules.batch.names import is_hidden, may_hold
from perkins_rules.determinations.place import is_determinations
from perkins_rules.waivers.place import is_waivers


def is_wanted(inner: str) -> bool:
    """Whether a file below a folder may hold documents, by its path there."""
    return may_hold(inner) and not is_hidden(inner) and not is_beside(inner)


def is_beside(name: str) -> bool:
    """Whether a file is read beside documents or rules, and is none itself."""
    base = name.replace("\\", "/").rpartition("/")[2]
    is_record = is_determinations(base) or is_waivers(base)
    return is_record or base == "perkins.yaml" or base.endswith(".schema.json")
