"""The words of the pages: read whole, or every mistake at once."""

from dataclasses import asdict

import pytest

from bot.interview.mistakes import DialogueError
from bot.pages import WORDS, read_pages
from tests.channels.web.serving import FACTS, PAGES_FILE, pages

SHIPPED = PAGES_FILE.read_text(encoding="utf-8")


def mistakes(text: str) -> list[str]:
    with pytest.raises(DialogueError) as caught:
        read_pages(text, "pages.yaml")
    return [str(mistake) for mistake in caught.value.mistakes]


def test_shipped_words_are_whole() -> None:
    """Every word has a text, and the facts fill what they should."""
    told = pages().told(asdict(FACTS))
    assert set(told.words) == set(WORDS)
    assert all(told.words.values())
    assert told.words["talk_title"] == "A talk with Ample Robotics"


def test_every_mistake_is_reported() -> None:
    """A misspelt name, a missing one and an unknown placeholder are all named, with their lines."""
    broken = SHIPPED.replace("  sent: Sent", "  snet: Sent {when}").replace("ltr", "down")
    found = mistakes(broken)
    assert any("“snet” is not known here. Did you mean “sent”?" in said for said in found)
    assert any("The words for “sent” are missing." in said for said in found)
    assert any("The direction is “down”." in said for said in found)
    assert all(said.startswith("pages.yaml:") for said in found)


def test_placeholders_are_a_closed_list() -> None:
    """A placeholder that nobody fills would be shown to a candidate: it is a mistake."""
    broken = SHIPPED.replace("home_open: I have a code", "home_open: I have a {code}")
    assert any("Nobody fills in {code} here." in said for said in mistakes(broken))


@pytest.mark.parametrize("text", ["a list", "- a", "home: {}", "words: word\nprivacy: [a]"])
def test_another_shape_is_no_pages_file(text: str) -> None:
    """Whatever else a file holds, it is refused and not half read."""
    assert mistakes(text)


def test_facts_cannot_bring_placeholders() -> None:
    """A fact that looks like a placeholder is shown as it is."""
    told = pages().told(asdict(FACTS) | {"company": "{contact}"})
    assert told.words["talk_title"] == "A talk with {contact}"
