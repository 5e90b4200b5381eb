"""What a release is made under, and what comes of it, as values."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.insight.digest import Digest
from bot.privacy.forecast import Forecast
from bot.privacy.periods import Rule
from bot.privacy.release import FEWEST_INVITED, MOST_WAITS


@dataclass(frozen=True, slots=True)
class Terms:
    """What the settings say about periods and where digests go; acts from the next period on.

    `slices` gives, by label and in the order of their importance, where the digests of those under
    it go. `waits` is the number of boundaries an answer may wait for.
    """

    rule: Rule
    zone: ZoneInfo
    k: int
    destination: str
    minimum: int = FEWEST_INVITED
    slices: Mapping[str, str] = field(default_factory=dict)
    waits: int = MOST_WAITS


def write_destinations(terms: Terms) -> str:
    """Where digests go, as it is kept with a period: JSON, everyone's under the empty label."""
    return json.dumps({"": terms.destination, **terms.slices}, ensure_ascii=False)


def read_destinations(kept: str, terms: Terms) -> tuple[str, Mapping[str, str]]:
    """Where the digest of everyone and those of labels go, as fixed when the period began.

    Before there was anywhere to post to, the digest of everyone goes where it can go now.
    """
    fixed: dict[str, str] = json.loads(kept) if kept else {}
    return fixed.pop("", "") or terms.destination, fixed


@dataclass(frozen=True, slots=True)
class Chance:
    """Where ids, tokens and shuffling come from."""

    bits: Callable[[int], bytes]
    shuffle: Callable[[list[Any]], None]

    def id(self) -> str:
        """A random id that says nothing about order."""
        return self.bits(16).hex()


@dataclass(frozen=True, slots=True)
class TokenList:
    """The tokens of those who bear one label, or of those who bear none; in no order."""

    label: str | None
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """The tokens of one cohort, shown once and kept nowhere in clear.

    `until` is the ISO date on which they expire. `shared_by` counts the people who are to use one
    token together, 0 when each has one.
    """

    lists: tuple[TokenList, ...]
    until: str
    shared_by: int = 0

    @property
    def tokens(self) -> tuple[str, ...]:
        """All tokens."""
        return tuple(token for each in self.lists for token in each.tokens)

    @property
    def label(self) -> str | None:
        """The one label of everybody, or None where there is none or several."""
        return self.lists[0].label if len(self.lists) == 1 else None


@dataclass(frozen=True, slots=True)
class Released:
    """What one boundary published: a digest, or the sentence that there is none yet."""

    period: str
    published: bool
    digest: Digest


@dataclass(frozen=True, slots=True)
class Outlook:
    """How likely a first digest has come by each of the next boundaries, and their dates."""

    chances: Forecast
    days: tuple[date, ...]
    periods_a_year: int
