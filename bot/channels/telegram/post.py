"""Sending: calls to the Bot API, tried again as long as that may help."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from telegram import Bot, Message
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.calls import Call
from bot.channels.telegram.request import Busy
from bot.logs import log_failure

Sleep = Callable[[float], Awaitable[None]]

# Waiting times before another try, in seconds; Telegram itself comes back with an update later.
_TRIES = (0.5, 2.0, 5.0)
# Telegram is told after so long that it should come back.
_LONGEST_WAIT = 30.0


class Unreachable(Exception):
    """The person does not want to hear from the bot, or is gone."""


class Unsent(Exception):
    """What had to arrive did not, for now."""


class Post:
    """Sends calls; what is not vital is tried once and let go of."""

    def __init__(self, bot: Bot, sleep: Sleep) -> None:
        self._bot, self._sleep = bot, sleep

    async def send(self, call: Call) -> int:
        """Make a call; the number of the message it made, or 0.

        Unreachable or Unsent when something vital did not arrive.
        """
        if not call.vital:
            return await self._lightly(call)
        waits = list(_TRIES)
        while True:
            try:
                return await self._made(call)
            except Forbidden:
                raise Unreachable from None
            except BadRequest as error:
                log_failure("telegram_refused", error)
                return await self._plainly(call)
            except TelegramError as error:
                wait = error.seconds if isinstance(error, Busy) else None
                if not waits or (wait or 0) > _LONGEST_WAIT or isinstance(error, InvalidToken):
                    raise Unsent from error
                usual = waits.pop(0)
                await self._sleep(usual if wait is None else wait)

    async def _plainly(self, call: Call) -> int:
        """The bare text, for a chat that does not take the rest; typed answers will do."""
        styled = ("entities", "reply_markup")
        plain = {name: value for name, value in call.values.items() if name not in styled}
        return await self._lightly(replace(call, values=plain))

    async def _lightly(self, call: Call) -> int:
        try:
            return await self._made(call)
        except Forbidden:
            raise Unreachable from None
        except TelegramError:
            # An old query, a message without buttons, a short trouble: nothing is lost by it.
            return 0

    async def _made(self, call: Call) -> int:
        values = dict(call.values)
        match call.method:
            case "sendMessage":
                chat, text = values.pop("chat_id"), values.pop("text")
                return _number(await self._bot.send_message(chat, text, api_kwargs=values))
            case "answerCallbackQuery":
                query = values.pop("callback_query_id")
                await self._bot.answer_callback_query(query, api_kwargs=values)
            case "editMessageText":
                text = values.pop("text")
                await self._bot.edit_message_text(text, api_kwargs=values)
            case _:
                await self._bot.edit_message_reply_markup(api_kwargs=values)
        return 0


def last_light(calls: Sequence[Call]) -> Call | None:
    """The call that may travel with the answer to a webhook, since nothing is lost with it."""
    light = [call for call in calls if not call.vital]
    return light[-1] if light else None


def _number(message: Any) -> int:  # noqa: ANN401 - as the library gives it
    return message.message_id if isinstance(message, Message) else 0
