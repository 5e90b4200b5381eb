"""Every sentence of the house style, said anew."""

from dataclasses import replace

from bot.interview.house import HouseStyle
from bot.interview.script_sentences import BUTTON
from bot.interview.translation import Say


def say_house(house: HouseStyle, say: Say) -> HouseStyle:
    """The house style with every sentence said by `say`; its lists of words stay as they are."""
    thanks = house.acknowledgements
    return replace(
        house,
        messages={name: say(name, text, _note(name)) for name, text in house.messages.items()},
        acknowledgements=tuple(
            say(f"acknowledgements.{number}", text) for number, text in enumerate(thanks, 1)
        ),
    )


def _note(name: str) -> str:
    return BUTTON if name.startswith("button_") else ""
