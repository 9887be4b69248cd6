"""A file is there whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from perkins_rules.batch.result import Result
from perkins_rules.report.outputs import OutputFault, Outputs, outputs_for
from perkins_rules.report.outputs.file_output import FileOutput

from .making import ABOUT, FORMATS, over, result, some, write

posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


def many(count: int = 300) -> list[Result]:
    return [result(*(over(f"f{k}") for k in range(4)), path=f"p{n}.yaml") for n in range(count)]


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_broken_off_leaves_what_was_there(
    ending: str, out: Path, own_temporary_folder: Path
) -> None:
    target = out / f"all.{ending}"
    target.write_bytes(b"of yesterday")

    def interrupted() -> Iterator[Result]:
        yield from many()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(out, interrupted(), ending)
    assert target.read_bytes() == b"of yesterday"
    assert list(out.iterdir()) == [target]
    assert list(own_temporary_folder.iterdir()) == []


@pytest.mark.parametrize("ending", FORMATS)
def test_a_result_that_cannot_be_written_leaves_no_output_at_all(
    ending: str, out: Path, own_temporary_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = some()[0]._replace(report=None)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(AttributeError):
        write(out, [*many(), broken], "ndjson" if ending == "json" else "json", ending)
    assert list(out.iterdir()) == []
    assert list(own_temporary_folder.iterdir()) == []


@pytest.mark.parametrize("ending", FORMATS)
def test_while_it_is_written_nothing_stands_under_its_name(ending: str, out: Path) -> None:
    target = out / f"all.{ending}"
    with Outputs(outputs_for([str(target)], ABOUT)) as outputs:
        for one in many():
            outputs.add(one)
            assert not target.exists()
    assert [entry.name for entry in out.iterdir()] == [target.name]


@posix
@pytest.mark.parametrize("ending", FORMATS)
def test_a_full_disk_is_told(ending: str, out: Path, own_temporary_folder: Path) -> None:
    target = out / f"all.{ending}"
    target.symlink_to("/dev/full")
    with pytest.raises(OutputFault, match=r"cannot be written: No space left on device\."):
        write(out, many(), ending)
    assert list(own_temporary_folder.iterdir()) == []
    assert list(out.iterdir()) == [target]


def test_when_the_temporary_folder_is_full_that_is_told_too(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("perkins_rules.report.outputs.spool.Spool.add", full)
    with pytest.raises(OutputFault, match="No space left"):
        write(out, many(), "txt")
    assert list(out.iterdir()) == []


@posix
@pytest.mark.parametrize("ending", FORMATS)
def test_a_pipe_is_written_straight(ending: str, out: Path) -> None:
    pipe = out / f"all.{ending}"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write(out, some(), ending)
    reader.join()
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    plain = out / "plain"
    plain.mkdir()
    write(plain, some(), ending)
    if ending == "xlsx":  # what cannot be gone back in is packed a little otherwise
        (out / "got.zip").write_bytes(got[0])
        assert zipfile.ZipFile(out / "got.zip").testzip() is None
    else:
        assert got == [(plain / f"all.{ending}").read_bytes()]


@posix
def test_a_link_keeps_leading_where_it_led_and_the_file_keeps_its_mode(out: Path) -> None:
    real = out / "real.csv"
    real.write_bytes(b"")
    real.chmod(0o640)
    (out / "all.csv").symlink_to(real)
    write(out, some(), "csv")
    assert (out / "all.csv").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.stat().st_size


def test_a_folder_and_a_place_that_is_not_there_are_told_before_anything_is_checked(
    out: Path,
) -> None:
    (out / "all.csv").mkdir()
    with pytest.raises(OutputFault, match="is a folder"):
        write(out, [], "json", "csv")
    with pytest.raises(OutputFault, match="No such file or directory"):
        write(out / "nowhere", [], "csv")
    assert [entry.name for entry in out.iterdir()] == ["all.csv"]


def test_the_others_are_given_up_when_one_cannot_begin(out: Path) -> None:
    class Broken(FileOutput):
        def _begin(self) -> None:
            raise RuntimeError

    outputs = [*outputs_for([str(out / "all.csv")], ABOUT), Broken(str(out / "b.txt"), ABOUT)]
    with pytest.raises(RuntimeError), Outputs(outputs):
        pass
    assert list(out.iterdir()) == []


_ENDLESS = """
import sys
from tests.report.outputs.making import over, result, write
from pathlib import Path

def endless():
    number = 0
    while True:
        yield result(over(f"f{number}"), path=f"{number}.yaml")
        number += 1
        if number == 200:
            print("under way", flush=True)

write(Path(sys.argv[1]), endless(), *sys.argv[2:])
"""


@posix
def test_a_kill_leaves_nothing_under_the_names(out: Path, own_temporary_folder: Path) -> None:
    (out / "all.csv").write_bytes(b"of yesterday")
    endings = [ending for ending in FORMATS if ending != "jsonl"]
    environment = {**os.environ, "TMPDIR": str(own_temporary_folder)}
    with subprocess.Popen(
        [sys.executable, "-c", _ENDLESS, str(out), *endings],
        cwd=Path(__file__).parents[3],
        env=environment,
        stdout=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"under way\n"
        running.kill()
    assert [entry.name for entry in out.iterdir() if not entry.name.startswith(".")] == ["all.csv"]
    assert (out / "all.csv").read_bytes() == b"of yesterday"
