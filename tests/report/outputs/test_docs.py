"""The page on outputs names each format and each column.

To write the table anew: python -m tests.report.outputs.test_docs
"""

from __future__ import annotations

from pathlib import Path

from perkins_rules.report.output_formats import ENDINGS
from perkins_rules.report.outputs.parquet_output import GROUP_ROWS
from perkins_rules.report.outputs.rows import COLUMNS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "outputs.md"
_START, _END = "<!-- columns -->\n", "<!-- end -->"


def _table() -> str:
    rows = [f"| `{c.name}` | {c.heading} | {c.says} |" for c in COLUMNS]
    return "\n".join(["| column | in XLSX | |", "|---|---|---|", *rows]) + "\n"


def _with_table(page: str) -> str:
    before, _, rest = page.partition(_START)
    return before + _START + _table() + _END + rest.partition(_END)[2]


def test_the_page_has_each_column_and_each_format() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == _with_table(page), "python -m tests.report.outputs.test_docs writes it anew"
    assert [ending for ending in ENDINGS if f"`{ending}`" not in page] == []
    assert f"at most {GROUP_ROWS:,} rows" in page


if __name__ == "__main__":
    PAGE.write_text(_with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
