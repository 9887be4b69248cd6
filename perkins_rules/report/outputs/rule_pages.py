"""A rule -> its page on the site that `make docs` builds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from perkins_rules import assets


def page_address(site: str, rule: Any) -> str:
    """The page of a built-in rule on the site at an address; of other rules there is none."""
    if not site or rule is None:
        return ""
    built_in = Path(rule.source.name).is_relative_to(assets.built_in_rules())
    return f"{site}law/{rule.id}.html" if built_in else ""
