"""Reading a JSON plan imports none of the libraries that would slow a pre-commit hook down."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from perkins_rules.documents import Shape, read_document
fields = {
    "document": Shape("choice", "document", choices=("state_plan",)),
    "source": Shape("text", "source"),
}
data = b'{"document": "state_plan", "source": "x"}'
document = read_document("plan.json", data, {"state_plan": Shape("record", "", fields=fields)})
heavy = ("attr", "attrs", "lark", "jsonschema", "yaml", "click", "rich", "dataclasses", "inspect",
         "json", "difflib")
print(*(name for name in heavy if name in sys.modules))
"""


def test_the_json_path_is_light() -> None:
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
