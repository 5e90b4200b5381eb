"""A session as plain data and back: what is sealed between two turns."""

from dataclasses import fields
from typing import Any

from bot.interview.answers import Answer
from bot.interview.turn import Entry, Session

Record = list[Any]


def to_record(session: Session) -> Record:
    """The session as JSON-able lists, without field names to save room."""
    values = [getattr(session, field.name) for field in fields(Session)]
    return [_plain(value) for value in values]


def from_record(record: Record) -> Session:
    """The session that this record was made of; ValueError or TypeError when it was not."""
    names = [field.name for field in fields(Session)]
    values = dict(zip(names, record, strict=True))
    values["path"] = tuple(_entry(entry) for entry in values["path"])
    values["spare"] = tuple(_entry(entry) for entry in values["spare"])
    values["told"] = tuple(values["told"])
    values["draft"] = None if values["draft"] is None else _answer(values["draft"])
    return Session(**values)


def _plain(value: object) -> object:
    if isinstance(value, Entry):
        return [value.step, _plain(value.answer), int(value.asked), _plain(value.under)]
    if isinstance(value, Answer):
        return [_plain(getattr(value, field.name)) for field in fields(Answer)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _entry(record: Record) -> Entry:
    step, answer, asked, under = record
    return Entry(step, _answer(answer), bool(asked), tuple(under))


def _answer(record: Record) -> Answer:
    text, choices, ratings, nothing, probe, mentions, offered, taken, probed = record
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
    )
