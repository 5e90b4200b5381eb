"""Attacks by whoever reads HR's page: words that are not allowed or not released, and labels."""

import re

from tests.adversary.finding import Finding, together
from tests.adversary.people import Person
from tests.adversary.season import Page, Season
from tests.adversary.stage import LABELS

_BULLET = "  - "
_MASK = re.compile(r"\[[a-z]+\]")


def reading(season: Season) -> Finding:
    """Each page that HR read: on an evening before a boundary, and right after it."""
    return together(_read(season, page) for page in season.pages)


def _read(season: Season, page: Page) -> Finding:
    written = _written(season, page)
    released = {p.name for batch in season.batches[: page.released] for p in batch.people}
    early = [person for person in written if person.name not in released]
    unwanted = [person for person in written if not person.allowed]
    labels = [label for label in LABELS if any(label in line for line in page.lines)]
    leaks = (
        *(f"the words of {person.name} before they are released" for person in early),
        *(f"the words of {person.name}, who allowed none" for person in unwanted),
        *(f"the label {label}" for label in labels),
    )
    return Finding(leaks=leaks, looked=len(page.lines))


def _written(season: Season, page: Page) -> list[Person]:
    """Who wrote what stands on the page; nobody of what two people may have written."""
    texts = (line.removeprefix(_BULLET) for line in page.lines if line.startswith(_BULLET))
    found = (_authors(season, text) for text in texts)
    return [authors[0] for authors in found if len(authors) == 1]


def _authors(season: Season, written: str) -> list[Person]:
    """Everybody who typed this, whatever was masked in it."""
    pattern = re.compile("[^.]+".join(map(re.escape, _MASK.split(written))))
    return [person for person in season.senders if any(map(pattern.fullmatch, person.typed))]
