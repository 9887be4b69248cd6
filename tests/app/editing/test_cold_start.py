"""What the other commands pay for the server: nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from perkins_rules.app.editing import lsp_command
from tests.app.conftest import SAMPLE, Run

LOADED = (
    "import sys; from perkins_rules.app.main import main; main({words!r});"
    " print([m for m in sys.modules if m.partition('.')[0] in ('pygls', 'lsprotocol', 'cattrs')])"
)


@pytest.mark.parametrize("words", [["check", "--quiet", SAMPLE], ["lsp", "--help"], ["test", "-h"]])
def test_other_commands_do_not_load_the_library(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(words=words)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.rstrip().endswith("[]")


def test_what_reads_rules_waits_for_the_first_rule_file() -> None:
    loaded = (
        "import sys; import perkins_rules.app.editing.server;"
        " print([m for m in ('lark', 'z3', 'perkins_rules.lang.nodes',"
        " 'perkins_rules.engine.reference.evaluate') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_without_the_library_the_command_says_how_to_get_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lsp_command, "find_spec", lambda name: None)
    ran = run("lsp")
    assert ran.code == 2
    assert "`lsp` needs the library pygls. Install perkins-rules with its extra `lsp`" in ran.said
