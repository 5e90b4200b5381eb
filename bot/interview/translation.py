"""Sentences and what they are in another language: one walk over them serves both directions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.interview.po import Entry

LONGEST_LABEL = 64  # bytes of a button, as the strictest of channels has it


class Say(Protocol):
    """Says one sentence: writes it down to be translated, or answers with its translation."""

    def __call__(self, context: str, text: str, note: str = "", *, most: int | None = None) -> str:
        """The sentence; `context` says where it stands, `note` what a translator should know.

        `most` is how many bytes there is room for.
        """
        ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to be translated, and what to know about it; the same context may have more."""

    context: str
    text: str
    note: str = ""
    most: int | None = None


@dataclass(slots=True)
class Listening:
    """Notes every sentence it is asked to say, each once and in order."""

    heard: dict[tuple[str, str], Sentence] = field(default_factory=dict)

    def __call__(self, context: str, text: str, note: str = "", *, most: int | None = None) -> str:
        """The sentence itself."""
        if text:
            self.heard.setdefault((context, text), Sentence(context, text, note, most))
        return text


class Speaking:
    """Says sentences by the entries of one translation, and notes those that it lacks.

    An entry counts only as long as it translates the very sentence that stands there now.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._said: Mapping[tuple[str, str], str] = {
            (entry.context, entry.source): entry.translation for entry in entries if entry.counts
        }
        self.missing: list[Sentence] = []

    def __call__(self, context: str, text: str, note: str = "", *, most: int | None = None) -> str:
        """The translation, or the sentence as it is when there is none."""
        said = self._said.get((context, text))
        if said is None and text:
            self.missing.append(Sentence(context, text, note, most))
        return said or text
