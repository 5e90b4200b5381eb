"""The web chat with its own words, around an interviewer of the tests."""

from pathlib import Path

from starlette.types import ASGIApp

from bot.channels.web import Conversation, PublicFacts, web
from bot.pages import Pages, read_pages

PAGES_FILE = Path(__file__).parents[3] / "dialogues" / "pages.yaml"
FACTS = PublicFacts(
    company="Ample Robotics",
    operator="Ample People Operations",
    contact="people@ample.example",
    k=5,
)


def pages() -> Pages:
    """The words as they are shipped."""
    return read_pages(PAGES_FILE.read_text(encoding="utf-8"), PAGES_FILE.name)


def app(interviewer: Conversation, words: Pages | None = None) -> ASGIApp:
    """The web chat around an interviewer, without a preview."""
    words = words or pages()
    return web(interviewer, FACTS, [words], frame_ancestors="'none'", preview=None)
