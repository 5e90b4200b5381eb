"""Sentences that may tell who wrote them are marked, others are not."""

import pytest

from tests.privacy.lists import redactor

MARKED = [
    ("en", "I was the only candidate in a wheelchair."),
    ("en", "They laughed at my accent."),
    ("en", "I led the storage rewrite."),
    ("en", "As a nurse I saw it at once."),
    ("en", "Dialysis three times a week rules out travel."),
    ("en", "My twins were born that week."),
    ("en", "The call was on 12/03 and ran over."),
    ("de", "Als einzige Bewerberin mit Kopftuch wurde ich gefragt."),
    ("de", "Meine Tochter ist krank."),
    ("fr", "Mon accent les a fait rire."),
    ("fr", "J'ai fondé une association."),
    ("es", "Mi hija nació esa semana."),
    ("es", "Soy la única con silla de ruedas."),
]

PLAIN = [
    ("en", "The pay was too low."),
    ("en", "My interview was short and my questions were answered."),
    ("de", "Das Gehalt war zu niedrig."),
    ("fr", "Le salaire était trop bas."),
    ("es", "El sueldo era bajo."),
]


@pytest.mark.parametrize(("language", "text"), MARKED)
def test_a_trait_an_event_or_something_of_ones_own_is_marked(language: str, text: str) -> None:
    """The whole sentence is marked, with a reason."""
    (mark,) = redactor().marks(text, language)
    assert text[mark.start : mark.end] == text
    assert mark.why


@pytest.mark.parametrize(("language", "text"), PLAIN)
def test_what_anybody_could_have_written_is_not_marked(language: str, text: str) -> None:
    """An answer about the offer alone is not marked."""
    assert redactor().marks(text, language) == ()


def test_only_the_sentence_itself_is_marked() -> None:
    """The sentences before and after stay as they are."""
    text = "Pay was low. My accent was mocked! Rooms were cold."
    (mark,) = redactor().marks(text, "en")
    assert text[mark.start : mark.end] == "My accent was mocked!"
