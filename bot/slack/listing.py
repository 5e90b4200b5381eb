"""What is decided and still open, each with a button that notes it as done."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.insight.action import Action
from bot.insight.digest_words import ROOM, DigestWords
from bot.slack.blocks import SECTION_LENGTH, cut, paragraph, safe, small
from bot.slack.spoken import decided

# What the button is called among Slack's actions.
DONE = "done"
# So many fit beside a digest into one message, and into a page.
MOST_TOLD, MOST_LISTED = 5, 20
_CONFIRM_LENGTH = 300


def listing(words: DigestWords, actions: Sequence[Action], most: int) -> Iterator[Block]:
    """The title, and a line each; what is due last is left out where there are too many."""
    yield paragraph(f"*{safe(words.say('open_title'))}*")
    if not actions:
        yield paragraph(safe(words.say("open_none")))
    for action in actions[:most]:
        yield _line(words, action)
    if len(actions) > most:
        yield from small(words.say("more_open"))


def listing_text(words: DigestWords, actions: Sequence[Action], most: int) -> str:
    """The same in plain words."""
    lines = [f"- {decided(words, action)}" for action in actions[:most]]
    more = [words.say("more_open")] if len(actions) > most else []
    none = [] if actions else [words.say("open_none")]
    return "\n".join([words.say("open_title").upper(), *none, *lines, *more])


def _line(words: DigestWords, action: Action) -> SectionBlock:
    text = cut(safe(decided(words, action)), SECTION_LENGTH)
    button = ButtonElement(
        text=_plain(words, "done"),
        action_id=DONE,
        value=action.id,
        confirm=ConfirmObject(
            title=_plain(words, "done_title"),
            text=PlainTextObject(text=cut(words.say("done_text"), _CONFIRM_LENGTH), emoji=False),
            confirm=_plain(words, "done_yes"),
            deny=_plain(words, "done_no"),
        ),
    )
    return SectionBlock(text=MarkdownTextObject(text=text, verbatim=True), accessory=button)


def _plain(words: DigestWords, name: str) -> PlainTextObject:
    return PlainTextObject(text=cut(words.say(name), ROOM[name]), emoji=False)
