"""The lists that redaction holds: sets like any other, only smaller."""

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.wordlist import WordList
from tests.privacy.lists import texts

_WORDS = st.sets(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=6))


@given(_WORDS, _WORDS)
def test_a_list_has_the_words_it_was_made_of_and_no_others(
    held: set[str], others: set[str]
) -> None:
    """Whatever stands beside a word in the list, it is neither lost nor taken for another."""
    words = WordList(held)
    assert set(words) == held
    assert len(words) == len(held)
    assert {word for word in held | others if word in words} == held


def test_a_part_of_a_word_is_no_word() -> None:
    """Words share their room, but not their letters."""
    words = WordList(texts()["en/words.txt"].splitlines())
    assert "interview" in words
    assert "intervie" not in words
    assert "" not in words
