"""The fixed boundaries that cut time into periods."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

Rule = Literal["quarterly", "monthly"]

_MONTHS: dict[Rule, int] = {"quarterly": 3, "monthly": 1}
_SATURDAY = 5
# After a boundary none follows for at least this long, whichever rule and time zone come next.
_SETTLED = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Period:
    """The time between two boundaries: `starts` belongs to it, `ends` to the next one."""

    name: str
    starts: datetime
    ends: datetime


def period_at(now: datetime, rule: Rule, zone: tzinfo) -> Period:
    """The period of `now`; its boundaries are 00:00 local time on a first working day."""
    today = now.astimezone(zone).date()
    first = _first_month(today, rule)
    if today < _first_working_day(first):
        first = _shifted(first, -_MONTHS[rule])
    last = _shifted(first, _MONTHS[rule])
    return Period(_name(first, rule), _boundary(first, zone), _boundary(last, zone))


def period_after(ends: datetime, rule: Rule, zone: tzinfo) -> Period:
    """The period that follows the boundary `ends`, under the rule and zone from then on."""
    return period_at(ends + _SETTLED, rule, zone)


def last_month(name: str) -> tuple[int, int]:
    """Year and month with which the period of this name ends; by it periods stand in order."""
    year, rest = name.split("-")
    return int(year), int(rest[1:]) * 3 if rest.startswith("Q") else int(rest)


def not_later(name: str, ended: str) -> bool:
    """Whether the period `name` was over when `ended` was."""
    return last_month(name) <= last_month(ended)


def _first_month(day: date, rule: Rule) -> date:
    months = _MONTHS[rule]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _shifted(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _first_working_day(first: date) -> date:
    days = 7 - first.weekday() if first.weekday() >= _SATURDAY else 0
    return first + timedelta(days=days)


def _boundary(first: date, zone: tzinfo) -> datetime:
    return datetime.combine(_first_working_day(first), time(), zone)


def _name(first: date, rule: Rule) -> str:
    if rule == "monthly":
        return f"{first.year}-{first.month:02}"
    return f"{first.year}-Q{(first.month + 2) // 3}"
