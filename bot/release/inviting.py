"""Inviting: who gets a link, under which label, and whether a digest can come of it at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.privacy.forecast import USUAL_RATE, Pace, forecast
from bot.privacy.labels import FEWEST_PER_LABEL, coarse
from bot.privacy.people import People
from bot.privacy.periods import Rule
from bot.privacy.pseudonym import TOKEN_BYTES, token_normal, token_text
from bot.release.terms import Chance, Terms, TokenList
from storage.sealing import hash_token
from storage.store import Calendar, Cohort

FEWEST_SHARING = 20
MOST_SHARING = 900
PERIODS_A_YEAR: Mapping[Rule, int] = {"quarterly": 4, "monthly": 12}


class CannotInvite(Exception):
    """People who cannot be invited as asked; the docstring says why and what to do."""

    def __init__(self, **values: object) -> None:
        super().__init__(" ".join(str(self.__doc__).split()).format(**values))


class NobodyToInvite(CannotInvite):
    """A cohort needs a name and at least one person: give --cohort NAME and --count N."""


class TooFewToShare(CannotInvite):
    """One link for everybody needs {fewest} to {most} people, and these are {count}: among fewer
    it would hide nobody. Leave out --shared, and each gets a link of their own."""


class Hopeless(CannotInvite):
    """Nobody was invited: with {yearly} declines a year and {rate} % of them answering, {k} answers
    within {boundaries} release dates are not likely ({chance} %), and without them every answer is
    destroyed unread. Widen the circle, invite less often and more at once, or ask another way."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is to be invited: how many under each label, or under none.

    `panels` is the number of managers or panels behind all of them. `declines` is how many decline
    in a year, None when nobody said; `rate` the share of them that answers. `records` counts how
    many of all of them are on record with each cause.
    """

    cohort: str
    people: Mapping[str | None, int]
    panels: int | None = None
    shared: bool = False
    declines: int | None = None
    rate: float = USUAL_RATE
    records: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many people they are."""
        return sum(self.people.values())


def wanted_count(label: str | None, count: int) -> Mapping[str | None, int]:
    """So many people under one label, which is left out where too few share it."""
    return {label if label and count >= FEWEST_PER_LABEL else None: count}


def wanted_people(people: People, *, shared: bool) -> Mapping[str | None, int]:
    """The people of an import by their labels, made coarse; who shares a link bears none."""
    return {None: len(people.labels)} if shared else coarse(people.labels)


def refuse(wanted: Wanted) -> None:
    """Raise what stands in the way of inviting these people; nothing is done yet."""
    if wanted.count < 1 or not wanted.cohort.strip():
        raise NobodyToInvite
    if wanted.shared and not FEWEST_SHARING <= wanted.count <= MOST_SHARING:
        raise TooFewToShare(fewest=FEWEST_SHARING, most=MOST_SHARING, count=wanted.count)


def refuse_hopeless(wanted: Wanted, in_period: int, calendar: Calendar, terms: Terms) -> None:
    """Raise Hopeless when a first digest is not likely before answers are destroyed.

    Where nobody said how many decline, as many as were invited `in_period` are taken to follow in
    each period. What was answered so far plays no part: it must not show.
    """
    yearly = wanted.declines or in_period * PERIODS_A_YEAR[terms.rule]
    pace = Pace(yearly / PERIODS_A_YEAR[terms.rule], wanted.rate)
    chances = forecast(pace, k=calendar.k, minimum=calendar.minimum, boundaries=terms.waits)
    if chances.likely is None:
        raise Hopeless(
            yearly=yearly,
            rate=round(100 * wanted.rate),
            k=calendar.k,
            boundaries=len(chances.by),
            chance=round(100 * chances.by[-1]),
        )


def cohorts_of(
    wanted: Wanted, calendar: Calendar, until: str, chance: Chance
) -> Mapping[Cohort, TokenList]:
    """The cohorts to note, one for each label, with the tokens to hand out."""
    return {
        Cohort(
            id=chance.id(),
            name=wanted.cohort.strip(),
            period=calendar.period,
            invited=count,
            panels=wanted.panels,
            label=label,
            k=calendar.k,
            until=until,
            sends=count if wanted.shared else 1,
        ): TokenList(label, _tokens(1 if wanted.shared else count, chance))
        for label, count in wanted.people.items()
    }


def hashes(tokens: TokenList) -> list[bytes]:
    """What is kept of tokens."""
    return [hash_token(token_normal(token) or "") for token in tokens.tokens]


def _tokens(count: int, chance: Chance) -> tuple[str, ...]:
    """So many tokens; each is random by itself, so their order says nothing."""
    return tuple(token_text(chance.bits(TOKEN_BYTES)) for _ in range(count))
