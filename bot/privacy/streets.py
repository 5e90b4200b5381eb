"""Addresses of houses: a street with its number, or a street by what streets are called."""

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

_NUMBER = r"\d{1,4}\s?[a-zA-Z]?(?!\w)"
_NAMED = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
_GERMAN = (
    rf"(?:{_NAMED}\s)?[^\W\d_][\w-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer)\s{_NUMBER}"
    rf"|{_NAMED}\s(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Damm|Ufer)\s{_NUMBER}"
)
_ENGLISH = (
    rf"\d{{1,5}}[a-zA-Z]?\s(?:{_NAMED}\s){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Square"
    r"|Court|Close|Way|Terrace|Crescent|Boulevard|Blvd|Gardens|Hill)\b"
)
_ROMANCE = (
    r"\b(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Ii]mpasse|[Qq]uai|[Aa]llée|[Cc]alle|[Aa]venida|[Pp]laza"
    rf"|[Pp]aseo|[Cc]arrer)\s(?:(?:de|du|des|del|la|las|los|el)\s|[dl]['’]){{0,2}}{_NAMED}"
    rf"(?:\s{_NAMED}){{0,3}}(?:,?\s(?:n[ºo°]\s?)?{_NUMBER})?"
)
_STREET = re.compile(f"{_GERMAN}|{_ENGLISH}|{_ROMANCE}")


def find_streets(text: str) -> Iterator[Span]:
    """Every street that leads to somebody's door."""
    return (Span(*found.span(), "place") for found in _STREET.finditer(text))
