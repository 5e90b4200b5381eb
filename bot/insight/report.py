"""A digest as one page to print, for leadership: what first, who, and the bands as charts."""

from collections.abc import Iterator
from html import escape

from bot.insight.chart import chart
from bot.insight.digest import Digest, Point, Section, Share
from bot.insight.digest_words import DigestWords

# A chart of more rows would not leave the page to the rest.
MOST_ROWS = 6
_CHARTS = ("concern", "attracted")
_STYLE = """
@page { size: A4; margin: 11mm 14mm; }
:root { --ink: #1b1b1f; --soft: #55565c; --line: #c9cace; --full: #23436b; --paper: #fff; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e9e9ec; --soft: #b3b4ba; --line: #4a4c52; --full: #9cc3f0; --paper: #17181b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 10.5pt/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-inline-size: 182mm; margin-inline: auto; padding: 8mm 5mm; }
@media print {
  main { padding: 0; max-inline-size: none; }
  body { font-size: 8.3pt; line-height: 1.32; }
}
.over { color: var(--soft); margin: 0; }
h1 { font-size: 1.6em; line-height: 1.25; margin: 1mm 0 1.5mm; text-wrap: pretty; }
h2 { font-size: 1.1em; margin: 0 0 1.2mm; }
.sides { columns: 2 70mm; column-gap: 8mm; }
section { border-block-start: 1px solid var(--line); padding-block: 2.5mm; margin-block-start: 2mm;
  break-inside: avoid; }
.sides { margin-block-start: 2mm; }
.sides section { margin-block-start: 0; }
ol { margin: 0; padding-inline-start: 5mm; }
li { margin-block-end: 1.5mm; }
p { margin: 0 0 0.6mm; }
.band, .note { color: var(--soft); }
svg { inline-size: 100%; block-size: auto; }
svg text { fill: var(--ink); font-size: 13px; }
svg .band { fill: var(--soft); }
.full { fill: var(--full); stroke: var(--full); }
.empty { fill: none; stroke: var(--soft); }
.small { color: var(--soft); font-size: 0.8em; }
"""


def report(digest: Digest, words: DigestWords) -> str:
    """The report as a page of its own, in the words of the digest and nothing more."""
    title = escape(words.say("report_title"))
    body = "".join(_body(digest, words)) if digest.sections else ""
    return (
        f'<!doctype html>\n<html lang="{escape(digest.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title>'
        f'<style>{_STYLE}</style></head>\n<body><main>\n<p class="over">{title}</p>\n'
        f"<h1>{escape(digest.header)}</h1>\n"
        f'<p class="over">{escape(digest.edition)}</p>\n{body}</main></body>\n</html>\n'
    )


def _body(digest: Digest, words: DigestWords) -> Iterator[str]:
    first, *rest = digest.sections
    yield _section(first)
    charts = [_chart(part, digest.shares, words) for part in _CHARTS]
    # What is to be kept stands in the second chart already.
    yield f'<div class="sides">{"".join((*charts, *map(_section, rest[1:])))}</div>\n'
    bars = words.say("report_bars", bands=", ".join(words.bands))
    made = " ".join(digest.thread[-1].lines) if digest.thread else ""
    yield f'<section class="small"><p>{escape(bars)}</p><p>{escape(made)}</p></section>\n'


def _chart(part: str, shares: tuple[Share, ...], words: DigestWords) -> str:
    mine = [share for share in shares if share.part == part][:MOST_ROWS]
    if not mine:
        return ""
    return f"<section><h2>{escape(mine[0].title)}</h2>{chart(mine, words)}</section>"


def _section(section: Section) -> str:
    points = "".join(f"<li>{_point(point)}</li>" for point in section.points)
    listed = f"<ol>{points}</ol>" if points else ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in section.lines)
    return f"<section><h2>{escape(section.title)}</h2>{listed}{lines}</section>"


def _point(point: Point) -> str:
    notes = " · ".join(map(escape, point.notes))
    return (
        f"<p><strong>{escape(point.name)}</strong> <span class=band>{escape(point.band)}</span></p>"
        f"<p>{escape(point.text)}</p>" + (f'<p class="note">{notes}</p>' if notes else "")
    )
