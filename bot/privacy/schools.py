"""Names of schools: the words around the one that says university, college or lycée."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.reading import Reading

_LONGEST_NAME = 4
_LONGEST_HEAD = 2
_SHORTEST = 2
_SHORTEST_ODD = 3
# Words that begin the names of schools, however frequent.
_LEADING = frozenset({"north", "south", "east", "west", "st", "saint", "san", "santa", "sankt"})


@dataclass(frozen=True, slots=True)
class Schools:
    """The words of a reading that name a school."""

    reading: Reading

    def school(self, at: int) -> bool:
        """Whether this is a school's name or the word that says school beside one."""
        reading = self.reading
        if reading.little(at) and reading.words[at].folded not in reading.language.cues["within"]:
            return False
        return any(at in self._school_run(head) for head in self._campus_near(at))

    def odd(self, at: int) -> bool:
        """Whether the word is rarer than what people write about work, and no verb or quality."""
        reading = self.reading
        word = reading.words[at]
        if len(word.text) < _SHORTEST_ODD or not word.text[0].isalpha():
            return False
        if reading.known(at) or not reading.rare(at):
            return False
        return not word.folded.endswith(reading.language.ordinary_endings)

    def _campus_near(self, at: int) -> Iterator[int]:
        """The words that say school around the word."""
        words = self.reading.words
        for on in range(max(0, at - _LONGEST_NAME), min(len(words), at + _LONGEST_NAME)):
            last = words[on].folded.rpartition("-")[2]
            if last in self.reading.campus:
                yield on

    def _school_run(self, head: int) -> range:
        """The words of the school's name around the word that says school; none without a name."""
        reading = self.reading
        joined = "-" in reading.words[head].folded and reading.words[head].capital
        first = head
        for before in range(head - 1, max(-1, head - 1 - _LONGEST_HEAD), -1):
            if not reading.tied(before) or reading.little(before):
                break
            if self._heads(before):
                first = before
            elif not self.reading.usual(before) and not reading.known(before):
                break
        last = on = head
        while reading.tied(on) and on - head < _LONGEST_NAME and self._tails(on + 1):
            on += 1
            last = on if self._strange(on) else last
        return range(first, last + 1) if joined or first < last else range(0)

    def _heads(self, at: int) -> bool:
        """Whether a word before the word that says school belongs to the name."""
        return self._strange(at) or self.reading.words[at].folded in _LEADING

    def _tails(self, at: int) -> bool:
        """Whether a name may go on over this word after the one that says school."""
        reading = self.reading
        within = reading.words[at].folded in reading.language.cues["within"]
        return within or self._strange(at) or not (reading.little(at) or reading.known(at))

    def _strange(self, at: int) -> bool:
        """Whether a word beside the word school is part of what it is called."""
        reading = self.reading
        word = reading.words[at]
        if reading.little(at) or len(word.text) < _SHORTEST or word.text[0].isdigit():
            return False
        if word.folded in reading.language.cues["usual"]:
            return False
        if reading.place(at):
            return True
        if reading.known(at):
            return False
        if word.capital and not word.begins and not reading.language.capital_nouns:
            return True
        return self.odd(at) or not reading.common(at)
