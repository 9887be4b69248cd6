"""`check --watch`: another run after each change, whatever way an editor writes a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.watching import watch
from perkins_rules.app.faults import INTERRUPTED, PIPE_CLOSED, Stop
from tests.app.conftest import TINY, Run


class Watched:
    """A watch in which each pause is one step of somebody at work; the end of them is Ctrl-C."""

    def __init__(self, steps: list[Callable[[], object]]) -> None:
        self.steps, self.runs, self.fixed = iter(steps), 0, 0

    def pause(self, took: float = 0) -> None:
        step = next(self.steps, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    def check(self, request: Request) -> int:
        self.runs += 1
        return self.runs

    def fix(self, request: Request) -> int:
        self.fixed += 1
        Path(request.files[0]).write_text(TINY + f"# {self.fixed}\n", encoding="utf-8")
        return 0

    def of(self, *files: str, **told: object) -> int:
        return watch(Request(files, **told), self.check, self.fix, self.pause)  # type: ignore[arg-type]  # by name


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


def _replaced(path: Path) -> None:
    """As editors save: a new file under another name, which then takes the place of the old."""
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    beside.replace(path)


def test_it_runs_again_after_a_save_by_renaming(plan: Path) -> None:
    nothing, saved = (lambda: None), (lambda: _replaced(plan))
    watched = Watched([nothing, saved, nothing, saved, saved])
    assert watched.of(str(plan)) == 4


def test_it_runs_again_when_a_file_comes_back(plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    watched = Watched([plan.unlink, lambda: plan.write_text(text, encoding="utf-8")])
    assert watched.of(str(plan)) == 3


@pytest.mark.parametrize(
    "name", ["plan.determinations.yaml", "waivers.yaml", "perkins.yaml", "rules/own.rules"]
)
def test_what_counts_beside_the_document_is_watched(plan: Path, name: str) -> None:
    (plan.parent / "rules").mkdir()
    other = plan.with_name("rules").parent / name
    watched = Watched([lambda: other.write_text("# new\n", encoding="utf-8")])
    assert watched.of(str(plan), rules=(str(plan.parent / "rules"),)) == 2


def test_a_folder_is_watched_with_what_comes_into_it(plan: Path) -> None:
    new = plan.with_name("second.yaml")
    watched = Watched([lambda: new.write_text(TINY, encoding="utf-8")])
    assert watched.of(str(plan.parent)) == 2


def test_what_the_run_writes_does_not_set_it_off(plan: Path) -> None:
    report = plan.with_name("report.html")
    watched = Watched([lambda: report.write_text("x", encoding="utf-8")])
    assert watched.of(str(plan.parent), outputs=(str(report),)) == 1


@pytest.mark.parametrize("name", ["results.db-wal", "letter.pdf", ".plan.yaml.swp"])
def test_what_is_no_document_does_not_set_it_off(plan: Path, name: str) -> None:
    watched = Watched([lambda: plan.with_name(name).write_text("x", encoding="utf-8")])
    assert watched.of(str(plan.parent)) == 1


def test_what_it_fixes_does_not_set_it_off_again(plan: Path) -> None:
    """Else what is said of it would be wiped off the screen at once."""
    watched = Watched([lambda: None, lambda: _replaced(plan), lambda: None])
    assert watched.of(str(plan), fix=True) == 2
    assert watched.fixed == 2


def test_it_ends_when_nobody_reads_on(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched([])
    monkeypatch.setattr(watched, "check", lambda request: PIPE_CLOSED)
    assert watched.of(str(plan)) == PIPE_CLOSED


def test_ctrl_c_in_the_first_run_is_no_success(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched([])
    monkeypatch.setattr(watched, "check", lambda request: INTERRUPTED)
    assert watched.of(str(plan)) == INTERRUPTED


@pytest.mark.parametrize("name", ["-", "https://example.org/plan.yaml"])
def test_what_cannot_be_watched_is_told(run: Run, name: str) -> None:
    with pytest.raises(Stop):
        Watched([]).of(name)
    assert run("check", "--watch", name).code == 2


def test_a_fault_of_one_run_does_not_end_it(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The configuration is broken, and put right; the document is told in the second run."""
    settings = plan.with_name("perkins.yaml")
    settings.write_text("edition: 1999\n", encoding="utf-8")
    steps = Watched([lambda: settings.write_text("profile: guide\n", encoding="utf-8")])
    monkeypatch.setattr("time.sleep", lambda seconds: steps.pause())
    ran = run("check", "--watch", "-q", str(plan))
    assert "edition 1999 of the guide is not known" in ran.err
    assert ran.out.count("Ctrl-C ends it.") == 2
    assert "error: " in ran.out
    assert ran.code == 1
