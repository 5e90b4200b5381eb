"""The key folder: keys outside the database and its backups, made and destroyed durably.

One file holds them all. It is replaced as a whole under a lock between processes; what stood in
it before is overwritten, so that a destroyed key is gone from the disk as far as a program can
say. Vault keys (epoch and day) are found by random tags which the database names; session keys
carry the date they were made.
"""

import fcntl
import json
import os
import secrets
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Self

from storage.errors import KeyFolderDamaged, KeyFolderMissing, KeyFolderOpen
from storage.sealing import KEY_BYTES

TAG_BYTES = 8
SESSION_DAYS = 7


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """The keys of the vault: the day's finds slots, both seal them, the epoch's alone bags."""

    epoch_tag: bytes
    epoch: bytes = field(repr=False)
    day_tag: bytes
    day: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SessionKey:
    """A key that sealed sessions travel under, and the day it was made."""

    tag: bytes
    key: bytes = field(repr=False)
    made: date


@dataclass(frozen=True, slots=True)
class _Held:
    vault: Mapping[bytes, bytes] = field(default_factory=dict)
    sessions: tuple[SessionKey, ...] = ()
    database: int = 0


def new_tag() -> bytes:
    """A random name for a key."""
    return secrets.token_bytes(TAG_BYTES)


def new_key() -> bytes:
    """A random key."""
    return secrets.token_bytes(KEY_BYTES)


class KeyFolder:
    """The keys in one folder, shared by all processes of this program."""

    destroys = True

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path / "keys.json"
        self._new = path / "keys.json.new"
        self._lock = path / "lock"
        self._seen: tuple[tuple[int, int, int], _Held] | None = None

    @property
    def name(self) -> str:
        """What errors call these keys."""
        return f"The key folder {self.path}"

    def open_or_create(self, today: date) -> Self:
        """Open the folder, making it and a first session key where there is none."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            _refuse_readers(self.path, "700")
            with self._locked(fcntl.LOCK_EX):
                _wipe(self._new)
                held = self._read() if self._file.exists() else _Held()
                if not held.sessions:
                    self._write(_with_session(held, today))
        except OSError as error:
            raise KeyFolderMissing(path=self.path, reason=error.strerror) from error
        return self

    def session_key(self) -> tuple[bytes, bytes]:
        """The newest session key and its tag."""
        newest = self._held().sessions[-1]
        return newest.tag, newest.key

    def session_key_of(self, tag: bytes) -> bytes | None:
        """The session key of this tag, or None once it is destroyed."""
        return next((s.key for s in self._held().sessions if s.tag == tag), None)

    def turn_sessions(self, today: date) -> None:
        """Make today's session key, once a day, and destroy those older than seven days."""
        with self._changing() as held:
            first = today - timedelta(days=SESSION_DAYS)
            # A clock that went wrong and was put right must not let a key live for years.
            young = replace(
                held,
                sessions=tuple(
                    replace(s, made=min(s.made, today)) for s in held.sessions if s.made >= first
                ),
            )
            made_today = any(s.made == today for s in young.sessions)
            self._write(young if made_today else _with_session(young, today))

    def serves(self, database: int) -> bool:
        """Whether the vault keys here are those of this database, or of none yet."""
        return self._held().database in {0, database}

    def bind(self, database: int) -> None:
        """Remember whose vault keys these are, so that no other database may destroy them."""
        with self._changing() as held:
            self._write(replace(held, database=database))

    def vault_key(self, tag: bytes) -> bytes | None:
        """The vault key of this tag, or None."""
        return self._held().vault.get(tag)

    def add_vault_keys(self, *keys: tuple[bytes, bytes]) -> None:
        """Write these keys by their tags beside the old ones; durable when it returns."""
        with self._changing() as held:
            self._write(replace(held, vault={**held.vault, **dict(keys)}))

    def drawn_vault_key(self) -> tuple[bytes, bytes]:
        """A new vault key behind its tag, which is in no file yet."""
        return new_tag(), new_key()

    def destroy(self, tags: Collection[bytes]) -> None:
        """Destroy the vault keys of these tags."""
        with self._changing() as held:
            left = {tag: key for tag, key in held.vault.items() if tag not in tags}
            self._write(replace(held, vault=left))

    def destroy_all_but(self, tags: Collection[bytes]) -> None:
        """Destroy every vault key except these; only for who holds the database's write lock."""
        self.destroy(self._held().vault.keys() - set(tags))

    def _held(self) -> _Held:
        try:
            if self._seen is not None and self._seen[0] == _stamp(self._file):
                return self._seen[1]
            with self._locked(fcntl.LOCK_SH):
                return self._read()
        except OSError as error:
            raise KeyFolderMissing(path=self.path, reason=error.strerror) from error

    @contextmanager
    def _changing(self) -> Iterator[_Held]:
        try:
            with self._locked(fcntl.LOCK_EX):
                yield self._read()
        except OSError as error:
            raise KeyFolderMissing(path=self.path, reason=error.strerror) from error

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        lock = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, how)
            yield
        finally:
            os.close(lock)

    def _read(self) -> _Held:
        _refuse_readers(self._file, "600")
        try:
            held = _decoded(self._file.read_text())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeyFolderDamaged(path=self._file) from error
        self._seen = (_stamp(self._file), held)
        return held

    def _write(self, held: _Held) -> None:
        """Replace the file durably, then overwrite the bytes of the one that stood there."""
        new = os.open(self._new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(new, "w") as file:
            file.write(_encoded(held))
            file.flush()
            os.fsync(file.fileno())
        old = os.open(self._file, os.O_WRONLY) if self._file.exists() else None
        self._new.replace(self._file)
        _sync_folder(self.path)
        if old is not None:
            _zero(old)
        self._seen = (_stamp(self._file), held)


def _with_session(held: _Held, today: date) -> _Held:
    return replace(held, sessions=(*held.sessions, SessionKey(new_tag(), new_key(), today)))


def _stamp(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _refuse_readers(path: Path, mode: str) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyFolderOpen(path=path, mode=mode)


def _wipe(path: Path) -> None:
    """Remove what a crash left half written: it may hold keys that are destroyed elsewhere."""
    if path.exists():
        _zero(os.open(path, os.O_WRONLY))
        path.unlink()


def _zero(descriptor: int) -> None:
    try:
        os.pwrite(descriptor, bytes(os.fstat(descriptor).st_size), 0)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _encoded(held: _Held) -> str:
    vault = {tag.hex(): key.hex() for tag, key in held.vault.items()}
    sessions = [
        {"tag": s.tag.hex(), "key": s.key.hex(), "made": s.made.isoformat()} for s in held.sessions
    ]
    data = {"format": 1, "database": held.database, "vault": vault, "sessions": sessions}
    return json.dumps(data, indent=1)


def _decoded(text: str) -> _Held:
    data = json.loads(text)
    vault = {bytes.fromhex(tag): bytes.fromhex(key) for tag, key in data["vault"].items()}
    sessions = tuple(
        SessionKey(bytes.fromhex(s["tag"]), bytes.fromhex(s["key"]), date.fromisoformat(s["made"]))
        for s in data["sessions"]
    )
    return _Held(vault, sessions, int(data["database"]))
