"""Item II.A, consultation: what the plan is asked where. How it is judged, the examples beside the
packs say."""

from __future__ import annotations

from tests.rules.declarations import cited_for


def test_narrative_consultation_process_printed_seven_is_item_one() -> None:
    items = {
        "II.A.1": ("consultation", "process", "narrative.consultation_process"),
        "II.A.2": (
            "consultation_agencies",
            "reserved-funds",
            "narrative.reserved_funds_consultation",
        ),
        "II.A.3": (
            "consultation_agencies",
            "public-comment",
            "narrative.public_comment_opportunities",
        ),
    }
    for item, (pack, table, path) in items.items():
        assert item in cited_for(pack, table, path)
