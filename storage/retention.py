"""How long each kind of record is kept; what is over ends at night, and bags at a boundary."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from storage.invitations import end_lists
from storage.keys import SESSION_DAYS
from storage.publications import end_revisions

LIST_DAYS = 90
BAG_BOUNDARIES = 8
# Eight boundaries of the slowest calendar, and some days for those that fall on weekends.
_COUNT_DAYS = 2 * 366 + 7
# A revision goes once the keys of the last sessions that may have begun with it are destroyed.
_REVISION_NIGHTS = SESSION_DAYS + 1

Needed = Callable[[Sequence[bytes]], Collection[str]]


@dataclass(frozen=True, slots=True)
class Retention:
    """Days that invitation lists outlive their period, boundaries that bags outlive their release.

    Settings may shorten them; ValueError when one would be longer than promised.
    """

    list_days: int = LIST_DAYS
    bag_boundaries: int = BAG_BOUNDARIES

    def __post_init__(self) -> None:
        """Refuse what is longer than promised."""
        if not 0 <= self.list_days <= LIST_DAYS or not 0 < self.bag_boundaries <= BAG_BOUNDARIES:
            raise ValueError("records are kept as long as promised, or shorter")


def end_what_is_over(
    connection: Connection, today: date, retention: Retention, needed: Collection[str] | None
) -> bool:
    """Delete the lists and revisions whose time is over; whether a list was among them.

    `needed` are the revisions that waiting responses were given under; without it none ends.
    """
    named = today - timedelta(days=retention.list_days)
    counted = today - timedelta(days=_COUNT_DAYS)
    if needed is not None:
        end_revisions(connection, needed, _REVISION_NIGHTS)
    return end_lists(connection, named.isoformat(), counted.isoformat())
