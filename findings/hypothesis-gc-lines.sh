#!/usr/bin/env bash
# Hypothesis 6.170.17: the first property that runs in a process registers a listener with Python's garbage collector,
# and it stays there after the property is done. Whatever counts the lines of Python that run, with sys.settrace, as a
# measure of work that is the same on every machine, then counts nine lines more for each collection that falls into
# the count: two equal answers differ by nine, now and then, and only after a
# property has run in the same process.
# What follows: switch the collector off while lines are counted.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env" && "$work/env/bin/pip" install --quiet --only-binary :all: hypothesis==6.170.17
cat > "$work/lines.py" <<'PY'
import gc
import sys

from hypothesis import given
from hypothesis import strategies as st


def lines(answer):
    count = 0

    def each(frame, event, _):
        nonlocal count
        count += event == "line"
        return each

    sys.settrace(each)
    try:
        answer()
    finally:
        sys.settrace(None)
    return count


@given(st.integers())
def a_property(number):
    pass


gc.disable()
print("listeners before", len(gc.callbacks))
quiet, collecting = lines(lambda: None), lines(lambda: gc.collect())
print("lines of a collection before", collecting - quiet)
a_property()
print("listeners after", len(gc.callbacks))
print("lines of a collection after", lines(lambda: gc.collect()) - quiet)
PY
"$work/env/bin/python" "$work/lines.py" | tee "$work/seen"
cat > "$work/expected" <<'TXT'
listeners before 0
lines of a collection before 0
listeners after 1
lines of a collection after 9
TXT
diff "$work/expected" "$work/seen" && echo "as described"
