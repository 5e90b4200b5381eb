"""Keys that follow from a secret, for hosting without a disk."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from storage.derived_keys import DerivedKeys
from storage.errors import KeyFolderForeign, StaleKeys
from storage.keys import SESSION_DAYS
from storage.store import Store, migrate, open_store
from tests.storage.places import FIRST, TODAY, Place, contents, invite, keep_all, name

SECRET = bytes(range(200, 232))


def keys(secret: bytes = SECRET, today: date = TODAY) -> DerivedKeys:
    """The keys as a machine of its own would derive them on that day."""
    return DerivedKeys(secret, lambda: today)


def opened(place: Place, secret: bytes = SECRET) -> Store:
    """The store as a process that has nothing but this secret would open it."""
    return open_store(place.url, keys(secret))


@pytest.fixture
def bare(empty: Place) -> Place:
    """A place with tables, whose vault is yet to be made, and no key folder."""
    migrate(empty.url)
    return empty


async def test_two_machines_share_nothing_but_the_secret(bare: Place) -> None:
    """What one process keeps another opens, through nights and boundaries of either, without a
    folder of keys."""
    web, worker = opened(bare), opened(bare)
    first, second, *_ = await invite(web)
    await web.begin_calendar(FIRST)
    assert await web.keep(first, name(1), name(1), b"before") == "kept"
    await worker.night(TODAY)
    assert await web.keep(first, name(1), name(1), b"before") == "repeated"
    assert await worker.boundary("1", keep_all) is not None
    assert await web.keep(second, name(2), name(2), b"after") == "kept"
    web.close()
    worker.close()
    again = opened(bare)
    assert await contents(again) == [b"after", b"before"]
    again.close()
    assert not bare.key_path.exists()


async def test_nothing_of_the_secret_is_kept(bare: Place) -> None:
    """No byte of the database is the secret or a key that follows from it, in any writing."""
    store = opened(bare)
    (token, *_) = await invite(store)
    await store.begin_calendar(FIRST)
    await store.keep(token, name(1), name(1), b"canary")
    await store.night(TODAY)
    store.close()
    ((epoch_tag, day_tag),) = bare.rows("SELECT epoch_tag, day_tag FROM vault")
    known = [SECRET, keys().session_key()[1]]
    known += [key for tag in (epoch_tag, day_tag) if (key := keys().vault_key(_bytes(tag)))]
    assert len(known) == 4
    raw = bare.raw()
    assert [key for key in known if key in raw or key.hex().encode() in raw] == []
    assert b"canary" not in raw


def test_another_secret_is_refused(bare: Place) -> None:
    """Another secret than the one used before is told as a foreign key folder would be, and
    changes nothing."""
    opened(bare).close()
    before = bare.rows("SELECT * FROM vault")
    with pytest.raises(KeyFolderForeign, match="KEY_SECRET does not hold the keys") as caught:
        opened(bare, bytes(32))
    assert bare.rows("SELECT * FROM vault") == before
    assert SECRET.hex() not in str(caught.value)
    opened(bare).close()


def test_a_folder_does_not_become_a_secret(place: Place) -> None:
    """A database that was made with a key folder stays with it, and the other way round."""
    with pytest.raises(KeyFolderForeign, match="KEY_FOLDER or KEY_SECRET"):
        opened(place)
    place.open().close()


def test_a_secret_does_not_become_a_folder(bare: Place) -> None:
    """A database that was made with a secret cannot be opened with a folder."""
    opened(bare).close()
    with pytest.raises(KeyFolderForeign, match=r"The key folder .* does not hold"):
        bare.open()


async def test_a_process_with_another_secret_stores_nothing(bare: Place) -> None:
    """When the vault was made anew under another secret, who has the old one stops."""
    old = opened(bare)
    (token, *_) = await invite(old)
    bare.rows("DELETE FROM slot")
    bare.rows("DELETE FROM vault")
    opened(bare, bytes(32)).close()
    with pytest.raises(StaleKeys, match="nothing was stored"):
        await old.keep(token, name(1), name(1), b"response")
    old.close()


def test_sessions_live_seven_days() -> None:
    """A session of seven days ago opens, one of eight days ago does not; each day has its key."""
    tag, key = keys().session_key()
    for days in range(SESSION_DAYS + 1):
        assert keys(today=TODAY + timedelta(days=days)).session_key_of(tag) == key
    assert keys(today=TODAY + timedelta(days=8)).session_key_of(tag) is None
    # Another machine whose clock is behind at midnight, but not by more.
    assert keys(today=TODAY - timedelta(days=1)).session_key_of(tag) == key
    assert keys(today=TODAY - timedelta(days=2)).session_key_of(tag) is None
    assert keys(today=TODAY + timedelta(days=1)).session_key() != (tag, key)
    assert keys(bytes(32)).session_key_of(tag) is None
    assert keys().session_key_of(b"") is None


def test_every_key_is_another() -> None:
    """New vault keys differ, are found by their tags, and by nothing that resembles a tag."""
    made = dict(keys().drawn_vault_key() for _ in range(100))
    assert len(set(made.values())) == 100
    assert all(keys().vault_key(tag) == key for tag, key in made.items())
    (tag, *_) = made
    for wrong in (b"", tag[:8], tag[:-1], tag + b"\0", tag[::-1], bytes(16)):
        assert keys().vault_key(wrong) is None
    assert keys(bytes(32)).vault_key(tag) is None


def test_destroying_is_known_to_do_nothing() -> None:
    """It is said that keys cannot be destroyed, and asking for it changes nothing."""
    ring = keys()
    tag, key = ring.drawn_vault_key()
    ring.destroy({tag})
    ring.destroy_all_but(())
    ring.turn_sessions(TODAY)
    assert ring.vault_key(tag) == key
    assert ring.destroys is False


def test_the_secret_is_not_shown() -> None:
    """What Python prints of the keys, or of an error with them, holds nothing of the secret."""
    program = (
        "from storage.derived_keys import DerivedKeys; from datetime import date; "
        "keys = DerivedKeys(bytes.fromhex(input()), lambda: date(2026, 11, 22)); "
        "print(keys, [keys]); keys.vault_key(None)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=SECRET.hex(), capture_output=True, text=True
    )
    assert "TypeError" in done.stderr
    assert SECRET.hex() not in done.stdout + done.stderr
    assert repr(SECRET) not in done.stdout + done.stderr


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes | memoryview)
    return bytes(value)
