#!/usr/bin/env bash
# A figure with a raised footnote mark, as tables of allotments print it (442,433 and a small 1), read by the libraries
# that people read workbooks with. In the file the mark is a run of text of its own with vertAlign="superscript".
# openpyxl 3.1.5 (as it loads by itself), python-calamine 0.9.1 and pandas 2.3.3 (on top of openpyxl) give the runs as one
# text without a sign between them, 442,4331; pandas with thousands="," makes the whole number 4424331 of it, ten times
# the figure, without a warning. Only openpyxl with rich_text=True tells the runs apart.
# What follows: a reader of printed figures has to look at the runs, for the text that it is handed is another number.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --only-binary :all: openpyxl==3.1.5 python-calamine==0.9.1 pandas==2.3.3
cat > "$work/read.py" <<'PY'
import sys

import openpyxl
import pandas
import python_calamine
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

name = sys.argv[1]
book = openpyxl.Workbook()
raised = TextBlock(InlineFont(vertAlign="superscript"), "1")
book.active.append(["Allotment", CellRichText("442,433", raised)])
book.save(name)
print("openpyxl", repr(openpyxl.load_workbook(name).active["B1"].value))
runs = openpyxl.load_workbook(name, rich_text=True).active["B1"].value
print("openpyxl, rich_text", [str(run) for run in runs])
print("python-calamine", repr(python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0][1]))
print("pandas", repr(pandas.read_excel(name, header=None).iloc[0, 1]))
print("pandas, thousands", repr(pandas.read_excel(name, header=None, thousands=",").iloc[0, 1]))
PY
"$work/venv/bin/python" "$work/read.py" "$work/book.xlsx" | tee "$work/seen"
cat > "$work/expected" <<'TXT'
openpyxl '442,4331'
openpyxl, rich_text ['442,433', '1']
python-calamine '442,4331'
pandas '442,4331'
pandas, thousands np.int64(4424331)
TXT
diff "$work/expected" "$work/seen"
echo "as found"
