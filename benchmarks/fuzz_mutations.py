"""Changed bytes: cut, doubled, moved, joined with a second input, tokens of a format put in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random

ODD = (
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",  # half of a pair of surrogates
    b"\xef\xbb\xbf",
    b"\r",
    b"\t",
    b"\xe2\x80\xae",  # turns the direction of a text
    b"\xf0\x9f\x98\x80",
    b"-",
    b"9" * 40,
    b"9" * 5000,
    b"1e999999",
    b"-0.0",
    b"0000-00-00",
    b"9999-12-31",
    b"'",
    b'"',
    b"\\",
    b"\\ud800",
    b"nan",
    b"null",
)
MOST_BYTES = 200_000

Mutate = Callable[[bytes, Random], bytes]
"""Makes one change."""


class Texts:
    """Changes to a text whose format has these tokens, and other texts to take parts of."""

    def __init__(self, tokens: Sequence[bytes], others: Sequence[bytes]) -> None:
        self._tokens, self._others = (*ODD, *tokens, *tokens), others

    def __call__(self, data: bytes, chance: Random) -> bytes:
        """A few changes, one after the other."""
        for _ in range(chance.choice((1, 1, 2, 4, 8))):
            data = chance.choice(self._changes)(self, data, chance)
        return data[:MOST_BYTES]

    def _put(self, data: bytes, chance: Random) -> bytes:
        at = chance.randint(0, len(data))
        return data[:at] + chance.choice(self._tokens) + data[at:]

    def _many(self, data: bytes, chance: Random) -> bytes:
        at, token = chance.randint(0, len(data)), chance.choice(self._tokens)
        return data[:at] + (token * chance.choice((30, 300, 3000)))[:MOST_BYTES] + data[at:]

    def _other_byte(self, data: bytes, chance: Random) -> bytes:
        at = chance.randrange(len(data) or 1)
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]

    def _cut(self, data: bytes, chance: Random) -> bytes:
        start, end = _part(data, chance)
        return data[:start] + data[end:]

    def _replace(self, data: bytes, chance: Random) -> bytes:
        start, end = _part(data, chance)
        return data[:start] + chance.choice(self._tokens) + data[end:]

    def _double(self, data: bytes, chance: Random) -> bytes:
        start, end = _part(data, chance)
        most = MOST_BYTES // (end - start or 1)
        return data[:end] + data[start:end] * min(chance.choice((1, 1, 5, 500)), most) + data[end:]

    def _splice(self, data: bytes, chance: Random) -> bytes:
        other = chance.choice(self._others)
        start, end = _part(other, chance)
        at = chance.randint(0, len(data))
        return data[:at] + other[start:end] + data[at:]

    def _move_line(self, data: bytes, chance: Random) -> bytes:
        rows = data.split(b"\n")
        rows.insert(chance.randint(0, len(rows)), rows.pop(chance.randrange(len(rows))))
        return b"\n".join(rows)

    _changes = (_put, _many, _other_byte, _cut, _replace, _double, _splice, _move_line)


def _part(data: bytes, chance: Random) -> tuple[int, int]:
    """Where a part begins and ends, most often a short one or a line."""
    start = chance.randint(0, len(data))
    if chance.random() < 0.4:
        end = data.find(b"\n", start) + 1
        return data.rfind(b"\n", 0, start) + 1, end or len(data)
    return start, min(len(data), start + chance.choice((1, 2, 8, 60, 1000)))


def within_zip(change: Mutate) -> Mutate:
    """Changes what is packed in a zip, and now and then the zip itself."""

    def changed(data: bytes, chance: Random) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
        except Exception:  # noqa: BLE001  # a damaged one raises anything
            return change(data, chance)
        if not parts or chance.random() < 0.1:
            return change(data, chance)
        name = chance.choice(list(parts))
        parts[name] = change(parts[name], chance)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, part in parts.items():
                archive.writestr(each, part)
        return file.getvalue()

    return changed
