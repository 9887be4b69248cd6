"""action.yml and the workflows of docs/guide/ci.md: valid, and safe whatever they are asked for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from jsonschema import Draft7Validator

from tests.docs.pages import ROOT, blocks, page
from tests.report.formats.github_reader import commands

SCHEMAS = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor"
BASH = shutil.which("bash")
BLOCKS = [yaml.safe_load(block.text) for block in blocks(page("docs/guide/ci.md"), "yaml")]


def schema(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads((SCHEMAS / name).read_text(encoding="utf-8")))


def action() -> dict[str, Any]:
    plain: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return plain


def test_the_action_is_valid() -> None:
    schema("github-actions.json").validate(action())


def test_nothing_that_is_asked_for_stands_in_a_script() -> None:
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_workflow_of_the_page_is_valid_and_asks_what_there_is() -> None:
    (workflow,) = [b for b in BLOCKS if "jobs" in b]
    workflow = {("on" if key is True else key): value for key, value in workflow.items()}
    schema("github-workflows.json").validate(workflow)
    (used,) = [
        s for s in workflow["jobs"]["check"]["steps"] if "perkins-rules" in s.get("uses", "")
    ]
    assert set(used["with"]) <= set(action()["inputs"])


def test_the_job_of_the_page_is_valid() -> None:
    (jobs,) = [b for b in BLOCKS if "plans" in b]
    schema("gitlab-ci.json").validate(jobs)


def test_the_page_shows_a_hook_that_there_is() -> None:
    (config,) = [b for b in BLOCKS if "repos" in b]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    asked = {hook["id"] for repo in config["repos"] for hook in repo["hooks"]}
    assert asked <= {hook["id"] for hook in hooks}


def kinds(path: Path) -> set[str]:
    """The kinds of results in a log."""
    (run,) = json.loads(path.read_bytes())["runs"]
    return {one["kind"] for one in run["results"]}


@pytest.mark.skipif(BASH is None, reason="the step is written for bash")
class TestTheStep:
    """The script of the last step, as the runner would run it."""

    def run(self, folder: Path, **inputs: str) -> subprocess.CompletedProcess[bytes]:
        step = action()["runs"]["steps"][-1]
        defaults = {
            name: action()["inputs"][name]["default"]
            for name in ("files", "arguments", "sarif", "sarif-results")
        }
        given = {name.upper(): value for name, value in (defaults | inputs).items()}
        given["RESULTS"] = given.pop("SARIF-RESULTS")
        script = folder.parent / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        given["PERKINS_RULES"] = sys.executable
        given["RUNNER_TEMP"] = str(folder.parent)
        given["GITHUB_STEP_SUMMARY"] = str(folder.parent / "page.md")
        return subprocess.run(
            [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=folder,
            env=dict(os.environ) | given,
            capture_output=True,
            check=False,
        )

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        place = tmp_path / "checkout"
        (place / "plans").mkdir(parents=True)
        for name in ("sample-plan-with-errors.yaml", "annual-budget-only.yaml"):
            shutil.copy(ROOT / "examples" / name, place / "plans")
        return place

    def test_annotations_and_a_log(self, folder: Path) -> None:
        done = self.run(folder, files="plans", sarif="out.sarif")
        assert done.returncode == 1, done.stderr
        page = (folder.parent / "page.md").read_text(encoding="utf-8")
        assert "sample-plan-with-errors.yaml" in page
        files = {c.properties["file"] for c in commands(done.stdout)}
        assert files == {"plans/sample-plan-with-errors.yaml", "plans/annual-budget-only.yaml"}
        assert kinds(folder / "out.sarif") == {"fail"}
        assert [path.name for path in folder.iterdir() if "sarif" in path.name] == ["out.sarif"]
        self.run(folder, files="plans", sarif="whole.sarif", **{"sarif-results": "all"})
        assert kinds(folder / "whole.sarif") > {"fail", "review"}

    def test_good_plans_pass(self, folder: Path) -> None:
        done = self.run(folder, files="plans/annual-budget-only.yaml\n\n")
        assert done.returncode == 0, done.stderr
        assert "annual-budget-only.yaml" in (folder.parent / "page.md").read_text(encoding="utf-8")

    def test_words_are_words(self, folder: Path) -> None:
        evil = "plans/$(touch owned) `touch owned`;touch owned.yaml"
        done = self.run(folder, files=f"{evil}\n--rules=/", arguments="--draft\n--fail-on=never")
        assert done.returncode == 2
        assert not (folder / "owned").exists()
        assert b"touch owned" in done.stdout
        assert "could not be read" in (folder.parent / "page.md").read_text(encoding="utf-8")

    def test_names_of_files_are_no_commands(self, folder: Path) -> None:
        (folder / "plans" / "::error::forged.yaml").write_text("a: 1\n", encoding="utf-8")
        (folder / "plans" / "##[error]forged.yaml").write_text("a: 1\n", encoding="utf-8")
        done = self.run(folder, files="plans")
        assert b"forged.yaml" in done.stderr
        assert commands(done.stderr) == []
