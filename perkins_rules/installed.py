"""Rule packs that come with other distributions, by the entry point group `perkins_rules.packs`.

An entry point names a package, in whose folder `.rules` files stand, and the schemas of document
types that they bring; it is found, never imported.
To look for distributions takes longer than a small check, so what was found is kept, for as long
as none of the folders in which distributions are installed has changed.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from perkins_rules import cache
from perkins_rules.diagnostics import Diagnostic, RuleFileError
from perkins_rules.schema_files import schema_paths
from perkins_rules.source import NOWHERE, SourceText

GROUP = "perkins_rules.packs"
_SETTLED_NS = 2_000_000_000
"""What changed within two seconds may change again unseen: the clock of a file system is coarse."""


class Installed(NamedTuple):
    """An entry point: the distribution with its version, what it is called and what it names.

    `folder` is empty, and `fault` in words, when that is no folder with rule files.
    """

    distribution: str
    name: str
    value: str
    folder: str = ""
    fault: str = ""


def installed_packs() -> list[Installed]:
    """What other distributions bring, in the order of their names."""
    places = _places()
    key = f"{_stamp(places)}.installed"
    kept = cache.load(cache.user_folder(), key)
    if kept is not None:
        return [Installed._make(one) for one in marshal.loads(kept)]  # noqa: S302  # see cache.py
    found = sorted(_found(list(places)))
    if all(changed < time.time_ns() - _SETTLED_NS for changed in places.values()):
        cache.save(cache.user_folder(), key, marshal.dumps([tuple(one) for one in found]))
    return found


def installed_sources() -> list[SourceText]:
    """The rule files and schemas of all of them, called by distribution and file.

    Raises RuleFileError.
    """
    packs = installed_packs()
    return [source for pack in packs for source in _sources(pack)] if packs else []


def installed_examples() -> list[SourceText]:
    """The files of further examples that distributions bring."""
    return [
        SourceText(f"{pack.distribution}: {file.relative_to(pack.folder).as_posix()}", text)
        for pack in installed_packs()
        if pack.folder
        for file in sorted(Path(pack.folder).rglob("*.examples"))
        if (text := file.read_text(encoding="utf-8-sig"))
    ]


def distribution_of(source: SourceText) -> str:
    """The distribution that brings a rule file; empty for built-in packs and the user's own."""
    name, colon, _ = source.name.partition(": ")
    known = {pack.distribution for pack in installed_packs()} if colon else set()
    return name if name in known else ""


def path_of(source: SourceText) -> Path:
    """Where a file lies: one of a distribution in its folder, any other under its own name."""
    name, _, file = source.name.partition(": ")
    folders = [pack.folder for pack in installed_packs() if pack.distribution == name]
    return next((p for folder in folders if (p := Path(folder, file)).is_file()), Path(source.name))


# ------------------------------------------------------------------ the rule files


def _sources(pack: Installed) -> Iterator[SourceText]:
    if pack.fault:
        raise _broken(pack, pack.fault)
    folder = Path(pack.folder)
    files = sorted(folder.rglob("*.rules"))
    if not files:
        raise _broken(pack, "there are no rule files (*.rules) in its package")
    for file in (*files, *_schemas(pack, folder)):
        name = f"{pack.distribution}: {file.relative_to(folder).as_posix()}"
        try:
            text = file.read_text(encoding="utf-8-sig")
        except OSError as error:
            reason = error.strerror or "unknown"
            raise _broken(pack, f"{file.name} cannot be read: {reason}") from error
        except UnicodeDecodeError as error:
            raise _broken(pack, f"{file.name} is not UTF-8 text") from error
        yield SourceText(name, text)


def _schemas(pack: Installed, folder: Path) -> list[Path]:
    try:
        return schema_paths([folder])
    except OSError as error:
        reason = error.strerror or "unknown"
        raise _broken(pack, f"a schema of it cannot be read: {reason}") from error


def _broken(pack: Installed, fault: str) -> RuleFileError:
    line = f"{pack.name} = {pack.value}"
    source = SourceText(f"{pack.distribution}: entry point", line)
    message = f"the packs of {pack.distribution} cannot be used: {fault}"
    hint = f"mend or remove it: pip uninstall {pack.distribution.partition(' ')[0]}"
    span = NOWHERE._replace(end_column=len(line) + 1)
    return RuleFileError((Diagnostic("installed-pack", message, source, span, hint),))


# ------------------------------------------------------------------ looking for them


def _places() -> dict[str, int]:
    """The folders in which distributions may be, with the time of their last change.

    The folder in which the user happens to be is none of them: what lies in a repository is not
    installed by that.
    """
    here = _resolved(".")
    found: dict[str, int] = {}
    for entry in sys.path:
        try:
            state = os.stat(entry) if entry else None  # noqa: PTH116  # on every start
        except OSError:
            continue
        if state is not None and _resolved(entry) != here:
            found[entry] = state.st_mtime_ns
    return found


def _resolved(place: str) -> str:
    return os.path.realpath(place)


def _stamp(places: dict[str, int]) -> str:
    told = repr((sys.version, *places.items()))
    return sha256(told.encode()).hexdigest()[:40]


def _found(places: Sequence[str]) -> Iterator[Installed]:
    from importlib.metadata import distributions

    seen: set[str] = set()
    for distribution in distributions(path=list(places)):
        points = [point for point in distribution.entry_points if point.group == GROUP]
        name = distribution.metadata["Name"] if points else None
        if not name or name.lower().replace("_", "-") in seen:
            continue  # none of ours, a broken leftover, or one that another stands before
        seen.add(name.lower().replace("_", "-"))
        for point in points:
            yield _located(f"{name} {distribution.version}", point.name, point.value, places)


def _located(distribution: str, name: str, value: str, places: Sequence[str]) -> Installed:
    """An entry point with the folder of the package that it names."""
    package = value.partition("[")[0].strip()
    pack = Installed(distribution, name, value)
    if not all(part.isidentifier() for part in package.split(".")):
        return pack._replace(fault=f"its entry point names `{value}`, which is no package")
    top, *inner = package.split(".")
    for folder in _folders(top, places):
        place = Path(folder, *inner)
        if place.is_dir():
            return pack._replace(folder=str(place))
    return pack._replace(fault=f"its entry point names the package `{package}`, which is not there")


def _folders(top: str, places: Sequence[str]) -> list[str]:
    """The folders of a package, which is found and not run: in the places, or where an editable
    install says.
    """
    from importlib.machinery import PathFinder
    from importlib.util import find_spec

    try:
        spec = PathFinder.find_spec(top, places) or find_spec(top)
    except (ImportError, ValueError, AttributeError):
        return []
    found = list(spec.submodule_search_locations or ()) if spec is not None else []
    here = _resolved(".")
    return [folder for folder in found if _resolved(os.path.dirname(folder)) != here]  # noqa: PTH120
