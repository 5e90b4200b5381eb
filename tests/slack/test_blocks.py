"""The blocks of a digest fit Slack's limits, and hold nothing that Slack would act on."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.insight.digest import Digest, Point, Section, Share
from bot.insight.rendering import text
from bot.slack.blocks import digest_blocks, thread_blocks
from tests.insight.situations import SITUATIONS
from tests.slack.block_kit import parts, wrong

LONG = "word " * 2000
HUGE = Digest(
    "en",
    header=LONG,
    edition=LONG,
    closing=LONG,
    sections=(Section("Title", (Point(LONG, LONG, LONG, (LONG,)),), (LONG,)),),
    thread_title="Title",
    thread=(Section("Title", lines=(LONG, LONG)),),
)


def of(situation: str) -> Digest:
    """The digest of a situation."""
    found = SITUATIONS[situation]
    return found.digest()


def checked(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks, held against Slack's limits."""
    assert wrong(blocks, "message") == ""
    return blocks


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_digest_fits_one_screen(situation: str) -> None:
    """At most twelve blocks and 8,000 characters, a reply of the same size behind them."""
    digest = of(situation)
    screen = checked(digest_blocks(digest, button=True))
    repeat = checked(digest_blocks(digest, note="This may be a repeat.", button=True))
    for blocks in (screen, repeat, checked(thread_blocks(digest))):
        assert 1 <= len(blocks) <= 12
        assert len(json.dumps(blocks, ensure_ascii=False)) < 8000


def test_sentences_of_any_length_fit() -> None:
    """However long HR's sentences are, Slack takes the blocks."""
    checked(digest_blocks(HUGE, note="A repeat."))
    checked(thread_blocks(HUGE))


def test_the_one_sentence_is_one_block() -> None:
    """When there is nothing yet, there is nothing else to draw."""
    assert len(checked(digest_blocks(Digest("en", "There is no digest yet.")))) == 1


def test_a_repeat_says_so_first() -> None:
    """The note that this may be a repeat stands above everything."""
    first = digest_blocks(of("first-batch"), note="This may be a repeat.")[0]
    assert first["elements"][0]["text"] == "This may be a repeat."


def test_nothing_in_a_digest_calls_or_links() -> None:
    """A mention, a link or a mark in a label of HR's stays plain words; no emoji, no image."""
    nasty = "<!channel> <@U123> <https://x.example|x> *b* _i_ ~s~ `c` :fire: &amp;"
    digest = Digest(
        "en", nasty, sections=(Section(nasty, (Point(nasty, nasty, nasty),), (nasty,)),)
    )
    blocks = checked(digest_blocks(digest))
    for block in blocks[1:]:
        if block["type"] == "section":
            assert "<" not in block["text"]["text"]
            assert "*b*" not in block["text"]["text"]
            assert block["text"]["verbatim"] is True
    assert blocks[0]["text"]["emoji"] is False
    assert not any(block["type"] in ("image", "actions") for block in blocks)


def chart_of(digest: Digest) -> dict[str, Any] | None:
    """The chart under a digest, if there is one."""
    drawn = [b for b in checked(digest_blocks(digest)) if b["type"] == "data_visualization"]
    return drawn[0] if drawn else None


def test_the_chart_shows_bands_and_never_a_number_of_people() -> None:
    """One bar a cause, as high as the place of its band, and the axis says which band that is."""
    digest = of("first-batch")
    drawn = chart_of(digest)
    assert drawn is not None
    told = [share for share in digest.shares if share.part == "concern"]
    heights = [point["value"] for point in drawn["chart"]["series"][0]["data"]]
    assert heights == [share.level + 1 for share in told]
    assert drawn["chart"]["axis_config"]["y_label"] == "2: some, 3: about half"
    words = text(digest).casefold()
    assert all(share.name.casefold() in words for share in told)


def test_without_room_or_anything_to_show_there_is_no_chart() -> None:
    """Names that become the same when shortened, bars of one height, long bands: no chart."""
    alike = "The same beginning of a name and then"
    for shares in (
        [
            Share("concern", "Title", "a", "A", 1, "some"),
            Share("concern", "T", "b", "B", 1, "some"),
        ],
        [
            Share("concern", "Title", "a", f"{alike} one", 1, "some"),
            Share("concern", "Title", "b", f"{alike} two", 2, "most"),
        ],
        [
            Share("concern", "Title", "a", "A", 1, "some " * 12),
            Share("concern", "Title", "b", "B", 2, "most"),
        ],
    ):
        assert chart_of(replace(of("first-batch"), shares=tuple(shares))) is None


@pytest.mark.parametrize("situation", SITUATIONS)
def test_the_button_stands_where_there_is_something_to_decide(situation: str) -> None:
    """With causes that can be changed there is one button, and it knows of which digest it is."""
    digest = of(situation)
    buttons = [
        part for part in parts(digest_blocks(digest, button=True)) if part.get("type") == "button"
    ]
    assert [part["value"] for part in buttons] == [digest.period] * bool(digest.proposals)
    assert not any(part.get("type") == "button" for part in parts(digest_blocks(digest)))
