"""What stands around a word that may name a company, and whether it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.privacy.reading import Reading
from bot.privacy.spans import Label

# How words end that say what something is like, and plurals: "Scheduling was", "Emails were".
_QUALITIES = ("ing", "ly", "ion", "ment", "ness", "ity", "ance", "ence", "ship", "s")
# What only companies are called, in whatever case.
SMALL_ORGANISATIONS = frozenset(
    {"labs", "gmbh", "inc", "ltd", "llc", "plc", "sarl", "robotics", "technologies", "ventures"}
    | {"ag", "kg", "ohg", "slu", "sasu", "bv", "llp", "logistics", "solutions", "consulting"}
)
_AT = frozenset({"at", "bei", "chez"})
_ARTICLES = frozenset(
    {"the", "le", "la", "les", "l", "el", "los", "las", "der", "die", "dem", "den"}
)
_INFINITIVE = frozenset({"to", "zu", "for", "für", "pour", "para"})
_LONGEST_NAME = 4
AND = frozenset({"and", "n", "und", "et", "y", "e", "&"})
_LISTED = AND | {"or", "oder", "ou", "o", "nor", "than"}


@dataclass(frozen=True, slots=True)
class Employers:
    """The words around a word of a reading, and what those before it are (`labels`)."""

    reading: Reading
    labels: Mapping[int, Label]

    def owns_or_does(self, at: int) -> bool:
        return self.reading.owns(at) or self.reading.after(at, "company does")

    def doer(self, at: int) -> bool:
        """Whether a rare word without an article does what companies do: "Gather offered"."""
        reading = self.reading
        if reading.language.capital_nouns and reading.words[at].capital:
            return False
        word = reading.words[at].folded
        quality = word.endswith((*_QUALITIES, *reading.language.endings))
        return reading.rare(at) and not quality and self._acts_like_a_company(at)

    def _acts_like_a_company(self, at: int) -> bool:
        heads = ("company does", "company after", "person does", "person after")
        return any(self.reading.after(at, head) for head in heads)

    def small_organisation(self, at: int) -> bool:
        """Whether a word such as "labs", which nothing else has, follows a rarer word."""
        reading = self.reading
        if not reading.tied(at) or not reading.rare(at) or reading.known(at):
            return False
        return reading.words[at + 1].folded in SMALL_ORGANISATIONS

    def organisation(self, at: int) -> bool:
        """Whether a word such as GmbH or Inc, written with a capital, follows the name."""
        reading = self.reading
        return (
            reading.tied(at)
            and reading.capital(at + 1)
            and reading.words[at + 1].folded in reading.language.cues["organisation"]
            and not reading.known(at)
        )

    def compound_organisation(self, at: int) -> bool:
        """Whether a hyphen joins a name to a word such as Gruppe: "Schwarz-Gruppe"."""
        first, _, last = self.reading.words[at].text.rpartition("-")
        organisations = self.reading.language.cues["organisation"]
        return first[:1].isupper() and not first.isupper() and last.casefold() in organisations

    def company_cue(self, at: int) -> bool:
        return self.reading.before(at, "company")

    def at_company(self, at: int) -> bool:
        """Whether the word before is the one for where people work."""
        return at > 0 and self.reading.tied(at - 1) and self.reading.words[at - 1].folded in _AT

    def after_company(self, at: int) -> bool:
        """Whether the word goes on a list of companies: "between Stripe and Notion"."""
        return self.listed_after(at) == "company"

    def listed_after(self, at: int) -> Label | None:
        """What the word is in a list with, if it goes on one: "Jo, Ed and Bo"."""
        if at == 0 or self.reading.words[at].begins:
            return None
        if self.reading.words[at - 1].folded in _LISTED:
            return self.labels.get(at - 2)
        gap = self.reading.text[self.reading.words[at - 1].end : self.reading.words[at].start]
        return self.labels.get(at - 1) if gap.startswith(",") else None

    def used(self, at: int) -> bool:
        """Whether a technique is used, or listed with others: "via Zoom", "Jira and Notion"."""
        reading = self.reading
        if reading.words[at].begins or reading.before(at, "tool") or not reading.rare(at):
            return True
        beside = (at - 1, at - 2, at + 1, at + 2)
        return any(0 <= other < len(reading.words) and reading.known(other) for other in beside)

    def employer(self, at: int) -> bool:
        """Whether a rarer word stands where only the name of an employer does: "joined kite"."""
        reading = self.reading
        if reading.known(at) or not (reading.rare(at) or self._leads_organisation(at)):
            return False
        if reading.before(at, "employer") or self._employer_after_article(at):
            return True
        return self.at_company(at) or (self.perhaps_company(at) and self._is_borrowed(at))

    def _is_borrowed(self, at: int) -> bool:
        """Whether only English has the word, and the text is none: "me quedo en kite"."""
        reading = self.reading
        folded = reading.words[at].folded
        english = reading.language is reading.lexicon.english
        return not english and "-" not in folded and not reading.language.is_common(folded)

    def _employer_after_article(self, at: int) -> bool:
        """Whether an article belongs to an employer's name: "je pars chez les mousquetaires"."""
        reading = self.reading
        article = at > 0 and reading.words[at - 1].folded in _ARTICLES and reading.tied(at - 1)
        return article and reading.before(at - 1, "employer") and self._closes(at)

    def _closes(self, at: int) -> bool:
        on = at + 1
        return on == len(self.reading.words) or not self.reading.tied(at) or self.reading.little(on)

    def _leads_organisation(self, at: int) -> bool:
        """Whether a word such as "energy" ends what begins here: "bright spark energy"."""
        reading = self.reading
        organisations = reading.language.cues["organisation"]
        for on in range(at + 1, min(at + _LONGEST_NAME, len(reading.words))):
            if not reading.tied(on - 1) or reading.little(on):
                return False
            if reading.words[on].folded in organisations:
                return True
        return False

    def place_of_work(self, at: int) -> bool:
        """Whether a company that is a common word is meant: "at loom", not "to chase"."""
        reading = self.reading
        if self.after_article(at) or not (reading.rare(at) or self.ends_clause(at)):
            return False
        verb = at > 0 and reading.words[at - 1].folded in _INFINITIVE
        return self.company_cue(at) or (self.perhaps_company(at) and not verb)

    def after_article(self, at: int) -> bool:
        return self.reading.before(at, "determiner")

    def ends_clause(self, at: int) -> bool:
        reading = self.reading
        if at + 1 == len(reading.words):
            return True
        gap = reading.text[reading.words[at].end : reading.words[at + 1].start]
        return bool(gap.strip())

    def alone(self, at: int) -> bool:
        """Whether the word is a company, and all that its sentence says: "Ramp."."""
        reading = self.reading
        last = at + 1 == len(reading.words) or reading.words[at + 1].begins
        return reading.words[at].begins and last and reading.company(at)

    def perhaps_company(self, at: int) -> bool:
        return self.company_cue(at) or self.reading.before(at, "perhaps company")

    def does_unlisted(self, at: int) -> bool:
        """Whether a technique does what a company would: "Notion was faster"."""
        reading = self.reading
        unlisted = reading.words[at].folded not in reading.language.words
        return unlisted and reading.after(at, "company after")
