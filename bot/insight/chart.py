"""Bands as a chart: a row of boxes each, filled up to the band, which stands beside it in words."""

from collections.abc import Sequence
from html import escape

from bot.insight.digest import Share
from bot.insight.digest_words import DigestWords

_ROW, _TOP, _WIDE, _BOX, _GAP = 37, 2, 340, 52, 4


def chart(shares: Sequence[Share], words: DigestWords) -> str:
    """The chart of one part as SVG; a title and the whole content in words go with it.

    Nothing in it is told by colour alone: filled boxes are dark, empty ones only an outline, and
    the band stands beside them.
    """
    part, title = shares[0].part.replace(".", "-"), shares[0].title
    listed = "; ".join(words.say("listed", name=s.name, band=s.band) for s in shares)
    told = words.say("chart", title=title, list=listed)
    rows = "".join(_row(share, place, len(words.bands)) for place, share in enumerate(shares))
    return (
        f'<svg viewBox="0 0 {_WIDE} {_TOP + _ROW * len(shares)}" role="img"'
        f' aria-labelledby="{part}-t {part}-d"><title id="{part}-t">{escape(title)}</title>'
        f'<desc id="{part}-d">{escape(told)}</desc>{rows}</svg>'
    )


def _row(share: Share, place: int, bands: int) -> str:
    top = _TOP + _ROW * place
    boxes = "".join(
        f'<rect class="{"full" if level <= share.level else "empty"}"'
        f' x="{1 + level * (_BOX + _GAP)}" y="{top + 19}" width="{_BOX}" height="11" rx="2"/>'
        for level in range(bands)
    )
    beside = 1 + bands * (_BOX + _GAP) + 6
    return (
        f'<text x="0" y="{top + 13}">{escape(share.name)}</text>{boxes}'
        f'<text class="band" x="{beside}" y="{top + 29}">{escape(share.band)}</text>'
    )
