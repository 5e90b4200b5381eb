"""Which causes are found in what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.insight.codebook import read_codebook
from bot.insight.themes import Code, Coder

_THEME = """\
  - id: {id}
    head: all
    label: A
    concern: B
    definition: C
    control: "yes"
    owner: HR
    sensitive: {sensitive}
    statements: {{positive: D, concern: E}}
    phrases: {{en: [{phrases}], de: [{id}wort{german}]}}
    exclude: {{en: [{exclude}]}}
"""
_HEAD = """\
format: 1
version: 1
heads: {all: {label: All, statements: {positive: D, concern: E}}}
denials:
  en:
    before: [not because of, no problem with]
    after: [was not the problem]
themes:
"""


def theme(
    id_: str, phrases: str, *, german: str = "", exclude: str = "zzz", sensitive: str = "no"
) -> str:
    """One theme as it stands in a codebook."""
    return _THEME.format(
        id=id_, phrases=phrases, german=german, exclude=exclude, sensitive=sensitive
    )


BOOK = _HEAD + "".join(
    (
        theme("pay", "salary, low salary, stock option, earn* less", german=", gehalt"),
        theme("clear", "salary range, salary .. in the ad"),
        theme("waiting", "had to wait, no news, silence", exclude="silence of the office"),
        theme("travel", "commute, long commute, way to work"),
        theme("calm", "quiet hours, short week, free evening"),
        theme("shift", "evening shift"),
        theme("home", "my family, my kids", sensitive="yes"),
        theme("extra", 'trop élevé, zu früh, café corner|bar .. open, "k|% extra"'),
        theme("other", "some other thing"),
    )
)
CODER = Coder(read_codebook(BOOK, "book.yaml"))


def found(text: str, language: str = "en") -> list[str]:
    """The themes mentioned in a text."""
    return [code.theme for code in CODER.mentions(text, language)]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The salary.", ["pay"]),
        ("SALARIES everywhere", ["pay"]),
        ("stock options", ["pay"]),
        ("Stock-options!", ["pay"]),
        ("I would be earning less", ["pay"]),
        ("The commute, then the salary", ["travel", "pay"]),
        ("They commuted", []),
        ("salaryman", []),
        ("salary@example.org and www.example.org/commute", []),
        ("", []),
        ("🙂 ‮ \x00", []),
    ],
)
def test_whole_words_count_and_plurals_are_the_same(text: str, themes: list[str]) -> None:
    """A phrase is found as whole words, singular or plural, in any case; nothing is stemmed."""
    assert found(text) == themes


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("salary in the ad", ["clear"]),
        ("salary was not in the ad", ["clear"]),
        ("salary could have been in the ad", ["clear"]),
        ("salary that could have been in the ad", ["pay"]),
        ("salary, but in the ad", ["pay"]),
    ],
)
def test_a_gap_stands_for_up_to_three_words_of_one_clause(text: str, themes: list[str]) -> None:
    """Two dots bridge a few words, and never a comma."""
    assert found(text) == themes


@pytest.mark.parametrize(
    "text",
    [
        *("trop élevé", "trop eleve", "TROP ÉLEVÉ", "trop e\u0301leve\u0301"),
        *("zu früh", "zu frueh", "zu fruh"),
    ],
)
def test_accents_and_umlauts_make_no_difference(text: str) -> None:
    """Many leave them out as they type, and some write “ue” for “ü”."""
    assert found(text) == ["extra"]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("the café corner was open", ["extra"]),
        ("the cafe bar is never open", ["extra"]),
        ("the café was open", []),
        ("corner bar open", []),
    ],
)
def test_a_bar_stands_for_or_between_two_words(text: str, themes: list[str]) -> None:
    """One line may name several words, one of which has to be there."""
    assert found(text) == themes


@pytest.mark.parametrize("text", ["10k extra", "10 k extra", "20% extra", "20 % extra"])
def test_amounts_are_found_however_they_are_spaced(text: str) -> None:
    """Figures stand apart from what follows them, and a percent sign is a word."""
    assert found(text) == ["extra"]
    assert found("10 extra") == []


def test_the_longest_phrase_wins() -> None:
    """A word inside a longer phrase of another theme says nothing of its own."""
    assert found("the salary range came late") == ["clear"]
    assert found("the salary range was a low salary") == ["clear", "pay"]


def test_of_two_phrases_that_share_a_word_the_later_wins() -> None:
    """What words are about stands at their end: a free evening shift is a shift."""
    assert found("a free evening shift") == ["shift"]


def test_an_excluded_phrase_hides_what_lies_in_it() -> None:
    """What HR excludes does not count, elsewhere it still does."""
    assert found("I liked the silence of the office") == []
    assert found("the silence of the office, then silence for weeks") == ["waiting"]


@pytest.mark.parametrize(
    "text",
    [
        "It was not because of the commute",
        "not because of commutes",
        "No problem with your commute",
        "the commute was not the problem",
        "the commute itself was not the problem",
        "not because of long commutes",
    ],
)
def test_a_denial_in_the_same_clause_cancels(text: str) -> None:
    """Whoever says that it was not this has not named it as a cause."""
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "not because of pay, the commute",
        "I could not stand the commute",
        "No commute for me please",
        "no news, and the commute",
    ],
)
def test_a_negation_that_does_not_deny_leaves_the_theme(text: str) -> None:
    """Most complaints have a “no” in them; only a denial takes the theme away."""
    assert "travel" in found(text)


def test_the_language_of_the_talk_decides() -> None:
    """Phrases are those of one language, and an unknown one finds nothing."""
    assert found("Das Gehalt", "de") == ["pay"]
    assert found("Das Gehalt") == []
    assert found("salary", "nl") == []


def test_each_theme_comes_once_with_its_longest_phrase() -> None:
    """The reason that is given for a code is the best evidence, not the first."""
    codes = CODER.mentions("salary, a low salary, and a salary again", "en")
    assert codes == (Code("pay", "low salary"),)


def test_one_word_is_no_evidence_for_a_suggestion() -> None:
    """A theme shown on one word alone is mostly wrong and leads people."""
    assert CODER.suggest("The salary and the commute", "en") == ()
    assert CODER.suggest("The long commute", "en") == (Code("travel", "long commute"),)


def test_sensitive_themes_are_never_suggested() -> None:
    """Nobody is asked back about family or health."""
    assert found("because of my family") == ["home"]
    assert CODER.suggest("because of my family", "en") == ()


def test_at_most_three_are_suggested_the_most_evident_first() -> None:
    """Few chips, and those with most evidence."""
    text = "had to wait, long commute, low salary, salary range, quiet hours, a short week"
    assert [code.theme for code in CODER.suggest(text, "en")] == ["calm", "waiting", "travel"]
    assert len(CODER.suggest(text, "en", most=1)) == 1


@given(st.text(max_size=400), st.sampled_from(["en", "de", "xx"]))
def test_any_text_is_coded_and_every_code_has_its_reason(text: str, language: str) -> None:
    """No input breaks the coder, a theme comes once, and suggestions are mentioned themes."""
    mentioned = [code.theme for code in CODER.mentions(text, language)]
    assert len(set(mentioned)) == len(mentioned)
    assert {code.theme for code in CODER.suggest(text, language)} <= set(mentioned)


@given(st.lists(st.sampled_from(["salary", "long", "commute", "not", "because", "of", ","])))
def test_the_same_text_is_always_coded_alike(words: list[str]) -> None:
    """Coding depends on the text alone, neither on case nor on space."""
    text = " ".join(words)
    assert CODER.mentions(text, "en") == CODER.mentions(f"  {text.upper()} \n", "en")
