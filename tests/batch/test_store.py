"""Results that are kept: what serves again, what is done again, and files that are no store."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path
from typing import Any

import pytest

from perkins_rules.batch.making import result_of
from perkins_rules.batch.result import Result, result_to_bytes
from perkins_rules.batch.store import Store, StoreFault
from perkins_rules.checker import Checker
from perkins_rules.member import Member
from tests.loaded import built_in

from .making import PLAN

NAMES = ["a.yaml", "all.jsonl:1", "weird \udcff.yaml", "x'; drop table results; --.yaml"]


def _result(name: str, data: bytes = PLAN) -> Result:
    return result_of(Member(name, data), Checker(built_in()))


def _store(path: Path, rules: str = built_in().sha256, asked: str = "") -> Store:
    return Store(path, rules, lambda name: asked)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kept.db"
    with _store(path) as store:
        for name in NAMES:
            store.keep(_result(name))
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_result_comes_back_as_it_was(kept: Path, name: str) -> None:
    with _store(kept) as store:
        again = store.known(Member(name, PLAN))
    assert again is not None
    assert again == _result(name)
    assert result_to_bytes(again) == result_to_bytes(_result(name))


@pytest.mark.parametrize(
    ("changed", "member"),
    [
        ({}, Member("a.yaml", PLAN + b"\n")),
        ({"rules": "other"}, Member("a.yaml", PLAN)),
        ({"asked": "2027"}, Member("a.yaml", PLAN)),
        ({}, Member("b.yaml", PLAN)),
        ({}, Member("a.yaml", None)),
    ],
)
def test_what_changed_is_not_known(kept: Path, changed: dict[str, str], member: Member) -> None:
    with _store(kept, **changed) as store:
        assert store.known(member) is None


def test_a_changed_document_takes_the_place_of_what_it_was(kept: Path) -> None:
    with _store(kept) as store:
        store.keep(_result("a.yaml", PLAN + b"# more\n"))
        assert store.known(Member("a.yaml", PLAN)) is None
        assert store.known(Member("a.yaml", PLAN + b"# more\n")) is not None
        assert len(list(store.results())) == len(NAMES)


def test_what_could_not_be_read_at_all_is_not_kept(tmp_path: Path) -> None:
    with _store(tmp_path / "s") as store:
        store.keep(result_of(Member("gone.yaml", None), Checker(built_in())))
        assert list(store.results()) == []


def test_a_document_that_is_refused_is_kept(tmp_path: Path) -> None:
    with _store(tmp_path / "s") as store:
        store.keep(_result("a.yaml", b"document: [\n"))
        assert store.known(Member("a.yaml", b"document: [\n")) is not None


def test_in_brief_a_result_tells_the_same_and_reads_its_findings_when_asked(kept: Path) -> None:
    whole = _result("a.yaml")
    with _store(kept) as store:
        asked: list[str] = []
        store.database.set_trace_callback(asked.append)
        brief = store.known_in_brief(Member("a.yaml", PLAN))
        assert brief is not None
        assert brief.report.counts == whole.report.counts
        assert not any("content" in one for one in asked)
        assert brief.report == whole.report
        assert any("content" in one for one in asked)
        assert (brief.lines, brief.names, brief.weighed) == ({}, {}, None)


def test_findings_that_are_asked_for_too_late_are_told_as_damaged(kept: Path) -> None:
    with _store(kept) as store:
        store.database.execute("update results set content = x'00'")
        brief = store.known_in_brief(Member("a.yaml", PLAN))
        assert brief is not None
        with pytest.raises(StoreFault, match="is damaged"):
            _ = brief.report.findings


@pytest.mark.parametrize("brief", ["", "[", "[1, 2, 3]", '[{"path": "a"}, null, null]'])
def test_what_is_damaged_in_brief_is_read_as_a_whole(kept: Path, brief: str) -> None:
    with _store(kept) as store:
        store.database.execute("update results set brief = ?", (brief,))
        assert store.known_in_brief(Member("a.yaml", PLAN)) == _result("a.yaml")


def _other_database(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("create table mine (x)")


def _later_version(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("pragma user_version=99")


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(PLAN * 100),
        lambda path: path.mkdir(),
        _other_database,
        _later_version,
    ],
)
def test_what_is_no_store_is_told_and_left_as_it_is(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "x.yaml"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreFault) as fault:
        _store(path)
    assert str(path) in fault.value.message
    assert before is None or path.read_bytes() == before


def test_a_store_in_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="unable to open"):
        _store(tmp_path / "none" / "kept.db")


@pytest.mark.parametrize("content", [b"", b"x", "text", zlib.compress(b"[1]"), zlib.compress(b"[")])
def test_a_damaged_row_is_checked_again_or_told(kept: Path, content: bytes | str) -> None:
    with sqlite3.connect(kept) as database:
        database.execute("update results set content = ? where name = 'a.yaml'", (content,))
    database.close()
    with _store(kept) as store:
        assert store.known(Member("a.yaml", PLAN)) is None
        with pytest.raises(StoreFault, match="is damaged"):
            list(store.results())
        store.keep(_result("a.yaml"))
        assert store.known(Member("a.yaml", PLAN)) == _result("a.yaml")
        assert len(list(store.results())) == len(NAMES)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="only Linux has such files")
def test_a_store_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        _store(Path("/proc/version"))


def test_a_full_disk_is_told(kept: Path) -> None:
    with _store(kept) as store:
        (pages,) = store.database.execute("pragma page_count").fetchone()
        store.database.execute(f"pragma max_page_count={pages}")
        one = _result("a.yaml")
        names = [f"{number}.yaml" for number in range(60)]
        results = [one._replace(report=one.report._replace(path=name)) for name in names]
        with pytest.raises(StoreFault, match="full"):
            _keep(store, results)


def _keep(store: Store, results: list[Result]) -> None:
    for one in results:
        store.keep(one)


def test_rows_without_the_end_of_the_run_are_there(tmp_path: Path) -> None:
    """As after SIGKILL: what was never closed is read from its log."""
    import shutil

    store = _store(tmp_path / "s")
    store.keep(_result("a.yaml"))
    shutil.copytree(tmp_path, tmp_path / "copy")
    with _store(tmp_path / "copy" / "s") as again:
        assert again.known(Member("a.yaml", PLAN)) is not None
    store.__exit__(None, None, None)
