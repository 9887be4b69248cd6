"""The baseline that a request goes by, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable

from perkins_rules.app.faults import Stop, complain
from perkins_rules.app.request import Request
from perkins_rules.baselines.applying import Baseline
from perkins_rules.baselines.entries import Faulty
from perkins_rules.findings import DocumentReport
from perkins_rules.report.figures import number_of

_MOST_NAMED = 20


def baseline_of(request: Request) -> Baseline | None:
    """Raises Stop for one that cannot be used."""
    return read(request.baseline) if request.baseline is not None else None


def read(path: str) -> Baseline:
    """The baseline in a file. Raises Stop."""
    try:
        return Baseline(path)
    except Faulty as faulty:
        raise Stop(f"{faulty.place}: {faulty.message}", faulty.remedy) from faulty


def with_known(request: Request, reports: Iterable[DocumentReport]) -> list[DocumentReport]:
    """The reports with what the baseline of a request knows. Raises Stop."""
    baseline = baseline_of(request)
    if baseline is None:
        return list(reports)
    all_asked = not (request.select or request.ignore)
    known = [baseline.on(report, all_asked) for report in reports]
    tell_not_there(baseline)
    return known


def tell_not_there(baseline: Baseline) -> None:
    """Says of which documents a baseline speaks that are no more, on standard error."""
    names = list(baseline.not_there())
    if not names:
        return
    are = "is" if len(names) == 1 else "are"
    listed = "".join(f"\n  - {name}" for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    listed += f"\n  and {more:,} more" if more > 0 else ""
    complain(
        f"the baseline {baseline.path} names {number_of(len(names), 'document')} that {are}"
        f" not there:{listed}",
        f"perkins-rules baseline --prune {baseline.path} PATH takes out what is gone.",
    )
