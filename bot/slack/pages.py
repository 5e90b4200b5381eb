"""What one person is shown: the answer to the command, and the page of the app."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from slack_sdk.models.blocks import Block, DividerBlock

from bot.insight.action import Action
from bot.insight.digest import Digest
from bot.insight.digest_words import DigestWords
from bot.insight.edition import nothing_yet
from bot.insight.rendering import text
from bot.slack.blocks import dicts, digest_blocks, paragraph, plain, safe, small
from bot.slack.listing import MOST_LISTED, MOST_TOLD, listing, listing_text
from bot.slack.spoken import next_digest

# So many digests fit on the page: everyone's, and those of the most important labels.
MOST_DIGESTS = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A message to one person: blocks, and the same in plain words."""

    text: str
    blocks: list[dict[str, Any]]

    def message(self, *, replace: bool = False) -> dict[str, Any]:
        """As the answer to a command or a tap; only this person sees it."""
        return {
            "text": plain(self.text),
            "blocks": self.blocks,
            "response_type": "ephemeral",
            "replace_original": replace,
        }


def sentence(words: str) -> Shown:
    """One sentence."""
    return Shown(words, dicts([paragraph(safe(words))]))


def answer(
    words: DigestWords,
    digest: Digest | None,
    actions: Sequence[Action],
    day: date,
    note: str = "",
) -> Shown:
    """The last digest, what is open, and the next date; `note` stands above it."""
    when = next_digest(words, day)
    shown = _unthreaded(words, digest, when) if digest else nothing_yet(words, day)
    blocks = digest_blocks(shown, note, charts=False, button=True)
    blocks += dicts([DividerBlock(), *listing(words, actions, MOST_TOLD)])
    told = (note, text(shown), listing_text(words, actions, MOST_TOLD))
    return Shown("\n\n".join(part for part in told if part), blocks)


def home(
    words: DigestWords, digests: Sequence[Digest], actions: Sequence[Action], day: date
) -> dict[str, Any]:
    """The page of the app for somebody who may read everything."""
    blocks = dicts([paragraph(f"*{safe(words.say('home_digests'))}*")])
    shown = [_unthreaded(words, digest) for digest in digests[:MOST_DIGESTS]]
    for digest in shown or [nothing_yet(words, day)]:
        blocks += digest_blocks(digest, charts=False, button=True)
        blocks += dicts([DividerBlock()])
    listed = listing(words, actions, MOST_LISTED)
    return _home([*blocks, *dicts([*listed, *_always(words, day)])])


def closed_home(words: DigestWords, why: str, day: date) -> dict[str, Any]:
    """The page of the app for everybody else: why there is no more, and what is never shown."""
    return _home(dicts([paragraph(safe(why)), *_always(words, day)]))


def _unthreaded(words: DigestWords, digest: Digest, when: str = "") -> Digest:
    """A digest as it is shown to one person, where no thread hangs under it."""
    more = words.say("more_in_channel") if digest.thread else ""
    return replace(digest, closing=" ".join(part for part in (when, more) if part))


def _always(words: DigestWords, day: date) -> list[Block]:
    return [
        DividerBlock(),
        paragraph(safe(next_digest(words, day))),
        paragraph(f"*{safe(words.say('never_title'))}*\n{safe(words.say('never'))}"),
        *small(words.say("ask_help")),
    ]


def _home(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "home", "blocks": blocks}
