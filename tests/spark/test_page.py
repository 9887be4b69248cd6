"""The page on Spark names each column of documents.

To write the table anew: python -m tests.spark.test_page
"""

from __future__ import annotations

from pathlib import Path

from perkins_rules.spark.columns import DOCUMENT_COLUMNS
from perkins_rules.spark.files import WHOLE_BYTES
from perkins_rules.spark.session import SETTINGS

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "spark.md"
_START, _END = "<!-- columns -->\n", "<!-- end -->"


def _with_table(page: str) -> str:
    before, _, rest = page.partition(_START)
    rows = [f"| `{c.name}` | {c.says} |" for c in DOCUMENT_COLUMNS]
    table = "\n".join(["| column | |", "|---|---|", *rows]) + "\n"
    return before + _START + table + _END + rest.partition(_END)[2]


def test_the_page_has_each_column_and_the_figures_that_hold() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == _with_table(page), "python -m tests.spark.test_page writes it anew"
    assert f"{WHOLE_BYTES >> 20} MiB is the most" in page
    assert f"sets it to {SETTINGS['spark.sql.execution.arrow.maxRecordsPerBatch']}" in page


if __name__ == "__main__":
    PAGE.write_text(_with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
