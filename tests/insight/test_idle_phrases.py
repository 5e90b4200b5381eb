"""Phrases by which nothing is found, or nothing more."""

import pytest

from bot.insight.idle_phrases import idle_phrases
from bot.interview.yamlfile import read_yaml


def found(text: str) -> list[str]:
    """What is told of a codebook whose candidates speak German or English."""
    return [str(each) for each in idle_phrases(read_yaml(text, "book.yaml"), {"de", "en"})]


@pytest.mark.parametrize(
    "text",
    [
        "denials: {dee: {before: [nicht wegen]}}",
        "irony: {dee: [na toll]}",
        "themes: [{id: pay, phrases: {dee: [zu wenig]}}]",
        "themes: [{id: pay, exclude: {dee: [zu wenig]}}]",
    ],
)
def test_a_mistyped_language_is_told_with_the_one_that_was_meant(text: str) -> None:
    """Wherever a codebook goes by language, an unknown one is found."""
    (told,) = found(text)
    assert "S18" in told
    assert "Did you mean “de”?" in told
    assert found(text.replace("dee", "de")) == []


def test_a_language_near_no_other_is_told_with_all_that_are_known() -> None:
    """Whoever adds a language sees where it is missing."""
    (told,) = found("irony: {zu: [yebo]}")
    assert "Known are: de, en." in told


@pytest.mark.parametrize(
    "lines", ["long week, Long weeks", "a long|short week, a short week", "früh auf, frueh auf"]
)
def test_a_line_that_finds_nothing_more_is_told(lines: str) -> None:
    """Plurals, accents and capitals make no other phrase."""
    (told,) = found(f"themes: [{{id: pay, phrases: {{en: [{lines}]}}}}]")
    assert "S19" in told
    assert lines.partition(", ")[2] in told


def test_a_line_that_finds_something_more_is_not() -> None:
    """Lines may overlap, and other themes and languages are other places."""
    assert found("themes: [{id: pay, phrases: {en: [a week, a week|day], de: [a week]}}]") == []
    assert found("themes: [{phrases: {en: [a b]}}, {phrases: {en: [a b]}}]") == []


@pytest.mark.parametrize("text", ["themes: no", "irony: [a]", "themes: [{phrases: {en: {a: b}}}]"])
def test_what_is_no_codebook_is_left_to_its_reader(text: str) -> None:
    """Each mistake is told once."""
    assert found(text) == []
