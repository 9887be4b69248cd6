"""A zip -> its sheets or tables, by what it is a file of."""

from __future__ import annotations

import posixpath

from perkins_rules.tables.grid import SAVE_AGAIN, Sheet, TableFault
from perkins_rules.tables.readers.zip_parts import Parts, joined, leads_of

_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"


def read_zip(name: str, data: bytes) -> list[Sheet]:
    """The sheets of a workbook, or the tables of a text. Raises TableFault."""
    parts = Parts(name, data)
    return _open_document(parts) if "mimetype" in parts.names else _office(parts)


def _open_document(parts: Parts) -> list[Sheet]:
    if not parts.start_of("mimetype").startswith(_SPREADSHEET):
        what = f"{parts.name} is a file of OpenDocument, but no spreadsheet (.ods)."
        raise TableFault(what, "A text with tables is read as Word saves it (.docx).")
    from perkins_rules.tables.readers.ods_reader import read_ods

    return read_ods(parts)


def _office(parts: Parts) -> list[Sheet]:
    kinds = leads_of(parts, "").by_kind
    found = [target for kind, target in kinds if kind == "officeDocument"]
    main = joined("", found[0]) if found else "xl/workbook.xml"
    if main not in parts.names or not main.endswith(".xml"):
        is_binary = main.endswith(".bin")
        what = "a binary workbook (.xlsb), which is not read" if is_binary else "no workbook"
        raise TableFault(f"{parts.name} is {what}.", SAVE_AGAIN)
    if posixpath.basename(main).startswith("document"):
        from perkins_rules.tables.readers.docx_reader import read_docx

        return read_docx(parts, main)
    from perkins_rules.tables.readers.xlsx_reader import read_xlsx

    return read_xlsx(parts, main)
