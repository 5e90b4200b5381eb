"""A digest as a web page that looks as Slack draws it, in light and dark, small and large."""

from collections.abc import Iterator
from html import escape

from bot.insight.digest import Digest, Point, Section

STYLE = """
:root { --paper: #fff; --ink: #1d1c1d; --soft: #5c5b5c; --line: #dddddd; --rim: #bbbabb;
  --badge: #e8e8e8; --mark: #4a154b; --on-mark: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1a1d21; --ink: #d6d7d9; --soft: #ababad; --line: #35373b; --rim: #5a5c60;
    --badge: #35373b; --mark: #e8dcef; --on-mark: #3f0e40; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.46668 Lato, "Slack-Lato", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-inline-size: 46rem; padding: 16px clamp(12px, 4vw, 20px) 32px; }
article { display: grid; grid-template-columns: 36px minmax(0, 1fr); column-gap: 8px; }
.mark { inline-size: 36px; block-size: 36px; border-radius: 8px; background: var(--mark);
  color: var(--on-mark); display: grid; place-items: center; font-weight: 900; }
.who { margin: 0; font-weight: 900; line-height: 1.2; }
.badge { background: var(--badge); color: var(--soft); border-radius: 2px; font-size: 10px;
  font-weight: 700; padding: 1px 3px; margin-inline-start: 4px; vertical-align: 1px; }
h1 { font-size: 18px; line-height: 1.3334; font-weight: 900; margin: 8px 0 4px; text-wrap: pretty; }
h2, h3 { font-size: 15px; line-height: 1.46668; font-weight: 700; margin: 12px 0 0; }
p { margin: 0; }
.edition, .closing { color: var(--soft); font-size: 13px; line-height: 1.38463; }
.closing { margin-block-start: 10px; }
ol, ul { margin: 0; padding: 0; list-style: none; }
ol > li { margin-block-end: 8px; }
ol > li:last-child { margin-block-end: 0; }
.numbered { counter-reset: point; }
.numbered > li { counter-increment: point; }
.numbered > li > p:first-child::before { content: counter(point) ". "; }
.plain > li > p:first-child::before { content: "• "; }
.plain > li { margin-block-end: 2px; }
ul { font-style: italic; }
.line { margin-block-start: 8px; }
h2 + .line, h3 + .line { margin-block-start: 0; }
.line + .line { margin-block-start: 0; }
.button { display: inline-block; border: 1px solid var(--rim); border-radius: 8px;
  font-weight: 700; padding: 5px 12px; margin-block-start: 12px; }
.thread { border-block-start: 1px solid var(--line); margin-block-start: 16px;
  padding-block-start: 12px; }
.thread article { margin-block-start: 4px; }
strong { font-weight: 700; }
"""

_NAME = "Afterword"


def html(digest: Digest, style: str = "") -> str:
    """The whole digest as a page of its own.

    The style stands within the page, unless `style` is the address of a sheet to link to: a
    server that allows no inline style serves `STYLE` there.
    """
    sheet = (
        f'<link rel="stylesheet" href="{escape(style)}">' if style else f"<style>{STYLE}</style>"
    )
    button = f'<p class="button">{escape(digest.decide)}</p>' if digest.proposals else ""
    sections = "\n".join(_html_section(section, "h2") for section in digest.sections)
    first = (
        f"<h1>{escape(digest.header)}</h1>{_paragraph(digest.edition, 'edition')}\n{sections}\n"
        f"{button}{_paragraph(digest.closing, 'closing')}"
    )
    return (
        f'<!doctype html>\n<html lang="{escape(digest.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(digest.header)}</title>'
        f"{sheet}</head>\n<body><main>{_message(first)}\n{_thread(digest)}</main></body>\n</html>\n"
    )


def _thread(digest: Digest) -> str:
    if not digest.thread:
        return ""
    behind = "".join(_html_section(section, "h3") for section in digest.thread)
    reply = _message(f"<h2>{escape(digest.thread_title)}</h2>{behind}")
    return f'<section class="thread">{reply}</section>'


def _message(words: str) -> str:
    return (
        f'<article><div class="mark" aria-hidden="true">{_NAME[0]}</div><div>'
        f'<p class="who">{_NAME}<span class="badge">APP</span></p>{words}</div></article>'
    )


def _html_section(section: Section, heading: str) -> str:
    kind = "numbered" if any(point.notes for point in section.points) else "plain"
    points = "".join(f"<li>{''.join(_html_point(point))}</li>" for point in section.points)
    listed = f'<ol class="{kind}">{points}</ol>' if points else ""
    lines = "".join(_paragraph(line, "line") for line in section.lines)
    return f"<section><{heading}>{escape(section.title)}</{heading}>{listed}{lines}</section>"


def _html_point(point: Point) -> Iterator[str]:
    yield f"<p><strong>{escape(point.name)}</strong>: <span>{escape(point.band)}.</span></p>"
    yield _paragraph(point.text)
    if point.notes:
        yield "<ul>" + "".join(f"<li>{escape(note)}</li>" for note in point.notes) + "</ul>"


def _paragraph(words: str, kind: str = "") -> str:
    shown = f' class="{kind}"' if kind else ""
    return f"<p{shown}>{escape(words)}</p>" if words else ""
