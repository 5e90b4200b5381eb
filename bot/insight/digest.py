"""A digest as it was published: words only, with nobody in it."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a digest says: a name, how many say so, a sentence, and notes such as who."""

    name: str
    band: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a digest: points, or plain lines, or both."""

    title: str
    points: tuple[Point, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a team may decide to do about a cause; `cause` is its id, empty for a head's rest."""

    cause: str
    name: str
    owner: str
    first_step: str


@dataclass(frozen=True, slots=True)
class Share:
    """One band as a row, for tables and charts.

    `part` says of what: concern, weighed, attracted, records, or a question (with .low or .high of
    a rating); `title` says it in words. `level` is the place of the band, from 0 for a few on.
    """

    part: str
    title: str
    id: str
    name: str
    level: int
    band: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as it was published: words only, ready for any rendering.

    `header` and `edition` come first, `sections` make the first screen, `closing` ends it;
    `thread` is what stands behind it. With nothing to publish there is only the header.
    `period` is the name of the period that ended, `label` what those it is about have in common.
    `proposals` are what may be decided, under a button that says `decide`; `shares` are all bands
    once more, as rows.
    """

    language: str
    header: str
    period: str = ""
    edition: str = ""
    sections: tuple[Section, ...] = ()
    closing: str = ""
    thread_title: str = ""
    thread: tuple[Section, ...] = ()
    label: str = ""
    decide: str = ""
    proposals: tuple[Proposal, ...] = ()
    shares: tuple[Share, ...] = ()


def write_digest(digest: Digest) -> str:
    """A digest as JSON, the form in which it is kept."""
    return json.dumps(asdict(digest), ensure_ascii=False)


def read_digest(text: str) -> Digest:
    """The digest that was kept as this JSON."""
    data = json.loads(text)
    data["sections"] = tuple(_section(each) for each in data["sections"])
    data["thread"] = tuple(_section(each) for each in data["thread"])
    data["proposals"] = tuple(Proposal(**each) for each in data.get("proposals", ()))
    data["shares"] = tuple(Share(**each) for each in data.get("shares", ()))
    return Digest(**data)


def _section(data: dict[str, Any]) -> Section:
    points = tuple(Point(**{**each, "notes": tuple(each["notes"])}) for each in data["points"])
    return Section(data["title"], points, tuple(data["lines"]))
