"""Keys without a folder, for hosting without a disk: all of them follow from one secret.

Processes on different machines need to share nothing but the secret. The price is that no key can
be destroyed: whoever has the secret and an old backup can read what waited in it.
"""

import hmac
import secrets
from collections.abc import Callable, Collection
from datetime import date, timedelta

from storage.keys import SESSION_DAYS, TAG_BYTES
from storage.sealing import digest


class DerivedKeys:
    """The keys that follow from a secret of 32 random bytes; `today` says which day it is."""

    name = "KEY_SECRET"
    destroys = False

    def __init__(self, secret: bytes, today: Callable[[], date]) -> None:
        self._secret = secret
        self._today = today

    def session_key(self) -> tuple[bytes, bytes]:
        """The session key of today and its tag."""
        return self._session(self._today())

    def session_key_of(self, tag: bytes) -> bytes | None:
        """The session key of this tag, or None when it is older than seven days."""
        # The clock of the machine that sealed may be ahead of ours at midnight.
        days = range(-1, SESSION_DAYS + 1)
        made = (self._session(self._today() - timedelta(days=day)) for day in days)
        return next((key for known, key in made if hmac.compare_digest(known, tag)), None)

    def turn_sessions(self, today: date) -> None:
        """Nothing: each day has its key."""

    def serves(self, database: int) -> bool:  # noqa: ARG002 - as every keyring
        """Whether this is a database whose tags we made is told by the tags."""
        return True

    def bind(self, database: int) -> None:
        """Nothing: a key that cannot be destroyed needs no owner."""

    def vault_key(self, tag: bytes) -> bytes | None:
        """The vault key of this tag, or None when the tag was made with another secret."""
        drawn, proof = tag[:TAG_BYTES], tag[TAG_BYTES:]
        return self._key(drawn) if hmac.compare_digest(proof, self._proof(drawn)) else None

    def drawn_vault_key(self) -> tuple[bytes, bytes]:
        """A vault key behind a new tag, which proves that it was made with this secret."""
        drawn = secrets.token_bytes(TAG_BYTES)
        return drawn + self._proof(drawn), self._key(drawn)

    def add_vault_keys(self, *keys: tuple[bytes, bytes]) -> None:
        """Nothing: what follows from a setting lasts."""

    def destroy(self, tags: Collection[bytes]) -> None:
        """Nothing: what follows from a setting cannot be destroyed."""

    def destroy_all_but(self, tags: Collection[bytes]) -> None:
        """Nothing, as above."""

    def _key(self, drawn: bytes) -> bytes:
        return digest(self._secret, b"vault key", drawn)

    def _proof(self, drawn: bytes) -> bytes:
        return digest(self._secret, b"vault tag", drawn)[:TAG_BYTES]

    def _session(self, day: date) -> tuple[bytes, bytes]:
        name = day.isoformat().encode()
        tag = digest(self._secret, b"session tag", name)[:TAG_BYTES]
        return tag, digest(self._secret, b"session key", name)
