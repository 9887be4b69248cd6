"""What `make survivors` draws from: each kind of change, in its one place."""

from __future__ import annotations

import ast

import pytest

from benchmarks.one_place import changes_of
from benchmarks.survivors import draw


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("x = a < b <= c", {"x = (a <= b <= c)", "x = (a < b < c)"}),
        ("x = a - b * c", {"x = (a + b * c)"}),
        ("x = a and b and c",
         {"x = (a or b or c)", "x = (b and c)", "x = (a and c)", "x = (a and b)"}),
        ("x = a if b else c", {"x = a if (not b) else c"}),
        ("x = [a for a in b if a.c]", {"x = [a for a in b if (not a.c)]"}),
        ("x = True", {"x = False"}),
        ("x: A[5] = 'é', 5", {"x: A[5] = 'é', 6", "x: A[5] = 'é', 4"}),
        ("x = b(c, d, *e)", {"x = (b(d, c, *e))"}),
        ("x = b(c, c)", set()),
        ("x = a[b:c]", {"x = a[:c]", "x = a[b:]"}),
        ("x = (not a or\nb)", {"x = ((not a and b))\n", "x = ((not a))\n", "x = ((b))\n"}),
        ("try: x = y\nexcept (A, B): y = x",
         {"try: x = y\nexcept ((A,)): y = x", "try: x = y\nexcept ((B,)): y = x"}),
        ("def f():\n    'said'\n    c(\n    d)", {"def f():\n    'said'\n    pass\n"}),
        ("while a:\n    continue", {"while (not a):\n    continue", "while a:\n    pass"}),
        ("assert a < b", set()),
        ("x = f'{a + b}'", set()),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_made_in_its_place(text: str, changed: set[str]) -> None:
    made = [change.applied(text) for change in changes_of(text)]
    assert set(made) == changed
    assert len(made) == len(changed)


def test_a_seed_draws_the_same_changes_and_all_of_them_are_python() -> None:
    drawn = draw(["perkins_rules/batch"], seed=1, number=50)
    assert drawn == draw(["perkins_rules/batch"], seed=1, number=50)
    assert drawn != draw(["perkins_rules/batch"], seed=2, number=50)
    assert len({(one.path, one.change.start) for one in drawn}) == 50
    for one in drawn:
        changed = one.change.applied(one.text)
        assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(one.text))
        assert one.told().startswith(f"{one.path}:{one.change.start[0]}: {one.change.kind}\n")
