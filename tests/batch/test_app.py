"""`check` over many documents, as a user calls it: codes, words, progress, interruptions."""

from __future__ import annotations

import os
import pty
import re
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from benchmarks.many import examples, small, start, write
from perkins_rules.app.checking import progress
from tests.app.conftest import Run

from .making import EXAMPLES, LEVELS, LINE, PLAN, filled, tarred, zipped

FORMATS = ("txt", "json", "ndjson", "csv", "xlsx", "parquet", "html")


@pytest.fixture
def mixed(tmp_path: Path) -> str:
    """A folder with every type of document in every kind of holder, and some that are none."""
    some = tmp_path / "mixed"
    files = {
        f"{i}/{p.name}": p.read_bytes()
        for i, p in enumerate(sorted(EXAMPLES.glob("ma*-plan.yaml")))
    }
    files |= {"bad.yaml": b"document: [\n", "other.yaml": b"x: 1\n", "empty.json": b"{}"}
    filled(some, files)
    write(some / "lines.jsonl.gz", 28, small())
    zipped(some / "a.zip", [("in/plan.yaml", PLAN), ("b.yaml", LEVELS)])
    tarred(some / "a.tar.gz", [("plan.yaml", (EXAMPLES / "guam.yaml").read_bytes())])
    return str(some)


def _command(*words: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    process = start(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(words, process.returncode, out, err)


# ------------------------------------------------------------------ the same, whatever the jobs


def test_every_output_is_the_same_bytes_with_one_job_and_with_two(
    mixed: str, tmp_path: Path
) -> None:
    outs, printed = {}, {}
    for jobs in ("1", "2"):
        folder = tmp_path / f"jobs{jobs}"
        folder.mkdir()
        outputs = [word for e in FORMATS for word in ("--output", str(folder / f"all.{e}"))]
        ran = _command("check", mixed, "--jobs", jobs, *outputs)
        assert ran.returncode == 2, ran.stderr
        outs[jobs] = {file.name: file.read_bytes() for file in folder.iterdir()}
        printed[jobs] = _command("check", mixed, "--jobs", jobs).stdout
    assert sorted(outs["1"]) == sorted(f"all.{ending}" for ending in FORMATS)
    for name, data in outs["1"].items():
        assert outs["2"][name] == data, name
    assert printed["1"] == printed["2"]


def test_the_json_of_a_batch_is_that_of_the_files_by_themselves(tmp_path: Path) -> None:
    names = [str(file) for file in sorted(EXAMPLES.glob("*.yaml"))]
    alone = _command("check", "--format", "json", *names).stdout
    assert _command("check", "--format", "json", "--jobs", "1", *names).stdout == alone
    assert _command("check", "--format", "json", f"{EXAMPLES}/*.yaml").stdout == alone
    _command("check", *names, "--output", f"{tmp_path}/a.json", "--output", f"{tmp_path}/a.csv")
    assert (tmp_path / "a.json").read_bytes() == alone


def test_what_a_terminal_is_told_says_all_there_is_to_know(run: Run, mixed: str) -> None:
    ran = run("check", mixed, "--jobs", "1")
    text = " ".join(ran.out.split())
    for said in (
        f"✗ {mixed}/bad.yaml: ",
        "34 documents",
        "By type",
        f"Could not be read {mixed}/bad.yaml",
        "Left out: 2 files",
        "other.yaml: it has no `document:` key",
        "empty.json: it has no `document:` key",
    ):
        assert said in text, (said, text)
    assert ran.out.index("lines.jsonl.gz:9:") < ran.out.index("lines.jsonl.gz:10:")


# ------------------------------------------------------------------ exit codes and words


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a.yaml": "massachusetts-admissions-review.yaml"}, 0),
        ({"a.yaml": "massachusetts-admissions-review-with-errors.yaml"}, 1),
        ({"a.yaml": "massachusetts-admissions-review.yaml", "b.yaml": None}, 2),
        ({"a.yaml": "massachusetts-admissions-review-with-errors.yaml", "b.yaml": None}, 2),
    ],
)
def test_exit_codes(run: Run, tmp_path: Path, files: dict[str, str | None], code: int) -> None:
    for name, example in files.items():
        data = (EXAMPLES / example).read_bytes() if example else b"document: {\n"
        (tmp_path / name).write_bytes(data)
    assert run("check", str(tmp_path)).code == code
    assert run("check", "--fail-on", "never", str(tmp_path)).code == (2 if code == 2 else 0)


@pytest.mark.parametrize("kind", ["empty", "other", "lines"])
def test_where_nothing_is_a_document_the_run_says_so(run: Run, tmp_path: Path, kind: str) -> None:
    files = {"empty": {}, "other": {"x.yaml": b"a: 1\n"}, "lines": {"x.jsonl": b"\n\n"}}[kind]
    filled(tmp_path, files)
    ran = run("check", str(tmp_path))
    assert ran.code == 2
    assert "there is no document in what is named" in ran.err


def test_what_is_left_out_is_said_even_when_quiet_and_beside_json(run: Run, tmp_path: Path) -> None:
    filled(tmp_path, {"p.yaml": PLAN, "x.yaml": b"a: 1\n", "y.json": b"{}"})
    for words in (("--quiet",), ("--output", str(tmp_path / "o.ndjson"), "--format", "json")):
        ran = run("check", str(tmp_path), *words)
        assert "left out, as no documents: 2" in ran.err
        assert "x.yaml: it has no `document:` key" in ran.err


def test_a_missing_library_is_named_with_its_extra(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    ran = run("check", "s3://bucket/plans", "--output", str(tmp_path / "o.json"))
    assert ran.code == 2
    assert 'pip install ".[remote]" or pipx' in ran.err
    assert list(tmp_path.iterdir()) == []


def test_jobs_and_resume_with_one_file(run: Run, tmp_path: Path) -> None:
    store = str(tmp_path / "kept.db")
    plan = str(EXAMPLES / "guam.yaml")
    for words in (("--jobs", "3"), ("--resume", store), ("--resume", store)):
        ran = run("check", plan, *words)
        assert (ran.code, "1 document" in ran.out) == (0, True), ran
    assert run("check", "-", "--jobs", "2", stdin=PLAN).code == 1


def test_a_name_given_twice_is_checked_twice(run: Run, tmp_path: Path) -> None:
    plan = str(EXAMPLES / "guam.yaml")
    ran = run("check", plan, plan, "--resume", str(tmp_path / "kept.db"))
    assert "2 documents" in ran.out


def test_what_does_not_fit_the_form_is_told_in_words(run: Run, tmp_path: Path) -> None:
    for name in "ab":
        unknown = "document: state_plan\nstate: {code: VT, colour: green}\n"
        (tmp_path / f"{name}.yaml").write_text(unknown, encoding="utf-8")
    told = " ".join(run("check", str(tmp_path), "--select", "federal.budget").out.split())
    assert "The schema has no field of this name here (schema/unknown-field)" in told


def test_thousands_of_names_are_a_batch_like_any(run: Run, tmp_path: Path) -> None:
    names = [str(tmp_path / f"{number}.json") for number in range(5200)]
    good = (EXAMPLES / "massachusetts-admissions-review.yaml").read_bytes()
    Path(names[7]).write_bytes(LINE)
    ran = run("check", *names, "--jobs", "1")
    assert ran.code == 2
    assert "5,200 documents" in ran.out
    assert good


def test_determinations_go_with_one_document_only(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "d.yaml"
    made.write_text("determinations: []\n")
    ran = run("check", str(filled(tmp_path / "f", {"p.yaml": PLAN})), "--determinations", str(made))
    assert ran.code == 2
    assert "goes with one document" in ran.err


# ------------------------------------------------------------------ results that are kept


def test_only_what_changed_is_done_again(run: Run, tmp_path: Path, monkeypatch: Any) -> None:
    from perkins_rules.app.checking import making as checking
    from perkins_rules.batch.making import result_of

    done: list[str] = []

    def counted(member: Any, **how: Any) -> Any:
        done.append(Path(member.name).name)
        return result_of(member, **how)

    monkeypatch.setattr(checking, "result_of", counted)
    folder = filled(tmp_path / "f", {f"{n}.yaml": PLAN for n in range(4)})
    words = ("check", folder, "--resume", str(tmp_path / "kept.db"), "--jobs", "1")
    first = run(*words)
    assert done == ["0.yaml", "1.yaml", "2.yaml", "3.yaml"]
    for change, again in (
        (lambda: None, []),
        (lambda: (tmp_path / "f/2.yaml").write_bytes(PLAN + b"#\n"), ["2.yaml"]),
        (lambda: (tmp_path / "f/1.determinations.yaml").write_bytes(b"x: 1\n"), ["1.yaml"]),
        (lambda: (tmp_path / "f/9.yaml").write_bytes(PLAN), ["9.yaml"]),
    ):
        done.clear()
        change()
        ran = run(*words)
        assert done == again
    assert ran.out != first.out
    done.clear()
    run(*words, "--as-of", "2026-07-01")
    assert len(done) == 5


# ------------------------------------------------------------------ progress


def test_a_log_gets_plain_lines_now_and_then_and_quiet_gets_none(
    run: Run, mixed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN_LINES", 0.0)
    ran = run("check", mixed, "--jobs", "1")
    assert re.match(r"perkins-rules: 1 documents? so far, [\d,]+ a second\.\n", ran.err)
    assert "\x1b" not in ran.err
    assert "so far" not in run("check", mixed, "--jobs", "1", "--quiet").err
    monkeypatch.undo()


def test_a_short_run_in_a_log_says_nothing_of_progress(run: Run, tmp_path: Path) -> None:
    assert run("check", filled(tmp_path, {"a.yaml": PLAN})).err == ""


@pytest.mark.parametrize(("words", "bar"), [((), True), (("--quiet",), False)])
def test_a_terminal_gets_a_bar(mixed: str, words: tuple[str, ...], bar: bool) -> None:
    ours, theirs = pty.openpty()
    process = start(("check", mixed, "--jobs", "1", *words), stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    with ThreadPoolExecutor(1) as reader:
        on_terminal = reader.submit(_all_of, ours)
        out, _ = process.communicate(timeout=60)
        seen = on_terminal.result()
    assert ("a second" in seen) == bar
    assert ("━" in seen) == bar
    assert "\x1b" not in out.decode()


def _all_of(handle: int) -> str:
    parts = []
    try:
        while part := os.read(handle, 65536):
            parts.append(part)
    except OSError:
        pass  # the other end is closed
    os.close(handle)
    return b"".join(parts).decode("utf-8", "replace")


# ------------------------------------------------------------------ interrupted, full, gone


def _beside(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_ctrl_c_leaves_nothing_half_written_and_no_process(tmp_path: Path) -> None:
    write(tmp_path / "all.jsonl", 3000, examples())
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.json").write_text("before")
    words = ("check", str(tmp_path / "all.jsonl"), "--jobs", "2", "--output", str(out / "a.json"))
    process = start((*words, "--output", str(out / "a.csv")), stderr=subprocess.PIPE)
    while not any(file.stat().st_size > 2000 for file in out.iterdir() if file.name != "a.json"):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip().endswith(b"perkins-rules: Interrupted.")
    assert b"Traceback" not in err
    assert _beside(out) == ["a.json"]
    assert (out / "a.json").read_text() == "before"
    assert _ends(process.pid)


def _ends(group: int) -> bool:
    """Whether all processes of a session end soon."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_full_disk_is_told_and_leaves_nothing(mixed: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "full.json").symlink_to("/dev/full")
    words = ("--output", str(out / "full.json"), "--output", str(out / "a.csv"))
    ran = _command("check", mixed, *words)
    assert ran.returncode == 2
    assert b"cannot be written: No space left on device" in ran.stderr
    assert _beside(out) == ["full.json"]
    with Path("/dev/full").open("wb") as full:
        process = start(("check", mixed), stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (2, b"perkins-rules: No space left on device.\n")


def test_a_reader_that_goes_away_ends_the_run_in_silence(tmp_path: Path) -> None:
    name = str(write(tmp_path / "all.jsonl", 40, small()))
    for words in ((), ("--format", "json")):
        process = start(
            ("check", name, "--jobs", "1", *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert (process.wait(timeout=60), process.stderr.read()) == (141, b"")
        process.stderr.close()


def test_an_output_that_cannot_be_there_is_told_before_anything_is_checked(
    run: Run, mixed: str, tmp_path: Path
) -> None:
    out = str(tmp_path / "none" / "a.csv")
    ran = run("check", mixed, "--output", out)
    assert (ran.code, ran.out) == (2, "")
    assert f"{out} cannot be written: No such file or directory." in ran.err


@pytest.mark.parametrize(
    "words",
    [
        (), ("--draft",), ("--fail-on", "never"), ("--fail-on", "warning"), ("--quiet",),
        ("--output", "all.json"), ("--color", "always"),
    ],
)  # fmt: skip
def test_what_is_kept_is_told_as_it_was_found(
    run: Run, tmp_path: Path, monkeypatch: Any, words: tuple[str, ...]
) -> None:
    """However the run was asked that kept it."""
    monkeypatch.chdir(tmp_path)
    files = {path.name: path.read_bytes() for path in EXAMPLES.glob("*-with-errors.yaml")}
    filled(tmp_path / "f", {**files, "bad.yaml": b"document: [\n", "plan.yaml": PLAN})
    run("check", "f", "--resume", "kept.db", "--jobs", "1")
    again = run("check", "f", "--resume", "kept.db", "--jobs", "1", *words)
    fresh = run("check", "f", "--jobs", "1", *words)
    assert (again.code, again.out, again.err) == (fresh.code, fresh.out, fresh.err)
    with sqlite3.connect("kept.db") as database:
        database.execute("""update results set brief = replace(brief, '"error"]', '"grave"]')""")
    assert run("check", "f", "--resume", "kept.db", "--jobs", "1", *words).out == fresh.out
