"""Texts that are too long to be read, or to stand on a button."""

from collections.abc import Iterable, Iterator

from bot.interview.checks.said import Said, Use
from bot.interview.checks.sentences import Syllables, reading_ease, sentences, words_of
from bot.interview.mistakes import Mistake

LONGEST_SENTENCE = 25  # words
LONGEST_MESSAGE = 600  # characters
LONGEST_CONSENT = 75  # words
LONGEST_BUTTON = 64  # bytes, as Telegram counts them
LOWEST_EASE = 45
_JUDGED_FROM = 15  # words; the ease of fewer says little
_MESSAGES: tuple[Use, ...] = (
    *("consent", "help", "question", "probe", "say", "end", "message", "thanks"),
)
_BUTTONS: tuple[Use, ...] = ("label", "button", "cause")


def too_long(said: Iterable[Said], syllables: Syllables) -> Iterator[Mistake]:
    """Every sentence, message and button that is too long, and every message hard to read."""
    for each in said:
        if each.use in (*_MESSAGES, "statement"):
            yield from _sentences(each)
        if each.use in _MESSAGES:
            yield from _message(each)
            yield from _ease(each, syllables)
        if each.use in _BUTTONS:
            yield from _button(each)


def _sentences(said: Said) -> Iterator[Mistake]:
    for begins, sentence in sentences(said.text):
        words = words_of(sentence)
        if len(words) > LONGEST_SENTENCE:
            opening = " ".join(sentence.split()[:4])
            what = f"The sentence “{opening} …” has {len(words)} words."
            todo = f"Cut it in two, or down to {LONGEST_SENTENCE} words."
            yield Mistake(said.at(begins), "Q07", what, todo)


def _message(said: Said) -> Iterator[Mistake]:
    size, words = len(said.text), len(words_of(said.text))
    if said.use == "consent" and words > LONGEST_CONSENT:
        what = f"The first message has {words} words; most of those who leave do so here."
        todo = f"Cut it down to {LONGEST_CONSENT}; the rest may stand under “help”."
        yield Mistake(said.place, "Q19", what, todo)
    if size > LONGEST_MESSAGE:
        what = f"This message has {size} characters; on a phone that is more than one screen."
        yield Mistake(said.place, "Q13", what, f"Cut it down to {LONGEST_MESSAGE}, or split it.")


def _ease(said: Said, syllables: Syllables) -> Iterator[Mistake]:
    ease = reading_ease(said.text, said.language, syllables)
    if ease is None or ease >= LOWEST_EASE or len(words_of(said.text)) < _JUDGED_FROM:
        return
    what = f"This is hard to read: {max(0, round(ease))} of 100, where {LOWEST_EASE} is still fine."
    yield Mistake(said.place, "Q08", what, "Use shorter sentences and shorter words.")


def _button(said: Said) -> Iterator[Mistake]:
    size = len(said.text.encode())
    if size > LONGEST_BUTTON:
        what = f"“{said.text}” takes {size} bytes on a button; {LONGEST_BUTTON} fit."
        yield Mistake(said.place, "Q14", what, "Shorten it; a letter with an accent counts twice.")
