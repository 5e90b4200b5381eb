"""How many people each theme was suggested to in the talk, and how many took it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.insight.codebook import Codebook
from bot.insight.rollup import FLOOR, RollUp, Rules
from bot.privacy.batch import Response
from bot.privacy.segments import People

# By theme: how many were offered it, and how many of them took it.
Suggestions = Mapping[str, tuple[int, int]]


def suggestions(responses: Sequence[Response], codebook: Codebook, rules: Rules) -> Suggestions:
    """The suggestions of a batch: only what k people were offered, and no smaller part told apart.

    A theme is named under the same rules as a cause. Fewer than the floor count as nobody, on
    either side: of those who took it as of those who did not.
    """
    offered, taken = _people(responses)
    known = RollUp(codebook, rules)
    named = (theme.id for theme in codebook.themes if known.may_be_named(theme.id, offered))
    return {
        theme: (len(offered[theme]), _floored(len(taken[theme]), len(offered[theme])))
        for theme in named
        if len(offered[theme]) >= rules.k
    }


def together(batches: Iterable[Suggestions]) -> Suggestions:
    """The suggestions of several batches, added up."""
    offered, taken = Counter[str](), Counter[str]()
    for batch in batches:
        for theme, (to, by) in batch.items():
            offered[theme] += to
            taken[theme] += by
    return {theme: (offered[theme], taken[theme]) for theme in offered}


def read_suggestions(plain: Mapping[str, Any]) -> Suggestions:
    """The suggestions that were kept in a bag as this plain data."""
    return {theme: (to, by) for theme, (to, by) in plain.items()}


def _people(responses: Sequence[Response]) -> tuple[dict[str, People], dict[str, People]]:
    """Who was offered each theme, and who took it, by their places in the batch."""
    offered: defaultdict[str, People] = defaultdict(frozenset)
    taken: defaultdict[str, People] = defaultdict(frozenset)
    for person, response in enumerate(responses):
        for question, themes in response.offered.items():
            answer = response.answer(question)
            for theme in themes:
                offered[theme] |= {person}
                if answer is not None and theme in answer.codes:
                    taken[theme] |= {person}
    return offered, taken


def _floored(taken: int, offered: int) -> int:
    if taken < FLOOR:
        return 0
    return offered if offered - taken < FLOOR else taken
