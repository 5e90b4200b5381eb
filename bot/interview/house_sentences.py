"""Every sentence of the house style, said anew."""

from dataclasses import replace

from bot.interview.house import HouseStyle
from bot.interview.translation import LONGEST_LABEL, Say


def say_house(house: HouseStyle, say: Say) -> HouseStyle:
    """The house style with every sentence said by `say`; its lists of words stay as they are."""
    thanks = house.acknowledgements
    return replace(
        house,
        messages={n: say(n, text, most=_most(n)) for n, text in house.messages.items()},
        acknowledgements=tuple(
            say(f"acknowledgements.{number}", text) for number, text in enumerate(thanks, 1)
        ),
    )


def _most(name: str) -> int | None:
    return LONGEST_LABEL if name.startswith("button_") else None
