"""Folder -> the files below it, however deep; links to folders are not followed."""

from __future__ import annotations

import os
from pathlib import Path


def below(folder: Path, ending: str) -> list[Path]:
    """What is called so, in the order of the paths; folders that may not be read hold nothing.

    Raises OSError. `Path.rglob` would do, but for a folder that lies a thousand deep.
    """
    found: list[Path] = []
    ahead = [str(folder)] if folder.is_dir() else []
    while ahead:
        try:
            entries = list(os.scandir(ahead.pop()))
        except PermissionError:
            continue
        found += [Path(entry.path) for entry in entries if entry.name.endswith(ending)]
        ahead += [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
    return sorted(found)
