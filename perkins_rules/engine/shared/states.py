"""Packs + document -> the packs that are asked of it, by its type and its State."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from perkins_rules.documents import Document
from perkins_rules.engine.shared.identity import finding_id
from perkins_rules.engine.shared.remarks import remark
from perkins_rules.findings import Finding, Severity, Verdict

STATE_CODE = "/state/code"


def state_of(document: Document) -> str | None:
    """The State's code as the document gives it; else that which it is taken to be of."""
    state = document.data.get("state")
    said = state.get("code") if isinstance(state, dict) else None
    return said if said is not None else document.state_if_unsaid


def packs_for(packs: Iterable[Any], document: Document) -> tuple[str, ...]:
    """The names of the packs for a document's type that are those of all States or of its own."""
    return packs_of(packs, document.type, state_of(document))


def packs_of(packs: Iterable[Any], document: str, state: str | None) -> tuple[str, ...]:
    """The same, for all documents of a type and a State."""
    return tuple(p.name for p in packs if p.document == document and p.state in (None, state))


def is_asked(rule: Any, state: str | None) -> bool:
    """Whether a rule is the one of its id that documents of a State meet."""
    return rule.state in (None, state) and state not in rule.except_states


def about_the_state(packs: Sequence[Any], document: Document) -> list[Finding]:
    """That rules of States could not be asked, or that there are none for this document.

    A document that no rule was asked of would otherwise pass in silence.
    """
    of_states = sorted({p.state for p in packs if p.document == document.type and p.state})
    if state_of(document) is None and of_states:
        message = (
            "The document does not say which State it is for. There are rules of single States "
            f"({', '.join(of_states)}) for documents of this type, and whether they apply cannot "
            "be told."
        )
        return [_open(document, "state", message, "Give `state.code`, such as `MN`.")]
    if not packs_for(packs, document):
        whose = f" of {state_of(document)}" if of_states else ""
        title = document.shape.title or document.type
        message = f"There are no rules for this document{whose} ({title}): nothing was checked."
        remedy = f"There are rules for {', '.join(of_states)}." if of_states else ""
        return [_open(document, "no-rules", message, remedy)]
    return []


def _open(document: Document, kind: str, message: str, remedy: str) -> Finding:
    rule = f"document/{kind}"
    pointer = STATE_CODE if "state" in document.shape.fields else ""
    found = remark(
        rule,
        finding_id(rule, document, pointer),
        message,
        remedy,
        Severity.ERROR,
        document.span_of(pointer),
    )
    needs = (pointer,) if pointer and kind == "state" else ()
    return found._replace(verdict=Verdict.CANNOT_DETERMINE, path=pointer, needs=needs)
