"""What the web chat is given: somebody to talk with, and facts for its pages."""

from dataclasses import dataclass
from typing import Protocol

from bot.interview.events import Event
from bot.interviewer import Reply


class Conversation(Protocol):
    """The interviewer as the web chat knows it."""

    async def start(self, token: str, language: str) -> Reply:
        """Begin an interview; raises Refused."""
        ...

    async def hear(
        self,
        session: str,
        event: Event,
        *,
        once: str = "",
        receipt: bytes | None = None,
        language: str = "",
    ) -> Reply:
        """Take one turn; raises Refused."""
        ...

    async def forget(self, words: str, language: str = "") -> None:
        """Delete the answers of a receipt, if there are any; raises ReceiptError."""
        ...


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What the pages tell everybody; `keys_destroyed` says whether old keys really go."""

    company: str
    operator: str
    contact: str
    k: int
    minimum: int = 10
    keys_destroyed: bool = True
