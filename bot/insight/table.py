"""A digest as data: its bands as CSV, and all of it as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from bot.insight.digest import Digest

_COLUMNS = ("period", "label", "part", "id", "title", "name", "band")
# A spreadsheet takes what begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@")


def csv(digest: Digest) -> str:
    """The bands as lines of commas, one band a line under the names of the columns."""
    rows = [
        (digest.period, digest.label, s.part, s.id, s.title, s.name, s.band) for s in digest.shares
    ]
    return "".join(f"{_line(row)}\n" for row in (_COLUMNS, *rows))


def json_of(digest: Digest) -> str:
    """The digest as it is kept, for other programs."""
    return json.dumps(asdict(digest), ensure_ascii=False, indent=2)


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_cell, cells))


def _cell(text: str) -> str:
    safe = f"'{text}" if text.startswith(_FORMULA) else text
    quoted = safe.replace('"', '""')
    return f'"{quoted}"' if any(c in safe for c in '",\r\n') else safe
