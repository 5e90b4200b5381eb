"""How causes are named, counted in bands, and put in a list."""

from collections.abc import Iterable

from bot.insight.codebook import Codebook, Head, Theme
from bot.insight.digest_words import DigestWords
from bot.insight.rollup import Tally

_ORDER = ("cause", "head", "other")


def band(share: float) -> int:
    """Which band a share of people falls into: 0 a few, 1 some, 2 about half, 3 most."""
    return 0 if share < 0.25 else 1 if share < 0.4 else 2 if share <= 0.6 else 3


def people_band(people: int) -> int:
    """Which band a number of people falls into: from 5, from 10, from 20, from 40 on."""
    return sum(people >= least for least in (10, 20, 40))


def named_first(tallies: Iterable[Tally]) -> list[Tally]:
    """Causes, then heads, then the rest; within each the larger first."""
    return sorted(tallies, key=lambda tally: (_ORDER.index(tally.kind), -tally.people))


def capital(text: str) -> str:
    """The text as the beginning of a line."""
    return text[:1].upper() + text[1:]


class Telling:
    """The words for the tallies of a batch of so many people."""

    def __init__(self, codebook: Codebook, words: DigestWords, people: int) -> None:
        self._codebook = codebook
        self._words = words
        self._people = people
        self._themes = {theme.id: theme for theme in codebook.themes}

    def source(self, tally: Tally) -> Theme | Head:
        """The entry of the codebook behind a cause or a head."""
        return (self._codebook.heads if tally.kind == "head" else self._themes)[tally.id]

    def name(self, tally: Tally, polarity: str) -> str:
        """What it is called, as a worry or as something liked."""
        if tally.kind == "other":
            return self._words.say("rest")
        if tally.kind == "head":
            return self._words.say("rest_of_head", head=self._codebook.heads[tally.id].named)
        return self._themes[tally.id].named(polarity)

    def head(self, tally: Tally) -> str:
        """What a head is called by itself."""
        return self._codebook.heads[tally.id].named

    def cause(self, id_: str, polarity: str) -> str:
        """What the cause of this id is called."""
        return self._themes[id_].named(polarity)

    def level(self, people: int, base: int | None = None) -> int:
        """The band of so many people out of `base`, or out of everyone."""
        return band(people / (base or self._people))

    def band(self, people: int, base: int | None = None) -> str:
        """That band in words."""
        return self._words.bands[self.level(people, base)]

    def listed(self, name: str, people: int, base: int | None = None) -> str:
        """A name with its band."""
        return self._words.say("listed", name=name, band=self.band(people, base))

    def tallies(self, tallies: Iterable[Tally], polarity: str, base: int | None = None) -> str:
        """Causes, heads and the rest in one line."""
        told = (
            self.listed(self.name(tally, polarity), tally.people, base)
            for tally in named_first(tallies)
        )
        return "; ".join(told)
