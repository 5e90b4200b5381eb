"""An attack on the tables themselves: nothing may say when, count up, or lead to a person."""

import re
from datetime import datetime

from tests.adversary.copies import Copy, Row
from tests.adversary.finding import Finding
from tests.adversary.season import Season

# The invitation tables and what is published know days; they are the same for everybody. What a
# team decided and how many are on record with a cause is of nobody in particular.
_PUBLIC = {"cohort", "calendar", "digest", "post", "revision", "alembic_version"}
_PUBLIC |= {"action", "recorded"}
_TIMELY = re.compile(r"(^|_)(at|on|time|date|created|updated|sent|seen|when|stamp)(_|$)")
_STATUS = re.compile(r"used|spent|status|state|opened|person|name|mail|user|answered|done")
_YEARS = range(2020, 2040)


def tables(season: Season) -> Finding:
    """Columns and values of every table that could belong to one person."""
    copy = season.copies[-2]
    leaks = []
    for table, rows in copy.tables.items():
        if table in _PUBLIC:
            continue
        if rows and "row number" in rows[0].places:
            leaks.append(f"{table} numbers its rows")
        leaks += [
            f"{table}.{name} {why}"
            for name in _columns(copy, table)
            for why in _why(copy, table, name)
        ]
    return Finding(leaks=tuple(leaks), looked=sum(map(len, copy.tables.values())))


def _columns(copy: Copy, table: str) -> list[str]:
    rows = copy.tables[table]
    return list(rows[0].values) if rows else []


def _why(copy: Copy, table: str, name: str) -> list[str]:
    values = [row.values[name] for row in copy.tables[table]]
    if all(map(_begins_another, copy.tables[table], values)):
        return []
    found = []
    if _TIMELY.search(name) or any(map(_is_time, values)):
        found.append("tells when")
    if _STATUS.search(name):
        found.append("tells who did what")
    if any(isinstance(value, int) for value in values):
        found.append("counts")
    return found


def _begins_another(row: Row, value: object) -> bool:
    """Whether this number is how other bytes in its row begin, and says no more than they."""
    if not isinstance(value, int):
        return False
    begins = value.to_bytes(8, "big", signed=True)
    return any(isinstance(other, bytes) and other[:8] == begins for other in row.values.values())


def _is_time(value: object) -> bool:
    """Whether this is a moment, as text or as seconds."""
    if isinstance(value, int | float):
        return 1_500_000_000 < value < 2_500_000_000
    try:
        return datetime.fromisoformat(str(value)).year in _YEARS
    except ValueError:
        return False
