"""The same digest as text, Markdown and a page: nothing lost, nothing added, nothing executed."""

import re
from csv import reader
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise

import pytest

from bot.insight.digest import Digest, Point, Section, Share, read_digest
from bot.insight.edition import nothing_yet
from bot.insight.page import STYLE, html
from bot.insight.rendering import full_text, markdown, text, text_thread
from bot.insight.report import report
from bot.insight.table import csv, json_of
from tests.insight.batches import words
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


def test_the_report_says_what_first_and_who_without_colour(digest: Digest) -> None:
    """Header, points with owners, and each chart with a title and all of it in words."""
    page = report(digest, words())
    plain = " ".join(parsed(page).words)
    assert digest.header in plain
    for point in digest.sections[0].points:
        assert {point.name, point.text} <= set(parsed(page).words)
        assert all(note in plain for note in point.notes)
    charts = re.findall(r"<svg.*?</svg>", page, re.S)
    assert len(charts) == len({s.part for s in digest.shares} & {"concern", "attracted"})
    for each in charts:
        told = re.search(r"<title [^>]*>.+</title><desc [^>]*>(.+)</desc>", each)
        assert told is not None
        for name, shown in re.findall(r"<text x[^>]*>(.*?)</text>.*?band.*?>(.*?)</text>", each):
            assert f"{name} ({shown})" in told[1]
    assert not re.search(r"<script|src=|https?:|url\(|\son\w+=", page)


def test_the_table_has_every_band_once(digest: Digest) -> None:
    """CSV reads back as the rows, whatever stands in them; JSON as the digest that was kept."""
    rows = list(reader(StringIO(csv(digest))))
    assert rows[0] == ["period", "label", "part", "id", "title", "name", "band"]
    assert [row[3:] for row in rows[1:]] == [[s.id, s.title, s.name, s.band] for s in digest.shares]
    assert read_digest(json_of(digest)) == digest


def test_a_spreadsheet_is_given_no_formula() -> None:
    """A name that looks like one is kept as text."""
    share = Share("concern", "What", "x", "=1+1", 0, 'a "few"')
    told = csv(replace(NASTY, shares=(share,)))
    assert "'=1+1" in told
    assert '"a ""few"""' in told


def test_nothing_yet_has_a_form_of_everything() -> None:
    """The one sentence is a page, a report and a table, too."""
    digest = nothing_yet(words(), date(2027, 1, 4))
    assert digest.header in report(digest, words())
    assert "<svg" not in report(digest, words())
    assert csv(digest).count("\n") == 1
    assert 'class="button"' not in html(digest)
