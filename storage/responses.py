"""Keeping a response, forgetting it, and asking to delete what was released."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.errors import ReceiptTaken
from storage.invitations import all_terms_of, terms_of
from storage.records import Kept
from storage.vault import SLOT_BYTES, Kind, Slot, Vault, inner_id, named, unnamed

DELETION_BYTES = 32
# One slot takes many deletions: a stranger who types made-up receipts must not fill the disk.
_MOST_BYTES = SLOT_BYTES * 15 // 16


@dataclass(frozen=True, slots=True)
class Send:
    """A response to keep, and the token it spends; `once` tells a repeat from a rival."""

    token_hash: bytes = field(repr=False)
    once: bytes = field(repr=False)
    receipt_id: bytes = field(repr=False)
    response: bytes = field(repr=False)

    def looked_for(self) -> tuple[bytes, bytes]:
        """The inner ids of the first mark of its token, and of the response."""
        return (
            inner_id(Kind.SPENT, spent_names(self.token_hash, 1)[0]),
            inner_id(Kind.RESPONSE, self.receipt_id),
        )


def foresee(vault: Vault, sends: Sequence[Send]) -> None:
    """Look up at once what these Sends, done in one transaction, will look for."""
    if sends:
        vault.terms = all_terms_of(vault.connection, [send.token_hash for send in sends])
        vault.foresee(inner for send in sends for inner in send.looked_for())


def keep(vault: Vault, send: Send) -> Kept:
    """Spend the token and keep the response, or say why not."""
    token_hash = send.token_hash
    known = token_hash in vault.terms
    terms = vault.terms[token_hash] if known else terms_of(vault.connection, token_hash)
    if terms is None:
        return "unknown"
    mark = hashlib.sha256(token_hash + send.once).digest()
    names = spent_names(token_hash, terms.sends)
    spent, waiting = vault.find(*send.looked_for())
    marks = _marks(vault, spent, names[1:])
    if mark in marks:
        return "repeated"
    if len(marks) == terms.sends:
        return "spent"
    if waiting is not None:
        raise ReceiptTaken
    into = (
        named(Kind.SPENT, names[len(marks)], b"".join((*marks, mark))),
        named(Kind.RESPONSE, send.receipt_id, send.response),
    )
    vault.change(into=into)
    return "kept"


def spent_names(token_hash: bytes, sends: int) -> tuple[bytes, ...]:
    """The names under which the Sends on a token are marked, one after the other.

    Each mark is written into a slot of its own, beside all before it: a Send on a shared token
    looks like any other, and the last is found without reading all.
    """
    later = (token_hash + number.to_bytes(2, "big") for number in range(1, sends))
    return (token_hash, *later)


def _marks(vault: Vault, first: Slot | None, later: Sequence[bytes]) -> tuple[bytes, ...]:
    """The marks of the Sends that a token has taken, of which this slot has the first."""
    if first is None:
        return ()
    last, taken, free = first, 0, len(later)
    while taken < free:
        middle = (taken + free) // 2
        (found,) = vault.find(inner_id(Kind.SPENT, later[middle]))
        if found is None:
            free = middle
        else:
            last, taken = found, middle + 1
    return split(last.content)


def forget(vault: Vault, receipt_id: bytes) -> bool:
    """Empty the slot of the waiting response; the same is written when there is none."""
    (waiting,) = vault.find(inner_id(Kind.RESPONSE, receipt_id))
    vault.change(out=() if waiting is None else (waiting,))
    return waiting is not None


def ask_to_delete(vault: Vault, deletion: bytes) -> None:
    """Note a deletion for the next boundary, beside those that wait already."""
    if len(deletion) != DELETION_BYTES:
        raise ValueError(f"a deletion has {DELETION_BYTES} bytes")
    (waiting,) = vault.find(vault.head().deletions)
    if waiting is not None and len(waiting.content) + DELETION_BYTES > _MOST_BYTES:
        waiting = None
    noted = split(waiting.content) if waiting else ()
    new = unnamed(Kind.DELETIONS, b"".join(dict.fromkeys((*noted, deletion))))
    vault.change(out=(waiting,) if waiting else (), into=(new,), deletions=new.inner)


def split(content: bytes) -> tuple[bytes, ...]:
    """The deletions, or the marks, that one slot holds: 32 bytes each."""
    starts = range(0, len(content), DELETION_BYTES)
    return tuple(content[start : start + DELETION_BYTES] for start in starts)
