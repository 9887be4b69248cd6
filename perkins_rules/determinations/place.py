"""Where the determinations on a document stand. Imports next to nothing: every check asks."""

from __future__ import annotations

import os
from hashlib import sha256

ENDING = ".determinations.yaml"
_DOCUMENTS = (".yaml", ".yml", ".json")


def place_beside(name: str) -> str | None:
    """The name of the file for a document's, `plan.determinations.yaml`; None where none can be."""
    if name in ("", "-") or "\0" in name or "://" in name or name.lower().endswith(ENDING):
        return None
    stem, ending = os.path.splitext(name)  # noqa: PTH122  # a name, which may be no path at all
    return (stem if ending.lower() in _DOCUMENTS else name) + ENDING


def found_beside(name: str) -> str | None:
    """The same, if there is such a file."""
    place = place_beside(name)
    return place if place is not None and os.path.exists(place) else None  # noqa: PTH110


def digest_beside(name: str) -> str:
    """The digest of that file, empty if there is none: with it, what a store keeps of the document
    still holds.
    """
    place = found_beside(name)
    if place is None:
        return ""
    try:
        with open(place, "rb") as file:  # noqa: PTH123
            return sha256(file.read()).hexdigest()
    except OSError:
        return "unreadable"


def is_determinations(name: str) -> bool:
    """Whether a file, by its name, holds determinations and is no document."""
    return name.lower().endswith(ENDING)
