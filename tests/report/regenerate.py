"""Writes the approved reports anew: python -m tests.report.regenerate

Read the difference before you keep it.
"""

from __future__ import annotations

import re
from pathlib import Path

from perkins_rules import __version__
from perkins_rules.app.asking.request import Request
from perkins_rules.app.checking.run import run_check
from tests.loaded import built_in

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = Path(__file__).parents[2] / "examples"

REPORTS = {
    "sample-plan.txt": Request(files=("sample-plan.yaml",)),
    "sample-plan-with-errors.txt": Request(files=("sample-plan-with-errors.yaml",)),
    "sample-plan-with-errors-brief.txt": Request(
        files=("sample-plan-with-errors.yaml",), show="brief"
    ),
    "sample-plan-file.txt": Request(files=("sample-plan.yaml",), outputs=("report.txt",)),
    "caps-and-windows.json": Request(
        files=("sample-plan-with-errors.yaml",),
        format="json",
        show="all",
        select=("112(a)(3)", "113(b)(3)(B)(ii)"),
    ),
    "new-york-levels-draft.txt": Request(files=("new-york-levels.yaml",), draft=True),
    "three-documents.txt": Request(files=("guam.yaml", "annual-budget-only.yaml", "nowhere.yaml")),
}


def written(name: str) -> str:
    """The report as the command writes it, without what any edit of any rule changes: the digest
    of the rules, the number of checks, and the version.
    """
    import tempfile
    from contextlib import chdir, redirect_stdout
    from io import BytesIO, TextIOWrapper
    from unittest.mock import patch

    request, screen = REPORTS[name], TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n")
    loading = "perkins_rules.app.asking.rule_sources.load_rules"
    with tempfile.TemporaryDirectory() as folder, chdir(EXAMPLES):
        files = tuple(str(Path(folder, file)) for file in request.outputs)
        with patch(loading, lambda folders=(): built_in()), redirect_stdout(screen):
            run_check(request._replace(outputs=files))
        told = [Path(file).read_bytes() for file in files]
    text = b"".join(told or [screen.buffer.getvalue()]).decode()
    text = re.sub(r'("rules_sha256": ")[0-9a-f]{64}', r"\1" + "0" * 64, text)
    text = text.replace(f'"version": "{__version__}"', '"version": "0.0.0"')
    return re.sub(r"[\d,]+ (checks? passed); [\d,]+ (does|do) ", r"... \1; ... \2 ", text)


if __name__ == "__main__":
    for report in REPORTS:
        (GOLDEN / report).write_text(written(report), encoding="utf-8", newline="\n")
