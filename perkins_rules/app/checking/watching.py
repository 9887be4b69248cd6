"""`check --watch`: check again whenever a file changes, until somebody ends it.

Files are asked by their names for when they changed: so an editor that puts a new file in the
place of the old one is seen, and so are changes on the drives of an office, which tell nobody.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from perkins_rules.app.asking.configuration import configured
from perkins_rules.app.asking.request import Request
from perkins_rules.app.asking.settings import TOML, YAML
from perkins_rules.app.console import write_out
from perkins_rules.app.faults import INTERRUPTED, PIPE_CLOSED, Stop, guarded
from perkins_rules.batch.names import is_hidden, is_pattern, is_remote, may_hold
from perkins_rules.determinations.place import place_beside
from perkins_rules.waivers.place import FILE as WAIVERS

_SECONDS_BETWEEN_LOOKS = 0.5
Seen = dict[str, tuple[int, int, int]]
"""What is known of each file that is watched: when it changed, its size, its number on the disk."""


def watch(
    request: Request,
    check: Callable[[Request], int],
    fix: Callable[[Request], int],
    pause: Callable[[float], None] = lambda took: time.sleep(max(_SECONDS_BETWEEN_LOOKS, 9 * took)),
) -> int:
    """Runs the check now, and again after each change; the exit code is that of the last run.

    `fix` comes before, so that what it writes is no change. `pause` waits for a while
    (it is told how many seconds the look took, which is long for a huge folder);
    KeyboardInterrupt ends it all. Raises Stop for what cannot be watched.
    """
    for name in request.files:
        if name == "-" or is_remote(name):
            raise Stop(f"`{name}` cannot be watched.", "Name files or folders of this machine.")
    code = INTERRUPTED
    try:
        while True:
            _clear()
            fixed = _run(fix, request) if request.fix and not request.diff else 0
            seen = _seen(request)
            code = max(fixed, _run(check, request._replace(fix=False)))
            if code == PIPE_CLOSED:
                return code  # nobody reads on
            write_out(f"Watching {', '.join(request.files)}; Ctrl-C ends it.\n")
            start = time.monotonic()
            while _seen(request) == seen:
                pause(time.monotonic() - start)
                start = time.monotonic()
    except KeyboardInterrupt:
        write_out("\n")
    return code


def _clear() -> None:
    if sys.stdout is not None and sys.stdout.isatty():
        write_out("\x1b[2J\x1b[H")


def _run(step: Callable[[Request], int], request: Request) -> int:
    """What stops one run does not end the watch, but for Ctrl-C."""
    code = guarded(lambda: step(request))
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code


def _seen(request: Request) -> Seen:
    found: Seen = {}
    for path in _watched(request):
        try:
            told = os.stat(path)  # noqa: PTH116  # many times a second
        except (OSError, ValueError):
            continue
        found[path] = (told.st_mtime_ns, told.st_size, told.st_ino)
    return found


def _watched(request: Request) -> Iterator[str]:
    """The documents, what counts beside them, and what the request names: records and rules. What
    the run itself writes is not watched.
    """
    written = {
        os.path.realpath(p) for p in (*request.outputs, request.receipt, request.resume) if p
    }
    for path in _read(request):
        if path and os.path.realpath(path) not in written:
            yield path


def _read(request: Request) -> Iterator[str | None]:
    try:
        set_here = configured(request)
    except Stop:
        set_here = request  # it is told when the check is made
    yield from (set_here.determinations, set_here.waivers, set_here.baseline, set_here.config)
    for name in request.files:
        yield from (file for file in _files_of(name) if file == str(Path(name)) or may_hold(file))
        yield place_beside(name)
        for folder in Path(name).absolute().parents:
            yield from (str(folder / one) for one in (YAML, TOML, WAIVERS))
    for place in set_here.rules:
        yield from _files_of(place)


def _files_of(name: str) -> Iterator[str]:
    """The file of this name; or those in the folder, or in that which a pattern starts from. What
    editors and others hide there is none.
    """
    path = Path(name)
    while is_pattern(str(path)):
        path = path.parent
    if not path.is_dir():
        yield str(path)
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(one for one in folders if not is_hidden(one))
        yield from (os.path.join(folder, file) for file in files if not is_hidden(file))  # noqa: PTH118
