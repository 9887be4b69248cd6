"""Addresses of remote files (`s3://…`, `https://…`) -> members, by way of fsspec."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from perkins_rules.batch.containers import archive_members, line_members
from perkins_rules.batch.members import Members, MissingLibrary, inner_member
from perkins_rules.batch.names import is_archive, is_lines
from perkins_rules.batch.wanted import is_beside, is_wanted
from perkins_rules.member import Member, faulty, in_words

# Others read archives, which are held to nothing there, or files of this machine past the guards
# of local names, or start programs.
PROTOCOLS = frozenset(("https", "http", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"))
_LOCAL = frozenset(("file", "local"))


def remote_members(address: str, limit_bytes: int) -> Members:
    """The documents at an address: a file, or all below a folder or matching a pattern."""
    if refusal := _refusal(address):
        yield faulty(address, *refusal)
        return
    try:
        import fsspec
    except ImportError as error:
        raise MissingLibrary("a remote path", "remote") from error
    try:
        system, path = fsspec.core.url_to_fs(address)
        found = _found(system, path)
    except Exception as error:  # noqa: BLE001  # each kind of storage has errors of its own
        yield _unreadable(address, error)
        return
    if not found:
        yield faulty(address, f"There is no document at `{address}`.")
    for inner in found:
        yield from _read(system, inner, address if inner == path else None, limit_bytes)


def _refusal(address: str) -> tuple[str, str] | None:
    """Why an address is not read, and what would be right; None where it is."""
    protocol = address.partition("://")[0]
    if "::" in address:
        message = f"`{address}` is several addresses in one, joined by `::`; these are not read."
        return (
            message,
            "Name one address; an archive at it is opened as it is. In a URL, `::` is `%3A%3A`.",
        )
    if protocol in PROTOCOLS:
        return None
    message = f"`{address}` cannot be read: "
    if protocol in _LOCAL:
        return f"{message}write the path without `{protocol}://`.", "Write the path itself."
    message += f"it is of the kind `{protocol}://`, which is not opened."
    return message, "Write an address that begins with `https://`, `s3://`, `gs://` or `az://`."


def _found(system: Any, path: str) -> list[str]:
    """A web server tells nothing of folders, and `?` is part of its addresses."""
    if "http" in system.protocol:
        return [path]
    if "*" in path or "?" in path:
        return _in_order(file for file in system.glob(path) if not is_beside(file))
    if system.isdir(path):
        inside = len(path.rstrip("/"))
        return _in_order(file for file in system.find(path) if is_wanted(file[inside:]))
    return [path]


def _in_order(paths: Iterable[str]) -> list[str]:
    return sorted(paths, key=lambda path: path.split("/"))


def _read(system: Any, path: str, address: str | None, limit_bytes: int) -> Members:
    """`address` is what the user wrote, when the user named this very file."""
    name = address or system.unstrip_protocol(path)
    try:
        with system.open(path, "rb") as file:
            if is_archive(path):
                yield from archive_members(name, file, limit_bytes)
            elif is_lines(path):
                yield from line_members(name, file, limit_bytes)
            else:
                data = file.read(limit_bytes + 1)
                yield Member(name, data) if address else inner_member(name, data)
    except MissingLibrary:
        raise
    except Exception as error:  # noqa: BLE001  # each kind of storage has errors of its own
        yield _unreadable(name, error)


def _unreadable(name: str, error: Exception) -> Member:
    nothing = isinstance(error, FileNotFoundError)
    why = "there is no such file" if nothing else in_words(error)
    return faulty(name, f"`{name}` cannot be read: {why}.")
