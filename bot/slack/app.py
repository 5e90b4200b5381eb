"""The Slack app put together: what comes in, who is let in, and who answers."""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization.authorize_result import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log, log_failure
from bot.slack.access import Access
from bot.slack.afterwards import Afterwards
from bot.slack.answers import Answers, Texts
from bot.slack.blocks import DECIDE
from bot.slack.counter import Counter
from bot.slack.door import PATH, Door
from bot.slack.form import FORM
from bot.slack.gate import Installed, Once, Unknown, is_of
from bot.slack.line import LOOK, Line, Sleep
from bot.slack.listing import DONE

COMMAND = "/afterword"
_ANY = re.compile("")
_TIMEOUT = 20
_LACKS = "The Slack app lacks the scope {scopes}. Take manifest.yaml anew, and install it again."


@dataclass(frozen=True, slots=True)
class Tokens:
    """With what the app speaks to Slack, and by what Slack is known: one of the last two is set."""

    bot: str
    signing_secret: str = ""
    app: str = ""


class SlackApp:
    """Answers in Slack; at `path` where Slack brings what people ask, else over its own line."""

    path = PATH

    def __init__(
        self,
        tokens: Tokens,
        url: str,
        texts: Texts,
        access: Access,
        new_id: Callable[[], str],
        now: Callable[[], float],
        seconds: Callable[[], float],
        sleep: Sleep,
    ) -> None:
        self.counter = Counter()
        self._sleep = sleep
        client = _client(url, tokens.bot)
        self._installed = Installed(client)
        self._afterwards = Afterwards()
        once = Once(seconds)
        answers = Answers(self.counter, client, texts, access, new_id, self._afterwards, once)
        self._lacks = ""
        bolt = _bolt(_client(url), self._installed, tokens.bot, once, answers)
        signed = tokens.signing_secret
        self.door = Door(bolt, signed, now, once) if signed else None
        self._line = Line(bolt, tokens.app, url, sleep) if tokens.app else None

    async def run(self) -> None:
        """Find out as whom the app is installed, and keep the line up, until cancelled."""
        while True:
            try:
                identity = await self._installed.identity()
            except Unknown as unknown:
                log_failure("slack_unreached", unknown)
                await self._sleep(LOOK)
            else:
                break
        self._lacks = ", ".join(identity.lacks)
        log("slack_ready")
        if self._line is not None:
            await self._line.run()

    def problems(self) -> tuple[str, ...]:
        """What is wrong with the app, in sentences without a secret."""
        lacks = _LACKS.format(scopes=self._lacks) if self._lacks else ""
        line = self._line.problem if self._line is not None else ""
        return tuple(problem for problem in (self._installed.problem, lacks, line) if problem)

    async def finish(self) -> None:
        """Bring to its end what was acknowledged."""
        await self._afterwards.finish()


def _client(url: str, token: str | None = None) -> AsyncWebClient:
    # Only what Slack says it did not take is sent again.
    again: list[AsyncRetryHandler] = [AsyncRateLimitErrorRetryHandler(max_retry_count=2)]
    return AsyncWebClient(token=token, base_url=url, timeout=_TIMEOUT, retry_handlers=again)


def _bolt(
    client: AsyncWebClient, installed: Installed, token: str, once: Once, answers: Answers
) -> AsyncApp:
    """Bolt with our own door, gate and answers; whoever is not let in hears nothing but no."""

    async def admit(
        req: AsyncBoltRequest,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - as Bolt calls it
    ) -> BoltResponse:
        body: Mapping[str, Any] = req.body
        if body.get("type") == "url_verification":
            return await next()
        try:
            identity = await installed.identity()
        except Unknown as unknown:
            log_failure("slack_unreached", unknown)
            return BoltResponse(status=503)
        if not is_of(identity.team, body):
            return BoltResponse(status=403)
        event = body.get("event_id")
        if event is not None and not once.is_new(str(event)):
            return BoltResponse(status=200)
        return await next()

    async def authorize() -> AuthorizeResult:
        identity = await installed.identity()
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team,
            bot_token=token,
            bot_id=identity.bot,
            bot_user_id=identity.bot_user,
        )

    bolt = AsyncApp(
        name="slack",
        # As loud as this one is: without it, Bolt makes its loggers as loud as the root.
        logger=logging.getLogger("slack_bolt"),
        client=client,
        authorize=authorize,
        before_authorize=admit,
        request_verification_enabled=False,
        ssl_check_enabled=False,
    )
    bolt.command(COMMAND)(answers.command)
    bolt.action(DECIDE)(answers.open_form)
    bolt.action(DONE)(answers.done)
    bolt.action(_ANY)(answers.nothing)
    bolt.view(FORM)(answers.decide)
    bolt.event("app_home_opened")(answers.opened)
    return bolt
