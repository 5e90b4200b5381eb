"""The turn as JSON: `{"session", "event", "key"}` in, `{"session", "say", "ask", …}` out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields as fields_of
from typing import TYPE_CHECKING, Any

from bot.channels.web.heard import Begin, Heard, plain, receipt_bits
from bot.channels.web.problem import Problem
from bot.interview.answers import Answer
from bot.interview.events import (
    Back,
    Delete,
    Edit,
    Event,
    Given,
    Help,
    Resume,
    Send,
    Skip,
    Speak,
    Stop,
)
from bot.interview.script import Choice
from bot.interview.turn import Asked, ReviewItem
from bot.interviewer import Reply

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# What is read out of JSON: its values may be anything until they were looked at.
Fields = Mapping[str, object]
_LARGEST = 2**31


def read_json(body: bytes, language: str) -> Begin | Heard:
    """What a JSON body says; Problem when it cannot be read or names an unknown event."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem("unreadable") from None
    fields = _fields(message)
    event = _fields(fields.get("event"))
    session = _text(fields, "session", "")
    if not session and event.get("kind") == "start":
        return Begin(_text(event, "token"), _text(event, "language", language))
    receipt = _text(event, "receipt", "")
    return Heard(
        session=session,
        event=_event(event),
        key=_text(fields, "key", ""),
        receipt=receipt_bits(receipt) if receipt else None,
        language=language,
    )


def write_json(reply: Reply) -> bytes:
    """A reply as JSON."""
    message = {
        "session": reply.session,
        "say": [{"text": line.text, "mine": line.mine} for line in reply.say],
        "ask": None if reply.ask is None else _asked(reply.ask),
        "again": reply.again,
        "outcome": reply.outcome,
        "receipt": list(reply.receipt),
        "language": reply.language,
    }
    return json.dumps(message).encode("ascii")


def write_error(code: str, sentence: str) -> bytes:
    """A refusal as JSON."""
    return json.dumps({"error": code, "sentence": sentence}).encode("ascii")


def _asked(ask: Asked) -> dict[str, Any]:
    """The question by its fields; `asdict` would copy each value, in every turn."""
    plain_ask = _named(_ASKED, ask)
    plain_ask["choices"] = [_named(_CHOICE, choice) for choice in ask.choices]
    plain_ask["items"] = [_named(_CHOICE, item) for item in ask.items]
    plain_ask["scale"] = {str(point): label for point, label in ask.scale.items()}
    plain_ask["answer"] = None if ask.answer is None else _named(_ANSWER, ask.answer)
    plain_ask["review"] = [_reviewed(item) for item in ask.review]
    return plain_ask


def _reviewed(item: ReviewItem) -> dict[str, Any]:
    plain_item = _named(_REVIEW_ITEM, item)
    if item.reading is not None:
        plain_item["reading"] = {"text": item.reading.text, "marked": item.reading.marked}
    return plain_item


def _named(names: tuple[str, ...], value: object) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _fields_of(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(kind))


_ASKED, _CHOICE, _ANSWER = _fields_of(Asked), _fields_of(Choice), _fields_of(Answer)
_REVIEW_ITEM = _fields_of(ReviewItem)


def _event(fields: Fields) -> Event:
    kind = fields.get("kind")
    read = _EVENTS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise Problem("unknown_event")
    return read(fields)


def _given(fields: Fields) -> Given:
    return Given(
        step=_text(fields, "step"),
        visit=_visit(fields),
        text=_text(fields, "text", ""),
        choices=_texts(fields.get("choices", [])),
        ratings={plain(item): _number(n) for item, n in _fields(fields.get("ratings", {})).items()},
    )


def _send(fields: Fields) -> Send:
    codes = _fields(fields.get("codes", {}))
    words = _fields(fields.get("words", {}))
    return Send(
        _visit(fields),
        {plain(step): _texts(stay) for step, stay in codes.items()},
        {plain(step): _text(words, step) for step in words},
    )


_EVENTS: Mapping[str, Callable[[Fields], Event]] = {
    "start": lambda _: Resume(),
    "answer": _given,
    "skip": lambda fields: Skip(_visit(fields)),
    "back": lambda fields: Back(_visit(fields)),
    "edit": lambda fields: Edit(_visit(fields), _text(fields, "step", "")),
    "help": lambda _: Help(),
    "language": lambda fields: Speak(_text(fields, "language")),
    "stop": lambda fields: Stop(_visit(fields)),
    "delete": lambda fields: Delete(_visit(fields)),
    "send": _send,
}


def _fields(value: object) -> Fields:
    if not isinstance(value, dict):
        raise Problem("unreadable")
    return value


def _text(fields: Fields, name: str, default: str | None = None) -> str:
    value = fields.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise Problem("unreadable")
    return plain(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Problem("unreadable")
    return tuple(plain(item) for item in value)


def _visit(fields: Fields) -> int:
    return _number(fields.get("visit"))


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST:
        raise Problem("unreadable")
    return value
