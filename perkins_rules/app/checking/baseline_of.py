"""The baseline that a request goes by, and what is said of it."""

from __future__ import annotations

from perkins_rules.app.faults import Stop, complain
from perkins_rules.baselines.applying import Baseline
from perkins_rules.baselines.entries import Faulty
from perkins_rules.record_file import read_record
from perkins_rules.report.figures import number_of

_MOST_NAMED = 20


def baseline_in(path: str) -> Baseline:
    """The baseline in a file. Raises Stop for one that cannot be used."""
    try:
        return Baseline(read_record(path))
    except Faulty as faulty:
        raise Stop(f"{faulty.place}: {faulty.message}", faulty.remedy) from faulty


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
