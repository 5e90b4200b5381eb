"""What a clause talks of, and which of its rarer words that makes a name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.privacy.employers import AND
from bot.privacy.schools import Schools
from bot.privacy.spans import Label

_LONGEST_NAME = 4
_FARTHEST = 6
# With what a company's name ends after "and", however frequent the word.
KIN = frozenset(
    {"sons", "son", "brothers", "daughters", "co", "söhne", "sohn", "töchter", "partner", "fils"}
    | {"frères", "filles", "hijos", "hijas", "hermanos", "cía", "cia", "partners", "associés"}
)
# Verbs that stand after one, so that a word in -s before them is no plural: "pinnacles pays".
_SINGULAR = frozenset({"was", "has", "is", "pays", "offers", "gives", "does", "lets", "wants"})
_SAID_OF = frozenset({"old", "young", "big", "little", "dear", "poor", "lovely"})
# What leads to a technique as often as to an employer.
_BESIDE = frozenset(
    {"with", "by", "mit", "avec", "par", "con", "por", "von", "like", "of", "de", "d"}
)
_AGAINST = frozenset({"vs", "versus"})
_INFINITIVE = frozenset({"to", "zu"})
_CALLING = frozenset({"chez", "namens"})
_DOING = ("company does", "company after", "person does", "person after")
_ADVERBS = frozenset(
    {"just", "also", "only", "really", "simply", "already", "then", "never", "always"}
)
_SENTENCE_ADVERBS = ("ly", "lich", "ment", "mente")
_PLURALS = ("ing", "ly", "ion", "ment", "ness", "ity", "ance", "ence", "ship", "s")


@dataclass(frozen=True, slots=True)
class Clauses(Schools):
    """The clauses of a reading, given what the words before one are (`labels`)."""

    labels: Mapping[int, Label]

    def label(self, at: int) -> Label | None:
        """What a word names that nothing but its clause tells of."""
        if self._settled(at):
            return None
        if self._works(at) or self._goes_on(at) or self._owns(at) or self._rivals(at):
            return "company"
        if self.studies(at):
            return "school"
        if self._meets(at):
            return "name"
        if self._called(at):
            return "name"
        if self._acts(at) or self._alone(at):
            return "company"
        return "name" if self._led_to(at) else None

    def studies(self, at: int) -> bool:
        """Whether the word is in what somebody's school is called: "my course at kestle"."""
        return self._in_name(at, "study")

    def _settled(self, at: int) -> bool:
        """Whether the word is none to suspect: a little one, or one in a shouted sentence."""
        reading = self.reading
        word = reading.words[at]
        if word.sentence in reading.shouted or word.sentence in reading.titled:
            return True
        return reading.little(at) or word.folded in reading.language.cues["determiner"]

    def _plural(self, at: int) -> bool:
        """Whether an English word ends as those do that say what something is like."""
        reading = self.reading
        english = reading.language is reading.lexicon.english
        if not english or not reading.words[at].folded.endswith(_PLURALS):
            return False
        on = at + 1
        return on == len(reading.words) or reading.words[on].folded not in _SINGULAR

    def _works(self, at: int) -> bool:
        """Whether the word is in what an employer is called: "yes to blue harbour"."""
        return self._in_name(at, "workplace")

    def _meets(self, at: int) -> bool:
        """Whether somebody is met or spoken to whom a rarer word names."""
        small = not (self.reading.language.capital_nouns and self.reading.words[at].capital)
        return small and self._in_name(at, "encounter")

    def _in_name(self, at: int, head: str) -> bool:
        """Whether the word is in a run of words, one of them odd, that such a clause leads to."""
        first = self._first(at)
        if first == 0 or not self._leads(first - 1, head):
            return False
        if self.reading.company(at) and head == "workplace" and at == first:
            return self.reading.words[at - 1].folded not in _BESIDE
        run = list(self._run(first))
        if at not in run:
            return False
        if self._calls(first - 1) and len(run) > 1:
            return True
        odd = self._odd_block(run)
        if not odd:
            return False
        return at <= odd[-1] or (at == odd[-1] + 1 and self._ends(at))

    def _odd_block(self, run: list[int]) -> list[int]:
        """The first words of a run that are odd and stand together."""
        organisations = self.reading.language.cues["organisation"]
        block: list[int] = []
        for on in run:
            organisation = on > run[0] and self.reading.words[on].folded in organisations
            if organisation or (self.odd(on) and not self._plural(on)):
                block.append(on)
            elif block:
                break
        return block

    def _calls(self, at: int) -> bool:
        """Whether only what an employer is called stands after the word: "chez petit navire"."""
        return self.reading.words[at].folded in _CALLING

    def _led_to(self, at: int) -> bool:
        """Whether a rarer word follows "at", "with" and the like at the end of a clause."""
        reading = self.reading
        if reading.language.capital_nouns and reading.words[at].capital:
            return False
        if not self.odd(at) or self._plural(at) or not reading.tied(at - 1):
            return False
        closes = self._ends(at) or reading.little(at + 1)
        closes = closes and reading.words[at - 1].folded not in _INFINITIVE
        return closes and reading.words[at - 1].folded in reading.language.cues["toward"]

    def _first(self, at: int) -> int:
        """Where the run of words begins that this word is in."""
        first = at
        while first > 0 and at - first < _LONGEST_NAME and self._part(first - 1, first):
            first -= 1
        return first

    def _part(self, at: int, on: int) -> bool:
        reading = self.reading
        word = reading.words[at].folded
        cues = reading.language.cues
        if not reading.tied(on - 1) or reading.little(at) or word in cues["determiner"]:
            return False
        if word in cues["toward"] or word in cues["straight"] or word in cues["aside"]:
            return False
        return not reading.known(at) or word in cues["organisation"]

    def _run(self, first: int) -> Iterator[int]:
        """The words of the run that begins here."""
        yield first
        on = first + 1
        while on < min(first + _LONGEST_NAME, len(self.reading.words)):
            if not self._part(on, on) or not self.reading.tied(on - 1):
                return
            yield on
            on += 1

    def _leads(self, at: int, head: str) -> bool:
        """Whether the word is what joins such a clause to a name, or leads to one by itself."""
        reading = self.reading
        if not reading.tied(at):
            return False
        word = reading.words[at].folded
        if word in reading.language.cues["straight"] and head == "workplace":
            return True
        return word in reading.language.cues["toward"] and self._tells(at, head)

    def _tells(self, at: int, head: str) -> bool:
        """Whether a word of this head stands before in the same clause."""
        reading = self.reading
        for back in range(at - 1, max(-1, at - _FARTHEST), -1):
            gap = reading.text[reading.words[back].end : reading.words[back + 1].start]
            if reading.words[back + 1].begins or "," in gap or "(" in gap:
                return False
            if reading.words[back].folded in reading.language.cues[head]:
                return True
        return False

    def _ends(self, at: int) -> bool:
        reading = self.reading
        if at + 1 == len(reading.words):
            return True
        return bool(reading.text[reading.words[at].end : reading.words[at + 1].start].strip())

    def _goes_on(self, at: int) -> bool:
        """Whether a company's name goes on: "nettle and rye", "la fabrique du nord"."""
        reading = self.reading
        if at < 2 or self.labels.get(at - 2) != "company" or not reading.tied(at - 1):
            return False
        between = reading.words[at - 1].folded
        if not reading.tied(at - 2):
            return False
        if between in AND:
            return reading.words[at].folded in KIN or self.odd(at)
        small = not reading.words[at - 2].capital
        return small and between in reading.language.cues["within"] and self._ends(at)

    def _rivals(self, at: int) -> bool:
        """Whether the word is weighed against another: "between you and lark", "lark vs you"."""
        reading = self.reading
        if not self.odd(at) or self._plural(at):
            return False
        if reading.tied(at) and reading.words[at + 1].folded in _AGAINST:
            return True
        before = at > 1 and reading.tied(at - 1) and reading.words[at - 1].folded in AND
        return before and (self._tells(at - 1, "between") or (at - 2) in self.labels)

    def _owns(self, at: int) -> bool:
        """Whether a rarer word without an article owns something: "tessera's process"."""
        reading = self.reading
        if not reading.owns(at) or not self.odd(at):
            return False
        return at == 0 or reading.words[at - 1].folded not in reading.language.cues["determiner"]

    def _acts(self, at: int) -> bool:
        """Whether a clause begins with a rarer word that does what people and companies do."""
        reading = self.reading
        if reading.language.capital_nouns and reading.words[at].capital:
            return False
        if not self._opens(at) or not self.odd(at) or self._plural(at):
            return False
        return any(reading.after(on, head) for head in _DOING for on in self._before_verb(at))

    def _before_verb(self, at: int) -> Iterator[int]:
        """The word, and the adverb after it: "velvet just treated me better"."""
        yield at
        if self.reading.tied(at) and self.reading.words[at + 1].folded in _ADVERBS:
            yield at + 1

    def _called(self, at: int) -> bool:
        """Whether the lists have a rarer word as a name, and no article makes it another."""
        reading = self.reading
        if reading.language.capital_nouns and reading.words[at].capital:
            return False
        if reading.perhaps(at) and not self._joined(at):
            return False
        odd = reading.name(at) and self.odd(at) and not self._plural(at)
        said = at > 0 and reading.words[at - 1].folded in _SAID_OF
        return odd and (said or not reading.before(at, "determiner"))

    def _joined(self, at: int) -> bool:
        """Whether what stands before may lead to a name: "if joy reads", "and old frank"."""
        before = self.reading.words[at - 1].folded
        cues = self.reading.language.cues
        return at > 0 and (before in _SAID_OF or before in AND or before in cues["opening"])

    def _alone(self, at: int) -> bool:
        """Whether the rarer word is all that its sentence, or the begin of it, says."""
        reading = self.reading
        small = not (reading.language.capital_nouns and reading.words[at].capital)
        odd = self.odd(at) and not self._plural(at)
        last = at + 1 == len(reading.words) or reading.words[at + 1].begins
        return small and odd and reading.words[at].begins and last and self._bare(at)

    def _bare(self, at: int) -> bool:
        """Whether nothing that was masked stands between the word and the next."""
        words = self.reading.words
        end = words[at + 1].start if at + 1 < len(words) else len(self.reading.text)
        return not any(map(str.isalnum, self.reading.text[words[at].end : end]))

    def _opens(self, at: int) -> bool:
        reading = self.reading
        if reading.words[at].begins:
            return True
        gap = reading.text[reading.words[at - 1].end : reading.words[at].start]
        before = reading.words[at - 1].folded
        adverb = before.endswith(_SENTENCE_ADVERBS) and reading.words[at - 1].begins
        return "," in gap or adverb or before in reading.language.cues["opening"]
