"""The answers to one question, in a line or two."""

from collections.abc import Mapping

from bot.insight.counters import Block
from bot.insight.digest import Section
from bot.insight.digest_words import DigestWords, Shown
from bot.insight.telling import Telling, capital

# Labels of choices and rated items, by question.
Labels = Mapping[str, Mapping[str, str]]


class AnswersTold:
    """Puts the blocks of a batch into lines, each under its title."""

    def __init__(self, telling: Telling, words: DigestWords, labels: Labels) -> None:
        self._telling = telling
        self._words = words
        self._labels = labels

    def section(self, shown: Shown, block: Block) -> Section | None:
        """The section of one question; None when nothing of it reached its floor."""
        lines = self._causes(block) or (*self._rated(shown, block), *self._chosen(shown, block))
        return Section(shown.title, lines=lines) if lines else None

    def _causes(self, block: Block) -> tuple[str, ...]:
        told = self._telling.tallies(block.tallies, "positive", block.base)
        return (f"{told}.",) if told else ()

    def _rated(self, shown: Shown, block: Block) -> tuple[str, ...]:
        ends = ((shown.low, block.low), (shown.high, block.high))
        return tuple(
            self._words.say("rated", how=how, list=self._items(shown, items, block.base))
            for how, items in ends
            if items
        )

    def _items(self, shown: Shown, items: Mapping[str, int], base: int) -> str:
        # A question that is one rating has no items: it goes by its title.
        labels = {shown.question: shown.title, **self._labels[shown.question]}
        ordered = sorted(items.items(), key=lambda item: -item[1])
        return "; ".join(self._telling.listed(labels[i], people, base) for i, people in ordered)

    def _chosen(self, shown: Shown, block: Block) -> tuple[str, ...]:
        if not block.counts:
            return ()
        labels = self._labels[shown.question]
        told = (
            f"{self._telling.band(people, block.base)} {shown.says[choice]}"
            if choice in shown.says
            else self._telling.listed(labels[choice], people, block.base)
            for choice, people in block.counts.items()
        )
        said = ", ".join(told)
        return (f"{shown.intro}: {said}." if shown.intro else f"{capital(said)}.",)
