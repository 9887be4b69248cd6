"""Ed25519 signatures on receipts. What a private key holds is never shown, whatever goes wrong."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from perkins_rules.receipts.receipt import Receipt, Signature, signed_bytes
from perkins_rules.record_file import read_within

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

ALGORITHM = "Ed25519"
_LARGEST = 1 << 16
_MAKE = "openssl genpkey -algorithm ed25519 -out key.pem makes one."
_PUBLIC = "openssl pkey -in key.pem -pubout -out public.pem gives the public key of key.pem."


class KeyFault(Exception):
    """A key cannot be used: why, and what would be right."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.remedy = message, remedy


class NoLibrary(Exception):
    """The library that signs is not installed."""


def private_key(path: str) -> Ed25519PrivateKey:
    """The key that signs. Raises KeyFault, NoLibrary."""
    content = _content(path)
    load = _library().load_pem_private_key
    if b"PRIVATE KEY-----" not in content:
        is_public = b"PUBLIC KEY-----" in content
        what = "a public key, and signing takes the private one" if is_public else "no private key"
        raise KeyFault(f"{path} holds {what}.", _MAKE)
    if b"OPENSSH PRIVATE KEY" in content:
        load = _library().load_ssh_private_key
    try:
        key = load(content, password=None)
    except TypeError:
        message = f"the key in {path} is locked with a passphrase."
        raise KeyFault(
            message, "Take one without; keep its file where only you can read."
        ) from None
    except Exception:  # noqa: BLE001  # of broken keys, the library raises anything
        raise KeyFault(f"the private key in {path} cannot be read.", _MAKE) from None
    found: Ed25519PrivateKey = _of_kind(key, "Ed25519PrivateKey", path, _MAKE)
    return found


def public_key(path: str) -> Ed25519PublicKey:
    """The key that verifies. Raises KeyFault, NoLibrary."""
    content = _content(path)
    if b"PRIVATE KEY-----" in content:
        message = f"{path} holds a private key; whoever verifies needs only the public one."
        raise KeyFault(message, _PUBLIC)
    library = _library()
    is_ssh = content.startswith(b"ssh-")
    load = library.load_ssh_public_key if is_ssh else library.load_pem_public_key
    try:
        key = load(content)
    except Exception:  # noqa: BLE001  # as above
        raise KeyFault(f"there is no public key in {path} that can be read.", _PUBLIC) from None
    found: Ed25519PublicKey = _of_kind(key, "Ed25519PublicKey", path, _PUBLIC)
    return found


def signed(receipt: Receipt, key: Ed25519PrivateKey) -> Receipt:
    """The receipt with a signature on all that it says."""
    named = Signature(ALGORITHM, key_digest(key.public_key()), "")
    receipt = receipt._replace(signature=named)
    value = key.sign(signed_bytes(receipt)).hex()
    return receipt._replace(signature=named._replace(value=value))


def is_signed_by(receipt: Receipt, key: Ed25519PublicKey) -> bool:
    """Whether the signature is that of a key, on just what the receipt says."""
    from cryptography.exceptions import InvalidSignature

    if receipt.signature is None or receipt.signature.key_sha256 != key_digest(key):
        return False
    try:
        key.verify(bytes.fromhex(receipt.signature.value), signed_bytes(receipt))
    except InvalidSignature:
        return False
    return True


def key_digest(key: Ed25519PublicKey) -> str:
    """The name of a key: the digest of its public half."""
    return sha256(key.public_bytes_raw()).hexdigest()


def _content(path: str) -> bytes:
    try:
        return read_within(path, _LARGEST)
    except FileNotFoundError:
        raise KeyFault(f"there is no key {path}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is none"
        raise KeyFault(f"the key {path} cannot be read: {reason}.") from None


def _library() -> Any:
    try:
        from cryptography.hazmat.primitives import serialization
    except ImportError as error:
        raise NoLibrary from error
    return serialization


def _of_kind(key: Any, kind: str, path: str, remedy: str) -> Any:
    from cryptography.hazmat.primitives.asymmetric import ed25519

    if not isinstance(key, getattr(ed25519, kind)):
        raise KeyFault(f"the key in {path} is of another kind than Ed25519.", remedy)
    return key
