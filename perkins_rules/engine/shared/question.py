"""What a rule set is asked about, beside the document: one date, one edition, one profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

PROFILES = ("guide", "statute", "strict")
DEFAULT_PROFILE = "guide"
STAND_IN_EDITION = "2025-01"
"""Asked about when no source of the rules has an edition."""


class Question(NamedTuple):
    """`names` gives values to definitions and parameters: examples do, users do not. `reason` and
    `change` say why it is this edition, and what another has otherwise.
    """

    day: date
    edition: str = STAND_IN_EDITION
    profile: str = DEFAULT_PROFILE
    names: Mapping[str, Any] = {}
    reason: str | None = None
    change: str | None = None
