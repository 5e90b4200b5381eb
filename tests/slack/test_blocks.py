"""The blocks of a digest fit Slack's limits, and hold nothing that Slack would act on."""

import json
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from bot.insight.digest import Digest, Point, Section
from bot.slack.blocks import digest_blocks, thread_blocks
from tests.insight.situations import SITUATIONS

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
    """The blocks, held against the limits that slack_sdk knows and those it does not."""
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None
        parsed.validate_json()
        if block["type"] == "header":
            assert len(block["text"]["text"]) <= 150
        if block["type"] == "section":
            assert 1 <= len(block["text"]["text"]) <= 3000
        if block["type"] == "context":
            assert all(len(element["text"]) <= 2000 for element in block["elements"])
    return blocks


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_digest_fits_one_screen(situation: str) -> None:
    """At most twelve blocks and 8,000 characters, a reply of the same size behind them."""
    digest = of(situation)
    screen = checked(digest_blocks(digest, note="This may be a repeat."))
    for blocks in (screen, checked(thread_blocks(digest))):
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
