"""bytes -> text: UTF-8 without exception, its byte-order mark taken off."""

from __future__ import annotations

import re

from perkins_rules.documents.places import Places
from perkins_rules.documents.refusal import Refusal


def decode(data: bytes) -> str:
    """The text of a file. Raises Refusal with the place of the first byte that is not UTF-8."""
    try:
        return _tidy(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _broken(data, error.start) from None


def decode_loosely(data: bytes) -> str:
    """A text to show lines from, with a mark for each byte that is not UTF-8. Never fails."""
    return _tidy(data.decode("utf-8", errors="replace"))


def _tidy(text: str) -> str:
    """Without byte-order marks; the line ends of an old Mac (CR alone) as line feeds."""
    text = text.lstrip("\ufeff")
    return text.replace("\r", "\n") if "\r" in text and "\n" not in text else text


def refuse_characters(text: str, forbidden: re.Pattern[str]) -> None:
    """Raise Refusal at the first character that `forbidden` matches."""
    match = forbidden.search(text)
    if match:
        raise character_refusal(text, match.start(), match.group())


def character_refusal(text: str, at: int, character: str) -> Refusal:
    """The refusal of a character that no document may hold."""
    span = Places(text).span(at, at + 1)
    code = f"U+{ord(character):04X}"
    if "\ud800" <= character <= "\udfff":
        message = f"{code} is half of a pair (a lone surrogate), not a character."
        return Refusal("lone-surrogate", message, span, "Write the character itself.")
    name = "a NUL character" if character == "\0" else f"the control character {code}"
    return Refusal("control-character", f"The text holds {name}.", span, "Take it out.")


def _broken(data: bytes, at: int) -> Refusal:
    before = data[:at].decode("utf-8").removeprefix("\ufeff")
    span = Places(before + " ").span(len(before), len(before) + 1)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        remedy = "Save it as UTF-8; in Windows PowerShell use `--output plan.yaml`, not `>`."
        return Refusal("encoding", "The file is UTF-16, not UTF-8.", span, remedy)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        remedy = "`perkins-rules import` takes the figures of a workbook over into a plan."
        message = "This is an Excel workbook, or another packed file, and no text."
        return Refusal("encoding", message, span, remedy)
    if data.startswith(b"%PDF-"):
        remedy = "Write the plan's figures and texts into a YAML file: `perkins-rules new`."
        return Refusal("encoding", "This is a PDF, and no text.", span, remedy)
    message = f"Byte {at + 1} of the file (hexadecimal {data[at]:02X}) is not UTF-8"
    western = data[at : at + 1].decode("cp1252", errors="ignore")
    if western.isprintable() and western:
        message += f"; in a file saved as Windows-1252 it is “{western}”"
    return Refusal("encoding", message + ".", span, "Save the file as UTF-8.")
