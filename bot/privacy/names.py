"""Names of people, companies and universities: every word that the lists do not explain."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.privacy.groups import group
from bot.privacy.reading import Reading
from bot.privacy.spans import Label, Span

_SHORTEST_SMALL = 4
_SHORTEST_REPEATED = 3
_AND = frozenset({"and", "und", "et", "y", "e", "&"})
# German joins these with an article: what follows is a noun as often as a name.
_JOINED_ARTICLES = frozenset({"zur", "zum", "beim", "vom"})


def find_names(reading: Reading) -> Iterator[Span]:
    """Every name of a reading, words that belong together as one span."""
    labels: dict[int, Label] = {}
    for at in range(len(reading.words)):
        if label := _Judge(reading, labels).label(at):
            labels[at] = label
    labels |= dict(_repeated(reading, labels))
    yield from group(reading, labels)


def _repeated(reading: Reading, labels: Mapping[int, Label]) -> Iterator[tuple[int, Label]]:
    """Words that are a name elsewhere in the text, and nothing but a name."""
    found = {
        reading.words[at].folded: label
        for at, label in labels.items()
        if len(reading.words[at].text) >= _SHORTEST_REPEATED
        and not reading.known(at)
        and not reading.common(at)
    }
    for at, word in enumerate(reading.words):
        if at not in labels and word.folded in found:
            yield at, found[word.folded]


@dataclass(frozen=True)
class _Judge:
    """What a word is the name of, given what the words before it are (`labels`)."""

    reading: Reading
    labels: Mapping[int, Label] = field(default_factory=dict)

    def label(self, at: int) -> Label | None:
        """What the word is the name of, if it is a name."""
        word = self.reading.words[at]
        if word.foreign:
            return "name"
        if len(word.text) == 1 or word.text.isdigit():
            return None
        if any(character.isdigit() for character in word.text):
            return self._digits(at)
        if self.reading.whole(at):
            return "school" if self.reading.school(at) else "company"
        return self._way(at)(at)

    def _digits(self, at: int) -> Label | None:
        """A word with digits in it: 1Password is a company, Q3 and H1B are not."""
        word = self.reading.words[at]
        if self.reading.known(at) or not word.capital:
            return None
        letters = sum(character.isalpha() for character in word.text)
        return "company" if self.reading.company(at) or letters >= _SHORTEST_SMALL else None

    def _way(self, at: int) -> Callable[[int], Label | None]:
        word = self.reading.words[at]
        if not word.capital:
            return self._small
        if word.sentence in self.reading.shouted:
            return self._shouted
        if self.reading.known(at):
            return self._known
        if self.reading.language.capital_nouns:
            return self._german
        return self._first if word.begins else self._inside

    def _small(self, at: int) -> Label | None:
        """A word without a capital: a name only when it is one of the lists, or a cue says so."""
        reading = self.reading
        word = reading.words[at]
        if reading.plain(at):
            return None
        if reading.school(at) and not reading.common(at):
            return "school" if reading.before(at, "school") or self._perhaps_company(at) else None
        if reading.company(at) and reading.before(at, "company", 1 + reading.common(at)):
            return "company"
        if reading.known(at):
            return None
        if reading.common(at):
            return self._small_common(at)
        if reading.company(at) and self._small_company(at):
            return "company"
        if reading.name(at) and (len(word.text) >= _SHORTEST_SMALL or self._person_cue(at)):
            return "name"
        if len(word.text) < _SHORTEST_SMALL:
            return None
        return self._small_unknown(at)

    def _small_company(self, at: int) -> bool:
        return self._perhaps_company(at) or self.reading.after(at, "company after")

    def _small_common(self, at: int) -> Label | None:
        """A common word that is a name as well: "spoke to mark", but not "by summer"."""
        reading = self.reading
        if not reading.name(at):
            return None
        given = reading.words[at].folded in reading.lexicon.given
        if given and not self._after_article(at) and reading.after(at, "person does"):
            return "name"
        cued = reading.before(at, "person", 1 if given else 2)
        closed = reading.after(at, "person after") or self._ends_clause(at)
        return "name" if cued and closed else None

    def _small_unknown(self, at: int) -> Label | None:
        reading = self.reading
        if self.labels.get(at - 1) == "name" and reading.tied(at - 1):
            return "name"
        if self._company_cue(at):
            return "company"
        cued = reading.before(at, "person", 2) or reading.before(at, "self")
        return "name" if cued or reading.before(at, "title") else None

    def _shouted(self, at: int) -> Label | None:
        """A word of a sentence in capitals: judged as if it had none."""
        reading = self.reading
        if reading.known(at) or (
            reading.common(at) and reading.words[at].folded not in reading.lexicon.given
        ):
            return None
        return self._kind(at)

    def _known(self, at: int) -> Label | None:
        """A word of the allow list: a name only when what stands around it shows that."""
        reading = self.reading
        if reading.company(at) and (self._perhaps_company(at) or self._owns_or_does(at)):
            return "company"
        if self._known_school(at):
            return "school"
        if not reading.name(at):
            return None
        if reading.words[at].begins:
            return "name" if self._known_acts(at) else None
        if reading.before(at, "person", 2):
            return "name"
        if reading.before(at, "month") or reading.before(at, "place"):
            return None
        return "name" if self._cued(at) else None

    def _known_acts(self, at: int) -> bool:
        reading = self.reading
        if reading.place(at):
            return reading.after(at, "person after") or reading.after(at, "person does")
        return self._acts(at)

    def _owns_or_does(self, at: int) -> bool:
        return self.reading.owns(at) or self.reading.after(at, "company does")

    def _known_school(self, at: int) -> bool:
        """Whether a university is meant by a place, or by what else it may be: "from Oxford"."""
        reading = self.reading
        if reading.before(at, "school"):
            return reading.school(at) or reading.place(at)
        after_one = reading.words[at - 1].folded in _AND and self.labels.get(at - 2) == "school"
        return reading.school(at) and (after_one or self._perhaps_company(at))

    def _first(self, at: int) -> Label | None:
        """A word with a capital that its place at the begin of a sentence may explain."""
        reading = self.reading
        if self._school_head(at):
            return "school"
        if not reading.common(at) or reading.words[at].folded in reading.lexicon.given:
            return self._kind(at)
        if reading.company(at) and (reading.owns(at) or reading.after(at, "company after")):
            return "company"
        if reading.name(at) and self._acts(at):
            return "name"
        return "company" if self._organisation(at) or self._leads(at) else None

    def _inside(self, at: int) -> Label | None:
        """A word with a capital inside a sentence, where only names have one."""
        reading = self.reading
        if self._school_head(at):
            return "school"
        if not reading.common(at):
            return self._kind(at)
        if self._beside_known(at):
            return "name" if reading.before(at, "title") else None
        if reading.words[at].sentence in reading.titled and not reading.name(at):
            return None
        if reading.name(at) or reading.company(at) or reading.school(at):
            return self._kind(at)
        if self._perhaps_company(at) or self._organisation(at):
            return "company"
        if self._after_article(at) and not self._in_run(at):
            return None
        return "name" if self._in_run(at) or self._cued(at) else None

    def _german(self, at: int) -> Label | None:
        """A word with a capital where nouns have one, too."""
        reading = self.reading
        if self._school_head(at):
            return "school"
        if reading.before(at, "title") or self._after_first_name(at):
            return "name"
        if not reading.common(at) and (reading.company(at) or reading.school(at)):
            return self._kind(at)
        if reading.common(at):
            return self._german_word(at)
        explained = not reading.words[at].shouted and not reading.name(at)
        if explained and self._takes_article(at):
            return "company" if self._organisation(at) else None
        return self._kind(at)

    def _german_word(self, at: int) -> Label | None:
        reading = self.reading
        if reading.words[at].folded in reading.lexicon.given:
            return "name"
        if reading.company(at) and self._perhaps_company(at) and not self._after_article(at):
            return "company"
        if self._organisation(at):
            return "company"
        if not reading.name(at) or self._after_article(at):
            return None
        if reading.capital(at + 1) and reading.tied(at) and reading.name(at + 1):
            return "name"
        cued = reading.before(at, "person") or reading.words[at].begins
        return "name" if cued and reading.after(at, "person after") else None

    def _takes_article(self, at: int) -> bool:
        """Whether an article, or an article and an adjective, stands right before the word."""
        reading = self.reading
        for back in (at - 1, at - 2):
            if not reading.tied(back) or reading.words[back].folded in _JOINED_ARTICLES:
                return False
            if reading.words[back].folded in reading.language.cues["determiner"]:
                return True
            if reading.words[back].capital:
                return False
        return False

    def _after_first_name(self, at: int) -> bool:
        reading = self.reading
        return (
            self.labels.get(at - 1) == "name"
            and reading.tied(at - 1)
            and reading.certain_name(at - 1)
        )

    def _kind(self, at: int) -> Label:
        reading = self.reading
        if reading.school(at):
            return "school"
        if reading.certain_name(at):
            return "name"
        cued = self._perhaps_company(at) and not self._person_cue(at)
        sure = reading.company(at) or self._company_cue(at) or self._organisation(at)
        return "company" if sure or cued else "name"

    def _school_head(self, at: int) -> bool:
        """Whether this is the word university before or after its name."""
        reading = self.reading
        word = reading.words[at]
        if not word.capital or word.folded not in reading.language.cues["school"]:
            return False
        if at > 0 and reading.tied(at - 1) and (self.labels.get(at - 1) or reading.place(at - 1)):
            return True
        particles = reading.language.cues["particle"]
        on = at + 1
        while reading.tied(on - 1) and reading.words[on].folded in particles:
            on += 1
        if not reading.tied(on - 1) or not reading.capital(on):
            return False
        return reading.known(on) or not (reading.language.capital_nouns and reading.common(on))

    def _leads(self, at: int) -> bool:
        """Whether the next word has a capital without a reason of its own: "Bright Horizons"."""
        reading = self.reading
        on = at + 1
        if not reading.tied(at) or not reading.capital(on) or reading.words[on].shouted:
            return False
        explained = reading.known(on) or reading.name(on) or reading.company(on)
        titled = reading.words[at].sentence in reading.titled
        return reading.common(on) and not explained and not titled

    def _acts(self, at: int) -> bool:
        """Whether what follows shows that the sentence begins with somebody's name."""
        reading = self.reading
        if reading.owns(at) or self._does(at):
            return True
        return self._surname(at) or self._and_name(at)

    def _does(self, at: int) -> bool:
        reading = self.reading
        if reading.after(at, "person after") or reading.after(at, "person does"):
            return True
        past = at + 1 < len(reading.words) and not reading.words[at + 1].begins
        return past and reading.words[at + 1].folded.endswith(("ed", "ly"))

    def _and_name(self, at: int) -> bool:
        reading = self.reading
        return (
            reading.capital(at + 2)
            and reading.words[at + 1].folded in _AND
            and not reading.known(at + 2)
            and (reading.name(at + 2) or not reading.common(at + 2))
        )

    def _surname(self, at: int) -> bool:
        reading = self.reading
        return (
            reading.tied(at)
            and reading.capital(at + 1)
            and not reading.common(at + 1)
            and not reading.known(at + 1)
        )

    def _organisation(self, at: int) -> bool:
        """Whether a word such as GmbH or Inc, written with a capital, follows the name."""
        reading = self.reading
        return (
            reading.tied(at)
            and reading.capital(at + 1)
            and reading.words[at + 1].folded in reading.language.cues["organisation"]
            and not reading.known(at)
        )

    def _in_run(self, at: int) -> bool:
        """Whether a neighbour has a capital that no list explains."""
        reading = self.reading
        left = reading.tied(at - 1) and reading.capital(at - 1) and not reading.known(at - 1)
        right = reading.tied(at) and reading.capital(at + 1) and not reading.known(at + 1)
        return left or right

    def _beside_known(self, at: int) -> bool:
        """Whether the word belongs to a job or the like; a name may follow one: "Manager Mark"."""
        reading = self.reading
        left = reading.tied(at - 1) and reading.capital(at - 1) and reading.known(at - 1)
        right = reading.tied(at) and reading.capital(at + 1) and reading.known(at + 1)
        return right or (left and not reading.name(at))

    def _after_article(self, at: int) -> bool:
        return self.reading.before(at, "determiner")

    def _cued(self, at: int) -> bool:
        return self._person_cue(at) or self.reading.after(at, "person after")

    def _person_cue(self, at: int) -> bool:
        reading = self.reading
        return any(reading.before(at, head) for head in ("person", "title", "self"))

    def _company_cue(self, at: int) -> bool:
        return self.reading.before(at, "company")

    def _perhaps_company(self, at: int) -> bool:
        return self._company_cue(at) or self.reading.before(at, "perhaps company")

    def _ends_clause(self, at: int) -> bool:
        reading = self.reading
        if at + 1 == len(reading.words):
            return True
        gap = reading.text[reading.words[at].end : reading.words[at + 1].start]
        return bool(gap.strip())
