"""bytes -> sheets, by what the file is, not by what it is called."""

from __future__ import annotations

from perkins_rules.tables.grid import Sheet, TableFault
from perkins_rules.tables.readers.csv_reader import read_csv

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TEXTS = (".csv", ".tsv", ".tab", ".txt")
_AS = "Save it as an Excel workbook (.xlsx), a Word document (.docx) or CSV UTF-8."
_OTHERS = (
    (b"%pdf", "a PDF file; a table in it is not read"),
    (b"{\\rtf", "a text in RTF, which is not read"),
    (b"<html", "a web page, whatever it is called"),
    (b"<!doctype html", "a web page, whatever it is called"),
    (b"<table", "a web page, whatever it is called"),
    (b"<?xml", "a file of XML, which is not read"),
    (b"mime-version:", "a web page, whatever it is called"),
)


def read_table(name: str, data: bytes) -> list[Sheet]:
    """The sheets of .xlsx, .ods, .xls or .csv, the tables of .docx. Raises TableFault."""
    if not data.strip():
        raise TableFault(f"{name} is empty.")
    if data.startswith(_OLE):
        from perkins_rules.tables.readers.ole import read_ole

        return read_ole(name, data)
    if data.startswith(_ZIP):
        from perkins_rules.tables.readers.zipped import read_zip

        return read_zip(name, data)
    if not name.lower().endswith(_TEXTS) and name != "-":
        raise _other(name, data)
    return [read_csv(name, data)]


def _other(name: str, data: bytes) -> TableFault:
    start = data[:500].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for begins, what in _OTHERS:
        if start.startswith(begins):
            return TableFault(f"{name} is {what}.", _AS)
    hint = f"{_AS} The name of a CSV file ends in .csv."
    return TableFault(f"{name} is no workbook and no Word document.", hint)
