"""Documents that examples name: whole ones, and those that say what differs from another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from perkins_rules.check.scope import Scope, did_you_mean
from perkins_rules.lang import nodes as n


class NamedDocument(NamedTuple):
    """A document of a type, in typed values; never changed."""

    type: str
    data: Mapping[str, Any]


Documents = Mapping[str, NamedDocument]
"""The documents that a pack sees, by name."""


def named(
    scope: Scope, documents: Documents, name: n.Name, type_: str | None
) -> NamedDocument | None:
    """The document of a name; None, with a fault told, if there is none of the pack's type."""
    found = documents.get(name.text)
    if found is None:
        hint = did_you_mean(name.text, documents)
        hint = hint or "documents are YAML files in the folder `documents` beside the pack"
        message = f"there is no document `{name.text}`"
        scope.report("unknown-example-document", message, name.span, hint)
    elif found.type != type_:
        message = f"`{name.text}` is a `{found.type}`; these rules are for `{type_}`"
        scope.report("type", message, name.span)
        return None
    return found


def copied(value: Any) -> Any:
    """The groups and lists of a document anew, its values as they are."""
    if isinstance(value, Mapping):
        return {name: copied(inner) for name, inner in value.items()}
    return [copied(entry) for entry in value] if isinstance(value, list) else value


def declared(
    documents: dict[str, NamedDocument],
    node: n.DocumentAs,
    scope: Scope,
    type_: str | None,
    stated: Callable[[dict[str, Any]], Mapping[str, Any]],
) -> None:
    """Adds the document of a `document NAME as OTHER with FACTS`."""
    if node.name in documents:
        message = f"there is a document `{node.name}` already"
        scope.report("duplicate-name", message, node.span, "take another name")
        return
    base = named(scope, documents, node.base, type_)
    if base is not None:
        documents[node.name] = NamedDocument(base.type, stated(copied(base.data)))
