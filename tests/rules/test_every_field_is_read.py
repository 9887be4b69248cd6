"""Each field of a document is read by some rule or review, or it is said here why none does."""

from __future__ import annotations

import pytest

from tests.loaded import built_in
from tests.rules.fields_read import Path, fields_of, read_by

NAMES = """
    document state.code state.name source district recipient.name consortium.name
    recipient.contact.name recipient.contact.telephone recipient.contact.email recipient.kind
    programs.name programs.school offerings.programs.name enrolments.name enrolments.groups.name
    enrolments.groups.kind nontraditional_fields.name nontraditional_fields.gender
    nontraditional_fields.source indicators.name recipient.members.name findings.number
    budget.local_allocations.recipient budget.uses.use performance.comments.author
    admissions.criteria.name admissions.criteria.description
"""
"""They tell a document or an entry apart, or say where it is from: nothing is asked of them."""
ON_RECORD = """
    filed fiscal_year reviewed budget.fiscal_year recipient.members.amount
    consortium.secondary_members consortium.postsecondary_members definitions.completer.definition
    change_requests.level change_requests.date annual_review.reporting_year
    commissioner.date formal_review.letter_of_finding_date letter_of_finding.date
    findings.finding superintendent.staff_member.position superintendent.staff_member.assigned
    superintendent.preliminary_steps.description
    quality_support.invited quality_support.methods_of_administration
    quality_support.metrics.value quality_support.goals.updated
"""
"""They are for whoever reads the document; no verdict hangs on them. None is of a State plan."""
UNREAD = {tuple(path.split(".")) for path in (NAMES + ON_RECORD).split()}
DOCUMENTS = sorted(built_in().shapes)


def read_fields(document: str) -> set[Path]:
    rules = built_in()
    packs = {pack.name for pack in rules.packs if pack.document == document}
    return {path for rule in rules.rules if rule.pack in packs for path in read_by(rule)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_field_is_read_or_needs_no_reading(document: str) -> None:
    read = read_fields(document)
    left = {
        path
        for path in fields_of(built_in().shapes[document])
        if path not in UNREAD
        and not any(path[:length] in read for length in range(1, len(path) + 1))
    }
    assert left == set()


def test_no_field_of_a_state_plan_is_merely_on_record() -> None:
    of_plans = set(fields_of(built_in().shapes["state_plan"]))
    on_record = {tuple(path.split(".")) for path in ON_RECORD.split()}
    assert of_plans & on_record == {("budget", "fiscal_year")}  # read there, not in applications
    assert ("budget", "fiscal_year") in read_fields("state_plan")


def test_what_is_left_unread_is_a_field_of_some_document() -> None:
    every = {path for shape in built_in().shapes.values() for path in fields_of(shape)}
    assert UNREAD - every == set()
