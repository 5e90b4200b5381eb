"""What has clearly changed between two closed batches, and nothing that chance may have done."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.insight.codebook import Codebook, Theme
from bot.insight.counters import Counters
from bot.insight.fisher import fisher, holm
from bot.insight.ranking import changes

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """A cause that played a part for clearly fewer people, or for clearly more, than before."""

    cause: str
    way: Literal["fewer", "more"]


def changed(
    before: Counters, now: Counters, codebook: Codebook, acted_on: Collection[str] = ()
) -> tuple[Change, ...]:
    """The causes with a clear change, in the codebook's order.

    Only what the digest before put first, and what somebody has acted on, is compared: both were
    settled before this batch was counted.
    """
    first = {tally.id for tally in changes(before.concerns, codebook) if tally.kind == "cause"}
    watched = [theme for theme in codebook.themes if theme.id in first | set(acted_on)]
    pairs = dict(_pairs(watched, before, now))
    values = {
        cause: fisher(one, before.people, other, now.people)
        for cause, (one, other) in pairs.items()
    }
    clear = holm(values, LEVEL)
    return tuple(
        Change(cause, "fewer" if other * before.people < one * now.people else "more")
        for cause, (one, other) in pairs.items()
        if cause in clear
    )


def _pairs(
    watched: list[Theme], before: Counters, now: Counters
) -> Iterator[tuple[str, tuple[int, int]]]:
    """How many people named each cause before and now, where that can be compared."""
    for theme in watched:
        counts = [_named(theme.id, counters) for counters in (before, now)]
        if counts == [None, None] or theme.sensitive:
            continue
        if None in counts and not _surely_few(theme, before, now):
            continue
        # Too few to be named: as many as that can be, so that what is hidden changes nothing.
        one, other = (now.floor - 1 if count is None else count for count in counts)
        yield theme.id, (one, other)


def _named(cause: str, counters: Counters) -> int | None:
    tallies = (tally for tally in counters.concerns if tally.kind == "cause")
    return next((tally.people for tally in tallies if tally.id == cause), None)


def _surely_few(theme: Theme, before: Counters, now: Counters) -> bool:
    """Whether a cause that is not named was on the list, and left out for no other reason."""
    same_list = before.codebook == now.codebook and before.floor == now.floor
    return same_list and not theme.about_people
