"""The key folder."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.errors import KeyFolderDamaged, KeyFolderMissing, KeyFolderOpen
from storage.keys import KeyFolder, SessionKey, VaultKeys
from tests.storage.places import TODAY


@pytest.fixture
def folder(tmp_path: Path) -> KeyFolder:
    """A key folder just made."""
    return KeyFolder(tmp_path / "keys").open_or_create(TODAY)


def test_nobody_else_can_read_it(folder: KeyFolder) -> None:
    """The folder and its files are made for their owner alone."""
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.path.iterdir()} == {0o600}


@pytest.mark.parametrize(("name", "mode"), [(".", 0o750), ("keys.json", 0o604)])
def test_refuses_a_folder_that_others_may_read(folder: KeyFolder, name: str, mode: int) -> None:
    """A folder or file with rights for others is refused with the command that mends it."""
    (folder.path / name).chmod(mode)
    with pytest.raises(KeyFolderOpen, match=r"Others may read .* Run `chmod [67]00 "):
        KeyFolder(folder.path).open_or_create(TODAY)


def test_a_file_in_its_place_is_a_sentence(tmp_path: Path) -> None:
    """A path that cannot become a folder is named, with the setting to change."""
    (tmp_path / "keys").write_text("")
    with pytest.raises(KeyFolderMissing, match=r"cannot be used \(File exists\).*KEY_FOLDER"):
        KeyFolder(tmp_path / "keys").open_or_create(TODAY)


def test_a_lost_folder_is_a_sentence(folder: KeyFolder) -> None:
    """A folder that vanishes under a running process is named."""
    (folder.path / "keys.json").unlink()
    with pytest.raises(KeyFolderMissing, match="No such file"):
        folder.session_key()
    with pytest.raises(KeyFolderMissing, match="No such file"):
        folder.turn_sessions(TODAY)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"vault": {}}', '{"vault": {"x": 1}}'])
def test_damaged_keys_are_a_sentence(folder: KeyFolder, text: str) -> None:
    """A file that holds no keys is named and left as it is."""
    (folder.path / "keys.json").write_text(text)
    with pytest.raises(KeyFolderDamaged, match="cannot be read"):
        KeyFolder(folder.path).open_or_create(TODAY)
    assert (folder.path / "keys.json").read_text() == text


def test_session_keys_live_seven_days(folder: KeyFolder) -> None:
    """The newest key seals, older ones open for seven days, then they are destroyed."""
    first, key = folder.session_key()
    folder.turn_sessions(TODAY)
    assert folder.session_key()[0] == first
    folder.turn_sessions(TODAY + timedelta(days=7))
    assert folder.session_key()[0] != first
    assert folder.session_key_of(first) == key
    folder.turn_sessions(TODAY + timedelta(days=8))
    assert folder.session_key_of(first) is None
    assert key.hex() not in (folder.path / "keys.json").read_text()


def test_one_process_sees_what_another_turned(folder: KeyFolder) -> None:
    """Keys made or destroyed by another process are known at the next look."""
    other = KeyFolder(folder.path).open_or_create(TODAY)
    other.add_vault_keys((b"tag", b"key"))
    other.turn_sessions(TODAY + timedelta(days=1))
    assert folder.vault_key(b"tag") == b"key"
    assert folder.session_key() == other.session_key()
    folder.destroy({b"tag"})
    assert other.vault_key(b"tag") is None


def test_a_destroyed_key_is_overwritten(folder: KeyFolder) -> None:
    """The bytes of the file that held a key are zeros once the key is destroyed."""
    folder.add_vault_keys((b"old", b"secret"), (b"new", b"stays"))
    with (folder.path / "keys.json").open("rb") as held_open:
        folder.destroy({b"old"})
        assert not held_open.read().strip(b"\0")
    assert b"secret".hex() not in (folder.path / "keys.json").read_text()
    assert folder.vault_key(b"new") == b"stays"


def test_what_a_crash_left_half_written_is_wiped(folder: KeyFolder) -> None:
    """A half-written file of keys beside the good one does not survive the next start."""
    before = (folder.path / "keys.json").read_bytes()
    half = folder.path / "keys.json.new"
    half.write_bytes(before[:50])
    half.chmod(0o600)
    KeyFolder(folder.path).open_or_create(TODAY)
    assert not half.exists()
    assert (folder.path / "keys.json").read_bytes() == before


def test_keys_do_not_show_when_printed() -> None:
    """No key is part of what Python prints of a value that holds it."""
    shown = repr(VaultKeys(b"e", b"secret", b"d", b"secret")) + repr(
        SessionKey(b"t", b"secret", TODAY)
    )
    assert "secret" not in shown
