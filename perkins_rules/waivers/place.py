"""Where waivers stand, and which hold in a run. Imports next to nothing: every check asks."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from perkins_rules.engine.askable import AskableRules
    from perkins_rules.findings import DocumentReport
    from perkins_rules.waivers.applying import Waivers

FILE = "waivers.yaml"
COMMENT = "perkins-waiver"


class Kept(NamedTuple):
    """What a run goes by: the file of waivers, if there is one; the day by which they are judged;
    and whether the run is for one document `alone`, which all waivers of the file are then for.
    """

    path: str | None
    today: str
    alone: bool


class Applied:
    """Applies the waivers of a run to one report after another; reads them when first needed."""

    def __init__(self, kept: Kept, rules: AskableRules) -> None:
        self._kept, self._rules = kept, rules
        self._waivers: Waivers | None = None

    def concern(self, data: bytes) -> bool:
        """Whether there may be waivers for a document with these bytes."""
        return self._kept.path is not None or COMMENT.encode() in data

    def on(self, report: DocumentReport, document: Any, all_asked: bool) -> DocumentReport:
        """The report of a document that was read, with the waivers on it; `all_asked` is False
        when rules were left out: nothing is then said of waivers that match nothing.
        """
        if self._waivers is None:
            from perkins_rules.waivers.applying import Waivers

            self._waivers = Waivers(self._kept, self._rules)
        return self._waivers.on(report, document, all_asked)


def is_waivers(name: str) -> bool:
    """Whether a file, by its name, holds waivers and is no document."""
    low = os.path.basename(name).lower()  # noqa: PTH119  # a name, which may be no path at all
    return low == FILE or low.endswith(f".{FILE}")


def digest_of(path: str | None) -> str:
    """The digest of a file of waivers: with it, what a store keeps of a document still holds."""
    if path is None:
        return ""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return sha256(file.read()).hexdigest()
    except OSError:
        return "unreadable"
