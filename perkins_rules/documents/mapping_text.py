"""A parsed mapping -> the JSON text that says the same, for programs that hold no file.

The text goes through the same reader as a file, so that both are held to the same rules, and a
finding can show the line it speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from perkins_rules.documents.limits import DEEPEST, MOST_DIGITS
from perkins_rules.documents.pointers import to_pointer
from perkins_rules.documents.refusal import Refusal
from perkins_rules.source import NOWHERE

_MOST_BITS = 4 * MOST_DIGITS


def mapping_text(mapping: Mapping[str, Any]) -> str:
    """JSON, a field a line. Raises Refusal for a float or another value no document can hold."""
    lines: list[str] = []
    _write(mapping, [], lines, "", "")
    return "\n".join(lines) + "\n"


def _write(value: Any, path: list[str | int], lines: list[str], lead: str, tail: str) -> None:
    indent = "  " * len(path)
    if len(path) > DEEPEST:
        message = f"The mapping has more than {DEEPEST} levels."
        raise Refusal("nesting", message, NOWHERE)
    if isinstance(value, Mapping):
        lines.append(f"{indent}{lead}{{")
        for index, (name, field) in enumerate(value.items()):
            comma = "," if index < len(value) - 1 else ""
            _write(field, [*path, _name(name, path)], lines, f"{_quoted(name)}: ", comma)
        lines.append(f"{indent}}}{tail}")
    elif isinstance(value, list | tuple):
        lines.append(f"{indent}{lead}[")
        for index, item in enumerate(value):
            comma = "," if index < len(value) - 1 else ""
            _write(item, [*path, index], lines, "", comma)
        lines.append(f"{indent}]{tail}")
    else:
        lines.append(f"{indent}{lead}{_scalar(value, path)}{tail}")


def _scalar(value: Any, path: list[str | int]) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int) and value.bit_length() <= _MOST_BITS:
        return str(value)
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) <= MOST_DIGITS:
        return format(value, "f")
    if isinstance(value, date) and not isinstance(value, datetime):
        return f'"{value.isoformat()}"'
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    raise _refusal(value, path)


def _refusal(value: Any, path: list[str | int]) -> Refusal:
    place = f"The value at {to_pointer(path) or 'the root'}"
    if isinstance(value, float):
        message = f"{place} is a float, which does not hold decimal amounts exactly."
        remedy = (
            "Give a Decimal, an int or a text; read JSON with"
            " `json.load(f, parse_float=decimal.Decimal)`, or hand over the path of the file."
        )
        return Refusal("float", message, NOWHERE, remedy)
    if isinstance(value, Decimal) and not value.is_finite():
        return Refusal("not-a-number", f"{place} is not a finite number.", NOWHERE)
    if isinstance(value, int | Decimal):
        return Refusal("magnitude", f"{place} is past anything an amount can be.", NOWHERE)
    message = f"{place} is a {type(value).__name__}, which no document can hold."
    return Refusal("value", message, NOWHERE)


def _name(name: Any, path: list[str | int]) -> str:
    if isinstance(name, str):
        return name
    message = f"A field of {to_pointer(path) or 'the root'} has a name that is not a text."
    raise Refusal("field-name", message, NOWHERE)


def _quoted(text: str) -> str:
    # Imported here: only the Python API pays for it. Escapes keep every text encodable.
    from json import dumps

    return dumps(text)
