"""Documents: bytes -> `Document`, read exactly from JSON or YAML, and checked against its schema.

`read_document` gives a `Document` or raises `Refusal`; what departs from the schema is among its
`problems`, and counts as missing in its `data`.
"""

from perkins_rules.documents.document import Document, document_from_mapping, read_document
from perkins_rules.documents.limits import LIMIT_BYTES
from perkins_rules.documents.pointers import from_pointer, to_pointer
from perkins_rules.documents.problems import PROBLEMS, Problem
from perkins_rules.documents.refusal import REFUSALS, Refusal
from perkins_rules.documents.shape import (
    Shape,
    form_place,
    load_shapes,
    shape_at,
    shape_from_plain,
    shape_to_plain,
)
from perkins_rules.documents.written import Written

__all__ = [
    "LIMIT_BYTES",
    "PROBLEMS",
    "REFUSALS",
    "Document",
    "Problem",
    "Refusal",
    "Shape",
    "Written",
    "document_from_mapping",
    "form_place",
    "from_pointer",
    "load_shapes",
    "read_document",
    "shape_at",
    "shape_from_plain",
    "shape_to_plain",
    "to_pointer",
]
