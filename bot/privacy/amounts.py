"""Figures of pay: sums, ranges, shares of a company and percentages near pay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.privacy.figures import COUNTED, find_compared
from bot.privacy.language import Language, phrase_pattern
from bot.privacy.spans import Span

_SIGN = r"[€$£¥₹₽₩₺₴¢]"
_CODE = (
    r"(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|CAD|AUD|NZD|INR|JPY|CNY|BRL|MXN|ARS|CLP|COP|SGD"
    r"|HKD|AED|ILS|ZAR|TRY|Rs\.?|US\$|C\$|A\$|R\$|kr|Fr\.)"
)
_FIGURE = r"\d+(?:[.,'’\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"
_SCALE = (
    r"(?:\s?(?:ke(?:ur(?:os?)?)?|k|mio\.?|m|tsd\.?|t€|teur|lpa|lakhs?|crores?|pa|p\.a|pcm|p[hdmw])"
    r"(?!\w))"
)
_TO = r"\s*(?:-|–|—|to|and|or|bis|und|oder|à|et|ou|a|y|o|/)\s*"
# 401k is a pension, and a 5k or 10k with a race after it is a race.
_NO_SUM = re.compile(
    r"401\s?\(?k\)?|(?:5|10)k(?=\s*(?:run|race|lauf|course|carrera))", re.IGNORECASE
)
_CENT = r"(?:per\s?cent|prozent|pour\s?cent|por\s?ciento)"
# Sums nobody wrote out: "mid six figures", "low 90s", "sechsstellig".
_ROUGH = re.compile(
    r"\b(?:(?:low|mid|high)[\s-])?(?:four|five|six|seven|[4-7])[\s-]figures?\b"
    r"|\b(?:low|mid|high|upper|sub)[\s-](?:\d{2,3}(?:k|s|\b)|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)|\b(?:vier|fünf|sechs|sieben)stellig\w*"
    r"|\b(?:quatre|cinq|six)\schiffres\b|\b(?:cuatro|cinco|seis)\scifras\b",
    re.IGNORECASE,
)
# A figure this long is pay, or a number that leads to somebody: in no case an opinion.
_LONG = re.compile(
    r"(?<![\w.,/-])\d{1,3}(?:[.,'’]\d{3})+(?![\w/]|[.,:-]\d)|(?<![\w.,/-])\d{5,}(?!\w)"
)
# Two or three digits at the end of a clause, when pay is what is talked about.
_SAID = re.compile(
    r"(?<![\w.,:/#-])\d{2,3}(?=\s*(?:[.,;!?)](?!\d)|$))"
    r"|\b(?:unter|under|below|above|least|moins de|plus de|menos de|unos)\s+"
    rf"(?P<bound>\d{{2,3}})\b(?!\s?(?:{COUNTED}|%)|[.,:]\d)",
    re.IGNORECASE,
)
# For how long, and before or after tax: told with a sum, it is part of it.
_PERIOD = re.compile(
    r"(?:\s?(?:brutto|netto|gross|net|bruts?|nets?|brutos?|netos?)\b"
    r"|\sde\sl['’]heure\b|(?:\s(?:an?|per|pro|par|por|al?|la|le|im|die|the)\s|\s?/\s?)"
    r"(?:hour|hr|h|day|week|month|year|annum|stunde|tag|monat|jahr|heure|jour|mois|an|hora|d[ií]a|mes|año)\b){1,2}",
    re.IGNORECASE,
)
_PAID = re.compile(rf"(?<![\w.,/-])\d[\d.,'’\u00a0\u202f ]*\d{_PERIOD.pattern}", re.IGNORECASE)
# What shows that pay is what a sentence is about.
_SUM = re.compile(rf"{_SIGN}\s?\d|\d\s?(?:k|€)(?!\w)|\[amount\]", re.IGNORECASE)
# Nearly every answer is without one, and needs no look for figures.
_DIGIT = re.compile(r"\d")
_YEARS = range(1900, 2100)
_NEAR = 45


@dataclass(frozen=True)
class Amounts:
    """The patterns of pay in one language."""

    language: Language

    def find_sums(self, text: str) -> Iterator[Span]:
        """Every figure that is pay by itself."""
        figures = (self._sums, _PAID) if _DIGIT.search(text) else ()
        for pattern in (*figures, self._words, _ROUGH):
            for found in pattern.finditer(text):
                if not _NO_SUM.match(text, found.start()):
                    yield Span(found.start(), _end(text, found.end()), "amount")

    def find_near_pay(self, text: str) -> Iterator[Span]:
        """Every figure that is pay because a word of pay stands near, or too long to be said."""
        if _DIGIT.search(text):
            yield from self._figures(text)
        yield from find_compared(text, self._tells_of_pay)

    def _figures(self, text: str) -> Iterator[Span]:
        for found in _LONG.finditer(text):
            yield Span(found.start(), _end(text, found.end()), "amount")
        for found in self._loose.finditer(text):
            if self._near_pay(text, found.start(), found.end()) and not _is_year(found[0]):
                yield Span(found.start(), _end(text, found.end()), "amount")
        for found in _SAID.finditer(text):
            span = found.span("bound" if found["bound"] else 0)
            if self._near_pay(text, *span):
                yield Span(*span, "amount")
        for found in self._bare.finditer(text):
            yield Span(*found.span("rate" if found["rate"] else "sum"), "amount")

    @cached_property
    def _sums(self) -> re.Pattern[str]:
        """Figures with a currency, a k, or something one owns shares in."""
        word = rf"\b(?:{self._phrases('currency')})\b"
        scale = rf"(?:{_SCALE}|\s?\b(?:{self._phrases('thousand')})\b)"
        money = rf"(?:\s?{_SIGN}|\s?\b{_CODE}\b|\s?{word})"
        before = rf"(?:{_SIGN}|\b{_CODE})\s?"
        first = rf"(?:{before})?{_FIGURE}{scale}?{money}?"
        return re.compile(
            rf"(?<![\w.,])(?:{first}{_TO})?"
            rf"(?:{before}{_FIGURE}{scale}?{money}*|{_FIGURE}{scale}?{money}+|{_FIGURE}{_SCALE}"
            rf"|{_FIGURE}\s(?:{self._phrases('thousand')})\b)(?!\w)"
            rf"|(?<![\w.,]){_FIGURE}{scale}?\s(?:{self._units})\b",
            re.IGNORECASE,
        )

    @cached_property
    def _units(self) -> str:
        units = self.language.cues["unit"]
        return phrase_pattern([unit for unit in units if "cent" not in unit and "zent" not in unit])

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Figures in words before a thousand or a currency: "seventy-two thousand euros"."""
        number = rf"(?:{self._phrases('number')})"
        ends = rf"(?:{self._phrases('thousand')})"
        money = rf"(?:{self._phrases('currency')})"
        whole = r"(?<!\sy)(?<!\set)(?<!\sa)(?<!\sand)(?<!\sund)"
        return re.compile(
            rf"\b(?:a\s(?=hundred|half))?(?!(?:a|and|un|una|une|et|y|und)\b){number}(?:[\s-]+{number}|{number})*(?:[\s-]*\b{ends}(?:[\s-]+(?:{number}|{money}))*"
            rf"|[\s-]+{money}|[\s-]+{_CENT}|{ends}(?:\s+{money})?)\b{whole}|\b\w*{number}tausend\w*(?:\s{money})?",
            re.IGNORECASE,
        )

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        """Percentages and plain figures, which are pay only when a word of pay is near."""
        plain = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d{4,7}"
        return re.compile(
            rf"(?<![\w.,/-])(?:{_FIGURE}(?:\s?%)?{_TO})?(?:{_FIGURE}(?:\s?%|\s{_CENT})|(?:{plain}))(?![\w/]|[.,:-]\d)",
            re.IGNORECASE,
        )

    @cached_property
    def _bare(self) -> re.Pattern[str]:
        """Two or three digits between a word of pay and the end of a clause, or before a rate."""
        figure = rf"(?P<{{}}>\d{{{{2,3}}}}(?:{_TO}\d{{{{2,3}}}})?)"
        ends = r"base|total|all.in|gross|ote|tc|fix|fixum|brutto|netto|bruts?|nets?|brutos?|netos?"
        rates = r"per\s(?:hour|day|annum)|an\shour|a\s(?:day|year)|p\.?\s?a\.|/\s?(?:h|hr|day|year)"
        asked = rf"\b(?:{self._phrases('pay')})\b(?:\s+[^\W\d_]+){{0,2}}?\s+"
        clause = r"(?=\s*(?:[.,;!?)]|$|(?:and|but|und|aber|et|mais|y|pero)\b))"
        return re.compile(
            rf"(?<![\w.,]){figure.format('rate')}(?=\s?(?:{ends}|{rates})\b)"
            rf"|{asked}{figure.format('sum')}{clause}",
            re.IGNORECASE,
        )

    @cached_property
    def _pay(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self._phrases('pay')})\b", re.IGNORECASE)

    def _near_pay(self, text: str, start: int, end: int) -> bool:
        return self._tells_of_pay(text[max(0, start - _NEAR) : end + _NEAR])

    def _tells_of_pay(self, text: str) -> bool:
        return bool(self._pay.search(text) or _SUM.search(text))

    def _phrases(self, head: str) -> str:
        return phrase_pattern(tuple(self.language.cues[head]))


def _end(text: str, end: int) -> int:
    """Where a sum that ends here ends with what it is paid for: "28 an hour", "4.200 brutto"."""
    found = _PERIOD.match(text, end)
    return found.end() if found else end


def _is_year(written: str) -> bool:
    return written.isdigit() and int(written) in _YEARS
