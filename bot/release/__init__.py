"""A batch leaves the vault, is counted and published; and the outbox that brings it to people."""

from bot.release.folder import DigestFolder
from bot.release.outbox import Outbox, Poster
from bot.release.releaser import NobodyToInvite, Releaser
from bot.release.terms import Chance, Invitation, Released, Terms

__all__ = [
    "Chance",
    "DigestFolder",
    "Invitation",
    "NobodyToInvite",
    "Outbox",
    "Poster",
    "Released",
    "Releaser",
    "Terms",
]
