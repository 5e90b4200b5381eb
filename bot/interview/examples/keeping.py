"""A conversation as an example: what was done at each place, and what came of it."""

import json
from collections.abc import Callable, Iterator, Mapping

from bot.interview.answers import Answer
from bot.interview.events import Event, Given
from bot.interview.examples.deeds import BUTTONS, CannotDo, event_of
from bot.interview.examples.example import Changes, Deed, Tells, Told, stands
from bot.interview.examples.expecting import told_of
from bot.interview.file_head import FORMAT
from bot.interview.formatting.style import formatted
from bot.interview.formatting.texts import inline
from bot.interview.turn import Asked, Session, Turn

Hear = Callable[[Session, Event], Turn]
Plain = dict[str, object]
_PARTS = ("", " themes", " other", " probe")


class Keeper:
    """Listens to a conversation and can write it down; `hear` is what it listens to."""

    def __init__(self, first: Turn, hear: Hear) -> None:
        self._turn, self._hear = first, hear
        self._last = first.session
        self._play: list[Plain] = []

    def hear(self, session: Session, event: Event) -> Turn:
        """Take a turn, and note what was done."""
        turn = self._hear(session, event)
        if self._turn.ask is not None:
            deed = self._deed(session, self._turn.ask, event, turn)
            self._play.append({"bot": stands(session), **_plain_deed(deed)})
        self._turn, self._last = turn, turn.session or session
        return turn

    def example(self, title: str, script: str, language: str) -> str:
        """The file of an example with this conversation in it."""
        lines = [
            f"format: {FORMAT}",
            f"script: {script}",
            "",
            "examples:",
            f"  - example: {inline(title)}",
            f"    language: {language}",
            "    play:",
            *(f"      - {json.dumps(exchange)}" for exchange in self._play),
            f"    expect: {json.dumps(self._expected())}",
        ]
        return formatted("\n".join(lines), title)

    def _deed(self, session: Session, ask: Asked, event: Event, turn: Turn) -> Deed:
        """The plainest deed that leads to the very same turn; else the words typed."""
        for deed in _likely(session, ask, turn):
            if self._leads(session, ask, deed, turn):
                return deed
        typed = event.text if isinstance(event, Given) else ""
        as_typed = Tells(typed)
        return as_typed if self._leads(session, ask, as_typed, turn) else Tells(typed, typed=True)

    def _leads(self, session: Session, ask: Asked, deed: Deed, turn: Turn) -> bool:
        try:
            return self._hear(session, event_of(deed, ask, session)) == turn
        except CannotDo:
            return False

    def _expected(self) -> Plain:
        """The end reached, and of an interview that was sent what was answered and what not."""
        turn, last = self._turn, self._last
        expected: Plain = {"end": turn.end or turn.outcome} if turn.outcome is not None else {}
        if turn.outcome != "completed" or last is None:
            return expected
        answers = {entry.step: entry.answer for entry in last.path[1:]}
        told = dict(_told(answers))
        skipped = [entry.step for entry in last.path[1:] if entry.answer.skipped]
        return {**expected, "answers": told, **({"not answered": skipped} if skipped else {})}


def _told(answers: Mapping[str, Answer]) -> Iterator[tuple[str, object]]:
    for step in answers:
        for part in _PARTS:
            told = told_of(step + part, answers)
            if told is not None:
                yield step + part, _plain(told)


def _likely(session: Session, ask: Asked, turn: Turn) -> Iterator[Deed]:
    """What may have been done: a choice, a button, the answer that came of it, a change."""
    yield from (Tells(choice.id) for choice in ask.choices)
    yield from (Tells(name) for name in BUTTONS)
    answer = _given(ask.step, turn)
    if answer is not None and answer.choices:
        yield Tells(answer.choices)
    if answer is not None and answer.ratings:
        yield Tells(dict(answer.ratings))
    if answer is not None and answer.taken:
        yield Tells(answer.taken)
    yield from (Changes(entry.step) for entry in session.path)


def _given(step: str, turn: Turn) -> Answer | None:
    """The answer to this step that a turn left."""
    session = turn.session
    if session is None:
        return None
    if session.draft is not None and session.at == step:
        return session.draft
    return next((e.answer for e in reversed(session.path) if e.step == step), None)


def _plain_deed(deed: Deed) -> Plain:
    if isinstance(deed, Changes):
        return {"change": deed.step}
    return {"types" if deed.typed else "me": _plain(deed.told)}


def _plain(told: Told) -> object:
    if isinstance(told, str):
        return told
    if isinstance(told, tuple):
        return list(told) if len(told) > 1 else told[0]
    return {item: str(number) for item, number in told.items()}
