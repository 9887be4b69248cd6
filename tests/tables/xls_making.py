"""Workbooks of Excel 97 as tests make them, record by record."""

import struct
from collections.abc import Mapping, Sequence

from tests.tables.making import Num, Rows

PLAIN, RAISED = 0, 1
"""Fonts."""
_HIDDEN_ROW = 0x20
_BUILT_IN, _FIRST_FORMAT = 0, 200


def xls_of(sheet: bytes, formats: Sequence[str] = (), first: bytes = b"") -> bytes:
    """A workbook of a sheet made by `sheet_of`; style 2n has format n, 2n + 1 is raised, too."""
    styles = [
        _record(0x00E0, struct.pack("<HHHBBBBIiH", font, key, 0, 0, 0, 0, 0, 0, 0, 0))
        for key in (_BUILT_IN, *range(_FIRST_FORMAT, _FIRST_FORMAT + len(formats)))
        for font in (PLAIN, RAISED)
    ]
    codes = [
        _record(0x041E, struct.pack("<H", key) + _text(code))
        for key, code in enumerate(formats, start=_FIRST_FORMAT)
    ]
    fonts = [_font(escapement) for escapement in (PLAIN, RAISED)]
    name, before = "Sheet1", _begin(0x0005) + first + b"".join([*fonts, *codes, *styles])
    start = len(before) + len(_sheet_entry(0, name)) + len(_END)
    return _in_container(before + _sheet_entry(start, name) + _END + sheet)


def sheet_of(
    *cells: bytes,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> bytes:
    """The records of a sheet; rows and columns are from 0."""
    columns = [_record(0x007D, struct.pack("<6H", at, at, 99, 0, 1, 0)) for at in hidden_columns]
    rows = [
        _record(0x0208, struct.pack("<6HI", at, 0, 9, 99, 0, 0, _HIDDEN_ROW)) for at in hidden_rows
    ]
    spans = b"".join(struct.pack("<4H", *one) for one in merged)
    ends = _record(0x00E5, struct.pack("<H", len(merged)) + spans)
    return _begin(0x0010) + b"".join([*columns, *rows, *cells]) + ends + _END


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return _record(0x0203, struct.pack("<HHHd", row, column, style, value))


def hundredth(row: int, column: int, value: int, style: int = 0) -> bytes:
    """A number that is kept as a whole number of hundredths."""
    return _record(0x027E, struct.pack("<HHHI", row, column, style, value << 2 | 3))


def label(
    row: int, column: int, text: str, style: int = 0, runs: Sequence[tuple[int, int]] = ()
) -> bytes:
    """A text; `runs` are places from which on another font goes."""
    held = struct.pack("<HHH", row, column, style) + _text(text)
    if not runs:
        return _record(0x0204, held)
    pieces = b"".join(struct.pack("<HH", *run) for run in runs)
    return _record(0x00D6, held + struct.pack("<H", len(runs)) + pieces)


def yes_no(row: int, column: int, value: int, *, is_error: bool = False) -> bytes:
    return _record(0x0205, struct.pack("<HHHBB", row, column, 0, value, is_error))


def formula(row: int, column: int, result: bytes, text: str = "") -> bytes:
    """A formula with the eight bytes of its result; a text follows."""
    held = _record(0x0006, struct.pack("<HHH8sHIH", row, column, 0, result, 0, 0, 0))
    return held + (_record(0x0207, _text(text)) if text else b"")


def rows_of(rows: Rows, codes: Mapping[str, int]) -> list[bytes]:
    """Cells of texts and of Num with the style of its format."""
    made = []
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            digits, _, code = cell.partition("|")
            if isinstance(cell, Num):
                made.append(number(at, column, float(digits), codes[code]))
            elif cell:
                made.append(label(at, column, cell))
    return made


def encryption() -> bytes:
    """Goes first in an encrypted workbook."""
    return _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 0x0600))


def _font(escapement: int) -> bytes:
    name = b"\x05\0Arial"
    return _record(0x0031, struct.pack("<5H4B", 200, 0, 0, 400, escapement, 0, 0, 0, 0) + name)


def _sheet_entry(start: int, name: str) -> bytes:
    return _record(0x0085, struct.pack("<IBBBB", start, 0, 0, len(name), 0) + name.encode())


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


_END = _record(0x000A, b"")


def _in_container(stream: bytes, name: str = "Workbook") -> bytes:
    """The stream in the container of the old Office formats: table, directory, then the stream."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    chain = [-3, -2, *range(3, sectors + 2), -2]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<iiiiiiiiii", 0, 1, 1, 0, 4096, -2, 0, -2, 0, 0)
    head += struct.pack("<108i", *[-1] * 108)
    table = struct.pack("<128i", *chain, *[-1] * (128 - len(chain)))
    entries = _entry("Root Entry", 5, 1, -2, 0) + _entry(name, 2, -1, 2, len(stream)) + bytes(256)
    return head + table + entries + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    lead = struct.pack("<HBBiii", len(written), kind, 1, -1, -1, child)
    return written.ljust(64, b"\0") + lead + bytes(36) + struct.pack("<iii", start, size, 0)
