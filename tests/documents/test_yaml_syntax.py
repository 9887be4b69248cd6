"""What is wrong with a YAML text is said in words, whichever of the two parsers found it."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from perkins_rules.documents import Refusal
from perkins_rules.documents.yaml_reader import read_yaml

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]

CASES = [
    ("title: Perkins: the plan\n", 1, "A colon stands where no field can start"),
    ("a: b: {c: d: e}\n", 1, "A colon stands where no field can start"),
    ("a: 1\n  b: 2\n", 2, "indented further"),
    ("a:\n\tb: 1\n", 2, "A tab stands here"),
    ("a: 1\nb\n", 2, "no colon after a name"),
    ("a: 'x\n", 1, "not closed"),
    ('a: "x\nb: 1\n', 1, "not closed"),
    ('a: "C:\\Users"\n', 1, "backslash"),
    ("a: [1, 2\n", 1, "After this `[`"),
    ("a: {b: 1\n", 1, "After this `{`"),
    ("a: - b\n", 1, "A list cannot start on the line"),
    ("a: *\n", 1, "`*` or `&`"),
    ("a: @home\n", 1, "`@` or a backtick"),
    ("a: `x`\n", 1, "`@` or a backtick"),
    ("a: %5\n", 1, "`%`"),
    ("a: |x\n  y\n", 1, "Nothing but a line break"),
    ("a:\n  - 1\n - 2\n", 3, "does not align"),
    ("a:\n    b: 1\n  c: 2\n", 3, "does not align"),
    ("a: 1\n}\n", 2, "does not align"),
    ("a: ]\n", 1, "A value is missing"),
    ("a: 1\n...\nb: 1\n", 3, "has ended before this line"),
    ("%YAML 2.0\n---\na: 1\n", 1, "version of YAML"),
]


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize(("text", "line", "words"), CASES, ids=[c[0] for c in CASES])
def test_syntax_is_explained(loader: Any, text: str, line: int, words: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_yaml(text, loader)
    refusal = caught.value
    assert refusal.kind == "syntax"
    assert words in refusal.message
    assert refusal.span.line == line
