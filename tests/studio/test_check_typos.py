"""A slip of the finger in any name, id, reference, choice or condition is told at its line."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import CODEBOOK, HOUSE_STYLE, SCRIPT
from bot.insight.codebook import Codebook, read_codebook
from bot.interview.checks.versions import changed
from bot.interview.house import HouseStyle
from bot.interview.house_reader import read_house_style
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.reader import Reading, read_leniently
from bot.interview.script import Script
from bot.interview.yamlfile import Node, read_yaml
from tests.studio.placed import shipped

# What stands right of these is no sentence: an id, one of a few words, or a condition.
_PLAIN = (
    *("script", "language", "also in", "ask", "say", "end", "type", "outcome", "only if", "next"),
    *("from", "without", "polarity", "digest", "words", "suggest themes", "short version"),
    *("reserve", "go", "counts as"),
)
_WORD = re.compile(r"[A-Za-z_][\w-]+")
Slip = tuple[int, int, str]  # line and column from zero, and the word mistyped there


@cache
def lines() -> tuple[str, ...]:
    """The lines of the interview that comes with the product."""
    return tuple(shipped().texts[SCRIPT].split("\n"))


@cache
def around() -> tuple[Codebook, HouseStyle]:
    """What a script rests on."""
    texts = shipped().texts
    house = read_house_style(texts[HOUSE_STYLE], HOUSE_STYLE)
    return read_codebook(texts[CODEBOOK], CODEBOOK), house


def read(text: str) -> Reading:
    """The script in a text, with its mistakes."""
    book, house = around()
    return read_leniently(text, SCRIPT, causes=book.causes(), house=house, shared={})


@cache
def slips() -> tuple[Slip, ...]:
    """Every word that is no part of a sentence, in the order of the file."""
    found = sorted(set(_words(read_yaml("\n".join(lines()), SCRIPT), said=True)))
    return tuple(found)


def _words(node: Node, *, said: bool) -> Iterator[Slip]:
    if isinstance(node.value, Mapping):
        for name, inner in node.value.items():
            place = node.key_place(name)
            yield from _on_line(place.line - 1, place.column - 1, name)
            yield from _words(inner, said=said and name not in _PLAIN)
    elif isinstance(node.value, tuple):
        for inner in node.value:
            yield from _words(inner, said=said)
    elif not said and "\n" not in node.value:
        yield from _on_line(node.place.line - 1, node.place.column - 1, node.value)


def _on_line(line: int, column: int, text: str) -> Iterator[Slip]:
    begins = lines()[line].find(text, column)
    for word in _WORD.finditer(text) if begins >= 0 else ():
        yield line, begins + word.start(), word[0]


def mistyped(slip: Slip) -> str:
    """The interview with the middle letter of one word left out."""
    number, column, word = slip
    line, middle = lines()[number], column + len(word) // 2
    return "\n".join(
        (*lines()[:number], line[:middle] + line[middle + 1 :], *lines()[number + 1 :])
    )


def found(text: str) -> tuple[Mistake, ...]:
    """Everything that is wrong with a text, as a script to which there are answers already."""
    try:
        reading = read(text)
    except DialogueError as error:
        return error.mistakes
    return (*reading.mistakes, *changed(_answered(), reading))


@cache
def _answered() -> Script:
    return read("\n".join(lines())).script


def test_there_are_words_of_every_kind_to_mistype() -> None:
    """What is tried are names, ids, jumps, choices, values and the words of conditions."""
    words = {word for _, _, word in slips()}
    assert len(slips()) > 300
    assert {"text", "concerns", "not_today", "perhaps", "themes", "includes", "and"} & words
    assert {"mentions", "answer", "weightiest", "pay_level", "suggest"} <= words


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000))
def test_one_mistyped_word_is_told_at_its_line(number: int) -> None:
    """Wherever a letter is missing in a word that means something, its line is named."""
    slip = slips()[number % len(slips())]
    mistakes = found(mistyped(slip))
    assert slip[0] + 1 in {mistake.place.line for mistake in mistakes}, (slip, mistakes)
