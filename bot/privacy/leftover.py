"""Figures that nothing else has named, and what belongs to one that was found in part.

Better masked in vain than read by somebody who knows.
"""

import re
from collections.abc import Iterator

from bot.privacy.figures import COUNTED
from bot.privacy.spans import Span

_SIGN = r"(?:\b[A-Z][A-Za-z]{0,2}[./]{0,2}\s?)?"
# A currency of up to three letters and the first digits of a sum that were left before it, and
# what is said of it behind.
_BEFORE = re.compile(
    r"(?:(?<![\w/])(?:[A-Z]{1,3}|[A-Z]/|[A-Z][a-z]{0,2}\.?|[A-Z]{1,2}[$€£]|[$€£])\s?)?(?:\d[\d.,'’\u00a0\u202f]*)?$"
)
_BEHIND = re.compile(
    r"(?:[.,'’]?\d[\d.,'’]*\d)?(?:\s?(?:base|fix|fixum|basic|ote|all[- ]in|brut|bruto|brutto|gross"
    r"|net|netto|neto|mil|tsd|lakhs?|lpa|tc|limpios|libres|pesos|pesitos|soles|plus bonus))*(?!\w)",
    re.IGNORECASE,
)
_FIGURE = r"\d[\d.,'’\u00a0\u202f]*\d"
_TAIL = r"(?:\s?(?:mil|tsd|lakh|base|fix|brut|brutto|netto|gross|total)\w*)?"
_NO_TAIL = rf"(?![\w/:°]|[.,]\d|\s?%|[\s-]?(?:{COUNTED})|-\w)"
_LEFT = re.compile(rf"(?<![\w.,:/#+-]){_SIGN}(?P<figure>{_FIGURE}){_TAIL}{_NO_TAIL}")
# A year, a time of day, a version, or what is numbered and leads to nobody.
_HARMLESS = re.compile(
    r"(?:19|20)\d\d|[0-2]?\d[.:][0-5]\d|\d{1,2}\.\d{1,2}|1\d|10|100|24|50|60|90|365|401|404|500|9001|27001"
)
_NUMBERED = re.compile(
    r"\b(?:java|python|windows|office|dynamics|web|iso|top|covid|level|band|grade|room|page|step|version"
    r"|agenda|studio|series|angular|node|php|c|ios|android|a|b|s|t|q|am|im|in|on|of|de|of the)\s?$",
    re.IGNORECASE,
)
_NEAR = 12


def find_left(text: str) -> Iterator[Span]:
    """Every figure of two digits or more that counts nothing."""
    for found in _LEFT.finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        if not _HARMLESS.fullmatch(found["figure"]) and not _NUMBERED.search(before):
            yield Span(*found.span(), "number")


_TIED = re.compile(r"(?:\s?[+&]\s?[^\W\d_][\w'’-]*)+")


def with_partners(text: str, span: Span) -> Span:
    """The span of a name with those tied to it by a sign: "Kordt+Söhne"."""
    behind = _TIED.match(text, span.end)
    return Span(span.start, behind.end(), span.label) if behind else span


def widened(text: str, span: Span) -> Span:
    """The span of a sum with its currency before it and what is said of it behind."""
    before = _BEFORE.search(text, max(0, span.start - _NEAR), span.start)
    behind = _BEHIND.match(text, span.end)
    start = before.start() if before else span.start
    return Span(start, behind.end() if behind else span.end, span.label)
