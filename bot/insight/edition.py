"""When a digest comes out, in words; and the sentence for when none does."""

from dataclasses import dataclass
from datetime import date

from bot.insight.digest import Digest
from bot.insight.digest_words import DigestWords
from bot.insight.telling import people_band


@dataclass(frozen=True, slots=True)
class Edition:
    """When a digest comes out: the period that ended, the next date, whether it is the first.

    `label` is what those it is about have in common; empty when it is about everyone.
    """

    period: str
    next: date
    first: bool
    label: str = ""


def nothing_yet(words: DigestWords, next_date: date) -> Digest:
    """The one constant sentence for every boundary at which nothing is published."""
    sentence = words.say("nothing_yet", date=spoken_date(words, next_date))
    return Digest(words.language, header=sentence)


def edition_line(edition: Edition, people: int, words: DigestWords) -> str:
    """The second line: up to when, how many answered as a band, and of whom or whether first."""
    line = words.say(
        "edition",
        period=_period(words, edition.period),
        people=words.people[people_band(people)],
    )
    if edition.label:
        return f"{line} · {words.say('slice', label=edition.label)}"
    return f"{line} · {words.say('first_digest')}" if edition.first else line


def spoken_date(words: DigestWords, day: date) -> str:
    """A date in words."""
    month = words.months[day.month - 1]
    # Some languages count the first of a month, and digests come on the first.
    name = "date_first" if day.day == 1 else "date"
    return words.say(name, day=str(day.day), month=month, year=str(day.year))


def _period(words: DigestWords, name: str) -> str:
    year, part = name.split("-")
    if part.startswith("Q"):
        return words.say("quarter", quarter=words.quarters[int(part[1:]) - 1], year=year)
    return words.say("month", month=words.months[int(part) - 1], year=year)
