"""Sealing, padding and digests: the only place that touches cryptography."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError

from storage.errors import CannotOpen, TooLarge

KEY_BYTES = 32
_NONCE_BYTES = 24
_TAG_BYTES = 16
OVERHEAD = _NONCE_BYTES + _TAG_BYTES
_LENGTH_BYTES = 4


def seal(key: bytes, plain: bytes, context: bytes) -> bytes:
    """`plain` sealed under a 32-byte key; it opens only where the same context is given.

    XChaCha20-Poly1305; the random nonce stands in front, so that two seals never look alike.
    """
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plain, context, nonce, key)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """What was sealed; CannotOpen when it was changed or the key or context is another."""
    nonce, box = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    if len(box) < _TAG_BYTES:
        raise CannotOpen
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(box, context, nonce, key)
    except CryptoError as error:
        raise CannotOpen from error


def pad(plain: bytes, sizes: Sequence[int]) -> bytes:
    """`plain` behind its length, zero-filled to the first of the ascending `sizes` that fits."""
    needed = _LENGTH_BYTES + len(plain)
    for size in sizes:
        if needed <= size:
            return (len(plain).to_bytes(_LENGTH_BYTES, "big") + plain).ljust(size, b"\0")
    raise TooLarge(size=len(plain), most=max(sizes) - _LENGTH_BYTES)


def unpad(padded: bytes) -> bytes:
    """What was padded; CannotOpen when that is no padded text."""
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
    if not _LENGTH_BYTES <= end <= len(padded):
        raise CannotOpen
    return padded[_LENGTH_BYTES:end]


def digest(key: bytes, *parts: bytes) -> bytes:
    """A keyed digest of 32 bytes over the parts, whose borders count (HMAC-SHA-256)."""
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.digest(key, framed, "sha256")


def hash_token(token: str) -> bytes:
    """What is stored of a token, given in its normal form (SHA-256)."""
    return hashlib.sha256(token.encode()).digest()
