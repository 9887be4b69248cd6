"""The container of the old Office formats, and of files with a password -> sheets."""

from __future__ import annotations

from perkins_rules.extras import how_to_get
from perkins_rules.tables.grid import Sheet, TableFault
from perkins_rules.tables.readers.zip_parts import encrypted

_AS_XLSX = "Save it as an Excel workbook (.xlsx)."


def read_ole(name: str, data: bytes) -> list[Sheet]:
    """The sheets of an .xls workbook. Raises TableFault for all else, told by its streams."""
    if _holds(data, "EncryptedPackage"):
        raise encrypted(name)
    is_text = _holds(data, "WordDocument")
    if is_text and (name.lower().endswith(".doc") or not _holds(data, "Workbook")):
        what = f"{name} is in the old format of Word (.doc), which is not read."
        raise TableFault(what, "Save it as a Word document (.docx).")
    try:
        from perkins_rules.tables.readers.xls_reader import read_xls
    except ModuleNotFoundError as missing:
        if missing.name != "xlrd":
            raise
        what = f"{name} is in the old format of Excel (.xls), which takes one library more."
        raise TableFault(what, f"{_AS_XLSX} Or: {how_to_get('import')}") from missing
    return read_xls(name, data)


def _holds(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data
