"""Puts the counters of a batch into the words of a digest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.insight.codebook import Codebook, Head, Theme
from bot.insight.counters import Block, Counters, Tally
from bot.insight.digest import Digest, Point, Section
from bot.insight.digest_words import DigestWords, Shown

MOST_CHANGES = 3
MOST_KEEPS = 3
_CONTROL = {"yes": 0, "hard": 1}


@dataclass(frozen=True, slots=True)
class Edition:
    """When a digest comes out: the period that ended, the next date, whether it is the first."""

    period: str
    next: date
    first: bool


def nothing_yet(words: DigestWords, next_date: date) -> Digest:
    """The one constant sentence for every boundary at which nothing is published."""
    sentence = words.say("nothing_yet", date=_date(words, next_date))
    return Digest(words.language, header=sentence)


def write(
    counters: Counters,
    codebook: Codebook,
    words: DigestWords,
    labels: Mapping[str, Mapping[str, str]],
    edition: Edition,
) -> Digest:
    """The digest of one batch.

    `labels` are those of choices and rated items, by question.
    """
    writer = _Writer(counters, codebook, words, labels)
    changes = writer.changes()
    first, later = writer.shown()
    return Digest(
        language=words.language,
        header=writer.header(changes),
        period=edition.period,
        edition=_edition(counters, words, edition),
        sections=(writer.change_first(changes), writer.keep(), *first),
        closing=" ".join(
            (
                words.say("next", date=_date(words, edition.next)),
                words.say("more_in_thread"),
            )
        ),
        thread_title=words.say("thread_title"),
        thread=(*later, writer.how_made()),
    )


def band(share: float) -> int:
    """Which band a share of people falls into: 0 a few, 1 some, 2 about half, 3 most."""
    return 0 if share < 0.25 else 1 if share < 0.4 else 2 if share <= 0.6 else 3


def people_band(people: int) -> int:
    """Which band a number of people falls into: from 5, from 10, from 20, from 40 on."""
    return sum(people >= least for least in (10, 20, 40))


class _Writer:
    """Puts the counters of one batch into words."""

    def __init__(
        self,
        counters: Counters,
        codebook: Codebook,
        words: DigestWords,
        labels: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._counters = counters
        self._codebook = codebook
        self._words = words
        self._labels = labels
        self._themes = {theme.id: theme for theme in codebook.themes}

    def changes(self) -> tuple[Tally, ...]:
        """What to change first: causes, then heads; what can be changed before what is hard."""
        able = [t for t in self._counters.concerns if self._control(t) in _CONTROL]
        return tuple(sorted(able, key=self._urgency)[:MOST_CHANGES])

    def header(self, changes: Sequence[Tally]) -> str:
        """The strongest thing that can be changed, and who can."""
        if not changes:
            return self._words.say("header_none")
        first, shown = changes[0], self._band(changes[0].people)
        if first.kind == "head":
            return self._words.say("header_head", head=self._head(first.id), band=shown)
        theme = self._themes[first.id]
        said = {"cause": theme.concern, "band": shown, "owner": theme.owner}
        if theme.control == "hard":
            return self._words.say("header_hard", **said)
        harder = self._stronger(first)
        if harder is None:
            return self._words.say("header_cause", **said)
        other = {"harder": self._name(harder, "concern"), "harder_band": self._band(harder.people)}
        return self._words.say("header_both", **said, **other)

    def _stronger(self, first: Tally) -> Tally | None:
        """A cause that takes time to change and played a part for clearly more people."""
        hard = [t for t in self._counters.concerns if t.kind == "cause" and self._is_hard(t)]
        most = max(hard, key=lambda t: t.people, default=None)
        if most is None or self._level(most.people) <= self._level(first.people):
            return None
        return most

    def change_first(self, changes: Sequence[Tally]) -> Section:
        """The first section: at most three points, and in one line what else played a part."""
        rest = sorted(
            (t for t in self._counters.concerns if t not in changes), key=lambda t: -t.people
        )
        lines = [] if changes else [self._words.say("change_none")]
        if rest:
            told = "also" if changes else "instead"
            lines.append(self._words.say(told, list=self._list(rest, "concern")))
        points = tuple(self._change(tally) for tally in changes)
        return Section(self._words.say("change_title"), points, tuple(lines))

    def keep(self) -> Section:
        """What attracted people, with praise to pass on."""
        liked = sorted(self._counters.attracted, key=lambda t: -t.people)
        told = [t for t in liked if t.kind != "other"][:MOST_KEEPS]
        points = tuple(
            Point(
                self._name(tally, "positive"),
                self._words.say("keep", band=self._band(tally.people)),
                self._statement(tally, "positive"),
            )
            for tally in told
        )
        lines = () if points else (self._words.say("keep_none"),)
        return Section(self._words.say("keep_title"), points, lines)

    def shown(self) -> tuple[list[Section], list[Section]]:
        """The questions shown on the first screen, and those behind it."""
        blocks = {block.question: block for block in self._counters.blocks}
        first: list[Section] = []
        later: list[Section] = []
        for shown in self._words.shown:
            block = blocks.get(shown.question)
            lines = self._lines(shown, block) if block else ()
            if lines:
                (first if shown.first_screen else later).append(Section(shown.title, lines=lines))
        return first, later

    def how_made(self) -> Section:
        """Sources, threshold, bands, what is never shown, and what it is not for."""
        values = {"k": str(self._counters.k), "codebook": self._counters.codebook}
        lines = tuple(line.format(**values) for line in self._words.how_made)
        return Section(self._words.say("how_title"), lines=lines)

    def _lines(self, shown: Shown, block: Block) -> tuple[str, ...]:
        if block.tallies:
            ordered = sorted(block.tallies, key=lambda t: -t.people)
            return (self._list(ordered, "positive", block.base) + ".",)
        labels = self._labels.get(shown.question, {})
        # A question that is one rating has no items: it goes by its title.
        alone = {shown.question: shown.title}
        lines = [
            self._words.say(
                "rated", how=how, list=self._items(items, {**alone, **labels}, block.base)
            )
            + "."
            for how, items in ((shown.low, block.low), (shown.high, block.high))
            if items
        ]
        if block.counts:
            lines.append(self._choices(shown, block, labels))
        return tuple(lines)

    def _choices(self, shown: Shown, block: Block, labels: Mapping[str, str]) -> str:
        told = (
            f"{self._band(people, block.base)} {shown.says[choice]}"
            if choice in shown.says
            else self._listed(labels.get(choice, choice), people, block.base)
            for choice, people in block.counts.items()
        )
        said = ", ".join(told)
        return f"{shown.intro}: {said}." if shown.intro else f"{_capital(said)}."

    def _items(self, items: Mapping[str, int], labels: Mapping[str, str], base: int) -> str:
        ordered = sorted(items.items(), key=lambda item: -item[1])
        return "; ".join(self._listed(labels[item], people, base) for item, people in ordered)

    def _change(self, tally: Tally) -> Point:
        source = self._source(tally)
        notes = (
            self._words.say("who", owner=source.owner) if source.owner else "",
            self._words.say("first_step", step=source.first_step) if source.first_step else "",
        )
        shown = self._words.say("played", band=self._band(tally.people))
        if tally.weighed:
            shown = f"{shown}, " + self._words.say("weighed", band=self._band(tally.weighed))
        text = self._statement(tally, "concern")
        name = self._name(tally, "concern")
        return Point(name, shown, text, tuple(note for note in notes if note))

    def _urgency(self, tally: Tally) -> tuple[bool, int, int, int]:
        control = _CONTROL[self._control(tally)]
        return tally.kind == "head", control, -tally.weighed, -tally.people

    def _is_hard(self, tally: Tally) -> bool:
        return self._control(tally) == "hard"

    def _control(self, tally: Tally) -> str:
        """Who can change it; a head takes time as soon as one of its causes does."""
        if tally.kind == "cause":
            return self._themes[tally.id].control
        own = {t.control for t in self._codebook.themes if t.head == tally.id}
        if tally.kind == "other" or not own & set(_CONTROL):
            return "unknown"
        return "yes" if own == {"yes"} else "hard"

    def _source(self, tally: Tally) -> Theme | Head:
        return (self._codebook.heads if tally.kind == "head" else self._themes)[tally.id]

    def _statement(self, tally: Tally, polarity: str) -> str:
        return self._source(tally).statements[polarity]

    def _name(self, tally: Tally, polarity: str) -> str:
        if tally.kind == "other":
            return self._words.say("rest")
        if tally.kind == "head":
            return self._words.say("rest_of_head", head=self._head(tally.id))
        theme = self._themes[tally.id]
        return theme.concern if polarity == "concern" else theme.label

    def _head(self, head: str) -> str:
        return self._codebook.heads[head].label

    def _list(self, tallies: Iterable[Tally], polarity: str, base: int | None = None) -> str:
        return "; ".join(self._listed(self._name(t, polarity), t.people, base) for t in tallies)

    def _listed(self, name: str, people: int, base: int | None = None) -> str:
        return self._words.say("listed", name=name, band=self._band(people, base))

    def _band(self, people: int, base: int | None = None) -> str:
        return self._words.bands[self._level(people, base)]

    def _level(self, people: int, base: int | None = None) -> int:
        return band(people / (base or self._counters.people))


def _edition(counters: Counters, words: DigestWords, edition: Edition) -> str:
    line = words.say(
        "edition",
        period=_period(words, edition.period),
        people=words.people[people_band(counters.people)],
    )
    return f"{line} · {words.say('first_digest')}" if edition.first else line


def _period(words: DigestWords, name: str) -> str:
    year, part = name.split("-")
    if part.startswith("Q"):
        return words.say("quarter", quarter=words.quarters[int(part[1:]) - 1], year=year)
    return words.say("month", month=words.months[int(part) - 1], year=year)


def _date(words: DigestWords, day: date) -> str:
    month = words.months[day.month - 1]
    return words.say("date", day=str(day.day), month=month, year=str(day.year))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
