"""Alignment reviews in Massachusetts: the examples, checked whole."""

from __future__ import annotations

from tests.rules.massachusetts_plans import told, whole_report


def test_the_example_has_no_error() -> None:
    assert whole_report("massachusetts-alignment-review").verdict == "needs_review"
    assert told("massachusetts-alignment-review") == []


def test_the_planted_errors_are_found_and_nothing_else() -> None:
    assert sorted(told("massachusetts-alignment-review-with-errors")) == sorted(
        [
            ("error", "ma.alignment/aligned-in-time"),
            ("error", "ma.alignment/updated-frameworks"),
            ("error", "ma.alignment/both-frameworks"),
            ("warning", "ma.alignment/aligned-before-june"),
            ("warning", "ma.alignment/learning"),
            ("warning", "ma.alignment/student-support"),
            ("warning", "ma.alignment/career-connection"),
            ("warning", "ma.alignment/partnerships"),
            ("warning", "ma.alignment/equitable-access"),
        ]
    )
