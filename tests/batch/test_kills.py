"""A run that is killed again and again comes to the report of one that nobody disturbed.

`python -m benchmarks.kills` does the same with twenty kills.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kills import kill_runs

pytestmark = pytest.mark.slow


def test_killed_runs_come_to_the_report_of_an_undisturbed_one(tmp_path: Path) -> None:
    outcome = kill_runs(tmp_path, documents=80, kills=3, jobs=2)
    assert outcome.faults == []
    assert outcome.kills
