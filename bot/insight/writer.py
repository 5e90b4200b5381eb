"""Puts the counters of a batch into the words of a digest."""

from bot.insight.answer_lines import AnswersTold, Labels
from bot.insight.codebook import Codebook
from bot.insight.counters import Counters
from bot.insight.digest import Digest, Point, Proposal, Section
from bot.insight.digest_words import DigestWords
from bot.insight.edition import Edition, edition_line, spoken_date
from bot.insight.ranking import changes, control_of
from bot.insight.rollup import FLOOR, Tally
from bot.insight.shares import Rows
from bot.insight.since import Since, SinceTold
from bot.insight.telling import Telling, capital, named_first

MOST_KEEPS = 3
# Beside what comes first; the whole list stands in the thread.
MOST_ALSO = 4
NOTHING = Since()


def write(
    counters: Counters,
    codebook: Codebook,
    words: DigestWords,
    labels: Labels,
    edition: Edition,
    since: Since = NOTHING,
) -> Digest:
    """The digest of one batch."""
    telling = Telling(codebook, words, counters.people)
    writer = _Writer(counters, telling, codebook, words)
    told = SinceTold(telling, words)
    first, later = _answers(counters, words, AnswersTold(telling, words, labels))
    after = (told.section(since), told.assumed(since.assumed, counters.concerns))
    next_date = words.say("next", date=spoken_date(words, edition.next))
    return Digest(
        language=words.language,
        header=writer.header(),
        period=edition.period,
        edition=edition_line(edition, counters.people, words),
        sections=(writer.change_first(), writer.keep(), *first, *filter(None, after)),
        closing=f"{next_date} {words.say('more_in_thread')}",
        thread_title=words.say("thread_title"),
        thread=(*writer.whole_list(), *later, _how_made(counters, words)),
        label=edition.label,
        decide=words.say("decide"),
        proposals=writer.proposals(),
        shares=Rows(telling, words, labels).of(counters, since.assumed),
    )


class _Writer:
    """Writes what causes say: the header, what to change, and what to keep."""

    def __init__(
        self, counters: Counters, telling: Telling, codebook: Codebook, words: DigestWords
    ) -> None:
        self._counters = counters
        self._telling = telling
        self._codebook = codebook
        self._words = words
        self._changes = changes(counters.concerns, codebook)
        self._rest = [t for t in named_first(counters.concerns) if t not in self._changes]

    def header(self) -> str:
        """The strongest thing that can be changed, and who can."""
        if not self._changes:
            return self._words.say("header_none")
        first = self._changes[0]
        source, band = self._telling.source(first), self._telling.band(first.people)
        if first.kind == "head":
            return self._words.say("header_head", head=self._telling.head(first), band=band)
        said = {"cause": self._name(first), "band": band, "owner": source.owner}
        if self._is_hard(first):
            return self._words.say("header_hard", **said)
        harder = self._stronger(first)
        if harder is None:
            return self._words.say("header_cause", **said)
        other = self._telling.band(harder.people)
        return self._words.say("header_both", harder=self._name(harder), harder_band=other, **said)

    def change_first(self) -> Section:
        """The first section: at most three points, and in one line what else played a part."""
        lines = [] if self._changes else [self._words.say("change_none")]
        if self._rest:
            told = "instead" if not self._changes else "also_more" if self._is_cut() else "also"
            told_of = self._rest[:MOST_ALSO] if self._is_cut() else self._rest
            lines.append(self._words.say(told, list=self._telling.tallies(told_of, "concern")))
        points = tuple(self._change(tally) for tally in self._changes)
        return Section(self._words.say("change_title"), points, tuple(lines))

    def whole_list(self) -> tuple[Section, ...]:
        """Everything that played a part, where the first screen has only the beginning of it."""
        if not self._is_cut():
            return ()
        told = self._telling.tallies(self._counters.concerns, "concern")
        return (Section(self._words.say("played_title"), lines=(f"{told}.",)),)

    def keep(self) -> Section:
        """What attracted people, with praise to pass on."""
        liked = named_first(self._counters.attracted)
        told = [tally for tally in liked if tally.kind != "other"][:MOST_KEEPS]
        points = tuple(self._praise(tally) for tally in told)
        lines = () if points else (self._words.say("keep_none"),)
        return Section(self._words.say("keep_title"), points, lines)

    def proposals(self) -> tuple[Proposal, ...]:
        """What may be decided about each point of the first section."""
        sources = [(tally, self._telling.source(tally)) for tally in self._changes]
        return tuple(
            Proposal(
                cause=tally.id if tally.kind == "cause" else "",
                name=self._name(tally),
                owner=source.owner,
                first_step=source.first_step,
            )
            for tally, source in sources
        )

    def _is_cut(self) -> bool:
        return bool(self._changes) and len(self._rest) > MOST_ALSO

    def _change(self, tally: Tally) -> Point:
        source = self._telling.source(tally)
        notes = (
            self._words.say("who", owner=source.owner) if source.owner else "",
            self._words.say("first_step", step=source.first_step) if source.first_step else "",
        )
        band = self._words.say("played", band=self._telling.band(tally.people))
        if tally.weighed:
            weight = self._words.say("weighed", band=self._telling.band(tally.weighed))
            band = f"{band}, {weight}"
        statement = source.statements["concern"]
        shown = tuple(note for note in notes if note)
        return Point(capital(self._name(tally)), band, statement, shown)

    def _praise(self, tally: Tally) -> Point:
        band = self._words.say("keep", band=self._telling.band(tally.people))
        statement = self._telling.source(tally).statements["positive"]
        return Point(capital(self._telling.name(tally, "positive")), band, statement)

    def _stronger(self, first: Tally) -> Tally | None:
        """A cause that takes time to change and played a part for clearly more people."""
        hard = [t for t in self._counters.concerns if t.kind == "cause" and self._is_hard(t)]
        most = max(hard, key=lambda tally: tally.people, default=None)
        level = self._telling.level
        if most is None or level(most.people) <= level(first.people):
            return None
        return most

    def _is_hard(self, tally: Tally) -> bool:
        return control_of(tally, self._codebook) == "hard"

    def _name(self, tally: Tally) -> str:
        return self._telling.name(tally, "concern")


def _answers(
    counters: Counters, words: DigestWords, told: AnswersTold
) -> tuple[list[Section], list[Section]]:
    """The questions shown on the first screen, and those behind it."""
    blocks = {block.question: block for block in counters.blocks}
    first: list[Section] = []
    later: list[Section] = []
    for shown in words.shown:
        block = blocks.get(shown.question)
        section = told.section(shown, block) if block else None
        if section:
            (first if shown.first_screen else later).append(section)
    return first, later


def _how_made(counters: Counters, words: DigestWords) -> Section:
    """Sources, threshold, bands, what is never shown, and what it is not for."""
    floor = words.floors[counters.floor > FLOOR]
    values = {"k": str(counters.k), "floor": floor, "codebook": counters.codebook}
    lines = tuple(line.format(**values) for line in words.how_made)
    return Section(words.say("how_title"), lines=lines)
