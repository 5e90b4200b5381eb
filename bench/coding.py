"""Many answers coded, as they come at an interview's pace and in its languages."""

from itertools import cycle, islice

from bot.insight.themes import Coder
from tests.insight.batches import codebook
from tests.insight.labelled import Labelled, labelled


def answers(count: int) -> list[Labelled]:
    """So many answers, the labelled ones again and again."""
    return list(islice(cycle(labelled(codebook())), count))


def coder() -> Coder:
    """The coder of the shipped codebook."""
    return Coder(codebook())


def code(coder: Coder, given: list[Labelled]) -> int:
    """Code them all; how many codes there are."""
    return sum(len(coder.look(each.text, each.language).codes) for each in given)
