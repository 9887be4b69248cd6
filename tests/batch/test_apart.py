"""What lies beside the documents is read and never run, in whichever way the check is started."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from perkins_rules.apart import StartedApart, forget_here
from tests.hooks.hook_files import HOOKS

from .making import EXAMPLES, ROOT

COMMAND = str(Path(sys.executable).parent / "perkins-rules")
LIBRARIES = ("attr", "attrs", "click", "fsspec", "jinja2", "lark", "rich", "s3fs", "yaml", "lent")
CUSTOMIZED = ("sitecustomize", "usercustomize")
AT_ONCE = 10
"""Documents, more than are checked without starting processes."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents, and beside them a file by the name of every module that Python may look for; each
    would leave its name in the file `ran`.
    """
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(AT_ONCE):
        shutil.copy(EXAMPLES / "annual-budget-only.yaml", folder / f"plan-{number}.yaml")
    for name in (*sorted(sys.stdlib_module_names), *LIBRARIES, *CUSTOMIZED):
        leave_a_mark(folder / f"{name}.py")
    leave_a_mark(folder / "perkins_rules" / "__init__.py")
    (folder / "rules-1.0.dist-info").mkdir()
    (folder / "rules-1.0.dist-info" / "METADATA").write_text("Name: rules\nVersion: 1.0\n")
    points = "[perkins_rules.packs]\nr = perkins_rules\n[fsspec.specs]\ns3 = s3fs:S3FileSystem\n"
    (folder / "rules-1.0.dist-info" / "entry_points.txt").write_text(points)
    return folder


def leave_a_mark(file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    mark = file.parent / "ran"
    file.write_text(f"open({str(mark)!r}, 'a').write(__name__ + '\\n')\n", encoding="utf-8")


def ran(folder: Path) -> list[str]:
    return [name for mark in folder.rglob("ran") for name in mark.read_text("utf-8").split()]


def check(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A check of the folder from inside of it, with processes beside the first."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        [*words, "check", "--jobs", "2", "--format", "json", "."],
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def assert_all_were_checked(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout[:500] + done.stderr
    assert len(json.loads(done.stdout)["documents"]) == AT_ONCE


@pytest.mark.parametrize(
    "words",
    [
        [COMMAND],
        [sys.executable, "-E", COMMAND],  # deaf to the environment, and so are its processes
        [sys.executable, "-I", "-m", "perkins_rules"],  # as the action does
        [sys.executable, "-P", "-m", "perkins_rules"],
    ],
    ids=["command", "deaf", "isolated", "safe"],
)
def test_nothing_beside_the_documents_is_run(folder: Path, words: list[str]) -> None:
    assert_all_were_checked(check(folder, *words))
    assert ran(folder) == []


def leave_what_python_starts_with(folder: Path) -> None:
    """Python and the file of the command take from the path what they find the program by."""
    code = "import re, runpy, sys; print(*sys.modules)"
    started = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    for name in {one.partition(".")[0] for one in started.stdout.decode().split()}:
        (folder / f"{name}.py").unlink(missing_ok=True)
    for name in CUSTOMIZED:
        (folder / f"{name}.py").unlink()
    shutil.rmtree(folder / "perkins_rules")


def test_nor_by_a_start_from_the_folder_once_the_program_is_found(folder: Path) -> None:
    leave_what_python_starts_with(folder)
    assert_all_were_checked(check(folder, sys.executable, "-m", "perkins_rules"))
    assert ran(folder) == []


def test_nor_by_an_empty_place_on_the_path(folder: Path) -> None:
    leave_what_python_starts_with(folder)
    path = os.pathsep.join(["", str(ROOT)])
    assert_all_were_checked(check(folder, sys.executable, COMMAND, PYTHONPATH=path))
    assert ran(folder) == []


def test_nor_from_a_folder_in_a_folder(folder: Path) -> None:
    done = subprocess.run(
        [COMMAND, "check", "--jobs", "2", "--quiet", folder.name],
        cwd=folder.parent, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert ran(folder) == []


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_however_processes_are_started_by_default(folder: Path, method: str) -> None:
    code = (
        "import multiprocessing, sys; from perkins_rules.app.main import main\n"
        f"if __name__ == '__main__': multiprocessing.set_start_method({method!r}); sys.exit(main())"
    )
    program = folder.parent / "program.py"
    program.write_text(code, encoding="utf-8")
    assert_all_were_checked(check(folder, sys.executable, str(program)))
    assert ran(folder) == []


def test_a_remote_address_is_not_read_by_what_lies_here(folder: Path) -> None:
    subprocess.run(
        [COMMAND, "check", "s3://bucket/plan.yaml"], cwd=folder, capture_output=True, check=False
    )
    assert ran(folder) == []


def test_the_hook_runs_nothing_of_the_repository(folder: Path) -> None:
    (hook,) = [one for one in HOOKS if one["id"] == "perkins-check"]
    words = [COMMAND, *hook["entry"].split()[1:], *(f"plan-{n}.yaml" for n in range(AT_ONCE))]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0
    assert ran(folder) == []


@pytest.mark.parametrize("name", ["PYTHONSAFEPATH", "PYTHONPATH"])
@pytest.mark.parametrize("before", [None, "", "1"])
def test_the_environment_is_left_as_it_was(
    monkeypatch: pytest.MonkeyPatch, name: str, before: str | None
) -> None:
    monkeypatch.delenv(name, raising=False)
    if before is not None:
        monkeypatch.setenv(name, before)
    with StartedApart():
        assert (os.environ["PYTHONSAFEPATH"], os.environ["PYTHONPATH"]) == ("1", "")
    assert os.environ.get(name) == before


def test_the_folder_is_forgotten_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", ".", str(tmp_path), "a/..", "a", *sys.path])
    forget_here()
    assert sys.path[0] == "a"
