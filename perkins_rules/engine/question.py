"""What a rule set is asked about, beside the document: one date, one edition, one profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

PROFILES = ("guide", "statute", "strict")
DEFAULT_PROFILE = "guide"
DEFAULT_EDITION = "2025-01"


class Question(NamedTuple):
    """`names` gives values to definitions and parameters: examples do, users do not."""

    day: date
    edition: str = DEFAULT_EDITION
    profile: str = DEFAULT_PROFILE
    names: Mapping[str, Any] = {}
