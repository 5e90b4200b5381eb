"""Sealing, padding and digests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import CannotOpen, TooLarge
from storage.sealing import OVERHEAD, digest, hash_token, pad, seal, unpad, unseal

KEY = b"k" * 32


@given(plain=st.binary(max_size=300), context=st.binary(max_size=40))
def test_opens_what_it_sealed(plain: bytes, context: bytes) -> None:
    """What was sealed opens under the same key and context, and shows nothing of itself."""
    sealed = seal(KEY, plain, context)
    assert unseal(KEY, sealed, context) == plain
    assert len(sealed) == len(plain) + OVERHEAD
    assert len(plain) < 4 or plain not in sealed


def test_never_seals_alike() -> None:
    """Sealing the same twice gives different bytes."""
    assert seal(KEY, b"same", b"") != seal(KEY, b"same", b"")


@given(place=st.integers(min_value=0, max_value=OVERHEAD + 3), bit=st.integers(0, 7))
def test_notices_a_changed_bit(place: int, bit: int) -> None:
    """A seal with one bit changed anywhere does not open."""
    sealed = bytearray(seal(KEY, b"text", b"here"))
    sealed[place] ^= 1 << bit
    with pytest.raises(CannotOpen):
        unseal(KEY, bytes(sealed), b"here")


def test_opens_only_in_its_place() -> None:
    """Another key, another context, or a piece of it does not open."""
    sealed = seal(KEY, b"text", b"here")
    for key, box, context in (
        (b"x" * 32, sealed, b"here"),
        (KEY, sealed, b"there"),
        (KEY, sealed[:-1], b"here"),
        (KEY, sealed[:20], b"here"),
        (KEY, b"", b"here"),
    ):
        with pytest.raises(CannotOpen):
            unseal(key, box, context)


@given(plain=st.binary(max_size=124))
def test_padding_hides_the_length(plain: bytes) -> None:
    """What fits a size has exactly that size, and comes back whole."""
    padded = pad(plain, (64, 128))
    assert len(padded) == (64 if len(plain) <= 60 else 128)
    assert unpad(padded) == plain


def test_refuses_what_fits_no_size() -> None:
    """Too much is an error that says how much fits."""
    with pytest.raises(TooLarge, match="125 bytes are more than the 124 that fit"):
        pad(b"x" * 125, (64, 128))


@pytest.mark.parametrize("padded", [b"", b"\0\0", b"\0\0\0\x05four"])
def test_refuses_what_was_never_padded(padded: bytes) -> None:
    """Bytes without a true length in front are not unpadded."""
    with pytest.raises(CannotOpen):
        unpad(padded)


def test_digest_knows_where_parts_end() -> None:
    """Moving a border between parts, or another key, gives another digest."""
    assert digest(KEY, b"ab", b"c") == digest(KEY, b"ab", b"c")
    others = {digest(KEY, b"a", b"bc"), digest(KEY, b"abc"), digest(b"x", b"ab", b"c")}
    assert digest(KEY, b"ab", b"c") not in others
    assert len(others) == 3


def test_a_token_is_stored_as_a_hash() -> None:
    """The hash has 32 bytes and does not contain the token."""
    assert len(hash_token("0" * 26)) == 32
    assert b"0" * 8 not in hash_token("0" * 26)
