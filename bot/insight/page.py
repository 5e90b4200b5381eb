"""A digest as a web page that looks as Slack would draw it, in light and dark, small and large."""

from collections.abc import Iterator
from html import escape

from bot.insight.digest import Digest, Point, Section

STYLE = """
:root { --paper: #f4f5f7; --card: #fff; --ink: #1d1c1d;
  --soft: #595a5e; --line: #dddde0; --mark: #1264a3; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #121417; --card: #1a1d21; --ink: #e8e8ea;
    --soft: #abadb2; --line: #35383d; --mark: #6cb8f0; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-inline-size: 44rem; margin-inline: auto; padding: clamp(0.75rem, 3vw, 2.5rem); }
article, .thread { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem;
  padding: clamp(1rem, 4vw, 2rem); }
.thread { margin-block-start: 1rem; }
h1 { margin: 0; font-size: clamp(1.2rem, 4.5vw, 1.5rem); line-height: 1.3; text-wrap: balance; }
h2 { margin: 0 0 0.5rem; font-size: 1.05rem; line-height: 1.35; }
h3 { margin: 0 0 0.25rem; font-size: 0.95rem; }
p { margin: 0 0 0.4rem; }
section section, article > section { border-block-start: 1px solid var(--line);
  margin-block-start: 1rem; padding-block-start: 1rem; }
.edition, .closing, ul, .thread p { color: var(--soft); font-size: 0.92rem; }
.edition { margin: 0.35rem 0 0; }
.closing { border-block-start: 1px solid var(--line); margin: 1rem 0 0;
  padding-block-start: 0.75rem; }
ol { margin: 0; padding: 0; list-style: none; counter-reset: point; }
ol > li { position: relative; padding-inline-start: 1.75rem; margin-block-end: 0.9rem; }
ol > li:last-child { margin-block-end: 0.25rem; }
ol > li::before { counter-increment: point; content: counter(point); position: absolute;
  inset-inline-start: 0; inset-block-start: 0; color: var(--mark); font-weight: 700; }
ol span { color: var(--soft); }
ul { margin: 0.25rem 0 0; padding: 0; list-style: none; }
ul > li:first-child { color: var(--ink); font-weight: 600; }
ol + p { margin-block-start: 0.9rem; }
strong { font-weight: 700; }
"""


def html(digest: Digest, style: str = "") -> str:
    """The whole digest as a page of its own.

    The style stands within the page, unless `style` is the address of a sheet to link to: a
    server that allows no inline style serves `STYLE` there.
    """
    sheet = (
        f'<link rel="stylesheet" href="{escape(style)}">' if style else f"<style>{STYLE}</style>"
    )
    thread = "".join(_html_section(section, "h3") for section in digest.thread)
    behind = (
        f'<section class="thread"><h2>{escape(digest.thread_title)}</h2>{thread}</section>'
        if digest.thread
        else ""
    )
    return (
        f'<!doctype html>\n<html lang="{escape(digest.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(digest.header)}</title>'
        f"{sheet}</head>\n<body><main><article>\n<h1>{escape(digest.header)}</h1>"
        f"{_paragraph(digest.edition, 'edition')}\n"
        + "\n".join(_html_section(section, "h2") for section in digest.sections)
        + f"\n{_paragraph(digest.closing, 'closing')}</article>\n{behind}</main></body>\n</html>\n"
    )


def _html_section(section: Section, heading: str) -> str:
    points = "".join(f"<li>{''.join(_html_point(point))}</li>" for point in section.points)
    listed = f"<ol>{points}</ol>" if points else ""
    lines = "".join(_paragraph(line) for line in section.lines)
    return f"<section><{heading}>{escape(section.title)}</{heading}>{listed}{lines}</section>"


def _html_point(point: Point) -> Iterator[str]:
    yield f"<p><strong>{escape(point.name)}</strong> <span>{escape(point.band)}</span></p>"
    yield _paragraph(point.text)
    if point.notes:
        yield "<ul>" + "".join(f"<li>{escape(note)}</li>" for note in point.notes) + "</ul>"


def _paragraph(words: str, kind: str = "") -> str:
    shown = f' class="{kind}"' if kind else ""
    return f"<p{shown}>{escape(words)}</p>" if words else ""
