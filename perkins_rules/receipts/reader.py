"""The bytes of a file -> its receipt, if it is whole and just as it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from perkins_rules.receipts.receipt import (
    FORM,
    MARK,
    SUM,
    AskedOf,
    Receipt,
    Signature,
    own_sum,
    receipt_text,
)
from perkins_rules.record_file import read_within

LARGEST = 1 << 18
_SHA256 = re.compile("[0-9a-f]{64}")
_SIGNED = re.compile("[0-9a-f]{128}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NEW = "Have it written anew: `perkins-rules check FILE --receipt RECEIPT`."


class NoReceipt(Exception):
    """The file is no receipt of a form that is read here: why, and what would be right."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class Changed(NoReceipt):
    """The file is a receipt, and not as the program wrote it."""


def read_receipt(path: str) -> Receipt:
    """The receipt in a file. Raises NoReceipt, of which Changed is one."""
    try:
        content = read_within(path, LARGEST)
    except FileNotFoundError as error:
        raise NoReceipt(f"there is no file {path}.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NoReceipt(f"{path} cannot be read: {reason}.") from error
    try:
        return receipt_in(content)
    except NoReceipt as fault:
        raise type(fault)(f"{path}: {fault.message}", fault.remedy) from fault


def receipt_in(content: bytes) -> Receipt:
    """The receipt in the bytes of a file. Raises NoReceipt, of which Changed is one."""
    receipt, told_sum = _receipt(_plain(content))
    if own_sum(receipt) != told_sum:
        raise Changed("the receipt was changed after it was written.", _NEW)
    if receipt_text(receipt).encode("ascii") != content:
        raise Changed(_why_other(content), "Take the file as it was written.")
    return receipt


def _why_other(content: bytes) -> str:
    if b"\r" in content:
        return "the ends of its lines were changed, by git or an editor, perhaps."
    return "its layout was changed after it was written."


def _plain(content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise NoReceipt("it is too large for a receipt.")
    if not content.strip():
        raise NoReceipt("it is empty.", _NEW)
    try:
        plain = json.loads(content.decode("ascii"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        if MARK.encode() in content[:200]:
            message = "the receipt is cut off, or was changed after it was written."
            raise NoReceipt(message, _NEW) from error
        raise NoReceipt("this is no receipt.", _NEW) from error
    if not isinstance(plain, dict) or MARK not in plain:
        raise NoReceipt(f"this is no receipt: it has no `{MARK}`.", _NEW)
    if type(plain[MARK]) is not int or plain[MARK] != FORM:
        message = f"the receipt is not of form {FORM}, the one that this version reads."
        raise NoReceipt(message, "Verify it with the version that wrote it.")
    return plain


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Changed(f"`{twice[:40]!a}` stands twice in the receipt.", _NEW)
    return plain


# ------------------------------------------------------------------ the parts, each of its kind


def _receipt(plain: dict[str, Any]) -> tuple[Receipt, str]:
    _refuse_others(plain, {MARK, SUM, *Receipt._fields}, "the receipt")
    parts = {name: _part(plain, name, fits) for name, fits in _FITS.items()}
    asked = _group(plain, "asked", AskedOf._fields)
    told = {name: _part(asked, name, fits) for name, fits in _ASKED.items()}
    words = {name: tuple(told[name]) for name in ("select", "ignore")}
    signature = plain["signature"]
    if signature is not None:
        signed = _group(plain, "signature", Signature._fields)
        signature = Signature(**{name: _part(signed, name, fits) for name, fits in _SIGN.items()})
    receipt = Receipt(**parts, asked=AskedOf(**{**told, **words}), signature=signature)
    return receipt, _part(plain, SUM, _is_digest)


def _refuse_others(plain: dict[str, Any], names: set[str], where: str) -> None:
    """Nothing may stand there that nobody looks at."""
    for name in plain:
        if name not in names:
            raise Changed(f"{where} has a field {name[:40]!a}, which no receipt has.", _NEW)
    for name in sorted(names - set(plain)):
        raise Changed(f"{where} has no `{name}`.", _NEW)


def _group(plain: dict[str, Any], name: str, fields: tuple[str, ...]) -> dict[str, Any]:
    group = plain[name]
    if not isinstance(group, dict):
        raise Changed(f"`{name}` of the receipt is no group of fields.", _NEW)
    _refuse_others(group, set(fields), f"`{name}` of the receipt")
    return group


def _part(plain: dict[str, Any], name: str, fits: Callable[[Any], bool]) -> Any:
    if not fits(plain[name]):
        raise Changed(f"`{name}` of the receipt is not what it must be.", _NEW)
    return plain[name]


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def _is_signature(value: Any) -> bool:
    return isinstance(value, str) and _SIGNED.fullmatch(value) is not None


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _is_counts(value: Any) -> bool:
    return isinstance(value, dict) and all(type(count) is int for count in value.values())


def _or_none(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or fits(value)


_FITS: dict[str, Callable[[Any], bool]] = {
    "engine_version": _is_text,
    "grammar_sha256": _is_digest,
    "schemas_sha256": _is_digest,
    "rules_sha256": _is_digest,
    "document_sha256": _is_digest,
    "date": _is_day,
    "edition": _is_text,
    "profile": _is_text,
    "today": _or_none(_is_day),
    "determinations_sha256": _or_none(_is_digest),
    "waivers_sha256": _or_none(_is_digest),
    "baseline_sha256": _or_none(_is_digest),
    "verdict": _is_text,
    "counts": _is_counts,
    "findings_sha256": _is_digest,
}
_ASKED: dict[str, Callable[[Any], bool]] = {
    "date": _or_none(_is_day),
    "edition": _or_none(_is_text),
    "profile": _or_none(_is_text),
    "state": _or_none(_is_text),
    "select": _is_words,
    "ignore": _is_words,
    "inline_waivers": lambda value: isinstance(value, bool),
}
_SIGN: dict[str, Callable[[Any], bool]] = {
    "algorithm": lambda value: value == "Ed25519",
    "key_sha256": _is_digest,
    "value": _is_signature,
}
