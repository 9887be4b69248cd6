#!/usr/bin/env bash
# z3-solver 5.4.1.0: with the option `core.minimize` a solver tells the unsatisfiable core at the first asking only. Asked
# again after the same check, it answers with an empty list, and raises nothing. Without the option each asking gives
# the same.
# What follows: an empty core is also how a solver says that what stands without a name contradicts itself, so whoever
# prints a core to a log and then works with it is told that no tracked condition matters. Take it once and keep it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet z3-solver==5.4.1.0
cat > "$work/ask.py" <<'PY'
import z3


def asked(minimize: bool) -> list[list[str]]:
    solver, amount = z3.Solver(), z3.Int("amount")
    solver.set("core.minimize", minimize)
    for name, condition in (("floor", amount > 5), ("cap", amount < 3), ("other", amount != 9)):
        solver.assert_and_track(condition, name)
    assert solver.check() == z3.unsat
    return [sorted(map(str, solver.unsat_core())) for _ in range(3)]


print("as it comes:", asked(False))
print("minimized:  ", asked(True))
assert asked(False) == [["cap", "floor"]] * 3, "another core"
assert asked(True) == [["cap", "floor"], [], []], "the core is told again"
print("as described")
PY
"$work/venv/bin/python" "$work/ask.py"
