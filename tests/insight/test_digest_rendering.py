"""The same digest as text, Markdown and a page: nothing lost, nothing added, nothing executed."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from bot.insight.digest import Digest, Point, Section
from bot.insight.page import STYLE, html
from bot.insight.rendering import full_text, markdown, text, text_thread
from tests.insight.situations import SITUATIONS

HOSTILE = "<script>alert(1)</script> & *star* [x](http://x) `code` # _u_"
NASTY = Digest(
    "en",
    header=HOSTILE,
    sections=(Section(HOSTILE, (Point(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,)),), (HOSTILE,)),),
)


def sentences(digest: Digest) -> list[str]:
    """Every sentence of a digest."""
    said = [digest.header, digest.edition, digest.closing]
    for section in (*digest.sections, *digest.thread):
        said += [section.title, *section.lines]
        for point in section.points:
            said += [point.name, point.band, point.text, *point.notes]
    return [each for each in said if each]


@pytest.fixture(params=list(SITUATIONS))
def digest(request: pytest.FixtureRequest) -> Digest:
    """The digest of each situation."""
    found = SITUATIONS[request.param]
    return found.digest()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))


def parsed(page: str) -> _Words:
    """A page taken apart."""
    parser = _Words()
    parser.feed(page)
    return parser


def test_text_says_everything(digest: Digest) -> None:
    """Who hears the text alone hears the whole digest."""
    whole = full_text(digest).casefold()
    assert all(sentence.casefold() in whole for sentence in sentences(digest))
    assert full_text(digest) == f"{text(digest)}\n\n{text_thread(digest)}\n"


def test_markdown_says_everything(digest: Digest) -> None:
    """Behind its marks, Markdown holds every sentence."""
    plain = re.sub(r"\\(.)", r"\1", markdown(digest))
    assert all(sentence in plain for sentence in sentences(digest))


def test_the_page_says_everything(digest: Digest) -> None:
    """Every sentence is on the page; the headings go down step by step."""
    page = parsed(html(digest))
    plain = " ".join(page.words)
    assert all(sentence in plain for sentence in sentences(digest))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_asks_nothing_of_anybody() -> None:
    """No script, no outside address, no event handler; a style within the page or linked."""
    found = SITUATIONS["first-batch"]
    digest = found.digest()
    page = html(digest)
    assert not re.search(r"<script|src=|https?:|url\(|\son\w+=", page)
    assert STYLE in page
    linked = html(digest, style="/static/digest.css")
    assert "<style" not in linked
    assert '<link rel="stylesheet" href="/static/digest.css">' in linked


def test_marks_in_a_sentence_stay_what_they_are() -> None:
    """Whatever HR writes into the codebook is shown as it stands."""
    tags = {tag for tag, _ in parsed(html(NASTY)).tags}
    assert "script" not in tags
    assert not re.search(r"(?<!\\)[<>`_\[\]]", markdown(NASTY))
    assert HOSTILE in text(NASTY)
