"""What names somebody is found in an answer and replaced by the word for what it was."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.privacy.amounts import Amounts
from bot.privacy.contacts import find_addresses, find_phones
from bot.privacy.identifying import Mark, Marks
from bot.privacy.leftover import find_left, widened, with_partners
from bot.privacy.lexicon import Lexicon, fold
from bot.privacy.names import find_names
from bot.privacy.reading import read
from bot.privacy.spans import MASK, Span, disjoint, masked
from bot.privacy.spelling import Spelling
from bot.privacy.streets import find_streets

_SHORTEST_STAFF = 3
_FIRST = "Begin, Anfang 0151 2345678 10%."
_NO_WORD = "xqzvkj"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A redacted text, and the spans of the original that were replaced, sorted and disjoint."""

    text: str
    spans: tuple[Span, ...]


class Redactor:
    """Replaces what names somebody, and marks what may tell who wrote an answer.

    `staff` are names that are always replaced; `allowed` are words that never are, such as the
    name of the company that asks.
    """

    def __init__(
        self, lexicon: Lexicon, staff: Sequence[str] = (), allowed: Sequence[str] = ()
    ) -> None:
        self._lexicon = replace(lexicon, known=lexicon.known | set(map(fold, allowed)))
        self._staff = _staff_pattern(staff, lexicon)
        languages = lexicon.languages.items()
        self._amounts = {tag: Amounts(language) for tag, language in languages}
        self._spellings = {tag: Spelling(language) for tag, language in languages}
        self._marks = {tag: Marks(language.marks) for tag, language in languages}

    def prepare(self) -> None:
        """Build now what is built on first use, so that no candidate waits for it."""
        for tag, language in self._lexicon.languages.items():
            self.redact(_FIRST, tag)
            language.is_common(_NO_WORD)
            self._spellings[tag].is_meant(_NO_WORD)

    def redact(self, text: str, language: str) -> Redacted:
        """The text without names, contacts and pay; redacting it again changes nothing."""
        spans: list[Span] = []
        # What was replaced changes what stands around the rest, so it is read until nothing is new.
        while found := self._find(masked(text, spans), self._tag(language)):
            spans = _with_later(spans, found)
        return Redacted(masked(text, spans), tuple(spans))

    def marks(self, text: str, language: str) -> tuple[Mark, ...]:
        """The sentences of a text that may tell who wrote it, and why, in order."""
        return tuple(self._marks[self._tag(language)].find(text))

    def _tag(self, language: str) -> str:
        tag = language[:2].lower()
        return tag if tag in self._amounts else "en"

    def _find(self, text: str, tag: str) -> list[Span]:
        held = [found.span() for found in MASK.finditer(text)]
        sure = disjoint(self._patterns(text, tag), held)
        gaps = [(span.start, span.end) for span in sure]
        reading = read(text, self._lexicon, self._spellings[tag], gaps)
        names = (with_partners(text, span) for span in find_names(reading))
        return disjoint([*sure, *names], held)

    def _patterns(self, text: str, tag: str) -> Iterator[Span]:
        yield from find_addresses(text)
        if self._staff:
            yield from (Span(*found.span(), "name") for found in self._staff.finditer(text))
        yield from find_streets(text)
        yield from (widened(text, span) for span in self._amounts[tag].find_sums(text))
        yield from find_phones(text, tag)
        near = self._amounts[tag].find_near_pay(text)
        yield from (widened(text, span) for span in near)
        yield from find_left(text)


def _with_later(spans: Sequence[Span], later: Sequence[Span]) -> list[Span]:
    """The spans, and those found later in the text that was masked by them."""
    moved = list(spans)
    for span in later:
        shift = _shift(spans, span.start)
        moved.append(Span(span.start + shift, span.end + shift, span.label))
    return sorted(moved)


def _shift(spans: Sequence[Span], at: int) -> int:
    """How much further on a place of the masked text stands in the original."""
    shift = 0
    for span in spans:
        if span.start >= at + shift:
            break
        shift += span.end - span.start - len(f"[{span.label}]")
    return shift


def _staff_pattern(staff: Sequence[str], lexicon: Lexicon) -> re.Pattern[str] | None:
    """The pattern of the names of staff: whole in any case, each part when it is no common word."""
    names = {" ".join(name.split()) for name in staff}
    parts = {part for name in names for part in name.split() if len(part) >= _SHORTEST_STAFF}
    small = {part for part in parts if not _is_common(part, lexicon)}
    anyhow = sorted(filter(None, names | small), key=len, reverse=True)
    capital = sorted(parts - small, key=len, reverse=True)
    if not anyhow and not capital:
        return None
    written = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in anyhow)
    return re.compile(rf"(?<!\w)(?:(?i:{written or '(?!)'})|{_capitals(capital)})(?!\w)")


def _capitals(names: Sequence[str]) -> str:
    return "|".join(re.escape(name[:1].upper() + name[1:]) for name in names) or "(?!)"


def _is_common(word: str, lexicon: Lexicon) -> bool:
    folded = fold(word)
    return any(folded in each.words or folded in each.nouns for each in lexicon.languages.values())
