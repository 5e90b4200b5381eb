"""The demo: simulated candidates through the real engine, web chat, storage and release."""

import asyncio

from bot.app import FORMS, Words
from bot.demo.screen import drawn
from bot.demo.season import Season, Year, play_year
from bot.insight.digest import Digest
from bot.settings import Settings

TERMINAL = "terminal"


def demo(
    settings: Settings,
    words: Words,
    people: int,
    seed: int,
    form: str = TERMINAL,
    *,
    width: int = 80,
    colour: bool = False,
) -> str:
    """What to print: two seasons and their digests on a terminal, or the last digest in a form."""
    year = asyncio.run(play_year(settings, words, people, seed))
    if form != TERMINAL:
        return FORMS[form](year.second.digest, words.digest)
    return drawn(_told(year), width=width, colour=colour)


def _told(year: Year) -> list[str | Digest]:
    """The story of the year, with its digests."""
    decided = [f"  - {a.what} ({a.owner}; {a.state} by the next digest)" for a in year.decided]
    told = "Candidates read on /changes what was done:" if year.public else ""
    done = [f"  - {what}" for what in year.public]
    return [
        _season(year.first),
        "Then the period ended, and this is what the hiring team read:",
        year.first.digest,
        "\n".join(["The team decided:" if decided else "Nothing was decided.", *decided]),
        "\n".join(filter(None, [told, *done])),
        _season(year.second),
        "And this is what the team reads now:",
        year.second.digest,
    ]


def _season(season: Season) -> str:
    played = sum(season.outcomes.values())
    sent = season.outcomes.get("completed", 0)
    return (
        f"{season.invited} simulated people were invited. {played} of them opened the chat,"
        f" {sent} sent their answers; it took {season.turns} turns."
    )
