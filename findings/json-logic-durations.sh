#!/usr/bin/env bash
# datalogic-py 5.9.0 (JSON Logic, core in Rust): two different texts are the same under `===`, which JSON Logic has from
# JavaScript and which is strict there, as soon as both can be read as spans of time or as moments: "1d" and "24h", one
# moment written in two time zones. `in` finds "1d" in a list that has "24h" alone. It is so of what stands in the data,
# nothing in the rule asks for times, and a code that happens to look like that is not safe from it. Such texts are
# ordered as spans, too: "9d" before "10d", while "9x" and "10x" stand in the order of texts.
# What follows: a rule that compares codes puts a mark before both (`cat`), which makes them texts again.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env" && "$work/env/bin/pip" install --quiet --only-binary :all: datalogic-py==5.9.0
cat > "$work/texts.py" <<'PY'
import datalogic_py

print("datalogic-py", datalogic_py.__version__)
for one, other in (
    ("1d", "24h"),
    ("2026-01-05T00:00:00Z", "2026-01-05T01:00:00+01:00"),
    ("1x", "24x"),
):
    data = {"one": one, "other": other}
    values = [{"var": "one"}, {"var": "other"}]
    same = datalogic_py.apply({"===": values}, data)
    inside = datalogic_py.apply({"in": [one, [other]]}, {})
    marked = datalogic_py.apply({"===": [{"cat": ["=", value]} for value in values]}, data)
    print(one, other, "same:", same, "in:", inside, "marked:", marked)
for one, other in (("9d", "10d"), ("9x", "10x")):
    print(one, "<", other, datalogic_py.apply({"<": [one, other]}, {}))
PY
"$work/env/bin/python" "$work/texts.py" | tee "$work/seen"
cat > "$work/expected" <<'TXT'
datalogic-py 5.9.0
1d 24h same: True in: True marked: False
2026-01-05T00:00:00Z 2026-01-05T01:00:00+01:00 same: True in: True marked: False
1x 24x same: False in: False marked: False
9d < 10d True
9x < 10x False
TXT
diff "$work/expected" "$work/seen" && echo "as described"
