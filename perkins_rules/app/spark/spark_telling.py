"""Results of Spark -> what is said of all of them together, as `check` says it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING

from perkins_rules.app.asking.request import Request
from perkins_rules.app.console import console_style
from perkins_rules.checker import Checker
from perkins_rules.findings import Severity, Verdict
from perkins_rules.report.counts import MOST_NAMED, Counts, Unreadable
from perkins_rules.report.outputs import About, Rules
from perkins_rules.report.rule_titles import title_of
from perkins_rules.report.text.batch_text import BatchText
from perkins_rules.spark.checked import Checked
from perkins_rules.version import __version__

if TYPE_CHECKING:  # the extra `spark`
    from pyspark.sql import DataFrame


def counts_of(checked: Checked) -> Counts:
    """The counters that a run on one machine keeps as it goes."""
    from pyspark.sql import functions as f

    counts = Counts()
    documents = checked.documents
    told = "count(1) as documents", "sum(known) as known"
    by_type = documents.selectExpr("document", "verdict", "known").groupBy("document", "verdict")
    for row in by_type.agg(*map(f.expr, told)).collect():
        counts.by_type[row["document"], Verdict(row["verdict"])] = row["documents"]
        counts.known += row["known"]
    counts.documents = sum(counts.by_type.values())
    failed = checked.results.selectExpr("explode(failed) as rule").groupBy("rule").count()
    for row in failed.collect():
        severity, _, rule = row["rule"].partition(" ")
        counts.failed[rule, Severity(severity)] = row["count"]
    if counts.verdict(Verdict.UNREADABLE):
        unread = documents.where("verdict = 'unreadable'").orderBy("path").select("path", "reason")
        counts.unreadable = [Unreadable(*row) for row in unread.limit(MOST_NAMED).collect()]
    return counts


def summary(checked: Checked, counts: Counts, request: Request, checker: Checker) -> str:
    """The closing of a run over many documents."""
    rules = Rules(lambda: checker.rules.rules)
    about = About(__version__, rules=rules, shapes=checker.rules.shapes)
    style = console_style(request.color)
    title = about.title_of_type
    text = BatchText(style, request.draft, title, lambda rule: title_of(rule, rules.label(rule)))
    text.counts = counts
    for name, why in _left_out(checked.results):
        text.leave_out(name, why)
    return text.closing() + "\n"


def _left_out(results: DataFrame) -> Iterator[tuple[str, str]]:
    """What was found and is no document; all but the first few only to be counted."""
    found = results.where("left_out is not null").select("path", "left_out")
    count = found.count()
    if count:
        yield from found.orderBy("path").limit(MOST_NAMED).collect()
    yield from repeat(("", ""), max(count - MOST_NAMED, 0))
