"""Keeping a response, forgetting it, and asking to delete what was released."""

import hashlib

from storage.errors import ReceiptTaken
from storage.invitations import terms_of
from storage.records import Kept
from storage.vault import SLOT_BYTES, Kind, Vault, inner_id, named, unnamed

DELETION_BYTES = 32
# One slot takes many deletions: a stranger who types made-up receipts must not fill the disk.
_MOST_BYTES = SLOT_BYTES * 15 // 16


def keep(vault: Vault, token_hash: bytes, once: bytes, receipt_id: bytes, response: bytes) -> Kept:
    """Spend the token and keep the response, or say why not; `once` tells a repeat from a rival."""
    if terms_of(vault.connection, token_hash) is None:
        return "unknown"
    mark = hashlib.sha256(token_hash + once).digest()
    names = inner_id(Kind.SPENT, token_hash), inner_id(Kind.RESPONSE, receipt_id)
    spent, waiting = vault.find(*names)
    if spent is not None:
        return "repeated" if spent.content == mark else "spent"
    if waiting is not None:
        raise ReceiptTaken
    into = (named(Kind.SPENT, token_hash, mark), named(Kind.RESPONSE, receipt_id, response))
    vault.change(into=into)
    return "kept"


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
    noted = deletions_in(waiting.content) if waiting else ()
    new = unnamed(Kind.DELETIONS, b"".join(dict.fromkeys((*noted, deletion))))
    vault.change(out=(waiting,) if waiting else (), into=(new,), deletions=new.inner)


def deletions_in(content: bytes) -> tuple[bytes, ...]:
    """The deletions that one slot holds."""
    starts = range(0, len(content), DELETION_BYTES)
    return tuple(content[start : start + DELETION_BYTES] for start in starts)
