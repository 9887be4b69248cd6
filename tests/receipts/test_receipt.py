"""The file of a receipt: one text for one receipt, and every changed byte is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from perkins_rules.batch.members import looks_like_a_document
from perkins_rules.receipts import signing
from perkins_rules.receipts.reader import Changed, NoReceipt, read_receipt, receipt_in
from perkins_rules.receipts.receipt import AskedOf, Receipt, receipt_text, signed_bytes

KEY = Ed25519PrivateKey.generate()
OTHER = Ed25519PrivateKey.generate()


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


PLAIN = Receipt(
    engine_version="0.1.0",
    grammar_sha256=digest("grammar"),
    schemas_sha256=digest("schemas"),
    rules_sha256=digest("rules"),
    document_sha256=digest("document"),
    asked=AskedOf(None, "2025-01", None, None, ("112(b)", "a “word”"), (), inline_waivers=False),
    date="2026-07-01",
    edition="2025-01",
    profile="guide",
    today=None,
    determinations_sha256=digest("determinations"),
    waivers_sha256=None,
    baseline_sha256=None,
    verdict="needs_review",
    counts={"pass": 700, "fail": 0, "needs_review": 3},
    findings_sha256=digest("findings"),
)
SIGNED = signing.signed(PLAIN, KEY)
BOTH = [receipt_text(PLAIN).encode("ascii"), receipt_text(SIGNED).encode("ascii")]


@pytest.mark.parametrize("content", BOTH, ids=["plain", "signed"])
def test_what_is_written_is_read_again(content: bytes) -> None:
    assert receipt_text(receipt_in(content)).encode() == content
    assert not looks_like_a_document(content)


@pytest.mark.parametrize("content", BOTH, ids=["plain", "signed"])
@pytest.mark.parametrize("bit", range(8))
def test_every_byte_that_is_changed_is_caught(content: bytes, bit: int) -> None:
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1 << bit
        with pytest.raises(NoReceipt):
            receipt_in(bytes(changed))


@given(st.sampled_from(BOTH), st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_is_put_in_taken_out_or_replaced_is_caught(
    content: bytes, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    piece = data.draw(st.binary(max_size=40) | st.text(max_size=20).map(str.encode))
    changed = content[:start] + piece + content[end:]
    if changed != content:
        with pytest.raises(NoReceipt):
            receipt_in(changed)


def test_every_beginning_of_it_is_told_as_cut_off() -> None:
    for end in range(len(BOTH[1])):
        with pytest.raises(NoReceipt):
            receipt_in(BOTH[1][:end])
    with pytest.raises(NoReceipt, match="cut off"):
        receipt_in(BOTH[1][:500])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\n", "\r\n", "ends of its lines"),
        ("  ", "    ", "layout"),
        ('"verdict"', '"verdict": "pass", "verdict"', "stands twice"),
        ('  "verdict"', '  "note": "trust me",\n  "verdict"', "which no receipt has"),
        ('  "verdict": "needs_review",\n', "", "has no `verdict`"),
        ('"needs_review",', '"pass",', "changed after it was written"),
        ('"date": null', '"date": "yesterday"', "`date`"),
        ('"fail": 0', '"fail": 0.0', "`counts`"),
        ('"fail": 0', '"fail": false', "`counts`"),
        ('"today": null', '"today": NaN', "`today`"),
        ('rules_receipt": 2', 'rules_receipt": 3', "form 2"),
        ('rules_receipt": 2', 'rules_receipt": true', "form 2"),
    ],
)
def test_what_was_changed_is_told_in_words(old: str, new: str, said: str) -> None:
    text = receipt_text(PLAIN)
    assert old in text
    with pytest.raises(NoReceipt, match=said):
        receipt_in(text.replace(old, new).encode())


def test_fields_in_another_order_are_a_changed_receipt() -> None:
    plain = json.loads(receipt_text(PLAIN))
    turned = json.dumps(dict(reversed(plain.items())), indent=2) + "\n"
    with pytest.raises(Changed, match="layout"):
        receipt_in(turned.encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"[]",
        b"7",
        b"document: state_plan\n",
        b"[" * 90_000,
        b"{}",
        b"\xff\xfe",
        b"1e999",
    ],
)
def test_what_is_no_receipt_is_told_so(content: bytes) -> None:
    with pytest.raises(NoReceipt):
        receipt_in(content)


def test_a_file_that_is_not_there_or_too_large(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(NoReceipt):
            read_receipt(str(path))
    with pytest.raises(NoReceipt, match="too large"):
        receipt_in(b" " * 300_000)


# ------------------------------------------------------------------ signatures


def others() -> Iterator[Receipt]:
    """The signed receipt, with each of its parts as somebody might forge it."""
    for name, value in SIGNED._asdict().items():
        if name == "signature":
            continue
        if name == "asked":
            yield SIGNED._replace(asked=value._replace(ignore=("112(a)(3)",)))
        elif name == "counts":
            yield SIGNED._replace(counts={**value, "fail": 1})
        elif name.endswith("sha256"):
            yield _with(name, digest("another"))
        else:
            yield _with(name, "2027-07-01")


def _with(name: str, value: Any) -> Receipt:
    return SIGNED._replace(**{name: value})


@pytest.mark.parametrize("forged", list(others()))
def test_a_forged_part_is_not_what_was_signed(forged: Receipt) -> None:
    content = receipt_text(forged).encode()  # the sum is that of the forged text
    assert not signing.is_signed_by(receipt_in(content), KEY.public_key())


def test_a_signature_is_that_of_its_key_alone() -> None:
    assert signing.is_signed_by(SIGNED, KEY.public_key())
    assert not signing.is_signed_by(SIGNED, OTHER.public_key())
    assert not signing.is_signed_by(PLAIN, KEY.public_key())
    assert SIGNED.signature is not None
    renamed = SIGNED.signature._replace(key_sha256=signing.key_digest(OTHER.public_key()))
    for key in (KEY, OTHER):
        assert not signing.is_signed_by(SIGNED._replace(signature=renamed), key.public_key())


def test_the_same_receipt_has_the_same_signature() -> None:
    assert signing.signed(PLAIN, KEY) == SIGNED
    assert SIGNED.signature is not None
    assert SIGNED.signature.value not in signed_bytes(SIGNED).decode()


def pem(key: Ed25519PrivateKey, form: str = "PKCS8", password: bytes = b"") -> bytes:
    lock = serialization.BestAvailableEncryption(password) if password else None
    return key.private_bytes(
        serialization.Encoding.PEM,
        getattr(serialization.PrivateFormat, form),
        lock or serialization.NoEncryption(),
    )


@pytest.mark.parametrize("form", ["PKCS8", "OpenSSH"])
def test_keys_are_read_as_openssl_and_ssh_write_them(tmp_path: Path, form: str) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(pem(KEY, form))
    assert signing.private_key(str(path)).public_key() == KEY.public_key()


def test_what_is_wrong_with_a_key_is_told_and_nothing_of_it_shown(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec

    other = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    whole = pem(KEY)
    secret = whole.splitlines()[1].decode()
    cases = [
        (pem(KEY, password=b"secret"), "locked with a passphrase"),
        (whole.replace(b"MC4", b"XXX"), "cannot be read"),
        (whole[:70], "cannot be read|no private key"),
        (other, "another kind than Ed25519"),
        (b"no key", "holds no private key"),
        (public(KEY), "a public key, and signing takes the private one"),
    ]
    for content, said in cases:
        path = tmp_path / "key.pem"
        path.write_bytes(content)
        with pytest.raises(signing.KeyFault, match=said) as caught:
            signing.private_key(str(path))
        told = caught.value.message + caught.value.remedy + repr(caught.value.__cause__)
        assert secret[10:30] not in told


def public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def test_a_public_key_is_read_and_a_private_one_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(public(KEY))
    assert signing.public_key(str(path)) == KEY.public_key()
    path.write_bytes(pem(KEY))
    with pytest.raises(signing.KeyFault, match="holds a private key"):
        signing.public_key(str(path))
    path.write_bytes(b"nothing")
    with pytest.raises(signing.KeyFault, match="no public key"):
        signing.public_key(str(path))
