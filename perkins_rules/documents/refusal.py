"""Refusal: why a document cannot be read exactly, and so is not read at all."""

from __future__ import annotations

from perkins_rules.source import SourceText, Span

# Every kind of refusal and what it means. A report shows them as rule `document/<kind>`.
REFUSALS = {
    "too-large": "The file is larger than the limit, or holds more values than are read.",
    "encoding": "The bytes are not UTF-8.",
    "control-character": "A character that no text can hold, NUL among them.",
    "lone-surrogate": "Half of a UTF-16 pair, which is not a character.",
    "empty": "The file holds no document.",
    "syntax": "The text is not JSON, or not YAML.",
    "nesting": "Lists and groups stand more than 100 levels inside each other.",
    "duplicate-key": "A field is given twice in one place.",
    "field-name": "The name of a field is not a text.",
    "not-a-number": "NaN or an infinity stands where values stand.",
    "magnitude": "A number is past anything an amount can be.",
    "float": "A binary floating-point number, which is not exact, in a parsed mapping.",
    "value": "A value in a parsed mapping that no document can hold.",
    "tag": "A YAML tag, which would give a value a type of its own.",
    "merge-key": "The YAML merge key `<<`.",
    "alias": "A YAML alias without its anchor, or inside it.",
    "alias-bomb": "YAML aliases that unfold to far more than what is written.",
    "multiple-documents": "More than one YAML document in a file.",
    "not-a-mapping": "The document is a list or a single value, not a group of fields.",
    "no-document-type": "The field `document` is missing.",
    "unknown-document-type": "The field `document` names a type that has no schema.",
}


class Refusal(Exception):
    """A document that cannot be read exactly.

    `kind` is a key of `REFUSALS`, `message` says what is wrong, `remedy` what would be right (or
    is empty). Whoever has the bytes adds `source` (the text, to show the line) and `sha256`.
    `others` are further faults, which stand below this one.
    """

    def __init__(self, kind: str, message: str, span: Span, remedy: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.span = span
        self.remedy = remedy
        self.source: SourceText | None = None
        self.sha256 = ""
        self.others: tuple[Refusal, ...] = ()
