"""Ways to reach somebody: e-mail, telephone, links and handles."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from bot.privacy.spans import Label, Span

_BRACKET_AT = r"\s*[\[(]\s*(?:at|ät|arobase|arroba|@)\s*[\])]\s*"
_AT = rf"(?:@|{_BRACKET_AT}|\s+(?:at|ät|arobase|arroba)\s+)"
_SAID_DOT = (
    r"(?:\s*[\[(]\s*(?:dot|punkt|point|punto|\.)\s*[\])]\s*|\s+(?:dot|punkt|point|punto)\s+)"
)
_SAID_SIGN = (
    r"\s(?:dot|punkt|point|punto|underscore|unterstrich|tiret(?:\sbas)?|gui[oó]n(?:\sbajo)?)\s"
)
_DOT = rf"(?:\.|{_SAID_DOT})"
_TOP = (
    "com|net|org|edu|gov|info|biz|name|pro|io|dev|ai|app|co|me|tv|xyz|tech|blog|site|online|cloud"
    "|page|link|art|design|studio|jobs|careers|de|at|ch|fr|es|it|nl|be|lu|uk|ie|us|ca|au|nz|in|br|mx"
    "|ar|cl|pt|pl|cz|se|no|dk|fi|eu|cat|gg|ly|to|sh|so|space|codes|world|example|test"
)
_MAIL = re.compile(
    rf"[\w.+-]+\s@\s[\w-]+(?:\.[\w-]+)+|[\w.+'’%-]*[\w+%-]@[\w-]+(?:\.[\w-]+)*"
    rf"|[\w.+-]+(?:{_SAID_SIGN}[\w.+-]+){{0,3}}{_AT}[\w-]+(?:{_DOT}[\w-]+)*?{_SAID_DOT}(?:{_TOP})\b"
    rf"|[\w.+-]+(?:{_SAID_SIGN}[\w.+-]+){{0,3}}{_AT}(?:gmail|googlemail|outlook|hotmail|yahoo|proton|protonmail|icloud|gmx|posteo)\b"
    rf"|[\w.+-]+{_SAID_SIGN}[\w.+-]+\s(?:bei|auf|chez|en)\s[\w-]+\.(?:{_TOP})\b"
    rf"|[\w.+-]+{_BRACKET_AT}[\w-]+(?:\.[\w-]+)*\.(?:{_TOP})\b",
    re.IGNORECASE,
)
# Without one of these there is no mail, and most answers have none.
_HAS_AT = re.compile(r"@|\b(?:at|bei|auf|chez|en|ät|arobase|arroba)\b", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?|ftp)://[^\s<>\[\]]+|\bwww\.[^\s<>\[\]]+"
    rf"|(?<![\w@.-])(?:[a-z0-9][\w-]*\.)+(?:{_TOP})(?![\w-])(?:[:/?#][^\s<>\[\]]*)?"
    r"|\b\w[\w-]*\s(?:dot|punkt|point|punto)\s(?:com|net|org|io|dev|de|fr|es)\b"
    r"|(?<![\w@.-])(?:[a-z0-9][\w-]*\.)+[a-z]{2,}/[^\s<>\[\]]+",
    re.IGNORECASE,
)
# Written like a domain, but the name of a technique.
_TECHNIQUE = re.compile(r"(?:asp|vb|ado|socket|ml)\.(?:net|io)|(?:e|i)\.(?:g|e)", re.IGNORECASE)
_AT_HANDLE = re.compile(
    r"(?<![\w@.])@\w[\w.-]*\w|(?<![\w#])[\w.]{2,32}#\d{4}\b|(?<![\w.])[^\W\d_]\w*_\w*\w|\b(?!covid)[a-z]{4,}\d{2,4}\b"
)
_NETWORK = (
    r"(?:github|gitlab|twitter|linkedin|instagram|insta|facebook|mastodon|bluesky|telegram|whatsapp"
    r"|signal|discord|skype|slack|reddit|tiktok|youtube|xing|stack\s?overflow|medium|behance"
    r"|dribbble|kaggle|leetcode|hackerrank|threads|handle|username|nick(?:name)?|alias)"
)
# A handle after its network: "my GitHub is kpatel92", "on Skype as live:xyz", "IG: jo_writes".
_NAMED = re.compile(
    rf"\b{_NETWORK}(?:\s+(?:name|handle|user|profile|account|profil|konto|compte|cuenta))?"
    r"(?:\s*[:=]\s*|,?\s+it['’]?s\s+|\s+(?:is|as|under|ist|als|unter|est|sous|es|como|bajo)\s+)"
    r"(?P<handle>[^\W_]?[\w.:-]*[\d_:.-][\w.:-]*\w)",
    re.IGNORECASE,
)
# An application, candidate or ticket by its number.
_NUMBER = re.compile(
    r"(?<!\w)(?:#|(?:id|number|nr\.?|no\.|nummer|ref(?:erence)?|referenz|ticket|req(?:uisition)?|numéro"
    r"|número|dossier|kennziffer)(?:\s*(?:is|ist|est|es|:|#|=))?\s*)(?P<number>[A-Z]{0,4}-?\d{3,})\b(?!\s?[\d(/]|-\d)",
    re.IGNORECASE,
)
_PATH_HANDLE = re.compile(r"(?<![\w/])(?:[ur]/|in/)[\w-]{3,}", re.IGNORECASE)
_EXTENSION = r"(?:[\s,]*(?:ext|extension|durchwahl|dw|poste|extensión|x)\.?\s*\d{1,5})?"
_PHONE = re.compile(
    rf"(?<![\w.,/€$£-])(?:\+|00)?\(?\d[\d\s().\u00a0\u2010\u2011–/-]{{5,22}}\d(?!\w|[.,]\d){_EXTENSION}",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"
    r"|(?:19|20)\d\d\s*(?:[-–/]\s*(?:19|20)\d\d)|\d{1,2}(?:-\d{2}){2}(?:-\d{2})?"
)
# After such a word fewer digits are a telephone number.
_CALL = re.compile(
    r"(?<![\w-])(?:call|ring|phone|text|dial|mobile|cell|number|tel|telefon|handy|nummer|ruft?|anrufen"
    r"|appele[rz](?:-moi)?|téléphone|numéro|portable|llam\w+|teléfono|móvil|número|whatsapp)"
    r"(?:\s(?:me|us|on|at|is|my|number|mich|an|unter|ist|moi|au|est|al|es))*[.:\s]+"
    r"(?P<phone>\+?\d[\d\s().-]{3,14}\d)(?!\w|[.,]\d|\s?(?:%|am\b|pm\b|uhr\b|h\b|times|mal\b))",
    re.IGNORECASE,
)
_FEWEST_CALLED = 5
_ONLY_EXTENSION = re.compile(
    r"\b(?:ext|extension|durchwahl|poste|extensión)\b\.?\s*(?:is\s+)?\d{2,6}\b", re.IGNORECASE
)
_FEWEST_DIGITS = 7
_MOST_DIGITS = 15
_REGIONS = {"en": ("US", "GB"), "de": ("DE", "AT"), "fr": ("FR",), "es": ("ES", "MX")}
_TRAILING = ".,;:!?)\"'’”»"


def find_addresses(text: str) -> Iterator[Span]:
    """Every e-mail address, link and handle; mail first, because it holds the others."""
    if _HAS_AT.search(text):
        yield from _matches(_MAIL, "email", text)
    yield from (span for span in _matches(_LINK, "link", text) if not _is_technique(text, span))
    for pattern in (_AT_HANDLE, _PATH_HANDLE):
        yield from _matches(pattern, "handle", text)
    for found in _NUMBER.finditer(text):
        if sum(map(str.isdigit, found["number"])) < _FEWEST_DIGITS:
            yield Span(*found.span("number"), "number")
    for found in _NAMED.finditer(text):
        yield Span(*found.span("handle"), "handle")


def _matches(pattern: re.Pattern[str], label: Label, text: str) -> Iterator[Span]:
    for found in pattern.finditer(text):
        written = found[0].rstrip(_TRAILING)
        yield Span(found.start(), found.start() + len(written), label)


def _is_technique(text: str, span: Span) -> bool:
    return _TECHNIQUE.fullmatch(text, span.start, span.end) is not None


def find_phones(text: str, language: str) -> Iterator[Span]:
    """Every telephone number, of the language's countries or written as international."""
    candidates = [found for found in _PHONE.finditer(text) if _is_phone(found[0])]
    yield from (Span(found.start(), found.end(), "phone") for found in candidates)
    yield from _matches(_ONLY_EXTENSION, "phone", text)
    for found in _CALL.finditer(text):
        if sum(map(str.isdigit, found["phone"])) >= _FEWEST_CALLED:
            yield Span(*found.span("phone"), "phone")
    if sum(character.isdigit() for character in text) < _FEWEST_DIGITS:
        return
    for region in _REGIONS.get(language[:2].lower(), _REGIONS["en"]):
        for number in PhoneNumberMatcher(text, region, leniency=Leniency.VALID):
            yield Span(number.start, number.end, "phone")


def _is_phone(written: str) -> bool:
    digits = sum(character.isdigit() for character in written)
    return _FEWEST_DIGITS <= digits <= _MOST_DIGITS and not _DATE.fullmatch(written.strip())
