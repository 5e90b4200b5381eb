"""The words of receipts in each language: every one is read again, however it is typed."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.pseudonym import RECEIPT_BYTES, receipt_bytes, receipt_words
from tests.live import ROOT

LISTS = sorted((ROOT / "dialogues" / "receipt-words").glob("*.txt"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
@given(bits=st.binary(min_size=RECEIPT_BYTES, max_size=RECEIPT_BYTES))
def test_a_receipt_is_read_again(path: Path, bits: bytes) -> None:
    """In its order, in capitals, with commas and on several lines it is the same receipt."""
    wordlist = path.read_text("utf-8").split()
    words = receipt_words(bits, wordlist)
    assert receipt_bytes(", ".join(words).upper(), wordlist) == bits
    assert receipt_bytes("\n".join(words), wordlist) == bits
    assert receipt_bytes(" ".join(words[1:]), wordlist) is None


def test_accents_are_not_needed() -> None:
    """Many phones and people leave them out, or write them as a mark of its own."""
    wordlist = [f"{a}{b}é" for a in "abcdefghijklmnop" for b in "abcdefghijklmnop"]
    bits = bytes(range(RECEIPT_BYTES))
    written = " ".join(receipt_words(bits, wordlist))
    for typed in (written, written.replace("é", "e"), normalize("NFD", written)):
        assert receipt_bytes(typed, wordlist) == bits


def test_no_word_stands_in_two_places_of_a_list() -> None:
    """256 words a list, in small letters that every keyboard has."""
    for path in LISTS:
        words = path.read_text("utf-8").split()
        assert len(set(words)) == len(words) == 256
        assert all(word.isascii() and word.islower() and word.isalpha() for word in words)
