#!/usr/bin/env bash
# PyYAML 6.0.4, whose wheels carry libyaml 0.2.6: valid YAML of more than a thousand levels, which PyYAML 6.0.2 with
# libyaml 0.2.5 read, is refused. The limit is of the C loader alone, and not the same for each style: 1,000 levels in
# flow style pass and 1,001 do not, block style stops at 1,000. The error is a ScannerError, and so speaks of the
# syntax of a text whose syntax is in order. The pure Python loader of the same release gives up at less than half of
# that, with a RecursionError, which is no YAMLError: `except yaml.YAMLError` does not catch it.
# What follows: a reader that promises a limit of its own has to count the levels before the library does.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/old" && "$work/old/bin/pip" install --quiet --only-binary :all: PyYAML==6.0.2
python3 -m venv "$work/new" && "$work/new/bin/pip" install --quiet --only-binary :all: PyYAML==6.0.4
cat > "$work/levels.py" <<'PY'
import yaml

print("PyYAML", yaml.__version__)
texts = {
    "flow": lambda n: "[" * n + "]" * n,
    "block": lambda n: "- " * n + "x",
}
for style, text in texts.items():
    for levels in (999, 1000, 1001):
        try:
            yaml.load(text(levels), Loader=yaml.CSafeLoader)
            came = "read"
        except yaml.YAMLError as error:
            came = f"{type(error).__name__}: {error.problem}"
        print(style, levels, came)
try:
    yaml.load(texts["flow"](600), Loader=yaml.SafeLoader)
except Exception as error:
    print("pure Python, flow 600:", type(error).__name__, isinstance(error, yaml.YAMLError))
PY
"$work/old/bin/python" "$work/levels.py" | tee "$work/seen"
"$work/new/bin/python" "$work/levels.py" | tee -a "$work/seen"
cat > "$work/expected" <<'TXT'
PyYAML 6.0.2
flow 999 read
flow 1000 read
flow 1001 read
block 999 read
block 1000 read
block 1001 read
pure Python, flow 600: RecursionError False
PyYAML 6.0.4
flow 999 read
flow 1000 read
flow 1001 ScannerError: exceeded maximum nesting depth
block 999 read
block 1000 ScannerError: exceeded maximum nesting depth
block 1001 ScannerError: exceeded maximum nesting depth
pure Python, flow 600: RecursionError False
TXT
diff "$work/expected" "$work/seen" && echo "as described"
