"""Drafts: what is kept of an interview under way where the channel cannot carry it.

A draft lies in the vault, under a name that only its asker knows. It ends at the second night
after it was written last.
"""

import secrets
from datetime import date, timedelta

from storage import invitations, publications, responses
from storage.errors import TooLarge
from storage.records import Calendar, Kept, Terms
from storage.vault import SLOT_BYTES, Kind, Slot, Vault, inner_id, named

# What fits into a slot, with room for what stands around it.
MOST_BYTES = SLOT_BYTES - 256
DRAFT_DAYS = 2
# Each writing takes another of these places, so that a slot never stays under one key all day.
_PLACES = 8
_DATE_BYTES = len("2026-01-01")


class Draft:
    """The draft under one name, seen through one transaction, and what its interview asks of it.

    `content` is what was written last, or None when there is nothing, or nothing any more.
    """

    def __init__(self, vault: Vault, name: bytes, today: date) -> None:
        self._vault, self._today = vault, today
        self._names = [name + bytes([place]) for place in range(_PLACES)]
        found = vault.find(*(inner_id(Kind.DRAFT, each) for each in self._names))
        self._slot = next((slot for slot in found if slot is not None), None)

    @property
    def content(self) -> bytes | None:
        """What was written last; None when its time is over."""
        if self._slot is None or is_over(self._slot, self._today):
            return None
        return self._slot.content[_DATE_BYTES:]

    def write(self, content: bytes) -> None:
        """Keep this instead of what was there; TooLarge, and nothing changes, when it is."""
        if len(content) > MOST_BYTES:
            raise TooLarge(size=len(content), most=MOST_BYTES)
        taken = self._slot.inner if self._slot is not None else b""
        free = [each for each in self._names if inner_id(Kind.DRAFT, each) != taken]
        dated = self._today.isoformat().encode() + content
        self._become(named(Kind.DRAFT, secrets.choice(free), dated))

    def forget(self) -> None:
        """Empty the slot, if there is one."""
        if self._slot is not None:
            self._become(None)

    def terms(self, token_hash: bytes) -> Terms | None:
        """What the token of this hash promises; None when it is unknown."""
        return invitations.terms_of(self._vault.connection, token_hash)

    def calendar(self) -> Calendar | None:
        """The period under way."""
        return publications.calendar_of(self._vault.connection)

    def keep(self, token_hash: bytes, once: bytes, receipt_id: bytes, response: bytes) -> Kept:
        """Spend the token and keep the response, in the transaction that ends the draft."""
        send = responses.Send(token_hash, once, receipt_id, response)
        return responses.keep(self._vault, send)

    def _become(self, new: Slot | None) -> None:
        out = () if self._slot is None else (self._slot,)
        self._vault.change(out=out, into=() if new is None else (new,))
        self._slot = new


def is_over(slot: Slot, today: date) -> bool:
    """Whether this is a draft that was written two days ago or earlier."""
    if slot.kind is not Kind.DRAFT:
        return False
    last = (today - timedelta(days=DRAFT_DAYS)).isoformat()
    return slot.content[:_DATE_BYTES].decode() <= last
