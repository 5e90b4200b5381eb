"""The word lists: what is wrong with them is said, and what they bring is small and listed."""

import pytest

from bot.privacy.lexicon import FILES, LexiconError, read_lexicon
from bot.privacy.spelling import Spelling
from tests.privacy.lists import FOLDER, lexicon, texts

LARGEST = 4_000_000


def test_every_missing_list_is_named_at_once() -> None:
    """A folder without lists is refused with one line a file."""
    with pytest.raises(LexiconError) as error:
        read_lexicon({})
    assert str(error.value).splitlines() == [
        f"{name}: the list is missing; put it back." for name in FILES
    ]


def test_missing_and_misspelled_parts_are_named_with_their_file() -> None:
    """A part that nothing reads, and one that is not there, are said together."""
    broken = texts()["de/cues.txt"].replace("[title]", "[tilte]")
    with pytest.raises(LexiconError) as error:
        read_lexicon({**texts(), "de/cues.txt": broken})
    assert str(error.value).splitlines() == [
        "de/cues.txt: the part [title] is missing; put it back.",
        "de/cues.txt: nothing reads the part [tilte]; correct its name.",
    ]


def test_hr_may_add_a_word_that_is_left_alone() -> None:
    """A line of the allow list counts in every language."""
    added = read_lexicon({**texts(), "allowed.txt": "# ours\nQuxware\n"})
    assert "quxware" in added.known
    assert "quxware" not in lexicon().known


def test_the_lists_are_small_and_their_sources_stand_beside_them() -> None:
    """All lists together take little room, and NOTICE.md accounts for each."""
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < LARGEST
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    for path in FOLDER.rglob("*.txt"):
        assert path.name in notice or f"{path.parent.name}/{path.name}" in notice


def test_a_compound_and_an_inflection_are_common_words() -> None:
    """German nouns may be put together, and every language changes the ends of its words."""
    german = lexicon().languages["de"]
    assert german.is_common("gehaltsbänder")
    assert german.is_common("bewerbungsgespräche")
    assert not german.is_common("kowalczyk")


def test_a_word_typed_in_a_hurry_is_meant_as_a_common_word() -> None:
    """A slip, a missing accent, drawn-out letters or a prefix make no name of a word."""
    english = Spelling(lexicon().languages["en"])
    for word in ("beacuse", "interveiw", "sooo", "mispronounced", "interupting"):
        assert english.is_meant(word)
    assert Spelling(lexicon().languages["es"]).is_meant("dia")
    for word in ("zalando", "lumora", "wojcik", "x" * 4000):
        assert not english.is_meant(word)
