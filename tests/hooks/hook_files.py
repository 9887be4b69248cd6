"""A git repository with the hooks of .pre-commit-hooks.yaml, and the real pre-commit run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
GOOD = (ROOT / "examples" / "annual-budget-only.yaml").read_text(encoding="utf-8")
BAD = (ROOT / "examples" / "sample-plan-with-errors.yaml").read_text(encoding="utf-8")


class Repository:
    """A repository in which `perkins-rules` is the one under test: installing it anew for each
    test would take a network. All else of the hooks is as it is given.
    """

    def __init__(self, folder: Path, *asked: str, **more: Any) -> None:
        self.folder = folder
        hooks = [_local(hook) | more for hook in HOOKS if hook["id"] in asked]
        self.write(".pre-commit-config.yaml", yaml.safe_dump(_config(hooks)))
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit("begin", no_verify=True)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def install(self) -> None:
        """`pre-commit install`: from now on each commit runs the hooks."""
        self._run([sys.executable, "-m", "pre_commit", "install"])

    def commit(self, message: str, no_verify: bool = False) -> subprocess.CompletedProcess[str]:
        self.git("add", "--all")
        words = ["commit", "--quiet", "--message", message]
        return self.git(*words, *(["--no-verify"] if no_verify else []), check=no_verify)

    def head(self) -> str:
        return self.git("log", "-1", "--format=%s").stdout.strip()

    def git(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        named = [
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "-c",
            "commit.gpgsign=false",
        ]
        return self._run(["git", *named, *words], check)

    def _run(self, words: list[str], check: bool = True) -> subprocess.CompletedProcess[str]:
        outer = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        own = {
            "PRE_COMMIT_HOME": str(self.folder.parent / "pre-commit"),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{outer['PATH']}",
            "PYTHONUTF8": "1",
        }
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=outer | own,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done


def _config(hooks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"repos": [{"repo": "local", "hooks": hooks}]}


def _local(hook: dict[str, Any]) -> dict[str, Any]:
    assert hook["entry"].startswith("perkins-rules ")
    arguments = hook["entry"].removeprefix("perkins-rules ")
    return hook | {"language": "system", "entry": f"{sys.executable} -m perkins_rules {arguments}"}
