"""Receipt, and its one text: whatever is written otherwise was changed after it was written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

FORM = 2
MARK = "perkins_rules_receipt"
"""The field by which a file says that it is a receipt, and of which form."""
SUM = "receipt_sha256"
_PURPOSE = b"perkins-rules receipt 2\n"
"""Before what is signed, so that a signature on something else never counts as one on this."""


class AskedOf(NamedTuple):
    """What the user asked for; None where the default of the document held. `inline_waivers` says
    whether waivers beside values counted.
    """

    date: str | None
    edition: str | None
    profile: str | None
    state: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    inline_waivers: bool


class Signature(NamedTuple):
    """`key_sha256` is the digest of the public key, `value` the signature in hex digits."""

    algorithm: str
    key_sha256: str
    value: str


class Receipt(NamedTuple):
    """The parts of a check. Digests of records are None where none were used; `today` is the day
    by which waivers were judged, None where there was none to judge.
    """

    engine_version: str
    grammar_sha256: str
    schemas_sha256: str
    rules_sha256: str
    document_sha256: str
    asked: AskedOf
    date: str
    edition: str
    profile: str
    today: str | None
    determinations_sha256: str | None
    waivers_sha256: str | None
    baseline_sha256: str | None
    verdict: str
    counts: Mapping[str, int]
    findings_sha256: str
    signature: Signature | None = None


def receipt_text(receipt: Receipt) -> str:
    """The file of a receipt, with the sum of its own text at the end. ASCII; one form alone."""
    plain = _plain(receipt)
    return _written(plain | {SUM: own_sum(receipt)})


def own_sum(receipt: Receipt) -> str:
    """The digest of all that a receipt says: it tells what was changed by accident."""
    return sha256(_written(_plain(receipt)).encode("ascii")).hexdigest()


def signed_bytes(receipt: Receipt) -> bytes:
    """What a signature is on: all that a receipt says, the name of the key included."""
    plain = _plain(receipt)
    if receipt.signature is not None:
        plain["signature"] = {k: v for k, v in plain["signature"].items() if k != "value"}
    return _PURPOSE + _written(plain).encode("ascii")


def _plain(receipt: Receipt) -> dict[str, Any]:
    plain = {MARK: FORM, **receipt._asdict()}
    plain["asked"] = receipt.asked._asdict()
    plain["counts"] = dict(sorted(receipt.counts.items()))
    plain["signature"] = receipt.signature._asdict() if receipt.signature is not None else None
    return plain


def _written(plain: Mapping[str, Any]) -> str:
    return json.dumps(plain, indent=2, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n"
