"""Where we differ from what openpyxl writes: rows of our own, links in flat memory, no clock."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.relationship import Relationship
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from perkins_rules.report.outputs.spool import Spool

_FIXED_DAY = datetime(2000, 1, 1)  # a stand-in: the same in every file
_FIXED_ENTRY = (1980, 1, 1, 0, 0, 0)


_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_PIECE = 1 << 16


class SheetWriter(WorksheetWriter):
    """Writes a sheet around rows that wait in a file, and its links from a spool: openpyxl would
    hold all of them until the end.
    """

    _rels: Any

    def __init__(self, sheet: Any) -> None:
        super().__init__(sheet)
        self.links = Spool()
        self.waiting: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # until `cleanup`
        self._targets: dict[str, str] = {}

    def link(self, cell: str, address: str) -> None:
        """Makes a cell, such as B7, lead to an address."""
        self.links.add([cell, address])

    def rows(self) -> list[Any]:
        """None that openpyxl has to write."""
        return []

    def size(self) -> int:
        """How many bytes the whole sheet has, about."""
        return Path(str(self.out)).stat().st_size + self.waiting.tell()

    def pieces(self) -> Iterator[bytes]:
        """The whole sheet, with its rows."""
        with Path(str(self.out)).open("rb") as around:
            head = b""
            while (place := _NO_ROWS.search(head)) is None:
                more = around.read(_PIECE)
                assert more, "openpyxl writes an empty sheetData"
                head += more
            yield head[: place.start()] + b"<sheetData>"
            self.waiting.seek(0)
            yield from iter(lambda: self.waiting.read(_PIECE), b"")
            yield b"</sheetData>" + head[place.end() :]
            yield from iter(lambda: around.read(_PIECE), b"")

    def cleanup(self) -> None:
        """Removes all that waited."""
        self.waiting.close()
        self.links.close()
        super().cleanup()

    def write_hyperlinks(self) -> None:
        """Cells that lead to the same place share one entry of the sheet's relations."""
        if self.links.count:
            stream: Any = self.xf.send(True)  # noqa: FBT003  # what it is made to take
            with stream.element("hyperlinks"):
                for cell, address in self.links:
                    stream.write(Hyperlink(ref=cell, id=self._relation(address)).to_tree())
            self.xf.send(None)

    def _relation(self, address: str) -> str:
        if address not in self._targets:
            made: Any = Relationship
            relation = made(type="hyperlink", TargetMode="External", Target=address)
            self._rels.append(relation)
            self._targets[address] = str(relation.id)
        return self._targets[address]


class _UndatedZip(ZipFile):
    """A zip file whose entries bear one fixed day, so that the same content is the same bytes."""

    sheets: Mapping[str, SheetWriter]

    def writestr(self, name: Any, data: Any, *rest: Any) -> None:
        super().writestr(_entry(str(name)), data)

    def write(self, filename: Any, arcname: Any = None, *rest: Any) -> None:
        """Of a sheet, what openpyxl wrote, with its rows."""
        sheet = self.sheets[str(filename)]
        entry = _entry(str(arcname))
        entry.file_size = sheet.size()  # it says whether the entry needs more room than usual
        with self.open(entry, "w") as written:
            for piece in sheet.pieces():
                written.write(piece)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _FIXED_ENTRY)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
    return entry


def save(workbook: Any, file: IO[bytes]) -> None:
    """Writes a workbook, the same bytes whenever it is written."""
    workbook.properties = DocumentProperties(
        creator="perkins-rules", created=_FIXED_DAY, modified=_FIXED_DAY
    )
    archive = _UndatedZip(file, "w", ZIP_DEFLATED)
    writers = [sheet._writer for sheet in workbook.worksheets]  # noqa: SLF001
    archive.sheets = {str(writer.out): writer for writer in writers}
    try:
        ExcelWriter(workbook, archive).save()
    finally:
        archive.fp = None  # or it would try again when it is forgotten
