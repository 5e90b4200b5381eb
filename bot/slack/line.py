"""Socket Mode: a connection of our own to Slack, watched, where Slack cannot reach this program."""

import asyncio
from collections.abc import Awaitable, Callable

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.logs import log, log_failure

Sleep = Callable[[float], Awaitable[None]]

LOOK = 30.0  # seconds between looks at the connection
_SILENT = 2  # looks at which it may be down before it is made anew: the library mends it too
# It has died without a word before, looking sound: after so many looks it is made anew anyhow.
_OLD = int(6 * 3600 / LOOK)
_PATIENCE = 60.0  # seconds for a connection to come up
_REFUSED = "Slack refuses SLACK_APP_TOKEN ({error}). Make one with the scope connections:write."
_OF_TOKEN = {
    *("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"),
    *("missing_scope", "not_allowed_token_type", "forbidden_team"),
}
_DOWN = "The connection to Slack is down; it is being made anew."


class Line:
    """Keeps one connection up, which is `held`; `problem` says what is wrong, or is empty."""

    def __init__(
        self,
        app: AsyncApp,
        token: str,
        url: str,
        sleep: Sleep,
        *,
        ping: float = 10.0,
        patience: float = _PATIENCE,
    ) -> None:
        self._app, self._token, self._sleep = app, token, sleep
        self._client = AsyncWebClient(base_url=url)
        self._ping, self._patience = ping, patience
        self.problem = _DOWN
        self.held: AsyncSocketModeHandler | None = None

    async def run(self) -> None:
        """Hold a connection, one after the other, until cancelled."""
        while True:
            try:
                await self._hold()
            except Exception as problem:  # noqa: BLE001 - whatever it was, the line comes up again
                self.problem = _told(problem)
                log_failure("slack_renewed", problem)
                await self._sleep(LOOK)

    async def _hold(self) -> None:
        """One connection, until it is silent or old."""
        handler = self.held = AsyncSocketModeHandler(
            self._app, self._token, web_client=self._client, ping_interval=self._ping
        )
        try:
            # Asked for here, so that a refusal is known: the library would go on asking in silence.
            opened = await self._client.apps_connections_open(app_token=self._token)
            handler.client.wss_uri = opened["url"]
            async with asyncio.timeout(self._patience):
                await handler.connect_async()  # type: ignore[no-untyped-call]  # it has no types
            self.problem = ""
            await self._watch(handler)
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]  # it has no types

    async def _watch(self, handler: AsyncSocketModeHandler) -> None:
        silent = 0
        for _ in range(_OLD):
            await self._sleep(LOOK)
            silent = 0 if await handler.client.is_connected() else silent + 1
            self.problem = _DOWN if silent else ""
            if silent == _SILENT:
                log("slack_renewed")
                return


def _told(problem: Exception) -> str:
    """What is wrong: a token that Slack refuses, or else that the line is down."""
    answer = problem.response if isinstance(problem, SlackApiError) else None
    # What came from elsewhere, as a gateway's page does, is no answer of Slack's.
    error = answer.get("error") if isinstance(answer, AsyncSlackResponse) else None
    return _REFUSED.format(error=error) if error in _OF_TOKEN else _DOWN
