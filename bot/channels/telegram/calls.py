"""Calls of the Bot API, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.channels.telegram.heard import Tap
from bot.channels.telegram.rich import LONGEST, Entity, Message, units

Method = Literal["sendMessage", "editMessageText", "editMessageReplyMarkup", "answerCallbackQuery"]
Rows = Sequence[Sequence[tuple[str, str]]]  # of buttons: label and what it carries
_TOAST = 200
# Telegram would fetch a page that is named in a message.
_NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Call:
    """One call. What is `vital` must arrive; what is not may be lost without harm.

    `asks` says that this message holds the buttons of the question that stands open.
    """

    method: Method
    values: Mapping[str, Any]
    vital: bool = False
    asks: bool = False

    def response(self) -> dict[str, Any]:
        """The same as an answer to a webhook."""
        return {"method": self.method, **self.values}


def say(chat: int, message: Message, rows: Rows = (), *, asks: bool = False) -> Call:
    """Write a message, with buttons under it."""
    values: dict[str, Any] = {
        "chat_id": chat,
        "text": message.text,
        "link_preview_options": _NO_PREVIEW,
    }
    if message.entities:
        values["entities"] = list(message.entities)
    if rows:
        values["reply_markup"] = keyboard(rows)
    return Call("sendMessage", values, vital=True, asks=asks and bool(rows))


def answer(tap: Tap, toast: str = "") -> Call:
    """Tell the person's Telegram that a tap has arrived."""
    values = {"callback_query_id": tap.query}
    return Call("answerCallbackQuery", {**values, "text": toast[:_TOAST]} if toast else values)


def closed(chat: int, tap: Tap, chosen: str) -> Call:
    """Take the buttons of an answered question away, and say below it what was chosen."""
    text = f"{tap.text}\n\n{chosen}"
    if not tap.text or not chosen or units(text) > LONGEST:
        return bare(chat, tap.message)
    values: dict[str, Any] = {
        "chat_id": chat,
        "message_id": tap.message,
        "text": text,
        "link_preview_options": _NO_PREVIEW,
    }
    entities: list[Entity] = [*tap.entities]
    entities.append(
        {"type": "bold", "offset": units(tap.text) + 2, "length": units(chosen)},
    )
    return Call("editMessageText", {**values, "entities": entities})


def bare(chat: int, message: int) -> Call:
    """Take the buttons of a message away."""
    return Call("editMessageReplyMarkup", {"chat_id": chat, "message_id": message})


def redrawn(chat: int, message: int, rows: Rows) -> Call:
    """Draw the buttons of a message anew."""
    values = {"chat_id": chat, "message_id": message, "reply_markup": keyboard(rows)}
    return Call("editMessageReplyMarkup", values)


def rewritten(chat: int, old: int, message: Message, rows: Rows) -> Call:
    """Put another text and other buttons in the place of a message."""
    return Call("editMessageText", {**say(chat, message, rows).values, "message_id": old})


def keyboard(rows: Rows) -> dict[str, Any]:
    """Buttons as the Bot API takes them."""
    return {
        "inline_keyboard": [
            [{"text": label, "callback_data": data} for label, data in row] for row in rows if row
        ]
    }
