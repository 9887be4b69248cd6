#!/usr/bin/env bash
# lark 1.3.1: to make a parser takes several times as long once interegular 0.3.3 can be imported, which any other
# package may bring. Without being asked (`strict` is off), each pair of terminals is then searched for texts that both
# match, up to eight such pairs for 0.2 s each. What is found goes to a logger that lark itself has set to CRITICAL, as
# a warning: nobody sees it. Neither the grammar nor the tree that comes of a text is another for it.
# What follows: a start that is measured in an environment of development, where interegular is, says little about
# that of a user. No option leaves the search out; a parser that was saved and loaded does not repeat it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet lark==1.3.1
cat > "$work/make.py" <<'PY'
import time

import lark

GRAMMAR = """
start: (NAME | WORD | CODE)+
NAME: /[a-z]+/
WORD: /[a-z0-9]+/
CODE: /[0-9a-f]+/
%ignore " "
"""
own = f"{lark.__path__[0]}/grammars/lark.lark"
before = time.process_time()
for _ in range(3):
    lark.Lark.open(own, parser="lalr")
seconds = time.process_time() - before
tree = lark.Lark(GRAMMAR, parser="lalr").parse("a 1 b2")
print(f"{seconds:.3f} {[token.type for token in tree.children]}")
PY
"$work/venv/bin/python" "$work/make.py" > "$work/without" 2>&1
"$work/venv/bin/pip" install --quiet interegular==0.3.3
"$work/venv/bin/python" "$work/make.py" > "$work/with" 2>&1
head "$work/without" "$work/with"
python3 - "$work" <<'PY'
import sys

without, searched = (open(f"{sys.argv[1]}/{name}").read().strip().split(" ", 1) for name in ("without", "with"))
assert float(searched[0]) > 2 * float(without[0]), "no longer slower"
assert without[1] == searched[1], "another result, or something is told"
print("as described")
PY
