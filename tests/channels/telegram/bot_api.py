"""The Bot API as a machine without a network: what it takes, what it refuses, what a chat shows.

It is as strict as Telegram documents: lengths in UTF-16 units, bytes of callbacks, entities that
fit their text, no method and no parameter that it does not know.
"""

import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

TOKEN = "4242:made-up_TOKEN"
Params = Mapping[str, Any]

_LONGEST = 4096
_STYLES = {"bold", "italic", "underline", "blockquote", "code"}
_KNOWN: dict[str, set[str]] = {
    "sendMessage": {"chat_id", "text", "entities", "reply_markup", "link_preview_options"},
    "editMessageText": {
        "chat_id",
        "message_id",
        "text",
        "entities",
        "reply_markup",
        "link_preview_options",
    },
    "editMessageReplyMarkup": {"chat_id", "message_id", "reply_markup"},
    "answerCallbackQuery": {"callback_query_id", "text"},
    "getUpdates": {"offset", "timeout", "allowed_updates", "limit"},
    "getWebhookInfo": set(),
    "setWebhook": {
        "url",
        "secret_token",
        "allowed_updates",
        "max_connections",
        "drop_pending_updates",
    },
    "deleteWebhook": {"drop_pending_updates"},
    "getMyCommands": {"language_code"},
    "setMyCommands": {"commands", "language_code"},
    "getMyDescription": {"language_code"},
    "setMyDescription": {"description", "language_code"},
    "getMyShortDescription": {"language_code"},
    "setMyShortDescription": {"short_description", "language_code"},
}
_NO_TEXTS = {
    "allowed_updates",
    "commands",
    "drop_pending_updates",
    "entities",
    "link_preview_options",
    "max_connections",
    "offset",
    "reply_markup",
    "timeout",
}


class Refusal(Exception):
    """The Bot API says no."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters

    def body(self) -> dict[str, Any]:
        """As the Bot API writes it."""
        said = {"ok": False, "error_code": self.status, "description": self.description}
        return {**said, "parameters": self.parameters} if self.parameters else said


@dataclass
class Shown:
    """A message as the person sees it; `mine` are the person's own."""

    number: int
    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)
    keyboard: list[list[tuple[str, str]]] = field(default_factory=list)
    mine: bool = False

    @property
    def labels(self) -> list[str]:
        """The labels of all its buttons."""
        return [label for row in self.keyboard for label, _ in row]

    def styled(self, style: str) -> list[str]:
        """The parts of the text in a style."""
        plain = self.text.encode("utf-16-le")
        found = [e for e in self.entities if e["type"] == style]
        return [
            plain[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in found
        ]

    def to_telegram(self, chat: int) -> dict[str, Any]:
        """As updates have it."""
        rows = [[{"text": t, "callback_data": d} for t, d in row] for row in self.keyboard]
        told: dict[str, Any] = {
            "message_id": self.number,
            "date": 1_790_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "Canary-Name"},
            "text": self.text,
        }
        if self.entities:
            told["entities"] = self.entities
        if rows:
            told["reply_markup"] = {"inline_keyboard": rows}
        return told


@dataclass
class BotApi:
    """All chats of one bot, its settings, and the updates that nobody has confirmed yet."""

    chats: dict[int, list[Shown]] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    updates: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=lambda: {"url": ""})
    described: dict[tuple[str, str], Any] = field(default_factory=dict)
    queries: dict[str, list[str]] = field(default_factory=dict)
    old_queries: bool = False
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1000))

    # What people do

    def message(self, chat: int, text: str, at: int, kind: str = "private") -> dict[str, Any]:
        """Somebody writes a message; the update that comes of it."""
        shown = Shown(next(self._numbers), text, mine=True)
        self.chats.setdefault(chat, []).append(shown)
        self.blocked.discard(chat)
        told = {**shown.to_telegram(chat), "date": at, "from": _person(chat)}
        told["chat"] = {**told["chat"], "type": kind}
        return self._update("message", told)

    def other(self, chat: int, content: Params, at: int) -> dict[str, Any]:
        """Somebody sends anything but text."""
        number = next(self._numbers)
        self.chats.setdefault(chat, []).append(Shown(number, "", mine=True))
        told = {"message_id": number, "date": at, "from": _person(chat), **content}
        return self._update("message", {**told, "chat": {"id": chat, "type": "private"}})

    def edit(self, chat: int, number: int, text: str, at: int) -> dict[str, Any]:
        """Somebody changes a message of theirs."""
        shown = self.shown(chat, number)
        assert shown.mine
        shown.text = text
        told = {**shown.to_telegram(chat), "date": at, "edit_date": at, "from": _person(chat)}
        return self._update("edited_message", told)

    def tap(self, chat: int, number: int, data: str) -> dict[str, Any]:
        """Somebody taps a button, which may be gone by the time it arrives."""
        query = str(next(self._numbers))
        self.queries[query] = []
        told = {"id": query, "from": _person(chat), "chat_instance": "1", "data": data}
        shown = self.shown(chat, number).to_telegram(chat)
        return self._update("callback_query", {**told, "message": shown})

    def block(self, chat: int) -> dict[str, Any]:
        """Somebody blocks the bot."""
        self.blocked.add(chat)
        member = {"user": {"id": 1, "is_bot": True, "first_name": "Bot"}}
        told = {
            "chat": {"id": chat, "type": "private"},
            "from": _person(chat),
            "date": 1_790_000_000,
            "old_chat_member": {**member, "status": "member"},
            "new_chat_member": {**member, "status": "kicked", "until_date": 0},
        }
        return self._update("my_chat_member", told)

    def shown(self, chat: int, number: int) -> Shown:
        """A message of a chat by its number."""
        found = next((m for m in self.chats.get(chat, ()) if m.number == number), None)
        if found is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        return found

    def said(self, chat: int) -> list[Shown]:
        """What the bot has said in a chat."""
        return [message for message in self.chats.get(chat, ()) if not message.mine]

    def _update(self, kind: str, told: dict[str, Any]) -> dict[str, Any]:
        update = {"update_id": next(self._numbers), kind: told}
        self.updates.append(update)
        return update

    # What the bot asks for

    def call(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - as JSON has it
        """Do what a call says, or refuse it."""
        if method not in _KNOWN:
            raise Refusal(404, "Not Found")
        unknown = set(params) - _KNOWN[method]
        if unknown:
            raise Refusal(400, f"Bad Request: unknown parameters {sorted(unknown)}")
        params = {name: _plain(name, value) for name, value in params.items()}
        self.calls.append((method, params))
        act: Callable[[Params], Any] = getattr(self, f"_{method}")
        return act(params)

    def _sendMessage(self, params: Params) -> dict[str, Any]:  # noqa: N802 - Telegram's name
        chat = self._chat(params)
        shown = Shown(next(self._numbers), *_content(params))
        self.chats[chat].append(shown)
        return shown.to_telegram(chat)

    def _editMessageText(self, params: Params) -> dict[str, Any]:  # noqa: N802
        shown = self._mine(params)
        text, entities, keyboard = _content(params)
        if (shown.text, shown.keyboard) == (text, keyboard):
            raise Refusal(400, "Bad Request: message is not modified")
        shown.text, shown.entities, shown.keyboard = text, entities, keyboard
        return shown.to_telegram(int(params["chat_id"]))

    def _editMessageReplyMarkup(self, params: Params) -> dict[str, Any]:  # noqa: N802
        shown = self._mine(params)
        keyboard = _keyboard(params)
        if shown.keyboard == keyboard:
            raise Refusal(400, "Bad Request: message is not modified")
        shown.keyboard = keyboard
        return shown.to_telegram(int(params["chat_id"]))

    def _answerCallbackQuery(self, params: Params) -> bool:  # noqa: N802
        query = params["callback_query_id"]
        if self.old_queries or query not in self.queries:
            said = "query is too old and response timeout expired or query ID is invalid"
            raise Refusal(400, f"Bad Request: {said}")
        if len(params.get("text", "")) > 200:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        self.queries[query].append(params.get("text", ""))
        return True

    def _getUpdates(self, params: Params) -> list[dict[str, Any]]:  # noqa: N802
        if self.webhook["url"]:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = params.get("offset", 0)
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        allowed = params["allowed_updates"]
        return [update for update in self.updates if any(kind in update for kind in allowed)][:100]

    def _getWebhookInfo(self, _: Params) -> dict[str, Any]:  # noqa: N802
        told = {name: value for name, value in self.webhook.items() if name != "secret_token"}
        return {"has_custom_certificate": False, "pending_update_count": 0, **told}

    def _setWebhook(self, params: Params) -> bool:  # noqa: N802
        if not params["url"].startswith("https://"):
            raise Refusal(400, "Bad Request: bad webhook: an HTTPS URL must be provided")
        self.webhook = {n: v for n, v in params.items() if n != "drop_pending_updates"}
        return True

    def _deleteWebhook(self, _: Params) -> bool:  # noqa: N802
        self.webhook = {"url": ""}
        return True

    def _getMyCommands(self, params: Params) -> Any:  # noqa: N802, ANN401
        return self._description("commands", params, [])

    def _setMyCommands(self, params: Params) -> bool:  # noqa: N802
        for command in params["commands"]:
            if (
                not 1 <= len(command["command"]) <= 32
                or not 1 <= len(command["description"]) <= 256
            ):
                raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        return self._describe("commands", params, 10_000)

    def _getMyDescription(self, params: Params) -> Any:  # noqa: N802, ANN401
        return {"description": self._description("description", params, "")}

    def _setMyDescription(self, params: Params) -> bool:  # noqa: N802
        return self._describe("description", params, 512)

    def _getMyShortDescription(self, params: Params) -> Any:  # noqa: N802, ANN401
        return {"short_description": self._description("short_description", params, "")}

    def _setMyShortDescription(self, params: Params) -> bool:  # noqa: N802
        return self._describe("short_description", params, 120)

    def _description(self, what: str, params: Params, nothing: object) -> Any:  # noqa: ANN401
        return self.described.get((what, params.get("language_code", "")), nothing)

    def _describe(self, what: str, params: Params, longest: int) -> bool:
        if len(params[what]) > longest:
            raise Refusal(400, "Bad Request: too long")
        self.described[what, params.get("language_code", "")] = params[what]
        return True

    def _chat(self, params: Params) -> int:
        chat = int(params["chat_id"])
        if chat not in self.chats:
            raise Refusal(400, "Bad Request: chat not found")
        if chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        return chat

    def _mine(self, params: Params) -> Shown:
        shown = self.shown(self._chat(params), int(params["message_id"]))
        if shown.mine:
            raise Refusal(400, "Bad Request: message can't be edited")
        return shown


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - as JSON has it
    """A value that is no text may come as JSON or as the text of JSON."""
    return json.loads(value) if name in _NO_TEXTS and isinstance(value, str) else value


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _content(params: Params) -> tuple[str, list[dict[str, Any]], list[list[tuple[str, str]]]]:
    text = params["text"]
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if units(text) > _LONGEST:
        raise Refusal(400, "Bad Request: message is too long")
    if not params["link_preview_options"]["is_disabled"]:
        raise Refusal(400, "Bad Request: a preview would be fetched")
    entities = params.get("entities", [])
    for entity in entities:
        _check_entity(text, entity)
    if len(entities) > 100:
        raise Refusal(400, "Bad Request: too many entities")
    return text, list(entities), _keyboard(params)


def _check_entity(text: str, entity: dict[str, Any]) -> None:
    """An entity covers whole characters of its text, and no blank at its edges."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    plain = text.encode("utf-16-le")
    if entity["type"] not in _STYLES or not 0 <= start < end <= len(plain) // 2:
        raise Refusal(400, "Bad Request: entity out of place")
    try:
        covered = plain[2 * start : 2 * end].decode("utf-16-le")
    except UnicodeDecodeError:
        raise Refusal(400, "Bad Request: entity begins in the middle of a character") from None
    if covered != covered.strip():
        raise Refusal(400, "Bad Request: entity has blanks at its edges")


def _keyboard(params: Params) -> list[list[tuple[str, str]]]:
    rows = params.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(not 0 < len(row) <= 8 for row in rows):
        raise Refusal(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if set(button) != {"text", "callback_data"} or not button["text"].strip():
            raise Refusal(400, "Bad Request: inline keyboard button text must be non-empty")
        if not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return [[(button["text"], button["callback_data"]) for button in row] for row in rows]


def _person(chat: int) -> dict[str, Any]:
    """Somebody, with all that Telegram tells about people."""
    return {
        "id": chat,
        "is_bot": False,
        "first_name": "Canary-Name",
        "last_name": "Canary-Family",
        "username": "canary_user",
        "language_code": "xx",
    }
