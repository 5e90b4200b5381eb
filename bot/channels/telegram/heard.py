"""What an update says: of all that Telegram tells, only what a turn needs."""

from dataclasses import dataclass
from typing import Any

from telegram import Message, Update

from bot.channels.telegram.rich import Entity

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
_GONE = ("kicked", "left")


@dataclass(frozen=True, slots=True)
class Text:
    """A typed message; `at` is when it was sent, in whole seconds."""

    text: str
    message: int
    at: int


@dataclass(frozen=True, slots=True)
class Edited:
    """A typed message that was changed afterwards."""

    text: str
    message: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and what was written behind it."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button; `message` is the one it stands under, with its text as far as Telegram tells."""

    query: str
    data: str
    message: int
    text: str = ""
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A picture, a voice, a sticker: anything but text."""


@dataclass(frozen=True, slots=True)
class Group:
    """A message in a group."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The person does not want to hear from the bot any more."""


What = Text | Edited | Command | Tap | Unreadable | Group | Gone


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody did in a chat."""

    update: int
    chat: int
    what: What


def heard(raw: dict[str, Any]) -> Heard | None:
    """What an update says; None when it says nothing to us, or cannot be read."""
    try:
        update = Update.de_json(raw)
        return _heard(update)
    except (KeyError, TypeError, ValueError, AttributeError):
        # An update of a kind that this version of the library does not know.
        return None


def _heard(update: Update) -> Heard | None:
    number = update.update_id
    if (query := update.callback_query) is not None:
        if query.message is None or query.message.chat.type != "private":
            return None
        return Heard(number, query.message.chat.id, _tap(query.id, query.data, query.message))
    if (member := update.my_chat_member) is not None:
        gone = member.chat.type == "private" and member.new_chat_member.status in _GONE
        return Heard(number, member.chat.id, Gone()) if gone else None
    message = update.message or update.edited_message
    if message is None or message.chat.type == "channel":
        return None
    what = _edited(message) if update.message is None else _written(message)
    if message.chat.type != "private":
        what = None if what is None or update.message is None else Group()
    return None if what is None else Heard(number, message.chat.id, what)


def _tap(query: str, data: str | None, message: Any) -> Tap:  # noqa: ANN401 - or an old message
    if not isinstance(message, Message):
        return Tap(query, data or "", message.message_id)
    entities = tuple(
        {"type": str(entity.type), "offset": entity.offset, "length": entity.length}
        for entity in message.entities
    )
    return Tap(query, data or "", message.message_id, message.text or "", entities)


def _written(message: Message) -> What | None:
    if message.text is None:
        return Unreadable() if message.effective_attachment else None
    if message.text.startswith("/"):
        name, _, rest = message.text[1:].replace("\n", " ").partition(" ")
        return Command(name.partition("@")[0].lower(), rest.strip())
    return Text(message.text, message.message_id, int(message.date.timestamp()))


def _edited(message: Message) -> What | None:
    if message.text is None or message.text.startswith("/"):
        return None
    return Edited(message.text, message.message_id)
