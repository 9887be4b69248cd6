"""A store of results -> the reports in it. It is only read."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

from perkins_rules.app.faults import Stop
from perkins_rules.batch.result import result_from_bytes
from perkins_rules.batch.store import VERSION
from perkins_rules.findings import DocumentReport


def stored_reports(path: str) -> dict[str, DocumentReport]:
    """The reports in a store, by the names of their documents. Raises Stop."""
    try:
        database = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise Stop(f"the store {path} cannot be read: {error}.") from error
    try:
        (version,) = database.execute("pragma user_version").fetchone()
        if version != VERSION:
            raise Stop(f"{path} is not a store of this version of perkins-rules.")
        rows = database.execute("select name, content from results order by name")
        return {name: result_from_bytes(zlib.decompress(c)).report for name, c in rows}
    except (sqlite3.Error, zlib.error, ValueError, KeyError, TypeError) as error:
        raise Stop(f"the store {path} cannot be read: {error}.") from error
    finally:
        database.close()
