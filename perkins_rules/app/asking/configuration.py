"""The configuration of a repository: where it is, and what a request is with it.

Every check asks; where there is no configuration, that costs a look into a few folders.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from perkins_rules.app.asking.request import Request
from perkins_rules.app.asking.settings import (
    TOML,
    YAML,
    Configuration,
    Setting,
    has_table,
    named_from_here,
)
from perkins_rules.app.faults import Stop
from perkins_rules.batch.names import is_pattern, is_remote
from perkins_rules.waivers.place import FILE as WAIVERS


def configuration(
    files: Sequence[str], named: str | None = None, wanted: bool = True
) -> Configuration:
    """The configuration for documents: of the file that is `named`, or else of the nearest one in
    the folder of the documents or above it; none when none is `wanted`.
    Raises Stop for a file that cannot be used.
    """
    if not wanted:
        return Configuration()
    path, waivers = _nearest(files) if named is None else (named, _beside(named))
    found = Configuration()
    if path is not None:
        from perkins_rules.app.asking.configuration_reader import read_configuration

        found = read_configuration(path)
    if waivers is not None and "waivers" not in found.settings:
        origin = "found beside the documents or above them"
        found = found._replace(settings={**found.settings, "waivers": Setting(waivers, origin)})
    return found


def _nearest(files: Sequence[str]) -> tuple[str | None, str | None]:
    """The nearest configuration, and the nearest waivers.

    Neither is looked for above a repository; and without one, waivers only in the folder itself:
    a file that somebody left in a folder above must not waive anything.
    """
    start = _start(files)
    waivers: list[str] = []
    for folder in _upwards(start):
        waivers = waivers or _there(folder, WAIVERS)
        found = _there(folder, YAML) + [p for p in _there(folder, TOML) if has_table(p)]
        if found or os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
            return _shown(found), _shown(waivers)
    return None, _shown([p for p in waivers if os.path.dirname(p) == start])  # noqa: PTH120


def _beside(path: str) -> str | None:
    """The waivers in the folder of a file."""
    return _shown(_there(os.path.dirname(os.path.abspath(path)), WAIVERS))  # noqa: PTH100, PTH120


def _there(folder: str, name: str) -> list[str]:
    path = os.path.join(folder, name)  # noqa: PTH118
    return [path] if os.path.isfile(path) else []  # noqa: PTH113


def _shown(paths: list[str]) -> str | None:
    return named_from_here(paths[0]) if paths else None


def _start(files: Sequence[str]) -> str:
    """The folder in which all documents lie that have one: what lies beside one of several says
    nothing of the others, in whatever order they are named.
    """
    local = [f for f in files if f and f != "-" and not is_remote(f) and "\0" not in f]
    try:
        return os.path.commonpath([_folder_of(name) for name in local])
    except ValueError:  # there is none, or they lie on several drives
        return os.getcwd()  # noqa: PTH109


def _folder_of(name: str) -> str:
    at = os.path.abspath(name)  # noqa: PTH100
    while is_pattern(at):
        at = os.path.dirname(at)  # noqa: PTH120
    return at if os.path.isdir(at) else os.path.dirname(at)  # noqa: PTH112, PTH120


def _upwards(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return
        folder = above


# ------------------------------------------------------------------ commands


def own_rules(given: Sequence[str], beside: Sequence[str] = ()) -> tuple[str, ...]:
    """The folders of rules that the command line gives; else those that are set for documents, or
    for the folder that the user is in.
    """
    return tuple(given) or tuple(configuration(beside).value("rules") or ())


def named_or_own(paths: Sequence[str]) -> tuple[str, ...]:
    """The rules that are named; else those that are set. Raises Stop when there are none."""
    found = own_rules(paths)
    if not found:
        raise Stop(
            "missing argument 'PATH...'.",
            "Name a rule file or a folder of them, or set `rules` in perkins.yaml.",
        )
    return found


def asked_with(found: Configuration, told: Mapping[str, Any]) -> dict[str, Any]:
    """as_of, edition and profile as the command line says them, or else as they are set."""
    names = {"as_of": "as-of", "edition": "edition", "profile": "profile"}
    return {
        name: told.get(name) if told.get(name) is not None else found.value(key)
        for name, key in names.items()
    }


# ------------------------------------------------------------------ requests


def configured(request: Request) -> Request:
    """A request with what is set for its documents, where the command line does not say it."""
    found = configuration(request.files, request.config, wanted=not request.no_config)
    return with_settings(request, found)


def with_settings(request: Request, found: Configuration) -> Request:
    """The same, with a configuration that is known."""
    if not found.settings:
        return request
    told: dict[str, Any] = {}
    origins: list[tuple[str, str]] = []
    for key, setting in found.settings.items():
        field = key.replace("-", "_")
        if field in Request._fields and not is_told(request, field):
            told[field] = setting.value
            origins.append((field, setting.origin))
    told["settings_of"] = found.folder
    if "include" in found.settings or "exclude" in found.settings:
        told["files_of"] = found.folder
    return request._replace(**told, origins=tuple(origins))


def is_told(request: Request, field: str) -> bool:
    """Whether the command line says what a field is."""
    plain = Request._field_defaults[field]
    return field in request.given or getattr(request, field) != plain
