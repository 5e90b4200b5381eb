"""Tokens, receipts and answer ids: names that lead back to nobody."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from functools import lru_cache
from unicodedata import combining, normalize

# Crockford's base32: no letter that is mistaken for a digit or another letter when typed.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})
TOKEN_BYTES = 16
RECEIPT_BYTES = 16
_TOKEN_DIGITS = 26
_GROUP = 5


def token_text(bits: bytes) -> str:
    """The token of these 16 random bytes as people read, paste and type it."""
    number = int.from_bytes(bits, "big")
    digits = "".join(_ALPHABET[number >> (5 * i) & 31] for i in reversed(range(_TOKEN_DIGITS)))
    return "-".join(digits[i : i + _GROUP] for i in range(0, _TOKEN_DIGITS, _GROUP))


def token_normal(text: str) -> str | None:
    """The one normal form of a typed token, or None when it cannot be one."""
    digits = "".join(c for c in text.lower() if not c.isspace() and c != "-").translate(_MISREAD)
    if len(digits) != _TOKEN_DIGITS or any(c not in _ALPHABET for c in digits):
        return None
    return digits


def receipt_words(bits: bytes, wordlist: Sequence[str]) -> tuple[str, ...]:
    """The receipt of these 16 random bytes as words of a list of 256, one a byte."""
    return tuple(wordlist[byte] for byte in bits)


def receipt_bytes(text: str, wordlist: Sequence[str]) -> bytes | None:
    """The receipt behind the words a person typed, or None when they are not 16 of the list."""
    numbers = _numbers(tuple(wordlist))
    words = "".join(c if c.isalpha() else " " for c in _plain(text)).split()
    if len(words) != RECEIPT_BYTES or any(word not in numbers for word in words):
        return None
    return bytes(numbers[word] for word in words)


@lru_cache(maxsize=32)
def _numbers(wordlist: tuple[str, ...]) -> Mapping[str, int]:
    return {_plain(word): number for number, word in enumerate(wordlist)}


def _plain(text: str) -> str:
    """Small letters without accents: nobody's receipt shall fail for want of one."""
    return "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))


def response_id(receipt: bytes) -> bytes:
    """The inner id under which the response of this receipt waits (32 bytes)."""
    return _derive(receipt, "response")


def deletion_key(receipt: bytes) -> bytes:
    """What finds the answers of this receipt in a batch, and nothing else (32 bytes)."""
    return _derive(receipt, "answers")


def answer_id(key: bytes, question: str, ordinal: str = "0") -> str:
    """The id of one answer of the response whose deletion key this is (32 hex digits)."""
    message = f"{question}\x00{ordinal}".encode()
    return hmac.new(key, message, hashlib.sha256).digest()[:16].hex()


def _derive(receipt: bytes, purpose: str) -> bytes:
    return hmac.new(receipt, purpose.encode(), hashlib.sha256).digest()
