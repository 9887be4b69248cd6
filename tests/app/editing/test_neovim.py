"""Neovim, as the page on editors sets it up, tells what the server finds."""

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
vim.wait(60000, function() return #vim.diagnostic.get(0) > {most} end, 100)
local found = {{}}
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, {{ one.lnum, one.col, one.severity, one.code }})
end
io.stdout:write("\\nFOUND " .. vim.fn.json_encode(found) .. "\\n")
vim.cmd("qa!")
"""


def in_neovim(file: Path, tmp_path: Path, most: int = 0) -> list[list[object]]:
    (setup,) = re.findall(r"```lua\n(.*?)```", PAGE, re.DOTALL)
    command = json.dumps([sys.executable, "-m", "perkins_rules", "lsp"])[1:-1]
    setup = setup.replace('"perkins-rules", "lsp"', command)
    (tmp_path / "init.lua").write_text(setup)
    (tmp_path / "ask.lua").write_text(ASK.format(most=most))
    words = ["nvim", "--headless", "-n", "-i", "NONE", "-u", str(tmp_path / "init.lua"), str(file)]
    done = subprocess.run(
        [*words, "-c", f"luafile {tmp_path / 'ask.lua'}"],
        capture_output=True, text=True, check=False, timeout=120, cwd=ROOT,
    )  # fmt: skip
    said = re.search(r"FOUND (.*)", done.stdout)
    assert said is not None, done.stdout + done.stderr
    found: list[list[object]] = json.loads(said[1])
    return found


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_documents_and_rules_are_checked(tmp_path: Path) -> None:
    text = "document: state_plan\nstate: {code: VT, nam: Vermont}\n"
    (tmp_path / "plan.yaml").write_text(text)
    found = in_neovim(tmp_path / "plan.yaml", tmp_path)
    assert [1, text.split("\n")[1].index("nam"), 1, "schema/unknown-field"] in found
    (tmp_path / "own.rules").write_text('pack own "Own" for state_plan\n\nrul x "Y"\n')
    found = in_neovim(tmp_path / "own.rules", tmp_path)
    assert found == [[2, 0, 1, "syntax"]]
