"""`perkins-rules test --mutants`: what it says, and the file of equivalent mutants."""

from __future__ import annotations

from pathlib import Path

import pytest

from perkins_rules import assets
from perkins_rules.app.main import main
from tests.check.rule_texts import PRELUDE

from .mutant_texts import rule

ADMIN = "budget.state_administration.amount"
BODY = f"  require {ADMIN} is present and {ADMIN} is at most floor"
GOOD = f"""
  passes when {ADMIN} is $250,000
  passes when {ADMIN} is $249,999.99
  fails  when {ADMIN} is $250,000.01
  fails  when {ADMIN} is missing
"""
SURVIVOR = f"`{ADMIN} is present` was dropped in `{ADMIN} is present and {ADMIN} is at most floor`"


class Folder:
    """A folder with one pack, and the command run on it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys

    def run(self, examples: str, equivalents: str | None = None) -> tuple[int, str]:
        """The exit code and all that was written, on one line."""
        (self.path / "pack.rules").write_text(PRELUDE + rule(BODY, examples))
        if equivalents is not None:
            (self.path / "equivalent-mutants.yaml").write_text(equivalents)
        code = main(["test", "--mutants", str(self.path / "pack.rules")])
        captured = self.capsys.readouterr()
        return code, " ".join((captured.out + captured.err).split())


@pytest.fixture
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Folder:
    none = tmp_path / "none"
    none.mkdir()
    monkeypatch.setattr(assets, "built_in_rules", lambda: none)
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, capsys)


def entry(mutation: str, owner: str = "rule: test.pack/it") -> str:
    return f"- {owner}\n  mutation: >-\n    {mutation}\n  reason: It says the same.\n"


def test_all_noticed(folder: Folder) -> None:
    code, said = folder.run(GOOD)
    assert code == 0
    assert said.endswith("9 of 9 changes are noticed (100%).")


def test_a_survivor_is_told_with_its_place_its_line_and_the_change(folder: Folder) -> None:
    code, said = folder.run(GOOD.replace(f"  fails  when {ADMIN} is missing\n", ""))
    assert code == 1
    line = PRELUDE.count("\n") + 3
    assert f"pack.rules:{line}: test.pack/it: no example notices this change" in said
    assert BODY.strip() in said
    assert SURVIVOR in said
    assert "8 of 9 changes are noticed (88.8%)." in said


def test_an_equivalent_mutant_counts_no_more(folder: Folder) -> None:
    weak = GOOD.replace(f"  fails  when {ADMIN} is missing\n", "")
    code, said = folder.run(weak, entry(SURVIVOR))
    assert code == 0
    assert said.endswith("8 of 8 changes are noticed (100%). 1 other said to change nothing.")


def test_an_entry_for_a_change_that_is_noticed_is_stale(folder: Folder) -> None:
    code, said = folder.run(GOOD, entry(SURVIVOR))
    assert code == 1
    assert "equivalent-mutants.yaml:1: test.pack/it: every change of this kind is noticed" in said
    assert "1 entry of equivalent-mutants.yaml without such a change." in said


def test_an_entry_for_a_change_that_is_not_made_is_stale(folder: Folder) -> None:
    code, said = folder.run(GOOD, "\n" + entry("`is` became `is not` in `a is b`"))
    assert code == 1
    assert "equivalent-mutants.yaml:2: test.pack/it: every change" in said


@pytest.mark.parametrize("owner", ["rule: test.pack/other", "definition: big", "parameter: small"])
def test_an_entry_for_a_name_that_nothing_has_is_an_error(folder: Folder, owner: str) -> None:
    code, said = folder.run(GOOD, entry(SURVIVOR, owner))
    assert code == 1
    assert "nothing of this name is changed" in said


@pytest.mark.parametrize(
    ("text", "place"),
    {
        "rule: test.pack/it\n": "equivalent-mutants.yaml:1",
        "- rule: test.pack/it\n  reason: none\n": "equivalent-mutants.yaml:1",
        "\n- rule: a\n  definition: b\n  mutation: c\n  reason: d\n": "equivalent-mutants.yaml:2",
        "- rule: a\n  mutation: [b]\n  reason: d\n": "equivalent-mutants.yaml:1",
        "- [\n": "is not YAML",
        "- `a`\n": "is not YAML",
    }.items(),
)
def test_a_file_of_another_form_is_told_with_its_place(
    folder: Folder, text: str, place: str
) -> None:
    code, said = folder.run(GOOD, text)
    assert code == 2
    assert place in said


def test_mutants_wait_until_the_examples_hold(folder: Folder) -> None:
    code, said = folder.run(GOOD.replace("$250,000.01", "$249,000"))
    assert code == 1
    assert "does not hold" in said
    assert "changes" not in said


def test_a_built_in_pack_goes_by_its_name(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.run(GOOD)
    monkeypatch.setattr(assets, "built_in_rules", lambda: folder.path)
    assert main(["test", "--mutants", "test.pack"]) == 0
    assert "9 of 9 changes are noticed (100%)." in capsys.readouterr().out
