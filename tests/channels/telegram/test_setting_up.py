"""Telegram is told where updates go and what the bot is, and nothing that it knows already."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.channels.telegram.heard import ALLOWED_UPDATES
from bot.channels.telegram.request import Request
from bot.channels.telegram.setting_up import COMMANDS, set_up
from tests.channels.telegram.bot_api import TOKEN
from tests.channels.telegram.stand_in import HTML, StandIn

ROUTE, SECRET = "https://talk.example.com/telegram", "s" * 64


class TwoTongues:
    """A house style of two languages."""

    languages = ("en", "de")

    def say(self, language: str, name: str, **_: str) -> str:
        """A sentence that says what it is, longer than Telegram takes."""
        return f"{language} {name} {'x' * 600}"


@pytest.fixture
async def bot(stand_in: StandIn) -> AsyncIterator[Bot]:
    """The library, talking to the stand-in."""
    request = Request(5.0, 2)
    yield Bot(TOKEN, base_url=f"{stand_in.url}bot", request=request)
    await request.shutdown()


async def told(bot: Bot, stand_in: StandIn, webhook: str = ROUTE) -> list[str]:
    """Set up; what Telegram was told."""
    before = len(stand_in.api.calls)
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    await set_up(bot, TwoTongues(), webhook, SECRET, sleep)
    said = [method for method, _ in stand_in.api.calls[before:] if not method.startswith("get")]
    return said + ["waited"] * len(waited)


async def test_everything_once(bot: Bot, stand_in: StandIn) -> None:
    """The first start tells all of it, in each language; the second tells nothing."""
    assert len(await told(bot, stand_in)) == 7
    assert await told(bot, stand_in) == []
    webhook = stand_in.api.webhook
    assert (webhook["url"], webhook["secret_token"]) == (ROUTE, SECRET)
    assert tuple(webhook["allowed_updates"]) == ALLOWED_UPDATES
    for code, language in (("", "en"), ("de", "de")):
        commands = stand_in.api.described["commands", code]
        assert [command["command"] for command in commands] == list(COMMANDS)
        assert all(command["description"].startswith(language) for command in commands)
        assert stand_in.api.described["short_description", code].startswith(language)


async def test_only_what_differs(bot: Bot, stand_in: StandIn) -> None:
    """What somebody changed meanwhile is put right, and nothing else."""
    await told(bot, stand_in)
    stand_in.api.described["description", "de"] = "changed"
    assert await told(bot, stand_in) == ["setMyDescription"]


@pytest.mark.parametrize(
    "changed",
    [
        {"url": "https://elsewhere.example.com/telegram"},
        {"allowed_updates": ["message"]},
        {"last_error_message": "Wrong response from the webhook: 403 Forbidden"},
    ],
)
async def test_a_webhook_that_is_not_ours(
    bot: Bot, stand_in: StandIn, changed: dict[str, object]
) -> None:
    """An address, kinds of updates or a secret of somebody else's are replaced."""
    await told(bot, stand_in)
    stand_in.api.webhook |= {**changed, "last_error_date": 1}
    assert await told(bot, stand_in) == ["setWebhook"]


async def test_asking_needs_no_webhook(bot: Bot, stand_in: StandIn) -> None:
    """Where updates are asked for, one that stands in the way is taken away, once."""
    await told(bot, stand_in)
    assert await told(bot, stand_in, "") == ["deleteWebhook"]
    assert await told(bot, stand_in, "") == []


async def test_trouble_at_the_start(bot: Bot, stand_in: StandIn) -> None:
    """Whatever Telegram answers first, it is told in the end."""
    stand_in.faults["getWebhookInfo"] = [502, HTML, (429, 3)]
    said = await told(bot, stand_in)
    assert said.count("waited") == 3
    assert said.count("setWebhook") == 1
