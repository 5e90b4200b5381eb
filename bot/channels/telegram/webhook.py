"""The route to which Telegram brings updates."""

import hmac
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.channels.telegram.chats import Chats
from bot.logs import log_failure

PATH = "/telegram"
_HEADER = "x-telegram-bot-api-secret-token"
_LARGEST = 1024 * 1024
_DONE, _UNREADABLE, _NOT_OURS, _WRONG_METHOD, _AGAIN = 200, 400, 403, 405, 503


class Webhook:
    """The route as an ASGI app: 200 says that a turn is kept and answered, 503 to come again."""

    def __init__(self, chats: Chats, secret: str) -> None:
        self._chats, self._secret = chats, secret.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one update."""
        answer = await self._answered(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        if request.method != "POST":
            return Response(status_code=_WRONG_METHOD, headers={"Allow": "POST"})
        given = request.headers.get(_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=_NOT_OURS)
        update = await _read(request)
        return Response(status_code=_UNREADABLE) if update is None else await self._taken(update)

    async def _taken(self, update: Mapping[str, Any]) -> Response:
        try:
            carried = await self._chats.take(update, carries=True)
        except Exception as error:  # noqa: BLE001 - whatever it was, the update has to come again
            log_failure("telegram_again", error)
            return Response(status_code=_AGAIN)
        if carried is None:
            return Response(status_code=_DONE)
        return Response(json.dumps(carried.response()), _DONE, media_type="application/json")


async def _read(request: Request) -> Mapping[str, Any] | None:
    """The update in a request; None when there is none."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST:
                return None
        update = json.loads(body)
    except (ClientDisconnect, ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) else None
