"""A pattern of names -> what matches it. `**` does not go into folders by way of links: of two that
lead to the folder they lie in, `glob` would follow each through each without end.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path


def matching(pattern: str) -> list[str]:
    """The names that match, in the order of their parts; each once."""
    drive, rest = os.path.splitdrive(pattern)
    places = {drive + rest[: len(rest) - len(rest.lstrip(_SLASHES))]}
    parts = [part for part in rest.replace(os.sep, "/").split("/") if part]
    while parts and parts[-1] == "**":
        parts.pop()  # all that is below a folder: whoever takes the folder takes it
    for part in parts:
        find = _folders if part == "**" else partial(_named, part=part)
        places = {one for place in places for one in find(place)}
    return sorted((place or "." for place in places), key=lambda name: Path(name).parts)


_SLASHES = "/" + os.sep


def _named(place: str, part: str) -> Iterable[str]:
    """What is called so in a folder: a pattern does not match what is hidden."""
    return glob.glob(os.path.join(glob.escape(place), part))  # noqa: PTH118, PTH207  # as above


def _folders(place: str) -> Iterable[str]:
    """The folder, and those below it that are not hidden."""
    ahead = [place]
    while ahead:
        folder = ahead.pop()
        yield folder
        try:
            entries = list(os.scandir(folder or "."))
        except OSError:
            continue  # as for any pattern: there is nothing in it
        shown = (entry for entry in entries if not entry.name.startswith("."))
        ahead += [
            os.path.join(folder, entry.name)  # noqa: PTH118  # as above
            for entry in shown
            if entry.is_dir(follow_symlinks=False)
        ]
