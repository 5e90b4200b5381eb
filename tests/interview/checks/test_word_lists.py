"""How phrases are found: whole words, any ending, a gap, within one sentence, in any language."""

import pytest

from bot.interview.checks.word_lists import LISTS, WordLists, read_word_lists
from bot.interview.mistakes import DialogueError
from tests.live import ROOT

LANGUAGES = ("en", "de", "fr", "es")


@pytest.fixture(scope="module")
def shipped() -> WordLists:
    """The lists that come with the product."""
    path = ROOT / "dialogues" / "checks" / "words.yaml"
    return read_word_lists(path.read_text("utf-8"), path.name)


def found(phrase: str, text: str) -> str | None:
    """What a single phrase finds in a text."""
    match = WordLists({("leading", "en"): (phrase,)}).find("leading", text, "en")
    return match[0] if match else None


@pytest.mark.parametrize(
    ("phrase", "text", "match"),
    [
        ("surely", "Surely you did.", "surely"),
        ("surely", "You did so leisurely.", None),
        ("don't you", "Don’t you think so?", "don't you"),
        ("unfair*", "It was unfairness.", "unfairness"),
        ("*n't .. not", "Didn't you not know?", "didn't you not"),
        ("not .. not", "It was not so very much not so.", "not so very much not"),
        ("not .. not", "It was not one of the worst, and not bad.", None),
        ("not .. not", "Not so, not bad.", None),
        ("the end", "This is the. End of it.", None),
        ("the end", "This is the (end) of it.", "the (end"),
        ("your name", "Your\nname", "your\nname"),
    ],
)
def test_phrases_are_whole_words_with_gaps(phrase: str, text: str, match: str | None) -> None:
    """A star is any letters, two dots are up to three words; no phrase leaves a sentence."""
    assert found(phrase, text) == match


def test_numbers_are_read_before_their_word() -> None:
    """Eight minutes, or an 8-minute talk; figures of anything else are passed over."""
    lists = WordLists({("minutes", "en"): ("minutes", "minute")})
    assert lists.numbers("minutes", "8 minutes, a 10-minute talk, 5 people", "en") == [8, 10]


def test_every_list_is_there_in_every_language(shipped: WordLists) -> None:
    """What is judged in English is judged in the other languages of the product, too."""
    for name in LISTS:
        for language in LANGUAGES:
            assert shipped.phrases.get((name, language)), (name, language)
    assert not shipped.knows("eo")


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("leading", "de", "Finden Sie nicht, dass es gut war?"),
        ("leading", "fr", "C’était bien, n’est-ce pas ?"),
        ("leading", "es", "¿No cree que fue bien?"),
        ("reproach", "de", "Warum haben Sie uns nicht geantwortet?"),
        ("reproach", "fr", "Vous auriez dû le dire."),
        ("reproach", "es", "¿Por qué no respondió?"),
        ("two in one", "de", "Was war gut, und warum?"),
        ("two in one", "fr", "Qu’est-ce qui vous a plu, et pourquoi ?"),
        ("two in one", "es", "¿Qué le gustó y por qué?"),
        ("asks name", "de", "Wie heißen Sie?"),
        ("asks name", "fr", "Quel est votre nom ?"),
        ("asks name", "es", "¿Cómo se llama?"),
        ("asks age", "fr", "Quel âge avez-vous ?"),
        ("asks pay", "de", "Wie hoch war Ihr letztes Gehalt?"),
        ("promises too much", "es", "Es totalmente anónimo."),
        ("no names", "de", "Bitte keine Namen."),
        ("no names", "fr", "Sans noms, s’il vous plaît."),
        ("no names", "es", "Sin nombres, por favor."),
    ],
)
def test_what_is_meant_is_found_in_each_language(
    shipped: WordLists, name: str, language: str, text: str
) -> None:
    """The lists hold what people really write, with its accents and apostrophes."""
    assert shipped.find(name, text, language)


def test_a_mistyped_list_is_told() -> None:
    """A list that nobody looks for would judge nothing, and nobody would know."""
    path = ROOT / "dialogues" / "checks" / "words.yaml"
    with pytest.raises(DialogueError) as caught:
        read_word_lists(path.read_text("utf-8").replace("\nleading:", "\nleadng:"), "words.yaml")
    told = "\n".join(map(str, caught.value.mistakes))
    assert "“leading” is missing." in told
    assert "Did you mean “leading”?" in told
