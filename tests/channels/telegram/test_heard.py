"""Of an update only the chat's number and what was done is read."""

from typing import Any

import pytest

from bot.channels.telegram.heard import Command, Edited, Gone, Group, Tap, Text, Unreadable, heard
from tests.channels.telegram.bot_api import BotApi

PERSONAL = ("Canary-Name", "Canary-Family", "canary_user", "xx")


def api() -> BotApi:
    """A Bot API in which somebody has written before."""
    made = BotApi()
    made.message(7, "hello", 1_700_000_000)
    return made


def test_what_people_do() -> None:
    """Each kind of update is read as what it is, with the moment of a text in whole seconds."""
    bot = api()
    number = bot.chats[7][0].number
    said = {
        "text": (bot.message(7, "two\nlines", 1_700_000_009), Text),
        "command": (bot.message(7, "/Start@Some_bot abc-def", 1_700_000_009), Command),
        "edited": (bot.edit(7, number, "hullo", 1_700_000_010), Edited),
        "tap": (bot.tap(7, number, "a.1.c.b"), Tap),
        "gone": (bot.block(7), Gone),
        "group": (bot.message(-7, "/start", 1_700_000_011, kind="supergroup"), Group),
    }
    for update, kind in said.values():
        found = heard(update)
        assert found is not None
        assert isinstance(found.what, kind)
        assert not any(each in repr(found) for each in PERSONAL)
    command = heard(said["command"][0])
    assert command is not None
    assert command.what == Command("start", "abc-def")


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "1", "file_unique_id": "1", "duration": 3}},
        {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {"contact": {"phone_number": "1", "first_name": "A"}},
    ],
)
def test_anything_but_text(content: dict[str, Any]) -> None:
    """A voice, a picture, a place: known as something that cannot be read, and nothing of it."""
    found = heard(api().other(7, content, 1_700_000_000))
    assert found is not None
    assert found.what == Unreadable()


@pytest.mark.parametrize(
    "update",
    [
        {},
        {"update_id": 1},
        {"update_id": 1, "message": {}},
        {"update_id": 1, "message": "text"},
        {"update_id": 1, "poll": {"id": "1"}},
        {"update_id": 1, "callback_query": {"id": "1", "from": {}}},
    ],
)
def test_what_cannot_be_read_is_passed_over(update: dict[str, Any]) -> None:
    """An update of a kind that nobody knows does not stop those behind it."""
    assert heard(update) is None
