"""What an archive says of itself costs nothing: it is refused by kind and by size, in words."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from perkins_rules.batch import containers, packed, tar_heads

from .making import LINE, PLAN, found, tarred, told

# ------------------------------------------------------------------ zip


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_entry_that_is_packed_otherwise_is_told_and_the_others_are_read(
    tmp_path: Path, method: int
) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.yaml", PLAN, method)
        archive.writestr("b.yaml", PLAN, zipfile.ZIP_DEFLATED)
        archive.writestr("c.yaml", PLAN, zipfile.ZIP_STORED)
    first, *rest = told(str(path))
    assert first.endswith(
        "cannot be read: it is packed in another way than the usual one (deflate)."
    )
    assert rest == [f"{path}!b.yaml", f"{path}!c.yaml"]


def test_entries_that_claim_more_bytes_than_the_file_has_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.yaml", PLAN)
        archive.writestr("b.yaml", PLAN)
    data = bytearray(path.read_bytes())
    for at in (data.index(b"PK\1\2"), data.rindex(b"PK\1\2")):
        struct.pack_into("<L", data, at + 20, 300)
    path.write_bytes(data)
    (one,) = told(str(path))
    assert one.endswith("cannot be read to its end: its entries take more bytes than it has.")


# ------------------------------------------------------------------ tar


@pytest.mark.parametrize(("mode", "packer"), [("w:bz2", "bzip2"), ("w:xz", "xz")])
@pytest.mark.parametrize("name", ["a.tar", "a.tgz"])
def test_a_tar_file_that_is_packed_otherwise_is_told(
    tmp_path: Path, name: str, mode: str, packer: str
) -> None:
    path = tarred(tmp_path / name, [("a.yaml", PLAN)], mode)
    (one,) = told(path)
    assert one.endswith(f"it is packed with {packer}; only gzip is read.")


def test_a_tar_file_packed_with_zstandard_is_told(tmp_path: Path) -> None:
    path = Path(tarred(tmp_path / "a.tar", [("a.yaml", PLAN)], "w"))
    path.write_bytes(zstandard.compress(path.read_bytes()))
    (one,) = told(str(path))
    assert one.endswith("it is packed with Zstandard; only gzip is read.")


@pytest.mark.parametrize(("name", "mode"), [("a.tar", "w:gz"), ("a.tar.gz", "w")])
def test_whether_it_is_packed_its_bytes_say(tmp_path: Path, name: str, mode: str) -> None:
    path = tarred(tmp_path / name, [("a.yaml", PLAN), ("b.yaml", PLAN)], mode)
    assert told(path) == [f"{path}!a.yaml", f"{path}!b.yaml"]


LONG = "/".join(["Überprüfung" * 8] * 4) + ".yaml"


@pytest.mark.parametrize("of", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_long_names_and_remarks_of_every_form_are_read(tmp_path: Path, of: int, mode: str) -> None:
    path = tmp_path / "a.tar"
    remarks = {"comment": "0123456789abcdef", "mtime": "1.5"}
    with tarfile.open(path, mode, format=of, pax_headers=remarks) as archive:  # type: ignore[call-overload]  # a mode
        for name in (LONG, "b.yaml", LONG):
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(PLAN), 1.25
            archive.addfile(info, io.BytesIO(PLAN))
    assert told(str(path)) == [f"{path}!{LONG}", f"{path}!b.yaml", f"{path}!{LONG}"]
    assert [one.data for one in found(str(path))] == [PLAN] * 3


def test_a_size_that_stands_in_a_head_of_its_own_is_that_of_the_entry(tmp_path: Path) -> None:
    entry = tarfile.TarInfo("a.yaml")
    head = entry.create_pax_header({**entry.get_info(), "size": len(PLAN)}, "utf-8")
    said = _pax(f"size={len(PLAN)}")
    blocks = said + head + PLAN.ljust(512, b"\0") + _entry("b.yaml") + bytes(1024)
    (tmp_path / "a.tar").write_bytes(blocks)
    assert [one.data for one in found(str(tmp_path / "a.tar"))] == [PLAN, PLAN]


def _head(kind: bytes, size: int) -> bytes:
    info = tarfile.TarInfo("x")
    info.type, info.size = kind, size
    return info.tobuf(tarfile.GNU_FORMAT)


def _pax(*fields: str) -> bytes:
    records = b""
    for field in fields:
        length = len(field) + 2 + len(str(len(field) + 4))
        records += f"{length} {field}\n".encode()
    return _head(tarfile.XHDTYPE, len(records)) + records.ljust(512, b"\0")


def _entry(name: str) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = len(PLAN)
    return info.tobuf() + PLAN.ljust(512, b"\0")


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (_head(tarfile.XHDTYPE, 1 << 20), "what it says of an entry is too long"),
        (_head(tarfile.XGLTYPE, 1 << 20), "what it says of an entry is too long"),
        (_head(tarfile.GNUTYPE_LONGNAME, 1 << 20), "what it says of an entry is too long"),
        (_head(tarfile.GNUTYPE_LONGLINK, 1 << 20), "what it says of an entry is too long"),
        (_pax("a=b") * (tar_heads._MOST_HEADS + 1), "what it says of an entry is too long"),
        (_head(tarfile.GNUTYPE_SPARSE, 1), "it holds a file with gaps, which is not read"),
        (_pax("GNU.sparse.major=1"), "it holds a file with gaps, which is not read"),
        (_pax("size=-512"), "an entry in it is broken"),
        (_pax("size=9x"), "an entry in it is broken"),
        (_head(tarfile.XHDTYPE, 9) + b"0 a=b\n".ljust(512, b"\0"), "an entry in it is broken"),
        (_head(tarfile.XHDTYPE, 9) + b"90 a=b\n".ljust(512, b"\0"), "an entry in it is broken"),
        (_head(tarfile.XHDTYPE, 9) + b"a=b\n".ljust(512, b"\0"), "an entry in it is broken"),
        (_pax("a=b") + bytes(1024), "it was cut off"),
        (_head(tarfile.REGTYPE, 1 << 30) + PLAN, "it was cut off"),
    ],
)
def test_a_head_that_claims_much_is_told_after_what_was_there(
    tmp_path: Path, heads: bytes, said: str
) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(_entry("a.yaml") + heads + _entry("b.yaml"))
    first, *_, last = told(str(path))
    assert first == f"{path}!a.yaml"
    assert last.endswith(f"cannot be read to its end: {said}.")


# ------------------------------------------------------------------ lines


def _twice(data: bytes) -> bytes:
    return gzip.compress(gzip.compress(data))


@pytest.mark.parametrize(
    ("most", "value", "data", "said"),
    [
        (packed.__name__ + ".MOST_WITHOUT", 100, LINE + b"\n" * 200, "100 bytes one after"),
        (packed.__name__ + ".MOST_WITHOUT", 100, LINE + b"x" * 20_000, "100 bytes one after"),
        (containers.__name__ + ".MOST_STRANGE", 5, LINE + b"x\n" * 9, "5 lines one after"),
        (packed.__name__ + ".FREE_BYTES", 200, LINE * 20_000, "20,000 times its size"),
    ],
)
@pytest.mark.parametrize("hold", [gzip.compress, zstandard.compress])
def test_what_holds_no_document_or_is_made_of_nothing_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: str, value: int, data: bytes,
    said: str, hold: Callable[[bytes], bytes],
) -> None:  # fmt: skip
    monkeypatch.setattr(most, value)
    monkeypatch.setattr(packed, "MOST_TIMES", 2)
    monkeypatch.setattr(packed, "FREE_BYTES", 200 if "FREE" in most else 1 << 20)
    path = tmp_path / ("a.jsonl.gz" if hold is gzip.compress else "a.jsonl.zst")
    path.write_bytes(hold(data))
    first, *_, last = told(str(path))
    assert first == f"{path}:1"
    assert said.replace("20,000", "2") in last
    assert "past line" in last


def test_what_is_packed_twice_is_held_against_the_file_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each packing by itself is within bounds."""
    lines = gzip.compress(LINE * 1000)
    path = tarred(tmp_path / "a.tgz", [("a.jsonl.gz", lines), ("b.jsonl.gz", lines)])
    monkeypatch.setattr(packed, "FREE_BYTES", 1000)
    monkeypatch.setattr(packed, "MOST_TIMES", 1000)
    assert len(told(path)) == 2000
    monkeypatch.setattr(packed, "MOST_TIMES", 100)
    assert "past line" in told(path)[-1]


def test_an_unpacked_file_of_lines_has_no_such_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "FREE_BYTES", 0)
    monkeypatch.setattr(packed, "MOST_TIMES", 1)
    (tmp_path / "a.jsonl").write_bytes(LINE * 50)
    assert len(told(str(tmp_path / "a.jsonl"))) == 50
