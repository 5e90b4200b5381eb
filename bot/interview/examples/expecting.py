"""Whether the answers of a play are the ones expected."""

from collections.abc import Iterator, Mapping

from bot.interview.answers import SKIPPED, Answer
from bot.interview.examples.example import Expected, Told
from bot.interview.script import OTHER
from bot.interview.turn import Session


def unexpected(expected: Expected, session: Session | None) -> Iterator[str]:
    """A sentence for each answer that is not as expected; without a session nothing is kept."""
    path = session.path if session is not None else ()
    answers = {entry.step: entry.answer for entry in path}
    for name, told in (expected.answers or {}).items():
        got = told_of(name, answers)
        if not _same(told, got):
            yield f"expected {_in_words(told)} as the answer to “{name}”, but got {_in_words(got)}."
    for name in expected.not_answered:
        if (got := told_of(name, answers)) is not None:
            yield f"expected no answer to “{name}”, but got {_in_words(got)}."


def told_of(name: str, answers: Mapping[str, Answer]) -> Told | None:
    """An answer as an example writes it, by the name of where it was given."""
    step, _, part = name.partition(" ")
    answer = answers.get(step, SKIPPED)
    match part:
        case "probe":
            return answer.probe or None
        case "themes":
            return answer.taken or None
        case "other":
            return answer.text if OTHER in answer.choices and answer.text else None
    if answer.ratings:
        return dict(answer.ratings)
    if answer.choices:
        return answer.choices
    return answer.text or ("nothing" if answer.nothing else None)


def _same(told: Told, got: Told | None) -> bool:
    if isinstance(told, str):
        return got == (told,) or (isinstance(got, str) and told.split() == got.split())
    if isinstance(told, tuple):
        return isinstance(got, tuple) and set(told) == set(got)
    return isinstance(got, Mapping) and all(got.get(item) == told[item] for item in told)


def _in_words(told: Told | None) -> str:
    if told is None:
        return "none"
    if isinstance(told, str):
        return f"“{told}”"
    if isinstance(told, tuple):
        return ", ".join(f"“{choice}”" for choice in told)
    return ", ".join(f"{item} {number}" for item, number in told.items())
