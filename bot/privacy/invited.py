"""How many were invited, by period and label, and how many panels stand behind them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol


class Invited(Protocol):
    """People invited together: a name, a period, perhaps a label, and perhaps how many panels."""

    @property
    def name(self) -> str:
        """The name HR gave them; an import has several of one name."""

    @property
    def period(self) -> str:
        """The period they were invited in."""

    @property
    def label(self) -> str | None:
        """The label all of them bear."""

    @property
    def invited(self) -> int:
        """How many they are."""

    @property
    def panels(self) -> int | None:
        """How many managers or panels are behind all of this name, None when not stated."""


def by_period(lists: Iterable[Invited]) -> dict[str, int]:
    """How many were invited in each period."""
    invited: dict[str, int] = {}
    for each in lists:
        invited[each.period] = invited.get(each.period, 0) + each.invited
    return invited


def under(label: str, periods: Collection[str], lists: Iterable[Invited]) -> int:
    """How many were invited under this label in these periods."""
    return sum(each.invited for each in lists if each.label == label and each.period in periods)


def panels_behind(
    lists: Sequence[Invited], periods: Collection[str], label: str | None = None
) -> int | None:
    """How many panels surely stand behind people of these periods; None when one did not say.

    They may share their panels, so only the largest number is sure. For a label, a number counts
    only where everybody of that name bears the label: else it speaks of others too.
    """
    mine = [each for each in lists if each.period in periods]
    if label is not None:
        others = {(each.name, each.period) for each in mine if each.label != label}
        mine = [each for each in mine if each.label == label]
        if any((each.name, each.period) in others for each in mine):
            return None
    stated = [each.panels for each in mine if each.panels is not None]
    return max(stated) if stated and len(stated) == len(mine) else None
