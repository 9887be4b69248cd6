"""The built page: its files by their paths, with what a browser is told of each."""

from __future__ import annotations

import shutil
from pathlib import Path

from perkins_rules import assets
from perkins_rules.app.faults import Stop

MARK = "site.json"
"""A file that the page has; a folder with it holds a page."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".zip": "application/zip",
}
"""Of scripts and of wasm, a browser takes no other type than these."""


def site_files() -> dict[str, Path]:
    """The files of the page by their paths below it, `index.html` among them. Raises Stop."""
    folder = assets.built_page()
    if not (folder / MARK).is_file():
        hint = "In a copy of the repository `make page` builds it; that needs Node."
        raise Stop("the page is not there: it was not built when this was installed.", hint)
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}


def mime_of(name: str) -> str:
    """The type of a file by its name."""
    return _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")


def write_site(folder: Path) -> int:
    """Copies the page into a folder: a new or empty one, or one that holds an earlier page; how
    many files it has. Raises Stop.
    """
    files = site_files()
    try:
        if folder.exists() and not folder.is_dir():
            raise Stop(f"{folder} is a file, and no folder.", "Take another name.")
        if folder.exists() and any(folder.iterdir()) and not (folder / MARK).is_file():
            raise Stop(f"{folder} holds other files already.", "Take a folder of its own.")
        for name, path in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    except OSError as error:
        raise Stop(f"{error.filename or folder}: {error.strerror}.") from error
    return len(files)
