"""What is wrong in a dialogue file, said so that its author can put it right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.interview.script import Place

_NEAR = 0.75  # of 1: one slip in a word of three letters


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
    near = process.extractOne(
        name, known, scorer=JaroWinkler.similarity, processor=str.lower, score_cutoff=_NEAR
    )
    return f"Did you mean “{near[0]}”?" if near else ""


def _position(mistake: Mistake) -> tuple[str, int, int, str, str]:
    place = mistake.place
    return (place.file, place.line, place.column, mistake.code, mistake.what)
