"""Why a document is held to this edition of the guide, and what another has otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from perkins_rules.findings import DocumentReport


def about_the_edition(document: DocumentReport) -> Iterator[str]:
    """A sentence each, for the head of a report."""
    if document.edition_reason is not None:
        yield f"Edition {document.edition}: {document.edition_reason}."
    if document.edition_change is not None:
        yield document.edition_change
