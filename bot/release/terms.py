"""What a release is made under, and what comes of it, as values."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.insight.digest import Digest
from bot.privacy.batch import Shuffle
from bot.privacy.periods import Rule
from bot.privacy.release import FEWEST_INVITED


@dataclass(frozen=True, slots=True)
class Terms:
    """What the settings say about periods and where digests go; acts from the next period on."""

    rule: Rule
    zone: ZoneInfo
    k: int
    destination: str
    minimum: int = FEWEST_INVITED


@dataclass(frozen=True, slots=True)
class Chance:
    """Where ids, tokens and shuffling come from."""

    bits: Callable[[int], bytes]
    shuffle: Shuffle

    def id(self) -> str:
        """A random id that says nothing about order."""
        return self.bits(16).hex()


@dataclass(frozen=True, slots=True)
class Invitation:
    """The tokens of one cohort, shown once and kept nowhere in clear.

    `label` is None when too few share it; `until` is the ISO date on which the tokens expire.
    """

    tokens: tuple[str, ...]
    label: str | None
    until: str


@dataclass(frozen=True, slots=True)
class Released:
    """What one boundary published: a digest, or the sentence that there is none yet."""

    period: str
    published: bool
    digest: Digest
