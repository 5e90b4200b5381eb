"""A document of headings, paragraphs and tables, as Markdown or as a web page of its own."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

# In a document’s words, *this* is the id of a step.
_ID = re.compile(r"\*([a-z][a-z0-9_]*)\*")
# What Markdown would take for a mark.
_MARKS = re.compile(r"([\\`*_\[\]|<>#])")
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-inline-size: 75rem;
  padding-inline: 1rem; }
h1, h2 { line-height: 1.25; }
table { border-collapse: collapse; inline-size: 100%; font-size: 0.9rem; }
th, td { border: 1px solid #999; padding: 0.35rem 0.5rem; text-align: start;
  vertical-align: top; }
th { background: #eee; color: #111; }
th:nth-child(2) { inline-size: 32%; }
tr { break-inside: avoid; }
@media print { body { margin: 0; max-inline-size: none; } }
"""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below their heads; a line end within a cell begins a new line there."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A title and what stands below it, in one language."""

    title: str
    language: str
    blocks: tuple[Block, ...]


def markdown(document: Document) -> str:
    """The document as Markdown."""
    parts = [f"# {_marked(document.title)}"]
    for block in document.blocks:
        match block:
            case Heading():
                parts.append(f"## {_marked(block.text)}")
            case Paragraph():
                parts.append(_marked(block.text))
            case Table():
                rows = [block.head, tuple("---" for _ in block.head), *block.rows]
                parts.append("\n".join(_row(row, ruler=n == 1) for n, row in enumerate(rows)))
    return "\n\n".join(parts) + "\n"


def html(document: Document) -> str:
    """The document as a page that needs nothing else."""
    title = escape(document.title)
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{escape(document.language)}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
            f"<title>{title}</title><style>{_STYLE}</style></head>",
            f"<body><main><h1>{title}</h1>",
            *_blocks(document.blocks),
            "</main></body>\n</html>\n",
        ]
    )


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"<h2>{_tagged(block.text)}</h2>"
            case Paragraph():
                yield f"<p>{_tagged(block.text)}</p>"
            case Table():
                heads = "".join(f'<th scope="col">{_tagged(cell)}</th>' for cell in block.head)
                yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
                for row in block.rows:
                    yield "<tr>" + "".join(f"<td>{_tagged(cell)}</td>" for cell in row) + "</tr>"
                yield "</tbody></table>"


def _row(cells: Sequence[str], *, ruler: bool) -> str:
    return f"| {' | '.join(cells if ruler else map(_marked, cells))} |"


def _marked(text: str) -> str:
    plain = _with_ids(text, lambda part: _MARKS.sub(r"\\\1", part), lambda id: f"`{id}`")
    return plain.replace("\n", "<br>")


def _tagged(text: str) -> str:
    return _with_ids(text, escape, lambda id: f"<code>{id}</code>").replace("\n", "<br>")


def _with_ids(text: str, plain: Callable[[str], str], named: Callable[[str], str]) -> str:
    """The text with its ids named and everything else made plain."""
    parts = _ID.split(text)
    return "".join(named(part) if n % 2 else plain(part) for n, part in enumerate(parts))
