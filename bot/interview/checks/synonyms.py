"""Words of the house style that do nothing, or two things."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.interview.house import HouseStyle
from bot.interview.mistakes import Mistake, did_you_mean
from bot.interview.script import Ask, Script
from bot.interview.yamlfile import Node

_COMMANDS = ("skip", "back", "help", "stop", "delete", "review", "send")


def useless(house: HouseStyle, root: Node, scripts: Sequence[Script]) -> Iterator[Mistake]:
    """Synonyms of labels that no script offers, and words that mean two commands at once."""
    yield from _unoffered(house, root, scripts)
    words = root.get("words") or root
    for one, two in combinations(_COMMANDS, 2):
        for both in sorted(set(house.words.get(one, ())) & set(house.words.get(two, ()))):
            what = f"“{both}” means “{one}” and “{two}”; nobody can tell which was meant."
            yield Mistake(words.key_place(two), "S13", what, "Keep it with one of the two.")


def _unoffered(house: HouseStyle, root: Node, scripts: Sequence[Script]) -> Iterator[Mistake]:
    asks = [step for script in scripts for step in script.steps if isinstance(step, Ask)]
    offered = {choice.label for ask in asks for choice in ask.choices}
    synonyms = root.get("synonyms") or root
    for label in dict.fromkeys(house.synonyms.values()):
        if label not in offered:
            what = f"No question offers “{label}”, so what stands under it does nothing."
            todo = did_you_mean(label, sorted(offered)) or "Remove it, or correct the label."
            yield Mistake(synonyms.key_place(label), "S15", what, todo)
