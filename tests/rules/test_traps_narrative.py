"""Item II.B, the narrative: what goes wrong most easily and is about more than a rule's verdict."""

from __future__ import annotations

from tests.rules.conftest import plan, verdicts
from tests.rules.declarations import cited_for
from tests.rules.filings import PASS

PROGRAMS = "federal.narrative_programs"
WORDS = {f"narrative.size_scope_quality.{word}": None for word in ("size", "scope", "quality")}


def test_narrative_approval_criteria_local_application_is_section_134() -> None:
    cited = cited_for("narrative_programs", "programs", "narrative.approval.process")
    assert "134(b)" in cited
    assert not any(section.startswith("132") for section in cited)


def test_narrative_size_scope_quality_one_text_of_several_lines_answers_it() -> None:
    text = "SIZE: eight students.\nScope: two courses.\nQuality: good results."
    document = plan({**WORDS, "narrative.size_scope_quality.definition": text})
    assert verdicts(document, f"{PROGRAMS}/size-scope-quality-each") == PASS
