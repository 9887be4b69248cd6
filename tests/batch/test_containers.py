"""Archives and files of lines -> the documents in them, in order; nothing is lost unsaid."""

from __future__ import annotations

import gzip
import os
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from perkins_rules.batch.members import MissingLibrary

from .making import LIMIT, LINE, PLAN, found, tarred, told, zipped

# ------------------------------------------------------------------ archives


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_gives_its_entries_in_its_order(tmp_path: Path, pack: object) -> None:
    entries = [
        ("z/plan.yaml", PLAN),
        ("a.json", LINE),
        ("all.jsonl", LINE + LINE),
        ("more.jsonl.gz", gzip.compress(LINE)),
        ("read.me", b"..."),
        ("other.yaml", b"x: 1\n"),
        ("a.determinations.yaml", PLAN),
        ("packs/own.schema.json", LINE),
        ("__MACOSX/._a.json", b"\0"),
        (".hidden/a.yaml", PLAN),
        ("../../up.yaml", PLAN),
        ("twice.yaml", PLAN),
        ("twice.yaml", PLAN),
    ]
    assert callable(pack)
    name = pack(tmp_path / ("all.zip" if pack is zipped else "all.tar.gz"), entries)
    up = f"{name}!../../up.yaml"
    assert told(name) == [
        f"{name}!z/plan.yaml",
        f"{name}!a.json",
        f"{name}!all.jsonl:1",
        f"{name}!all.jsonl:2",
        f"{name}!more.jsonl.gz:1",
        f"{name}!read.me ~ it is no YAML or JSON file",
        f"{name}!other.yaml ~ it has no `document:` key",
        f"{name}!a.determinations.yaml ~ determinations count when they stand in a file beside"
        " the document",
        f"{name}!packs/own.schema.json ~ it is read beside documents or rules, and not out of an"
        " archive",
        f"{up} ! `{up}` cannot be read: its name leads out of the archive.",
        f"{name}!twice.yaml",
        f"{name}!twice.yaml",
    ]


def test_an_encrypted_entry_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    name = zipped(tmp_path / "a.zip", [("a.yaml", PLAN), ("b.yaml", PLAN)])
    data = bytearray(Path(name).read_bytes())
    data[6] |= 1  # the flag in the first local head, then in the first central one
    data[data.index(b"PK\1\2") + 8] |= 1
    Path(name).write_bytes(data)
    assert told(name) == [
        f"{name}!a.yaml ! `{name}!a.yaml` cannot be read: it is encrypted.",
        f"{name}!b.yaml",
    ]


def test_a_broken_entry_of_a_zip_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.yaml", PLAN)
        archive.writestr("b.yaml", PLAN)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Vermont", b"Vermunt", 1))
    first, second = told(str(path))
    assert "Bad CRC-32" in first
    assert second == f"{path}!b.yaml"


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.jsonl.gz", "a.jsonl.zst"]
)
@pytest.mark.parametrize("data", [b"nonsense", b"\0" * 700, b"PK\3\4", b"\x1f\x8b\x08"])
def test_what_is_no_archive_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    if ".t" in name and data[0] == 0:
        return  # so ends an archive: this is one of nothing
    (one,) = found(str(tmp_path / name))
    assert one.fault is not None
    assert "cannot be read" in one.fault.message


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_an_archive_that_was_cut_off_gives_what_is_there_and_says_so(
    tmp_path: Path, mode: str
) -> None:
    noise = os.urandom(3000).hex().encode()
    entries = [(f"{i}.yaml", PLAN + b"# " + noise) for i in range(8)]
    path = Path(tarred(tmp_path / "a.tar", entries, mode))
    whole = path.read_bytes()
    for size in (len(whole) // 2, 3 * 1024 + 512):
        path.write_bytes(whole[:size])
        *read, last = found(str(path))
        assert all(one.data is not None for one in read)
        assert last.fault is not None
        assert len(read) < 8


def test_a_tar_file_cut_off_between_two_entries_says_so(tmp_path: Path) -> None:
    path = Path(tarred(tmp_path / "a.tar", [("a.yaml", PLAN), ("b.yaml", PLAN)], "w"))
    path.write_bytes(path.read_bytes()[:1024])
    first, last = told(str(path))
    assert first.endswith("a.yaml")
    assert last.endswith("cannot be read to its end: it was cut off.")


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        info = tarfile.TarInfo("link.yaml")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    (one,) = told(str(path))
    assert one.endswith("cannot be read: it is a link or a device.")


def test_no_more_of_an_entry_is_unpacked_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    bomb = PLAN + b"#" * 5_000_000
    for name in (
        zipped(tmp_path / "a.zip", [("a.yaml", bomb)]),
        tarred(tmp_path / "a.tgz", [("a.yaml", bomb)]),
    ):
        (one,) = found(name)
        assert one.data is not None
        assert len(one.data) == LIMIT + 1


# ------------------------------------------------------------------ a document on each line


def _packed(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.compress(data)
    return zstandard.compress(data) if name.endswith(".zst") else data


LINES = ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.JSONL.ZST", "a.ndjson.zst"]


@pytest.mark.parametrize("name", LINES)
def test_each_line_is_a_document_and_blank_ones_are_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = LINE + b"\n  \r\n" + LINE.strip() + b"\r\n" + b'{"x": 1}\n' + LINE.strip()
    path.write_bytes(_packed(name.lower(), data))
    assert told(str(path)) == [f"{path}:{number}" for number in (1, 4, 5, 6)]
    assert found(str(path))[1].data == LINE.strip()


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
@pytest.mark.parametrize("much", [b"x" * 100_000, os.urandom(50_000).hex().encode()])
def test_a_packed_file_longer_than_what_is_read_at_once_is_whole(
    tmp_path: Path, name: str, much: bytes
) -> None:
    """Packed tightly, and so that it is read in many pieces."""
    path = tmp_path / name
    lines = [b'{"document": "%d %s"}' % (number, much) for number in range(4)]
    path.write_bytes(_packed(name, b"\n".join(lines)))
    assert [one.data for one in found(str(path), limit=1 << 20)] == lines


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_packed_file_that_is_bad_from_its_first_byte_says_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"no packed file at all")
    [one] = found(str(path))
    assert one.fault is not None
    assert one.name == str(path)
    assert one.fault.message.startswith(f"`{path}` cannot be read: ")


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_packed_file_that_was_cut_off_says_so_after_what_was_there(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    lines = b"".join(
        LINE.strip() + b" " * n + os.urandom(64).hex().encode() + b"\n" for n in range(900)
    )
    path.write_bytes(_packed(name, lines)[:-9])
    *read, last = found(str(path), limit=1 << 20)
    assert last.fault is not None
    assert "past line" in last.fault.message
    assert len({one.name for one in (*read, last)}) == len(read) + 1


def test_several_packed_parts_one_after_the_other_are_one_file(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "a.jsonl.zst"):
        path = tmp_path / name
        path.write_bytes(_packed(name, LINE) + _packed(name, b"") + _packed(name, LINE))
        assert told(str(path)) == [f"{path}:1", f"{path}:2"]


def test_a_huge_line_is_not_held_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"document": "' + b"x" * 3_000_000 + b'"}\n' + LINE)
    huge, small = found(str(path))
    assert huge.data is not None
    assert LIMIT < len(huge.data) <= LIMIT + 2
    assert small.data == LINE.strip()


def test_a_library_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (tmp_path / "a.jsonl.zst").write_bytes(b"")
    with pytest.raises(MissingLibrary) as missing:
        found(str(tmp_path / "a.jsonl.zst"))
    assert missing.value.extra == "zstd"
