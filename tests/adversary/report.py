"""The table of attacks and the list of a seizure, written between marker comments of a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tests.adversary.finding import PASS_MARK, Finding
from tests.adversary.running import clean
from tests.adversary.table import ATTACKS

ATTACKS_MARK, SEIZURE_MARK = "adversary", "seizure"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of all attacks on one database; `caught` is by attack and mutant."""

    base: str
    found: dict[str, Finding]
    p_values: dict[str, float]
    caught: dict[tuple[str, str], bool]

    def passed(self, name: str) -> bool:
        """Whether an attack came to nothing."""
        return clean(self.found[name], self.p_values.get(name))

    def missed(self) -> list[str]:
        """What is not as it should be, in words."""
        failed = [f"{name}: {self._why(name)}" for name in self.found if not self.passed(name)]
        blind = [
            f"{name} missed {mutant}" for (name, mutant), seen in self.caught.items() if not seen
        ]
        return [f"{self.base}: {what}" for what in (*failed, *blind)]

    def figure(self, name: str) -> str:
        """The figure of one attack."""
        finding = self.found[name]
        if finding.leaks or name not in self.p_values:
            return f"{len(finding.leaks)} of {finding.size:,}"
        hits, expected = finding.closest()
        return (
            f"{hits} hits, {expected:.0f} by luck, of {finding.size:,}; p {self.p_values[name]:.2f}"
        )

    def mutants(self, name: str) -> str:
        """How many mutants the attack caught."""
        seen = [caught for (attack, _), caught in self.caught.items() if attack == name]
        return f"{sum(seen)} of {len(seen)}"

    def _why(self, name: str) -> str:
        leaks = "; ".join(self.found[name].leaks[:3])
        return leaks or f"p = {self.p_values.get(name, 0):.4f}, below {PASS_MARK}"


def table(outcomes: Sequence[Outcome], today: date, minutes: float) -> list[str]:
    """The table, and how it was made."""
    names = " and ".join(outcome.base for outcome in outcomes)
    columns = [cell for o in outcomes for cell in (o.base, "mutants caught")]
    head = ["attack", "what the attacker has", *columns]
    rows = [
        [a.name, a.knows, *(c for o in outcomes for c in (o.figure(a.name), o.mutants(a.name)))]
        for a in ATTACKS
    ]
    made = (
        f"Made by `make adversary` on {today.isoformat()} in {minutes:.0f} minutes, on {names}. Of"
        " attacks that guess, the way of guessing that came closest is given: its hits, those that"
        " luck would have, the smallest number of guesses of any way, and the smallest p after"
        f" Holm’s correction over all attacks (pass mark {PASS_MARK}). Of all others: what was"
        " found, of how much was looked at (pass mark none)."
    )
    return [made, "", *(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))]


def between(document: str, mark: str, lines: Iterable[str]) -> str:
    """The document with these lines between the comments of this mark."""
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, found, rest = document.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the document has no place marked {begin} … {end}")
    return "\n".join([f"{before}{begin}", *lines, f"{end}{after}"])
