#!/usr/bin/env bash
# Three files that are each named to Spark in full, read with the sources binaryFile and text. PySpark 4.3.0 (Java 17)
# gives one row: of a file whose name begins with `_` nothing comes, though it was named itself and not found in a
# folder, and no error says so; of an empty file binaryFile has no row either, not even one with its length of 0. And
# of a text that begins with the UTF-8 byte order mark, the source text hands over the first line without its bytes.
# What follows: who counts on a row for each file that was named has to look which of them came.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pyspark==4.3.0
cat > "$work/read.py" <<'PY'
import sys
from pathlib import Path

from pyspark.sql import SparkSession

folder = Path(sys.argv[1])
files = {"plan.yaml": b"\xef\xbb\xbfa: 1\n", "_plan.yaml": b"a: 2\n", "empty.yaml": b""}
for name, data in files.items():
    (folder / name).write_bytes(data)
named = [str(folder / name) for name in files]
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
found = spark.read.format("binaryFile").load(named).collect()
print("binaryFile", [(row["path"].rpartition("/")[2], bytes(row["content"])) for row in found])
lines = spark.read.text(named).selectExpr("cast(value as binary) as line").collect()
print("text", [bytes(row["line"]) for row in lines])
PY
mkdir "$work/files"
PYSPARK_PYTHON="$work/venv/bin/python" "$work/venv/bin/python" "$work/read.py" "$work/files" 2>"$work/log" | tee "$work/seen"
cat > "$work/expected" <<'TXT'
binaryFile [('plan.yaml', b'\xef\xbb\xbfa: 1\n')]
text [b'a: 1']
TXT
diff "$work/expected" "$work/seen"
echo "as found"
