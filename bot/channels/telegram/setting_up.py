"""What Telegram is told at the start: where updates go, and how the bot describes itself."""

from collections.abc import Awaitable, Callable

from telegram import Bot, BotCommand, WebhookInfo
from telegram.error import TelegramError

from bot.channels.telegram.heard import ALLOWED_UPDATES
from bot.channels.telegram.request import Busy
from bot.channels.telegram.rich import clipped
from bot.channels.telegram.voice import Voice
from bot.logs import log, log_failure

COMMANDS = ("start", "skip", "back", "review", "help", "stop", "delete", "language")
_CONNECTIONS = 40  # at once, of which those of one chat wait for each other
_AFTER_FAILURE = 10.0  # seconds
# What our route answers whoever has another secret.
_NOT_OURS = "403"
_COMMAND, _ABOUT, _DESCRIPTION = 256, 120, 512  # units that Telegram takes


async def set_up(
    bot: Bot, voice: Voice, webhook: str, secret: str, sleep: Callable[[float], Awaitable[None]]
) -> None:
    """Tell Telegram all of it, until it has heard; what is so already is not said again.

    `webhook` is the address of our route, or empty when we ask for updates ourselves.
    """
    while True:
        try:
            await _deliver_to(bot, webhook, secret)
            for number, language in enumerate(voice.languages):
                await _describe(bot, voice, language, None if number == 0 else language)
        except TelegramError as error:
            log_failure("telegram_unreached", error)
            await sleep(error.seconds if isinstance(error, Busy) else _AFTER_FAILURE)
        else:
            log("telegram_ready")
            return


async def _deliver_to(bot: Bot, webhook: str, secret: str) -> None:
    info = await bot.get_webhook_info()
    if not webhook:
        if info.url:
            await bot.delete_webhook(drop_pending_updates=False)
    elif _differs(info, webhook):
        await bot.set_webhook(
            webhook,
            secret_token=secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=_CONNECTIONS,
            drop_pending_updates=False,
        )


def _differs(info: WebhookInfo, webhook: str) -> bool:
    """Whether Telegram brings updates elsewhere, others, or with another secret."""
    return (
        info.url != webhook
        or set(info.allowed_updates or ()) != set(ALLOWED_UPDATES)
        or info.max_connections != _CONNECTIONS
        or _NOT_OURS in (info.last_error_message or "")
    )


async def _describe(bot: Bot, voice: Voice, language: str, code: str | None) -> None:
    """Commands and descriptions in one language; those without a code are for all others."""
    commands = [
        BotCommand(name, clipped(voice.say(language, f"telegram_command_{name}"), _COMMAND))
        for name in COMMANDS
    ]
    if list(await bot.get_my_commands(language_code=code)) != commands:
        await bot.set_my_commands(commands, language_code=code)
    about = clipped(voice.say(language, "telegram_about"), _ABOUT)
    if (await bot.get_my_short_description(code)).short_description != about:
        await bot.set_my_short_description(about, language_code=code)
    description = clipped(voice.say(language, "telegram_description"), _DESCRIPTION)
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, language_code=code)
