"""What a request says: the beginning of an interview, or an event in one."""

from dataclasses import dataclass

from bot.channels.web.conversation import Conversation
from bot.channels.web.problem import Problem
from bot.interview.events import Event, Send
from bot.interviewer import Reply

RECEIPT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Begin:
    """The wish to begin the interview that this token opens."""

    token: str
    language: str


@dataclass(frozen=True, slots=True)
class Heard:
    """An event in the interview of this sealed session; `key` makes a repeated Send harmless.

    `language` is that of the page, for when the session cannot tell its own.
    """

    session: str
    event: Event
    key: str = ""
    receipt: bytes | None = None
    language: str = ""


async def take(conversation: Conversation, heard: Begin | Heard) -> Reply:
    """The interviewer's reply to what a request says."""
    if isinstance(heard, Begin):
        return await conversation.start(heard.token, heard.language)
    if isinstance(heard.event, Send) and not heard.key:
        raise Problem("no_key")
    return await conversation.hear(
        heard.session,
        heard.event,
        once=heard.key,
        receipt=heard.receipt,
        language=heard.language,
    )


def plain(text: str) -> str:
    """The text as it can be written down: a lone half of a character becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def receipt_bits(digits: str) -> bytes:
    """The 16 bytes behind 32 hex digits; Problem when they are something else."""
    try:
        bits = bytes.fromhex(digits)
    except ValueError:
        raise Problem("unknown_event") from None
    if len(bits) != RECEIPT_BYTES:
        raise Problem("unknown_event")
    return bits
