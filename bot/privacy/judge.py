"""What a word is the name of, by how it is written and what stands around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.privacy.clauses import Clauses
from bot.privacy.reading import Reading
from bot.privacy.small_words import SmallWords
from bot.privacy.spans import Label
from bot.privacy.spelling import is_measure
from bot.privacy.surroundings import Surroundings

_SHORTEST_COMPANY = 4


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the words of a reading, given what the words before them are (`labels`)."""

    reading: Reading
    labels: Mapping[int, Label]
    around: Surroundings
    clauses: Clauses

    def label(self, at: int) -> Label | None:
        """What the word is the name of, if it is a name."""
        word = self.reading.words[at]
        if word.foreign:
            return "name"
        if self.around.compound_organisation(at):
            return "company"
        if len(word.text) == 1:
            return "name" if self.around.initial(at) else None
        if word.text.isdigit():
            return None
        if any(character.isdigit() for character in word.text):
            return self._digits(at)
        if self._whole(at):
            return "school" if self.reading.school(at) else "company"
        if self.clauses.school(at):
            return "school"
        found = self._way(at)(at) or self.clauses.label(at)
        return "school" if found and self.clauses.studies(at) else found

    def _whole(self, at: int) -> bool:
        """Whether the word is part of a name of several words, which a capital or a cue shows."""
        if not self.reading.whole(at):
            return False
        return self.reading.written(at) or at - 1 in self.labels or self.around.perhaps_company(at)

    def _digits(self, at: int) -> Label | None:
        """A word with digits in it: 1Password is a company, Q3 and 48h are not."""
        word = self.reading.words[at]
        if self.reading.company(at):
            return "company"
        if self.reading.known(at) or is_measure(word.folded):
            letters = sum(character.isupper() for character in word.text)
            return "company" if letters and len(word.text) > _SHORTEST_COMPANY else None
        return "company"

    def _way(self, at: int) -> Callable[[int], Label | None]:
        word = self.reading.words[at]
        if not word.capital:
            return SmallWords(self.reading, self.labels, self.around).label
        if word.sentence in self.reading.shouted:
            return self._shouted
        if self.reading.known(at):
            return self._known
        if self.reading.language.capital_nouns:
            return self._german
        return self._first if word.begins else self._inside

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
        if reading.company(at) and (
            self.around.perhaps_company(at)
            or self.around.owns_or_does(at)
            or self.around.after_company(at)
            or self.around.alone(at)
            or self.around.does_unlisted(at)
            or not self.around.used(at)
        ):
            return "company"
        if self.around.known_school(at):
            return "school"
        if not reading.name(at):
            return None
        if reading.words[at].begins:
            return "name" if self.around.known_acts(at) else None
        if reading.before(at, "person", 2) or self.around.stands_alone(at):
            return "name"
        if reading.before(at, "month") or reading.before(at, "place"):
            return None
        return "name" if self.around.cued(at) else None

    def _first(self, at: int) -> Label | None:
        """A word with a capital that its place at the begin of a sentence may explain."""
        reading = self.reading
        if self.around.school_head(at):
            return "school"
        if not reading.common(at) or reading.words[at].folded in reading.lexicon.given:
            return self._kind(at)
        does = reading.owns(at) or reading.after(at, "company after")
        if self.around.alone(at) or (reading.company(at) and (does or reading.rare(at))):
            return "company"
        if reading.name(at) and self.around.acts(at):
            return "name"
        surname = reading.name(at) and reading.rare(at) and not self.around.ends_clause(at)
        perhaps = reading.perhaps(at) or surname
        if perhaps and not self.around.own_sentence(at):
            return "name"
        around = self.around
        if around.organisation(at) or around.leads(at) or around.doer(at):
            return "company"
        return None

    def _inside(self, at: int) -> Label | None:
        """A word with a capital inside a sentence, where only names have one."""
        reading = self.reading
        if self.around.school_head(at):
            return "school"
        if not reading.common(at):
            return self._kind(at)
        if self.around.beside_known(at) and not self.around.perhaps_company(at):
            return "name" if reading.before(at, "title") else None
        listed = reading.name(at) or reading.company(at) or reading.school(at)
        joined = at - 1 in self.labels and reading.tied(at - 1)
        if listed or joined or self.around.listed_after(at):
            return self._kind(at)
        if self.around.perhaps_company(at) or self.around.organisation(at):
            return "company"
        if reading.words[at].sentence in reading.titled:
            return None
        if self.around.in_run(at):
            return "name"
        return None if self.around.enumerated(at) else "name"

    def _german(self, at: int) -> Label | None:
        """A word with a capital where nouns have one, too."""
        reading = self.reading
        if self.around.school_head(at):
            return "school"
        if reading.before(at, "title") or self.around.after_first_name(at):
            return "name"
        if not reading.common(at) and (reading.company(at) or reading.school(at)):
            return self._kind(at)
        if reading.common(at):
            return self._german_word(at)
        explained = not reading.words[at].shouted and not reading.name(at)
        if explained and self.around.takes_article(at):
            shown = self.around.organisation(at) or self.around.company_cue(at)
            return "company" if shown else None
        return self._kind(at)

    def _german_word(self, at: int) -> Label | None:
        reading = self.reading
        if reading.words[at].folded in reading.lexicon.given:
            return "name"
        if (
            reading.company(at)
            and self.around.perhaps_company(at)
            and not self.around.after_article(at)
        ):
            return "company"
        if self.around.organisation(at):
            return "company"
        if not reading.name(at) or self.around.after_article(at):
            return None
        if reading.capital(at + 1) and reading.tied(at) and reading.name(at + 1):
            return "name"
        cued = reading.before(at, "person") or reading.words[at].begins
        return "name" if cued and reading.after(at, "person after") else None

    def _kind(self, at: int) -> Label:
        reading = self.reading
        if reading.school(at):
            return "school"
        if reading.certain_name(at):
            return "name"
        cued = self.around.perhaps_company(at) and not self.around.person_cue(at)
        sure = reading.company(at) or self.around.company_cue(at) or self.around.organisation(at)
        return "company" if sure or cued else "name"
