"""The demo: simulated candidates through the real engine, web chat, storage and release."""

import asyncio

from bot.app import Words
from bot.demo.season import Season, play_season
from bot.insight.rendering import text
from bot.settings import Settings


def demo(settings: Settings, words: Words, people: int, seed: int) -> str:
    """What to print: how the interviews went, and the digest that came of them."""
    season = asyncio.run(play_season(settings, words, people, seed))
    return f"{_told(season)}\n\n{text(season.digest)}"


def _told(season: Season) -> str:
    played = sum(season.outcomes.values())
    sent = season.outcomes.get("completed", 0)
    return (
        f"{season.invited} simulated people were invited. {played} of them opened the chat,"
        f" {sent} sent their answers; it took {season.turns} turns. Then the period ended,\n"
        "and this is what the hiring team reads:"
    )
