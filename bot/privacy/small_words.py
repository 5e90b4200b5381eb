"""Words without a capital that are names all the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.privacy.reading import Reading
from bot.privacy.spans import Label
from bot.privacy.surroundings import Surroundings

_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Judges the words without a capital, given what the words before them are (`labels`)."""

    reading: Reading
    labels: Mapping[int, Label]
    around: Surroundings

    def label(self, at: int) -> Label | None:
        """A word without a capital: a name only when it is one of the lists, or a cue says so."""
        reading = self.reading
        word = reading.words[at]
        around = self.around
        if around.employer(at) or around.alone(at) or around.small_organisation(at):
            return "company"
        if around.signs(at) or around.titled(at):
            return "name"
        if reading.plain(at) and not reading.words[at].begins:
            return None
        if reading.school(at) and not reading.common(at):
            return (
                "school"
                if reading.before(at, "school") or self.around.perhaps_company(at)
                else None
            )
        if reading.company(at) and self._employer(at):
            return "company"
        if reading.known(at):
            return "company" if reading.company(at) and self.around.does_unlisted(at) else None
        if reading.common(at):
            return self._common(at)
        if reading.company(at) and self._company(at):
            return "company"
        if reading.name(at) and not reading.bare(at):
            return "name"
        if len(word.text) < _SHORTEST_NAME:
            return None
        return self._unknown(at)

    def _employer(self, at: int) -> bool:
        """Whether a company that is a word as well is meant: "at square", "square offered"."""
        around = self.around
        if around.company_cue(at) or around.at_company(at) or around.after_company(at):
            return True
        return self.reading.words[at].begins and self.reading.after(at, "company does")

    def _company(self, at: int) -> bool:
        return self.around.perhaps_company(at) or self.reading.after(at, "company after")

    def _common(self, at: int) -> Label | None:
        """A common word that is a name as well: "spoke to mark", but not "by summer"."""
        reading = self.reading
        if reading.words[at].begins and self.around.doer(at):
            return "company"
        if reading.company(at) and self.around.place_of_work(at):
            return "company"
        if not reading.name(at):
            return None
        if reading.words[at].folded in reading.lexicon.given and not self.around.after_article(at):
            return "name"
        if self.around.after_first_name(at) and reading.rare(at):
            return "name"
        given = reading.perhaps(at) and not reading.little(at)
        if given and (self.around.surely_person(at) or self.around.opens_clause(at)):
            return "name"
        begins = reading.words[at].begins
        if (
            (given or begins)
            and not self.around.after_article(at)
            and reading.after(at, "person does")
        ):
            return "name"
        cued = reading.before(at, "person", 1 if given else 2)
        closed = (
            reading.after(at, "person after")
            or self.around.ends_clause(at)
            or (given and reading.little(at + 1))
        )
        return "name" if cued and closed else None

    def _unknown(self, at: int) -> Label | None:
        reading = self.reading
        if self.labels.get(at - 1) == "name" and reading.tied(at - 1):
            return "name"
        if self.around.company_cue(at):
            return "company"
        if self.around.person_cue(at):
            return "name"
        return None if reading.meant(at) else "name"
