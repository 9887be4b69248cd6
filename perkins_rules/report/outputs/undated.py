"""Entries of a zip file that bear one fixed day: the same content, the same bytes."""

from __future__ import annotations

from zipfile import ZIP_DEFLATED, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)


def undated(name: str) -> ZipInfo:
    """An entry of this name, packed, as any system would write it."""
    entry = ZipInfo(name, _DAY)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
    return entry
