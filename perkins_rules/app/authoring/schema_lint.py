"""What `lint` says of the schemas that packs bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from perkins_rules.app.faults import Stop
from perkins_rules.diagnostics import Diagnostic
from perkins_rules.documents.types import diagnostic, document_types
from perkins_rules.extras import how_to_get
from perkins_rules.source import SourceText


def schema_diagnostics(
    schemas: Sequence[SourceText], told: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """Where schemas break draft 2020-12, and where editors would go another way than `check`.

    What departs from the dialect was told when they were read, and is not told again in words of
    the draft. Raises Stop where jsonschema is not installed.
    """
    try:
        from perkins_rules.analysis.schema_agreement import draft_faults, editor_faults
    except ModuleNotFoundError as missing:
        message = f"schemas are held against draft 2020-12 with {missing.name}, which is not here."
        raise Stop(message, how_to_get("packs")) from missing
    types = document_types(schemas)
    lines = {(d.source.name, d.span.line) for d in told}
    faults = [fault for file in types.files for fault in draft_faults(file)]
    if not faults:
        faults = [fault for brought in types.brought for fault in editor_faults(brought)]
    found = [diagnostic(fault) for fault in faults]
    return [d for d in found if (d.source.name, d.span.line) not in lines]
