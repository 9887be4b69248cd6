"""A store of results -> the reports in it. It is only read."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path
from typing import NamedTuple

from perkins_rules.app.faults import Stop
from perkins_rules.batch.result import result_from_bytes
from perkins_rules.batch.store import VERSION
from perkins_rules.findings import DocumentReport


class Stored(NamedTuple):
    """The reports of a store, by the names of their documents, and digests of what was asked."""

    reports: dict[str, DocumentReport]
    asked: frozenset[str]


_DIGEST = 64
"""Characters of the digest of what is asked of all documents; that of determinations follows."""


def stored_reports(path: str) -> Stored:
    """What a store holds. Raises Stop."""
    try:
        database = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise Stop(f"the store {path} cannot be read: {error}.") from error
    try:
        (version,) = database.execute("pragma user_version").fetchone()
        if version != VERSION:
            raise Stop(f"{path} is not a store of this version of perkins-rules.")
        rows = list(database.execute("select name, asked, content from results order by name"))
        reports = {name: result_from_bytes(zlib.decompress(c)).report for name, _, c in rows}
        return Stored(reports, frozenset(asked[:_DIGEST] for _, asked, _ in rows))
    except (sqlite3.Error, zlib.error, ValueError, KeyError, TypeError) as error:
        raise Stop(f"the store {path} cannot be read: {error}.") from error
    finally:
        database.close()
