"""The route to which Slack brings what people ask and press: signed, fresh, and once."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import Clock, SignatureVerifier

from bot.logs import log_failure
from bot.slack.gate import Once

PATH = "/slack/events"
_LARGEST = 1024 * 1024
_DIGITS = 12
_KEPT = ("content-type", "x-slack-retry-num", "x-slack-retry-reason")

Message = MutableMapping[str, Any]


class _Now(Clock):
    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now()


class Door:
    """The route as an ASGI app; `now` is the time in seconds by which a signature is fresh."""

    def __init__(self, app: AsyncApp, secret: str, now: Callable[[], float], once: Once) -> None:
        self._app = app
        self._verifier = SignatureVerifier(secret, clock=_Now(now))
        self._once = once

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Any],
        send: Callable[[Message], Any],
    ) -> None:
        """Take one request."""
        response = await self._answered(scope, receive)
        kept = [(name, value) for name, all_ in response.headers.items() for value in all_]
        headers = [(name.encode(), value.encode()) for name, value in kept]
        headers += [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body.encode()})

    async def _answered(self, scope: Message, receive: Callable[[], Any]) -> BoltResponse:
        if scope["method"] != "POST":
            return BoltResponse(status=405, headers={"Allow": "POST"})
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        body = await _read(receive)
        if body is None:
            return BoltResponse(status=413)
        if not self._is_signed(body, headers):
            return BoltResponse(status=401)
        return await self._dispatched(body, headers)

    def _is_signed(self, body: bytes, headers: Mapping[str, str]) -> bool:
        stamp = headers.get("x-slack-request-timestamp", "")
        signature = headers.get("x-slack-signature", "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= _DIGITS):
            return False
        if not signature.isascii():
            return False
        try:
            valid = self._verifier.is_valid(body, stamp, signature)
        except UnicodeDecodeError:
            return False
        # A signature is of one request: who sends it again is not Slack, which signs each anew.
        return valid and self._once.is_new(signature)

    async def _dispatched(self, body: bytes, headers: Mapping[str, str]) -> BoltResponse:
        kept: dict[str, str | Sequence[str]] = {n: headers[n] for n in _KEPT if n in headers}
        try:
            request = AsyncBoltRequest(body=body.decode(), headers=kept)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return BoltResponse(status=400)
        try:
            return await self._app.async_dispatch(request)
        except Exception as error:  # noqa: BLE001 - whatever it was, the others are served
            log_failure("slack_unanswered", error)
            return BoltResponse(status=500)


async def _read(receive: Callable[[], Any]) -> bytes | None:
    """The body; None when it is larger than anything that Slack sends."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body, more = body + message.get("body", b""), message.get("more_body", False)
        if len(body) > _LARGEST:
            return None
    return body
