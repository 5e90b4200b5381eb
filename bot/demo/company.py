"""An invented company: how often each cause puts people off there, or draws them in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

# Out of a hundred people who decline; causes that are not listed here move a few.
_CONCERNS = {"pay_level": 45, "waiting": 45, "flexibility": 30, "growth": 22, "rounds": 16}
_CONCERNS |= {"location": 12, "information": 10, "manager_team": 8, "interviews": 8}
_ATTRACTIONS = {"role": 45, "manager_team": 40, "mission": 30, "culture": 26, "growth": 14}
_ATTRACTIONS |= {"interviews": 14, "flexibility": 8}
_A_FEW = 3
_MOST = 3


@dataclass(frozen=True, slots=True)
class Company:
    """The causes a company's candidates can name, in the codebook's order; what it has `mended`
    puts hardly anybody off any more."""

    causes: Sequence[str]
    mended: Collection[str] = ()

    def concerns(self, chance: Random) -> tuple[str, ...]:
        """What put one person off, the weightiest first; one to three causes."""
        left = {cause: share for cause, share in _CONCERNS.items() if cause not in self.mended}
        return self._drawn(left, chance)

    def attractions(self, chance: Random) -> tuple[str, ...]:
        """What drew one person in, the strongest first; one to three causes."""
        return self._drawn(_ATTRACTIONS, chance)

    def _drawn(self, shares: Mapping[str, int], chance: Random) -> tuple[str, ...]:
        met = [c for c in self.causes if chance.random() * 100 < shares.get(c, _A_FEW)]
        met = met or [chance.choice(self.causes)]
        return tuple(sorted(met, key=lambda c: chance.random() - shares.get(c, 0) / 100)[:_MOST])
