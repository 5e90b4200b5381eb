"""Every band of a digest once more, as rows for tables and charts."""

from collections.abc import Iterable, Iterator, Mapping

from bot.insight.answer_lines import Labels
from bot.insight.assumed import Assumed
from bot.insight.counters import Block, Counters
from bot.insight.digest import Share
from bot.insight.digest_words import DigestWords, Shown
from bot.insight.rollup import Tally
from bot.insight.telling import Telling, capital, named_first


class Rows:
    """Puts the counters of a batch into rows; what is below its floor never got into them."""

    def __init__(self, telling: Telling, words: DigestWords, labels: Labels) -> None:
        self._telling = telling
        self._words = words
        self._labels = labels

    def of(self, counters: Counters, found: Assumed) -> tuple[Share, ...]:
        """All rows: causes, what weighed most, what was liked, each question, and the records."""
        say = self._words.say
        heavy = [tally for tally in counters.concerns if tally.weighed]
        rows = [
            *self._tallies("concern", say("played_title"), "concern", counters.concerns),
            *self._weighed(say("weighed_title"), heavy),
            *self._tallies("attracted", say("liked_title"), "positive", counters.attracted),
        ]
        blocks = {block.question: block for block in counters.blocks}
        for shown in self._words.shown:
            if shown.question in blocks:
                rows += self._block(shown, blocks[shown.question])
        rows += self._tallies(
            "records", say("records_title"), "concern", found.tallies, found.people
        )
        return tuple(rows)

    def _tallies(
        self,
        part: str,
        title: str,
        polarity: str,
        tallies: Iterable[Tally],
        base: int | None = None,
    ) -> Iterator[Share]:
        for tally in named_first(tallies):
            name = self._telling.name(tally, polarity)
            yield self._row(part, title, tally.id, name, tally.people, base)

    def _weighed(self, title: str, tallies: Iterable[Tally]) -> Iterator[Share]:
        for tally in sorted(tallies, key=lambda tally: -tally.weighed):
            name = self._telling.name(tally, "concern")
            yield self._row("weighed", title, tally.id, name, tally.weighed)

    def _block(self, shown: Shown, block: Block) -> Iterator[Share]:
        yield from self._tallies(shown.question, shown.title, "positive", block.tallies, block.base)
        yield from self._counts(shown.question, shown.title, shown, block.counts, block.base)
        for end, how, items in (("low", shown.low, block.low), ("high", shown.high, block.high)):
            part, title = f"{shown.question}.{end}", f"{shown.title}: {how}"
            yield from self._counts(part, title, shown, items, block.base)

    def _counts(
        self, part: str, title: str, shown: Shown, counts: Mapping[str, int], base: int
    ) -> Iterator[Share]:
        # A question that is one rating has no items: it goes by its title.
        labels = {shown.question: shown.title, **self._labels[shown.question]}
        for id_, people in counts.items():
            yield self._row(part, title, id_, labels[id_], people, base)

    def _row(
        self, part: str, title: str, id_: str, name: str, people: int, base: int | None = None
    ) -> Share:
        level = self._telling.level(people, base)
        return Share(part, title, id_, capital(name), level, self._telling.band(people, base))
