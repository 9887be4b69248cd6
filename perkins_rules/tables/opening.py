"""bytes -> sheets, by what the file is, not by what it is called."""

from __future__ import annotations

from perkins_rules.tables.csv_reader import read_csv
from perkins_rules.tables.grid import Sheet, TableFault

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXTS = (".csv", ".tsv", ".tab", ".txt")
_AS_XLSX = "Save it as an Excel workbook (.xlsx), or as CSV UTF-8."


def read_table(name: str, data: bytes) -> list[Sheet]:
    """The sheets of a .xlsx or .csv file. Raises TableFault."""
    if not data.strip():
        raise TableFault(f"{name} is empty.")
    if data.startswith(_OLE):
        raise _old(name, data)
    if data.startswith(_ZIP):
        from perkins_rules.tables.xlsx_reader import read_xlsx

        return read_xlsx(name, data)
    if not name.lower().endswith(_TEXTS) and name != "-":
        raise _other(name, data)
    return [read_csv(name, data)]


def _old(name: str, data: bytes) -> TableFault:
    if _ENCRYPTED in data:
        hint = "Open it, take the password off (File, Info, Protect Workbook), and save it again."
        return TableFault(f"{name} is encrypted with a password.", hint)
    return TableFault(f"{name} is in the old format of Excel (.xls), which is not read.", _AS_XLSX)


def _other(name: str, data: bytes) -> TableFault:
    start = data[:500].lstrip().lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table")):
        return TableFault(f"{name} is a web page, whatever it is called.", _AS_XLSX)
    if start.startswith(b"%pdf"):
        return TableFault(f"{name} is a PDF file; a table in it is not read.", _AS_XLSX)
    hint = f"{_AS_XLSX} The name of a CSV file ends in .csv."
    return TableFault(f"{name} is not a workbook of Excel.", hint)
