"""Where the determinations on a document stand. Imports next to nothing: every check asks."""

from __future__ import annotations

import os

from perkins_rules.record_file import RecordFile, read_record

ENDING = ".determinations.yaml"
_DOCUMENTS = (".yaml", ".yml", ".json")


def place_beside(name: str) -> str | None:
    """The name of the file for a document's, `plan.determinations.yaml`; None where none can be."""
    if name in ("", "-") or "\0" in name or "://" in name or name.lower().endswith(ENDING):
        return None
    stem, ending = os.path.splitext(name)  # noqa: PTH122  # a name, which may be no path at all
    return (stem if ending.lower() in _DOCUMENTS else name) + ENDING


def beside(name: str) -> RecordFile | None:
    """That file as it is now; None when there is none."""
    place = place_beside(name)
    if place is None or not os.path.exists(place):  # noqa: PTH110  # every check pays for imports
        return None
    return read_record(place)


def is_determinations(name: str) -> bool:
    """Whether a file, by its name, holds determinations and is no document."""
    return name.lower().endswith(ENDING)
