"""The command line as a whole: help, wrong words, faults of the program, starting fast."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

import perkins_rules
from perkins_rules.app import cli, faults
from perkins_rules.app.asking.request import Request, simple_request
from perkins_rules.app.cli import commands
from perkins_rules.app.main import main
from tests.loaded import built_in

from .conftest import ERRORS, ROOT, SAMPLE, Run

HEAVY = {"attr", "attrs", "rich", "lark", "yaml", "jsonschema"}
COMMANDS = ("check", "new", "schema", "explain", "rules", "test", "lint", "fmt", "completion")


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"perkins-rules {perkins_rules.__version__}\n", "")


def test_the_version_is_that_of_the_project() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    dynamic = 'dynamic = ["version", "readme"]' in project
    assert dynamic or f'version = "{perkins_rules.__version__}"' in project


def test_help_names_every_command_and_every_command_has_help(run: Run) -> None:
    listed = run("--help").out
    for name in COMMANDS:
        assert f"  {name} " in listed
        ran = run(name, "--help")
        assert ran.code == 0
        assert ran.out.startswith(f"Usage: perkins-rules {name} ")


def test_no_words_at_all_give_help_and_exit_code_two(run: Run) -> None:
    ran = run()
    assert ran.code == 2
    assert "Usage: perkins-rules" in ran.out


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (("chek", "plan.yaml"), "there is no command `chek`", "Did you mean `check`?"),
        (("validate", "x"), "there is no command `validate`", "The commands are check, new,"),
        (("plan.yaml",), "there is no command `plan.yaml`", "perkins-rules check plan.yaml"),
        (("frobnicate",), "there is no command `frobnicate`", "The commands are check, new"),
        (("check",), "missing argument", "perkins-rules check --help"),
        (("check", "--quiet"), "missing argument", "perkins-rules check --help"),
        (("check", "--select", "cap"), "missing argument", "perkins-rules check --help"),
        (("check", "--jobs=2", "--draft"), "missing argument", "perkins-rules check --help"),
        (("--draft", "a.yaml"), "a command comes first", "perkins-rules check --draft a.yaml"),
        (("check", "a.yaml", "--as-of="), "`` is not a date", "--as-of 2026-07-01"),
        (("check", "a.yaml", "--as-of"), "requires an argument", "perkins-rules check --help"),
        (("check", "a.yaml", "--max-size", "9" * 30), "--max-size", "check --help"),
        (("check", "a.yaml", "--fromat", "json"), "--fromat", "--format"),
        (("check", "a.yaml", "--format", "xml"), "'text', 'json'", "check --help"),
        (("explain", "a", "b", "c"), "a file and a rule", "explain --help"),
        (
            ("new", "state-plan", "-o", "a.json"),
            "a.json: what `new` writes is YAML",
            ".yaml at its",
        ),
        (("new", "pack"), "a pack has a name", "For example: perkins-rules new pack "),
        (("new", "rule"), "a rule has a name", "For example: perkins-rules new rule "),
        (("baseline", "a.yaml", "--prune", "b.json", "-o", "c.json"), "--output is not for it", ""),
    ],
)
def test_wrong_words_are_answered_with_what_would_be_right(
    run: Run, words: tuple[str, ...], message: str, hint: str
) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert hint in ran.err
    assert "Traceback" not in ran.err


# ------------------------------------------------------------------ what goes wrong in the program


def test_a_fault_of_the_program_is_a_short_message(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(words: object) -> int:
        raise ValueError("an invariant does not hold\nat all")

    monkeypatch.setattr(cli, "run_commands", broken)
    ran = run("rules")
    assert ran.code == 2
    assert "a fault of the program, not of your document" in ran.err
    assert "ValueError: an invariant does not hold at all" in ran.err
    assert "--debug" in ran.err
    assert "Traceback" not in ran.err
    with pytest.raises(ValueError, match="invariant"):
        run("rules", "--debug")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Interrupted."),
        (MemoryError(), 2, "not enough memory"),
        (OSError(28, "No space left on device"), 2, "No space left on device"),
        (RecursionError("maximum recursion depth exceeded"), 2, "fault of the program"),
        (faults.Stop("No.", "Yes."), 2, "Yes."),
    ],
)
def test_whatever_is_raised_ends_in_a_message_and_an_exit_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    def raising() -> int:
        raise error

    assert faults.guarded(raising) == code
    assert said in capsys.readouterr().err


def test_a_reader_that_stops_reading_ends_the_run_quietly() -> None:
    command = [sys.executable, "-c", BROKEN_PIPE]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ran.returncode, ran.stderr) == (141, "")


@pytest.mark.skipif(os.name == "nt", reason="the shell's way of closing a pipe")
def test_a_reader_that_stops_reading_is_no_finding() -> None:
    command = f"{{ {sys.executable} -m perkins_rules rules; echo $? >&2; }} | true"
    ran = subprocess.run(  # noqa: S602  # the shell makes the pipe
        command, shell=True, capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert ran.stderr == "141\n"


BROKEN_PIPE = """
import os, sys
from perkins_rules.app.console import write_out
from perkins_rules.app.faults import guarded
reader, writer = os.pipe()
os.close(reader)
os.dup2(writer, 1)
def run():
    for _ in range(100):
        write_out("x" * 10000)
    return 0
sys.exit(guarded(run))
"""


# ------------------------------------------------------------------ starting fast


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["check", "p.json"], Request(files=("p.json",))),
        (["check", "-"], Request(files=("-",))),
        (
            ["check", "a", "b", "--as-of", "2026-07-01", "--profile=strict"],
            Request(files=("a", "b"), as_of="2026-07-01", profile="strict"),
        ),
        (
            ["check", "--format", "json", "--fail-on", "never", "--draft", "-q", "p"],
            Request(files=("p",), format="json", fail_on="never", draft=True, quiet=True),
        ),
    ],
)
def test_a_plain_check_is_read_without_click(words: list[str], expected: Request) -> None:
    found = simple_request(words)
    assert found is not None
    assert found._replace(given=()) == expected


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["check"],
        ["lint", "rules"],
        ["check", "--help"],
        ["check", "p", "--format", "xml"],
        ["check", "p", "--format"],
        ["check", "p", "--as-of="],
        ["check", "p", "--select", "x"],
        ["check", "--", "-p"],
    ],
)
def test_everything_else_is_left_to_click(words: list[str]) -> None:
    assert simple_request(words) is None


def test_both_ways_to_a_request_give_the_same_report(run: Run) -> None:
    plain = run("check", ERRORS, "--draft")
    through_click = run("check", ERRORS, "--draft", "--max-size", "64")
    assert plain == through_click


def test_reports_and_the_entry_point_import_nothing_heavy() -> None:
    modules = [
        "app.main",
        "app.asking.request",
        "app.asking.inputs",
        "app.console",
        "report.text.text",
        "report.output_formats",
    ]
    imports = "; ".join(f"import perkins_rules.{module}" for module in modules)
    heavy = HEAVY | {"click"}
    code = f"import sys; {imports}; print(sorted({heavy} & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout == "[]\n"


def test_the_module_runs_as_a_program() -> None:
    command = [sys.executable, "-m", "perkins_rules", "--version"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.startswith("perkins-rules ")


def test_main_gives_an_exit_code_and_never_raises(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", SAMPLE, "--as-of", "never"]) == 2
    assert "is not a date" in capsys.readouterr().err


# ------------------------------------------------------------------ completion


@pytest.mark.parametrize(
    ("shell", "holds"),
    [
        ("bash", "complete -o nosort"),
        ("zsh", "#compdef perkins-rules"),
        ("fish", "complete --no-files --command perkins-rules"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName perkins-rules"),
    ],
)
def test_completion_scripts_call_the_program_under_its_variable(
    run: Run, shell: str, holds: str
) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert holds in ran.out
    assert "_PERKINS_RULES_COMPLETE" in ran.out


def test_completion_offers_commands_and_options() -> None:
    def offered(words: str, count: str) -> str:
        asked = {"_PERKINS_RULES_COMPLETE": "bash_complete", "COMP_WORDS": words}
        ran = subprocess.run(
            [sys.executable, "-m", "perkins_rules"],
            env={**asked, "COMP_CWORD": count, "PATH": "/usr/bin"},
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        return ran.stdout

    assert "plain,explain" in offered("perkins-rules e", "1")
    assert "plain,--fail-on" in offered("perkins-rules check --f", "2")


def completed(line: str) -> list[str]:
    """What a shell is offered for the last word of a line; `file` where it completes files."""
    words = line.split(" ")[1:]
    asked = ShellComplete(commands, {}, "perkins-rules", "_COMPLETE")
    found = asked.get_completions(words[:-1], words[-1])
    return [item.value if item.type == "plain" else item.type for item in found]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("perkins-rules explain federal.budget/administration-c", ["administration-cap"]),
        ("perkins-rules explain plan.yaml local-fl", ["local-floor"]),
        ("perkins-rules explain plan.y", ["file"]),
        ("perkins-rules explain ", ["file"]),
        ("perkins-rules rules federal.budget/administration-c", ["administration-cap"]),
        ("perkins-rules check --ignore federal.budget/administration-c", ["administration-cap"]),
        ("perkins-rules check --select administration-pa", ["administration-paid-for"]),
        ("perkins-rules check --edition 2025-1", ["2025-11"]),
        ("perkins-rules check --profile st", ["statute", "strict"]),
        ("perkins-rules check pla", ["file"]),
        ("perkins-rules check --rules our", ["file"]),
        ("perkins-rules schema state", ["state-plan"]),
        ("perkins-rules new local_l", ["local-levels"]),
        ("perkins-rules new pack vt.budget --for local_l", ["local_levels"]),
        ("perkins-rules new pack vt.budget --state v", ["VT", "VA", "VI"]),
        ("perkins-rules schema --rules /nowhere stat", []),
        ("perkins-rules nonsense fed", []),
        (
            "perkins-rules rules administration-ca",
            [],
        ),  # of several packs: a shell would put `federal.`
    ],
)
def test_completion_knows_rules_types_states_and_editions(line: str, offered: list[str]) -> None:
    built_in()  # what is not compiled is not waited for
    assert [word.rpartition("/")[2] for word in completed(line)] == offered


def test_completion_loads_nothing_heavy() -> None:
    built_in()
    code = (
        "import sys; from perkins_rules.app.main import main; main([]);"
        f"print(sorted({HEAVY} & set(sys.modules)), file=sys.stderr)"
    )
    for line in (
        "perkins-rules explain adm",
        "perkins-rules new st",
        "perkins-rules rules adm",
        "perkins-rules check --ed",
    ):
        words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        asked = {**os.environ, "_PERKINS_RULES_COMPLETE": "bash_complete", **words}
        command = [sys.executable, "-c", code]
        ran = subprocess.run(
            command, env=asked, capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert ran.stdout, line
        assert ran.stderr == "[]\n"


# ------------------------------------------------------------------ streams that are not there


def started(words: str, redirection: str) -> subprocess.CompletedProcess[str]:
    command = f"{sys.executable} -m perkins_rules {words} {redirection}"
    return subprocess.run(  # noqa: S602  # the shell closes the streams
        command, shell=True, capture_output=True, text=True, check=False, cwd=ROOT
    )


@pytest.mark.skipif(os.name == "nt", reason="the shell's way of closing a stream")
def test_a_closed_output_is_said_in_words() -> None:
    for words in ("check examples/guam.yaml", "new state-plan"):
        ran = started(words, ">&-")
        assert ran.returncode == 2
        assert "standard output is closed" in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="the shell's way of closing a stream")
def test_a_closed_input_is_said_in_words() -> None:
    for words in ("fmt -", "check -"):
        ran = started(words, "<&-")
        assert ran.returncode == 2
        assert "no standard input" in " ".join((ran.stdout + ran.stderr).split())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a full device")
def test_full_streams_keep_the_exit_code() -> None:
    assert started("check --bogus", "2>/dev/full").returncode == 2
    ran = started("check examples/guam.yaml", ">/dev/full")
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)


@pytest.mark.skipif(os.name == "nt", reason="the null device has another name")
def test_what_is_opened_never_takes_the_place_of_a_closed_stream() -> None:
    code = (
        "import os; from perkins_rules.app.faults import hold_streams;"
        "[os.close(one) for one in range(3)]; hold_streams();"
        "os._exit(0 if os.open('/dev/null', os.O_RDONLY) > 2 else 1)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_report_hangs_on_nothing_but_document_and_rules(run: Run) -> None:
    """Not on the locale, the zone of the clock, the order of sets, or what Python leaves out."""
    strange = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"}
    words = ["check", ERRORS, "--format", "json"]
    ran = subprocess.run(
        [sys.executable, "-OO", "-W", "error", "-m", "perkins_rules", *words],
        env=os.environ | strange,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert ran.stdout.decode() == run(*words).out
