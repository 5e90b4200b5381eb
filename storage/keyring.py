"""Keys as the rest of the storage sees them, wherever they come from."""

from collections.abc import Collection
from datetime import date
from typing import Protocol


class Keyring(Protocol):
    """Vault keys, found by tags which the database names, and the keys of sessions under way."""

    @property
    def name(self) -> str:
        """What errors call these keys."""
        ...

    @property
    def destroys(self) -> bool:
        """Whether a destroyed key is gone, so that nobody can ever open what it sealed."""
        ...

    def session_key(self) -> tuple[bytes, bytes]:
        """The newest session key and its tag."""
        ...

    def session_key_of(self, tag: bytes) -> bytes | None:
        """The session key of this tag, or None when it is older than seven days."""
        ...

    def turn_sessions(self, today: date) -> None:
        """Make today's session key, once a day, and let go of those older than seven days."""
        ...

    def serves(self, database: int) -> bool:
        """Whether the vault keys here are those of this database, or of none yet."""
        ...

    def bind(self, database: int) -> None:
        """Remember whose vault keys these are."""
        ...

    def vault_key(self, tag: bytes) -> bytes | None:
        """The vault key of this tag, or None when it is not here."""
        ...

    def drawn_vault_key(self) -> tuple[bytes, bytes]:
        """A new vault key behind its tag, which nothing keeps yet."""
        ...

    def add_vault_keys(self, *keys: tuple[bytes, bytes]) -> None:
        """Let these drawn keys last, beside the old ones."""
        ...

    def destroy(self, tags: Collection[bytes]) -> None:
        """Destroy the vault keys of these tags."""
        ...

    def destroy_all_but(self, tags: Collection[bytes]) -> None:
        """Destroy every vault key except these; only for who holds the database's write lock."""
        ...
