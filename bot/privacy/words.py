"""The words of an answer, and where its sentences begin."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.privacy.lexicon import fold
from bot.privacy.spans import MASK

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
# A full stop without a space joins two sentences, not two parts of a word.
_JOINED = re.compile(r"(?<=[^\W\d_]{2})\.(?=[^\W\d_])")
_ELISION = re.compile(
    r"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quelqu|quoiqu|presqu)['’](?=\w)", re.IGNORECASE
)
_CONTRACTION = re.compile(r"['’](?:s|re|ve|ll|d|m)$|['’]$", re.IGNORECASE)
_NEGATION = re.compile(r"n['’]t$", re.IGNORECASE)
_NO_ELISION = frozenset({"aujourd'hui"})
# What "w/" is short for.
_WITH = "with"
_ENDS = ".!?…:;\n•|*>"
# How the names of the letters begin that the four languages are written with.
_LATIN = ("LATIN", "FEMININE ORDINAL", "MASCULINE ORDINAL", "MICRO", "MODIFIER", "FULLWIDTH LATIN")
# A full stop after these, or after one letter, ends no sentence.
_SHORT = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sr",
        "sra",
        "srta",
        "st",
        "mme",
        "mlle",
        "hr",
        "fr",
        "dipl",
        "lic",
        "arq",
        "dña",
        "ing",
        "bzw",
        "ca",
        "inkl",
        "evtl",
        "usw",
        "ext",
        "tel",
        "e.g",
        "i.e",
        "vs",
        "no",
        "nr",
        "approx",
        "etc",
        "ggf",
        "zzgl",
        "z.b",
        "d.h",
        "u.a",
        "p.ej",
        "ej",
        "pág",
        "resp",
        "min",
        "max",
        "avg",
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word: where it stands, as written and folded, whether it begins its sentence, and which."""

    start: int
    end: int
    text: str
    folded: str
    begins: bool
    sentence: int

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital anywhere, as names are."""
        # Nearly every word is small, which is known at once.
        return not self.text.islower() and any(map(str.isupper, self.text))

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals only."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def foreign(self) -> bool:
        """Whether it is written in another script than the languages of the lists."""
        return not self.text.isascii() and any(
            character.isalpha() and not unicodedata.name(character, "").startswith(_LATIN)
            for character in self.text
        )


def read_words(text: str, gaps: Sequence[tuple[int, int]] = ()) -> tuple[Word, ...]:
    """The words of a text in order, without those in `gaps` (start, end) and in what was masked."""
    holes = [*gaps, *(found.span() for found in MASK.finditer(text))]
    words: list[Word] = []
    sentence = 0
    last = 0
    for start, end in _pieces(text):
        begins = last == 0 or _begins(text, last, start)
        sentence += begins
        last = end
        if not any(s < end and start < e for s, e in holes):
            written = text[start:end]
            folded = _WITH if text[start : end + 1].lower() == "w/" else fold(written)
            words.append(Word(start, end, written, folded, begins, sentence))
    return tuple(words)


def _begins(text: str, last: int, start: int) -> bool:
    """Whether what stands between two words ends a sentence, or opens a quotation."""
    gap = text[last:start]
    if gap.startswith(")") and text[last - 1].isdigit():
        return True
    if any(unicodedata.category(character) == "So" for character in gap):
        return True
    for at, character in enumerate(gap):
        if character == "." and _is_short(text, last) and "\n" not in gap:
            continue
        if character in _ENDS and (at + 1 == len(gap) or not gap[at + 1].isalnum()):
            return True
    return any(quote in gap for quote in '"“„«') or " '" in gap or " ‘" in gap


def _is_short(text: str, end: int) -> bool:
    word = re.search(r"[\w.]*$", text[max(0, end - 8) : end])
    written = word[0].lower() if word else ""
    return (len(written) == 1 and written.isalpha()) or written in _SHORT


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand: elisions and possessives are cut off, joined sentences cut apart."""
    for found in _WORD.finditer(text):
        start = found.start()
        joints = [joint.start() for joint in _JOINED.finditer(text, *found.span())]
        for cut in (*joints, found.end()):
            yield from _cut(text, start, cut)
            start = cut + 1


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    elision = _ELISION.match(text, start, end)
    if elision and text[start:end].lower().replace("’", "'") not in _NO_ELISION:
        yield start, elision.end() - 1
        start = elision.end()
    if _NEGATION.search(text[start:end]):
        yield start, end
        return
    if contraction := _CONTRACTION.search(text[start:end]):
        end = start + contraction.start()
    if start < end:
        yield start, end
