"""Addresses of houses: a street with its number, what it is called, and what stands after it."""

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

_CAPITAL = r"(?=[^\W\d_a-zß-öø-ÿ])"
_NAMED = rf"{_CAPITAL}[^\W\d_][\w'’.-]*"
_SMALL = r"[^\W\d_][\w'’-]*"
_NUMBER = r"\d{1,4}(?:\s?[a-zA-Z]|\s(?:bis|ter))?(?:\s?[-–/]\s?\d{1,4}[a-zA-Z]?)?(?!\w)"
_GERMAN_KIND = (
    r"(?i:straße|strasse|stra[sß]s?e|str\.?|weg|platz|allee|gasse|damm|ufer|ring|chaussee)"
)
# Streets that are called by where they lie: "Am Mühlbach 7".
_LYING = (
    r"(?:Am|Im|Zum|Zur|An\sde[rn]|Auf\sde[rm]|Hinter\sde[rmn]|Unter\sden|Vor\sde[rm]|In\sde[rn])"
)
_DAY = (
    r"(?i:mon|diens|mitt|donners|frei|sams|sonn|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez"
    r"|jahr|alter|level|raum)"
)
_GERMAN = (
    rf"(?:{_NAMED}\s)?[^\W\d_][\w-]*{_GERMAN_KIND}\s{_NUMBER}"
    rf"|{_LYING}\s(?!{_DAY})(?:{_NAMED}\s){{1,2}}{_NUMBER}(?=\s*[.,;)]|\s*$)"
    rf"|(?<=von\s|aus\s){_LYING}\s(?!{_DAY}){_NAMED}\s{_NUMBER}"
    rf"|{_NAMED}\s{_GERMAN_KIND}\s{_NUMBER}|{_SMALL}\s(?i:straße|strasse|str\.|gasse|allee)\s{_NUMBER}"
)
_ENGLISH_KIND = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|square|court|close|way|terrace|crescent"
    r"|boulevard|blvd|gardens|hill|row|grove|mews|wharf|quay)\b(?:\.(?=,))?"
)
_ENGLISH = (
    rf"(?i:(?:flat|unit|apt\.?|suite)\s\w+,?\s)?\d{{1,5}}[a-zA-Z]?,?\s(?:{_NAMED}\s){{1,3}}(?i:{_ENGLISH_KIND})"
    rf"|\d{{1,5}}[a-z]?\s(?:(?!(?:in|on|of|to|at|from|the|a|and|people|days?|min\w*|hours?)\s){_SMALL}\s){{1,2}}"
    r"(?:street|st|road|rd|avenue|ave|lane|ln|terrace|crescent|close|drive|grove|mews)\b(?!\s(?:to|by|the))"
    rf"|\d{{1,4}}[a-z]?\sThe\s{_NAMED}"
)
_ROMANCE_KIND = (
    r"(?:rue|avenue|boulevard|bd|impasse|quai|allée|chemin|calle|c/|avenida|avda\.?|av\.|plaza|pza\.?"
    r"|paseo|pº|carrer|carretera|ronda|camino|cours|faubourg)"
)
_NUMBERED_KIND = rf"(?:{_ROMANCE_KIND}|place|square|route|passage|villa|sente|voie)"
_LINK = r"(?:(?:de|du|des|del|la|las|les|los|el)\s|[dl]['’]){0,2}"
_BEFORE = rf"(?:{_NUMBER},?\s)"
_ROMANCE = (
    rf"(?:{_BEFORE}(?i:{_NUMBERED_KIND})|(?<!\w)(?i:{_ROMANCE_KIND}))\s?{_LINK}{_NAMED}(?:\s{_LINK}{_NAMED}){{0,3}}"
    rf"(?:,?\s(?:n[ºo°]\s?)?{_NUMBER})?"
    rf"|{_BEFORE}(?i:{_NUMBERED_KIND})\s{_LINK}{_SMALL}"
    rf"|(?<!\w)(?i:{_ROMANCE_KIND})\s{_LINK}{_SMALL}(?:\s{_LINK}{_SMALL}){{0,2}},?\s(?:n[ºo°]\s?)?{_NUMBER}"
)
_BRITISH_CODE = r"[A-Z]{1,2}\d[\dA-Z]?\s?\d[A-Z]{2}\b"
_FLOOR = (
    r"\d{1,2}\s?[°ºª](?:\s?(?:izda?|dcha?|[A-Z])\b\.?)?|\d{1,2}(?:er|e|ème)\s(?:étage)?"
    r"|(?i:piso|bât\.?|bâtiment|stock|etage|floor|puerta|escalera|dpto\.?)\s?\w{1,3}\b|\d\.\s(?i:stock|etage|og)"
)
# What goes on after the house: a floor, a code with its town, or another place with a capital.
_AFTER = (
    rf"(?:,?\s(?:{_FLOOR}|{_BRITISH_CODE}|(?:[A-Z]-)?\d{{4,5}}(?:\s{_NAMED}){{1,2}})"
    rf"|,\s{_NAMED}(?:\s{_NAMED}){{0,2}}(?=\s*[.,;)]|\s*$)|(?<=\d{{4}})\s{_NAMED}(?:-{_NAMED})*)"
)
_STREET = re.compile(
    rf"(?<!\w)(?:{_GERMAN}|{_ROMANCE}|{_ENGLISH}){_AFTER}{{0,4}}|\b{_BRITISH_CODE}"
)


def find_streets(text: str) -> Iterator[Span]:
    """Every street that leads to somebody's door."""
    return (Span(*found.span(), "place") for found in _STREET.finditer(text))
