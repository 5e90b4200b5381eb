"""What an attack found: guesses with their chances, and things that must not be there at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.adversary.statistics import tail

PASS_MARK = 0.01


@dataclass(frozen=True, slots=True)
class Guess:
    """One guess: whether it hit, the chance that luck has, and how sure the attacker was."""

    hit: bool
    chance: float
    sure: float = 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one attack.

    `guesses` by the way of guessing; `leaks` are sentences about what must not be, `looked` counts
    what was looked at for them, so that an attack that saw nothing cannot pass.
    """

    guesses: Mapping[str, tuple[Guess, ...]] = field(default_factory=dict)
    leaks: tuple[str, ...] = ()
    looked: int = 0

    def __add__(self, other: "Finding") -> "Finding":
        ways = dict.fromkeys((*self.guesses, *other.guesses))
        together = {w: (*self.guesses.get(w, ()), *other.guesses.get(w, ())) for w in ways}
        return Finding(together, (*self.leaks, *other.leaks), self.looked + other.looked)

    @property
    def size(self) -> int:
        """How much was guessed or looked at; of several ways of guessing the smallest."""
        return min((len(each) for each in self.guesses.values()), default=self.looked)

    def closest(self) -> tuple[int, float]:
        """Hits, and hits that luck would have, of the way of guessing that did best."""
        best = min(self.guesses.values(), key=luck)
        return sum(guess.hit for guess in best), sum(guess.chance for guess in best)

    def p_values(self) -> dict[str, float]:
        """The chance of luck for each way of guessing, and for its most confident tenth."""
        found: dict[str, float] = {}
        for way, guesses in self.guesses.items():
            found[way] = luck(guesses)
            found[f"{way}, most confident tenth"] = luck(most_confident(guesses))
        return found


def together(findings: Iterable[Finding]) -> Finding:
    """All of them as one."""
    return sum(findings, Finding())


def luck(guesses: Iterable[Guess]) -> float:
    """The chance that guesses like these hit so often by luck."""
    found = tuple(guesses)
    return tail(sum(guess.hit for guess in found), [guess.chance for guess in found])


def most_confident(guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    """The tenth of the guesses of which the attacker is surest, at least one."""
    ordered = sorted(guesses, key=lambda guess: -guess.sure)
    return tuple(ordered[: max(1, len(ordered) // 10)])
