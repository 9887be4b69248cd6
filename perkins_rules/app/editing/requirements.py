"""The sentences of the registers by the ids of requirements: those of the program, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from perkins_rules import assets


@cache
def requirements() -> Mapping[str, str]:
    """Id -> the requirement and its place; nothing where the registers cannot be read."""
    from perkins_rules.analysis.coverage.coverage_fields import RegisterError
    from perkins_rules.analysis.coverage.coverage_register import read_register

    try:
        entries = read_register([assets.built_in_rules() / "register"]).entries
    except RegisterError:
        return {}
    return {id_: f"{entry.requirement} ({entry.citation})" for id_, entry in entries.items()}
