"""What is typed into the form -> the document with it, whose text stays as it is otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from perkins_rules.app.faults import Stop
from perkins_rules.app.page.held import Held
from perkins_rules.documents.rewriting.emitting import Unsafe
from perkins_rules.documents.rewriting.rewriting import BY_HAND, UNSAFE, Rewriting
from perkins_rules.documents.rewriting.steps import Change, NoPlace, make

_WHAT = ("set", "clear", "add", "remove")


def change_of(plain: Mapping[str, Any]) -> Change:
    """A change as the page tells it. Raises Stop for one that is none."""
    what, at, text, entry = (plain.get(name) for name in ("op", "at", "value", "index"))
    if what not in _WHAT or not isinstance(at, str):
        raise Stop("a change has an `op` and a place `at`.")
    return Change(what, at, str(text or ""), int(entry) if entry is not None else None)


def changed(held: Held, changes: Sequence[Change]) -> Held:
    """The document with these changes. Raises Stop where one cannot be made without harm."""
    document = held.checked.document
    if document is None:
        raise Stop("the document cannot be read as it is.", "Put its text right first.")
    rewriting = Rewriting(document, held.content.data)
    try:
        for change in changes:
            make(rewriting.root, document.shape, change)
        data = rewriting.rewritten()
    except NoPlace as why:
        raise Stop(str(why)) from why
    except Unsafe:
        raise Stop(f"the document {UNSAFE}.", BY_HAND) from None
    if data == held.content.data:
        return held
    after = Held(held.content._replace(data=data), held.checker.rules)
    if after.refusal is not None:
        raise Stop(f"the document could not be read with this: {after.refusal.message}")
    if after.checked.document is None or not rewriting.is_said_by(after.checked.document):
        raise Stop(f"the document {UNSAFE}.", BY_HAND)
    return after
