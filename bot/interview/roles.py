"""The words that stand in typed words for what was found in them, in the language of the talk."""

import re
from collections.abc import Sequence

from bot.interview.house import MESSAGES, HouseStyle
from bot.interview.turn import Reading

_NAME = "role_"
_ROLES = tuple(name.removeprefix(_NAME) for name in MESSAGES if name.startswith(_NAME))
_FOUND = re.compile(rf"\[({'|'.join(_ROLES)})\]")


def in_roles(reading: Reading, house: HouseStyle) -> Reading:
    """The reading with the role words of this house style, and with where they stand."""
    text, at = "", 0
    roles: list[tuple[int, int]] = []
    moved: list[tuple[int, int]] = []  # from where on, and by how much, what follows is moved
    for found in _FOUND.finditer(reading.text):
        word = f"[{house.messages[_NAME + found[1]]}]"
        text += reading.text[at : found.start()] + word
        roles.append((len(text) - len(word), len(text)))
        at = found.end()
        moved.append((at, len(text) - at))
    text += reading.text[at:]
    marked = tuple((_now(start, moved), _now(end, moved)) for start, end in reading.marked)
    return Reading(text, marked, tuple(roles))


def _now(place: int, moved: Sequence[tuple[int, int]]) -> int:
    """Where a place of the text is now."""
    return place + next((by for since, by in reversed(moved) if since <= place), 0)
