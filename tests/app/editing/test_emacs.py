"""Emacs with eglot, as the page on editors sets it up, tells what the server finds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.editing.editor import ROOT

PAGE = (ROOT / "docs" / "guide" / "editors.md").read_text(encoding="utf-8")
ASK = """
(find-file "{file}")
(call-interactively #'eglot)
(with-timeout (90)
  (while (not (flymake-diagnostics)) (flymake-start) (accept-process-output nil 0.2)))
(dolist (d (flymake-diagnostics))
  (princ (format "FOUND %d %s %s\\n" (line-number-at-pos (flymake-diagnostic-beg d))
    (flymake-diagnostic-type d) (car (split-string (flymake-diagnostic-text d) "\\n")))))
"""


def has_eglot() -> bool:
    if shutil.which("emacs") is None:
        return False
    words = ["emacs", "--batch", "-l", "eglot", "-l", "yaml-mode"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def in_emacs(file: Path, tmp_path: Path) -> list[str]:
    (setup,) = re.findall(r"```elisp\n(.*?)```", PAGE, re.DOTALL)
    command = " ".join(json.dumps(word) for word in (sys.executable, "-m", "perkins_rules", "lsp"))
    (tmp_path / "init.el").write_text(setup.replace('"perkins-rules" "lsp"', command))
    (tmp_path / "ask.el").write_text(ASK.format(file=file))
    words = ["emacs", "--batch", "-l", str(tmp_path / "init.el"), "-l", str(tmp_path / "ask.el")]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, timeout=150, cwd=tmp_path
    )
    assert "FOUND" in done.stdout, done.stdout + done.stderr
    return re.findall("FOUND (.*)", done.stdout)


@pytest.mark.slow
@pytest.mark.skipif(not has_eglot(), reason="Emacs with eglot and yaml-mode is not installed")
def test_documents_and_rules_are_checked(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("document: state_plan\nstate: {code: VT, nam: Vermont}\n")
    found = in_emacs(tmp_path / "plan.yaml", tmp_path)
    slip = "perkins-rules [schema/unknown-field]: `state.nam` is not a field of the state;"
    assert any(one.startswith(f"2 eglot-error {slip}") for one in found)
    (tmp_path / "own.rules").write_text('pack own "Own" for state_plan\n\nrul x "Y"\n')
    found = in_emacs(tmp_path / "own.rules", tmp_path)
    said = "perkins-rules [syntax]: `rul` does not start a declaration"
    assert found == [f"3 eglot-error {said}"]
