"""The one chart of a digest, as Slack draws it: what played a part, a bar for each band."""

from collections.abc import Sequence
from typing import Any

from bot.insight.digest import Digest, Share

TITLE_LENGTH, LABEL_LENGTH, AXIS_LENGTH = 50, 20, 50
MOST_BARS = 20
# What played a part, but for what could not be named one by one.
_PART, _REST = "concern", "other"


def chart(digest: Digest) -> dict[str, Any] | None:
    """The chart as a block; None where Slack has no room for it, or it would show nothing.

    All that it shows stands in the digest in words too, names in full.
    """
    told = (share for share in digest.shares if share.part == _PART and share.id != _REST)
    rows = list(told)[:MOST_BARS]
    if len({share.level for share in rows}) < 2:
        return None
    title, names = rows[0].title, [_short(share.name) for share in rows]
    bands = _bands(rows)
    if len(title) > TITLE_LENGTH or len(bands) > AXIS_LENGTH or len(set(names)) < len(names):
        return None
    data = [{"label": n, "value": s.level + 1} for n, s in zip(names, rows, strict=True)]
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "bar",
            "series": [{"name": _short(title), "data": data}],
            "axis_config": {"categories": names, "y_label": bands},
        },
    }


def _bands(rows: Sequence[Share]) -> str:
    """What the heights mean, since a bar stands for a band and never for a number."""
    bands = dict(sorted({(share.level + 1, share.band) for share in rows}))
    return ", ".join(f"{height}: {band}" for height, band in bands.items())


def _short(name: str) -> str:
    """The name in as many whole words as there is room for."""
    if len(name) <= LABEL_LENGTH:
        return name
    words = name[:LABEL_LENGTH].split(" ")[:-1] or [name[: LABEL_LENGTH - 1]]
    return f"{' '.join(words).rstrip(' ,;:')}…"
