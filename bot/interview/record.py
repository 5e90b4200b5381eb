"""A session as plain data and back: what is sealed between two turns."""

from dataclasses import fields
from typing import Any

from bot.interview.answers import Answer
from bot.interview.turn import Entry, Session

Record = list[Any]
_SESSION = tuple(field.name for field in fields(Session))
_ANSWER = tuple(field.name for field in fields(Answer))


def to_record(session: Session) -> Record:
    """The session as JSON-able lists, without field names to save room."""
    values = {name: getattr(session, name) for name in _SESSION}
    values["path"] = [_of_entry(entry) for entry in session.path]
    values["spare"] = [_of_entry(entry) for entry in session.spare]
    values["draft"] = None if session.draft is None else _of_answer(session.draft)
    return list(values.values())


def from_record(record: Record) -> Session:
    """The session that this record was made of; ValueError or TypeError when it was not."""
    values = dict(zip(_SESSION, record, strict=True))
    values["path"] = tuple(_entry(entry) for entry in values["path"])
    values["spare"] = tuple(_entry(entry) for entry in values["spare"])
    values["told"] = tuple(values["told"])
    values["draft"] = None if values["draft"] is None else _answer(values["draft"])
    return Session(**values)


def _of_entry(entry: Entry) -> Record:
    return [entry.step, _of_answer(entry.answer), int(entry.asked), entry.under]


def _of_answer(answer: Answer) -> Record:
    return [getattr(answer, name) for name in _ANSWER]


def _entry(record: Record) -> Entry:
    step, answer, asked, under = record
    return Entry(step, _answer(answer), bool(asked), tuple(under))


def _answer(record: Record) -> Answer:
    text, choices, ratings, nothing, probe, mentions, offered, taken, probed, evident, language = (
        record
    )
    return Answer(
        text=text,
        choices=tuple(choices),
        ratings=tuple((item, value) for item, value in ratings),
        nothing=nothing,
        probe=probe,
        mentions=tuple(mentions),
        offered=tuple(offered),
        taken=None if taken is None else tuple(taken),
        probed=probed,
        evident=tuple(evident),
        language=language,
    )
