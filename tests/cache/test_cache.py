"""The cache only ever saves time: what is damaged, foreign or unwritable counts as not there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from perkins_rules import cache

posix_only = pytest.mark.skipif(os.name != "posix", reason="others cannot read a Windows profile")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kept = tmp_path / "kept"
    cache.save(kept, "it", b"content")
    return kept


def test_what_is_saved_is_loaded(folder: Path) -> None:
    assert cache.load(folder, "it") == b"content"


def test_nothing_is_left_beside_it(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == ["it"]


def test_saving_again_replaces(folder: Path) -> None:
    cache.save(folder, "it", b"other")
    assert cache.load(folder, "it") == b"other"


@posix_only
def test_the_folder_and_its_files_are_the_users_own(folder: Path) -> None:
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "it").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("size", [0, 10, 20, 47, 50, 54])
def test_a_truncated_file_counts_as_missing(folder: Path, size: int) -> None:
    whole = (folder / "it").read_bytes()
    (folder / "it").write_bytes(whole[:size])
    assert cache.load(folder, "it") is None


@pytest.mark.parametrize("place", range(0, 55, 6))
def test_one_changed_byte_counts_as_missing(folder: Path, place: int) -> None:
    whole = bytearray((folder / "it").read_bytes())
    whole[place] ^= 1
    (folder / "it").write_bytes(whole)
    assert cache.load(folder, "it") is None


def _open_folder(folder: Path) -> None:
    folder.chmod(0o777)


def _open_file(folder: Path) -> None:
    (folder / "it").chmod(0o666)


def _linked_file(folder: Path) -> None:
    (folder / "it").rename(folder.parent / "elsewhere")
    (folder / "it").symlink_to(folder.parent / "elsewhere")


def _linked_folder(folder: Path) -> None:
    folder.rename(folder.parent / "elsewhere")
    folder.symlink_to(folder.parent / "elsewhere")


def _pipe(folder: Path) -> None:
    (folder / "it").unlink()
    os.mkfifo(folder / "it")


def _file_for_folder(folder: Path) -> None:
    (folder / "it").unlink()
    folder.rmdir()
    folder.write_bytes(b"")


def _folder_for_file(folder: Path) -> None:
    (folder / "it").unlink()
    (folder / "it").mkdir()


HOSTILE = [
    *(_open_folder, _open_file, _linked_file, _linked_folder, _pipe),
    *(_file_for_folder, _folder_for_file),
]


@posix_only
@pytest.mark.parametrize("harm", HOSTILE)
def test_what_others_could_have_written_counts_as_missing(
    folder: Path, harm: Callable[[Path], None]
) -> None:
    harm(folder)
    assert cache.load(folder, "it") is None


@posix_only
@pytest.mark.parametrize("harm", HOSTILE)
def test_writing_to_a_hostile_place_never_raises(
    folder: Path, harm: Callable[[Path], None]
) -> None:
    harm(folder)
    cache.save(folder, "it", b"new")
    assert cache.load(folder, "it") in (None, b"new")


@posix_only
def test_files_of_another_user_count_as_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert cache.load(folder, "it") is None
    cache.save(folder, "other", b"content")
    assert not (folder / "other").exists()


@posix_only
def test_a_system_that_knows_one_kind_of_user_has_a_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a browser: Pyodide has `getuid` alone."""
    monkeypatch.delattr(os, "geteuid")
    assert cache.load(folder, "it") == b"content"
    cache.save(folder, "other", b"more")
    assert cache.load(folder, "other") == b"more"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_left_be(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    cache.save(tmp_path / "kept", "it", b"content")
    assert cache.load(tmp_path / "kept", "it") is None
    tmp_path.chmod(0o700)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    cache.save(tmp_path / "kept", "it", b"content")
    assert list((tmp_path / "kept").iterdir()) == []


def test_there_is_no_cache_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache.user_folder() is None
    assert cache.load(None, "it") is None
    cache.save(None, "it", b"content")


@pytest.mark.parametrize(
    ("platform", "given", "expected"),
    [
        ("linux", {}, "home/.cache/perkins-rules"),
        ("linux", {"XDG_CACHE_HOME": "{}/xdg"}, "xdg/perkins-rules"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "home/.cache/perkins-rules"),
        ("darwin", {}, "home/Library/Caches/perkins-rules"),
        ("win32", {"LOCALAPPDATA": "{}/local"}, "local/perkins-rules/cache"),
    ],
)
def test_the_folder_is_where_the_platform_keeps_caches(
    platform: str,
    given: dict[str, str],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value.format(tmp_path))
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert cache.user_folder() == tmp_path / expected


def test_the_oldest_of_too_many_files_are_forgotten(folder: Path) -> None:
    for k in range(cache.MOST_FILES + 5):
        cache.save(folder, f"file-{k}", b"content")
        os.utime(folder / f"file-{k}", (k, k))
    cache.save(folder, "newest", b"content")
    names = {path.name for path in folder.iterdir()}
    assert len(names) == cache.MOST_FILES
    assert {"newest", f"file-{cache.MOST_FILES + 4}"} <= names
    assert "file-0" not in names
