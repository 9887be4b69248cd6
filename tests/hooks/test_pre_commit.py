"""The real pre-commit in a real git repository: what stops a commit, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from pre_commit.clientlib import load_manifest

from .hook_files import BAD, GOOD, HOOKS, ROOT, Repository

OTHER = "services:\n  web: {image: nginx}\ndocument: {title: Handbook}\n"
RULES = """\
pack my.checks "My checks" for state_plan extends federal.sources

rule positive "The allotment is above zero"
  cite perkins 112
  require budget.total_allocation.amount is more than $0

  passes when budget.total_allocation.amount is $0.01
  fails  when budget.total_allocation.amount is $0
"""


@pytest.fixture
def plans(tmp_path: Path) -> Repository:
    folder = tmp_path / "plans"
    folder.mkdir()
    repository = Repository(folder, "perkins-check")
    repository.install()
    return repository


def test_pre_commit_takes_the_hooks() -> None:
    load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert {hook["id"] for hook in HOOKS} == {
        "perkins-check",
        "perkins-rules-lint",
        "perkins-rules-fmt",
        "perkins-rules-test",
    }


def test_a_good_plan_is_committed(plans: Repository) -> None:
    plans.write("plans/good.yaml", GOOD)
    done = plans.commit("good")
    assert done.returncode == 0, done.stdout + done.stderr
    assert plans.head() == "good"


def test_a_bad_plan_stops_the_commit_and_says_why(plans: Repository) -> None:
    plans.write("plans/bad.yaml", BAD)
    plans.write("plans/good.yaml", GOOD)
    done = plans.commit("bad")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert plans.head() == "begin"
    assert "plans/bad.yaml: " in said
    assert "things to settle" in said
    assert "Line 2 is $260,000.01, $0.01 over the cap of $260,000.00" in said
    assert "To do: Lower line 2 to $260,000.00 or less." in said
    assert "perkins-rules check plans/bad.yaml" in said
    assert "good.yaml" not in said
    assert "Traceback" not in said


def test_only_changed_documents_are_checked(plans: Repository) -> None:
    plans.write("plans/bad.yaml", BAD)
    plans.commit("bad from before", no_verify=True)
    plans.write("plans/good.yaml", GOOD)
    assert plans.commit("good").returncode == 0
    plans.write("plans/bad.yaml", f"{BAD}# touched\n")
    assert plans.commit("bad again").returncode != 0
    assert plans.head() == "good"


def test_what_is_staged_is_checked_not_what_lies_beside_it(plans: Repository) -> None:
    plans.write("plans/a.yaml", GOOD)
    plans.git("add", "--all")
    plans.write("plans/a.yaml", BAD)
    done = plans.git("commit", "--quiet", "--message", "staged", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (plans.folder / "plans/a.yaml").read_text(encoding="utf-8") == BAD


def test_other_files_are_passed_over_without_a_word(plans: Repository) -> None:
    plans.write("compose.yaml", OTHER)
    plans.write("broken.yaml", "a: [\n")
    plans.write("package.json", '{"document": {"name": "x"}, "a": 1}')
    plans.write("a.determinations.yaml", "document: plan.yaml\n")
    done = plans.commit("other")
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    for name in ("compose", "broken", "package", "determinations"):
        assert name not in said


def test_a_document_that_cannot_be_read_stops_the_commit(plans: Repository) -> None:
    plans.write("plans/a.yaml", "document: state_plan\nstate: {code: [\n")
    done = plans.commit("broken")
    assert done.returncode != 0
    assert "plans/a.yaml" in done.stdout + done.stderr


def test_options_stand_in_args(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    repository = Repository(folder, "perkins-check", args=["--draft"])
    repository.install()
    repository.write("plan.yaml", "document: state_plan\nstate: {code: VT, name: Vermont}\n")
    done = repository.commit("draft")
    assert done.returncode == 0, done.stdout + done.stderr


def test_hooks_for_rules(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    repository = Repository(folder, *(h["id"] for h in HOOKS if h["id"] != "perkins-check"))
    repository.install()
    repository.write("rules/mine.rules", "pack my.checks for state_plan\nrule\n")
    done = repository.commit("broken")
    assert done.returncode != 0
    assert "rules/mine.rules:" in done.stdout + done.stderr
    repository.write("rules/mine.rules", RULES.replace("  require", "     require"))
    done = repository.commit("not laid out")
    assert done.returncode != 0
    assert "files were modified by this hook" in done.stdout + done.stderr
    repository.write("rules/mine.rules", RULES.replace("$0.01", "$0"))
    done = repository.commit("an example that does not hold")
    assert done.returncode != 0
    assert "does not hold" in done.stdout + done.stderr
    assert repository.head() == "begin"
    repository.write("rules/mine.rules", RULES)
    done = repository.commit("good rules")
    assert done.returncode == 0, done.stdout + done.stderr
