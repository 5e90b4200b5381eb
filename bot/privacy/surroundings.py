"""What stands around a word, and whether it makes the word a name."""

from dataclasses import dataclass

from bot.privacy.employers import AND, Employers

# One letter that is a word or a technique.
_NO_INITIALS = frozenset("ACIRXY")
# First names that are months, too.
_MONTHS = frozenset({"april", "may", "june", "august", "sunday", "abril", "mai", "juni", "juli"})
# German joins these with an article: what follows is a noun as often as a name.
_JOINED_ARTICLES = frozenset({"zur", "zum", "beim", "vom"})

# What joins a clause to the one before.
_OPENING = frozenset(
    {"but", "aber", "mais", "pero", "that", "dass", "que", "while", "because", "weil"}
)
# Titles that are nothing else, and those that are words as well.
_TITLES = frozenset(
    {"mr", "mrs", "mme", "mlle", "dr", "herr", "herrn", "monsieur", "sra", "srta", "doña", "lic"}
)
_TITLES_AND_WORDS = frozenset({"frau", "madame", "señor", "señora", "señorita", "don", "sr", "ms"})


@dataclass(frozen=True, slots=True)
class Surroundings(Employers):
    """The words around a word that may name anybody: a person, a company or a university."""

    def known_acts(self, at: int) -> bool:
        reading = self.reading
        if reading.place(at):
            return reading.after(at, "person after") or reading.after(at, "person does")
        return self.acts(at)

    def known_school(self, at: int) -> bool:
        """Whether a university is meant by a place, or by what else it may be: "from Oxford"."""
        reading = self.reading
        if reading.before(at, "school"):
            return reading.school(at) or reading.place(at)
        after_one = reading.words[at - 1].folded in AND and self.labels.get(at - 2) == "school"
        return reading.school(at) and (after_one or self.perhaps_company(at))

    def takes_article(self, at: int) -> bool:
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

    def own_sentence(self, at: int) -> bool:
        """Whether what follows makes the word the begin of a sentence: "Will you", "Mark my"."""
        on = at + 1
        reading = self.reading
        if on == len(reading.words) or reading.words[on].begins:
            return False
        return reading.little(on) or reading.words[on].folded in reading.language.cues["determiner"]

    def after_first_name(self, at: int) -> bool:
        reading = self.reading
        return (
            self.labels.get(at - 1) == "name"
            and reading.tied(at - 1)
            and reading.certain_name(at - 1)
        )

    def school_head(self, at: int) -> bool:
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

    def leads(self, at: int) -> bool:
        """Whether the next word has a capital without a reason of its own: "Bright Horizons"."""
        reading = self.reading
        on = at + 1
        if not reading.tied(at) or not reading.capital(on) or reading.words[on].shouted:
            return False
        if reading.words[at].folded in reading.language.cues["determiner"]:
            return False
        explained = reading.known(on) or reading.name(on) or reading.company(on)
        titled = reading.words[at].sentence in reading.titled
        return reading.common(on) and not explained and not titled

    def acts(self, at: int) -> bool:
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
            and reading.words[at + 1].folded in AND
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

    def in_run(self, at: int) -> bool:
        """Whether a neighbour has a capital that no list explains."""
        reading = self.reading
        left = reading.tied(at - 1) and reading.capital(at - 1) and not reading.known(at - 1)
        right = reading.tied(at) and reading.capital(at + 1) and not reading.known(at + 1)
        return left or right

    def beside_known(self, at: int) -> bool:
        """Whether the word belongs to a job or the like; a name may follow one: "Manager Mark"."""
        reading = self.reading
        left = reading.tied(at - 1) and reading.capital(at - 1) and reading.known(at - 1)
        right = reading.tied(at) and reading.capital(at + 1) and reading.known(at + 1)
        return right or (left and not reading.name(at))

    def enumerated(self, at: int) -> bool:
        """Whether the word goes on a list of words with capitals: "Salary, Commute, Hours"."""
        reading = self.reading
        if not reading.capital(at) or (at - 1) in self.labels:
            return False
        gap = reading.text[reading.words[at - 1].end : reading.words[at].start]
        return gap.strip() in {",", "/", "+"} and reading.words[at - 1].capital

    def cued(self, at: int) -> bool:
        return self.person_cue(at) or self.reading.after(at, "person after")

    def person_cue(self, at: int) -> bool:
        reading = self.reading
        return any(reading.before(at, head) for head in ("person", "title", "self"))

    def titled(self, at: int) -> bool:
        """Whether a title that is no other word stands before: "herrn vogel", not "meine frau"."""
        reading = self.reading
        if at == 0 or not reading.before(at, "title") or reading.little(at):
            return False
        if reading.words[at - 1].folded in _TITLES:
            return True
        other = reading.before(at - 1, "determiner") and not reading.name(at)
        return reading.words[at - 1].folded in _TITLES_AND_WORDS and not other

    def stands_alone(self, at: int) -> bool:
        """Whether a first name that is a people's or the like stands without what it tells of."""
        reading = self.reading
        if not reading.perhaps(at) or reading.place(at) or reading.words[at].folded in _MONTHS:
            return False
        return self.ends_clause(at) or reading.little(at + 1) or reading.after(at, "person after")

    def signs(self, at: int) -> bool:
        """Whether the word is the last of all and follows a greeting: "Cheers, ant"."""
        reading = self.reading
        last = at + 1 == len(reading.words) and not reading.known(at)
        comma = "," in reading.text[reading.words[at - 1].end : reading.words[at].start]
        return last and at > 0 and comma and reading.before(at, "self")

    def surely_person(self, at: int) -> bool:
        """Whether somebody is meant though the name is a word: "spoke to mark", "met hope"."""
        reading = self.reading
        if self.after_article(at):
            return False
        if reading.words[at].begins:
            joined = reading.tied(at) and reading.words[at + 1].folded in AND
            return joined or reading.after(at, "person after")
        contacted = reading.before(at, "person") and not reading.little(at - 1)
        return contacted or reading.before(at, "person", 2) or self._one_of_two(at)

    def opens_clause(self, at: int) -> bool:
        """Whether a clause begins with a rarer first name that acts: "aber rosa hat mich"."""
        reading = self.reading
        if at == 0 or not reading.rare(at) or self.after_article(at):
            return False
        if self.listed_after(at) == "name":
            return True
        gap = reading.text[reading.words[at - 1].end : reading.words[at].start]
        if reading.words[at - 1].folded in _OPENING and reading.after(at, "person after"):
            return True
        return "," in gap and reading.after(at, "person does")

    def _one_of_two(self, at: int) -> bool:
        """Whether two first names are joined after a cue: "with will and grace"."""
        reading = self.reading
        joined = at + 2 < len(reading.words) and reading.words[at + 1].folded in AND
        return joined and reading.perhaps(at + 2) and reading.before(at, "person")

    def initial(self, at: int) -> bool:
        """Whether one letter stands for somebody: "Mr K", "with J. from HR"."""
        reading = self.reading
        letter = reading.words[at].text
        if not letter.isupper() or letter == "I":
            return False
        end = reading.words[at].end
        stopped = reading.text[end : end + 2] == ". " and reading.text[end + 2 : end + 3].islower()
        if letter in _NO_INITIALS and not stopped:
            return False
        beside = reading.before(at, "title") or reading.before(at, "person") or self._and_named(at)
        return stopped or beside

    def _and_named(self, at: int) -> bool:
        """Whether the word is joined to a name before it: "Priya and J"."""
        joined = at > 1 and self.reading.words[at - 1].folded in AND
        return joined and self.labels.get(at - 2) == "name"
