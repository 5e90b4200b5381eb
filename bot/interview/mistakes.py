"""What is wrong in a dialogue file, said so that its author can put it right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.interview.script import Place


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong: where, a stable code, what is wrong, and what to do about it."""

    place: Place
    code: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.place}  {self.code}  {self.what} {self.todo}"


class DialogueError(Exception):
    """A dialogue file cannot be used; `mistakes` names everything wrong with it, in its order."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes: tuple[Mistake, ...] = tuple(sorted(set(mistakes), key=_position))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """A question that names the known word nearest to `name`, or nothing when none is near."""
    lowered = {word.lower(): word for word in reversed(known)}
    near = get_close_matches(name.lower(), list(lowered), n=3, cutoff=0.6)
    if not near:
        return ""
    # Few people mistype the first letter: it decides between words that are equally near.
    best = max(near, key=lambda word: word[:1] == name[:1].lower())
    return f"Did you mean “{lowered[best]}”?"


def _position(mistake: Mistake) -> tuple[str, int, int, str, str]:
    place = mistake.place
    return (place.file, place.line, place.column, mistake.code, mistake.what)
