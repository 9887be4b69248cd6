"""Documents by the million: checked by Apache Spark, on one machine or on many.

    from perkins_rules.spark import check_documents

    checked = check_documents(spark.read.parquet("plans.parquet"))
    checked.documents.show()     # a row for each document
    checked.findings.show()      # a row for each finding

It needs the extra `spark`, and Java. What comes out is what a run on this machine alone finds.
"""

from __future__ import annotations

from perkins_rules.spark.checked import Checked, WrongColumn, check_documents

__all__ = ["Checked", "WrongColumn", "check_documents"]
