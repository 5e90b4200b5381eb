"""A batch leaves the vault, is counted and published; and the outbox that brings it to people."""

from bot.release.folder import DigestFolder
from bot.release.inviting import (
    CannotInvite,
    Hopeless,
    NobodyToInvite,
    TooFewToShare,
    Wanted,
    wanted_count,
    wanted_people,
)
from bot.release.links import Links
from bot.release.outbox import Outbox, Poster, post_lines
from bot.release.reading import NOTHING_TO_READ, Words, read_lines
from bot.release.releaser import Releaser
from bot.release.terms import Chance, Invitation, Outlook, Released, Terms, TokenList

__all__ = [
    "NOTHING_TO_READ",
    "CannotInvite",
    "Chance",
    "DigestFolder",
    "Hopeless",
    "Invitation",
    "Links",
    "NobodyToInvite",
    "Outbox",
    "Outlook",
    "Poster",
    "Released",
    "Releaser",
    "Terms",
    "TokenList",
    "TooFewToShare",
    "Wanted",
    "Words",
    "post_lines",
    "read_lines",
    "wanted_count",
    "wanted_people",
]
