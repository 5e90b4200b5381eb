"""What weakens the promise is said, with what to do, and nothing else is."""

from pathlib import Path

import pytest

from storage.server_settings import copying, logging
from storage.store import Store
from storage.weakness import Weakness
from storage.weaknesses import weaknesses
from tests.storage.places import Place, SqlitePlace

QUIET = {
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


def _found(file: SqlitePlace, keys: Path) -> list[Weakness]:
    """What is found, whatever kind of file system the tests run on."""
    found = weaknesses(file.url, keys)
    return [weakness for weakness in found if "is not on a disk" not in weakness.sentence]


def test_a_file_and_its_keys_apart_are_not_weak(file: SqlitePlace) -> None:
    """A database for its owner alone, with the keys elsewhere, has nothing to mend."""
    file.fresh().close()
    assert _found(file, file.key_path) == []


def test_a_database_that_others_may_read_stops(file: SqlitePlace) -> None:
    """Rights for others on file or keys are told with the command that mends them."""
    file.fresh().close()
    file.database.chmod(0o644)
    (file.key_path / "keys.json").chmod(0o640)
    found = _found(file, file.key_path)
    assert [weakness.severity for weakness in found] == ["stops", "stops"]
    said = " ".join(weakness.sentence for weakness in found)
    assert f"chmod 600 {file.database}" in said
    assert f"chmod 600 {file.key_path / 'keys.json'}" in said


def test_keys_beside_the_database_weaken(file: SqlitePlace) -> None:
    """Keys that go into the same backup as the database are told, and do not stop the start."""
    file.fresh().close()
    (weakness,) = _found(file, file.folder / "keys")
    assert weakness.severity == "weakens"
    assert "Set KEY_FOLDER to a folder elsewhere" in weakness.sentence


def test_nothing_is_made_by_looking(file: SqlitePlace) -> None:
    """Looking for weaknesses makes neither a database nor keys."""
    weaknesses(file.url, file.key_path)
    assert not file.folder.exists()
    assert not file.key_path.exists()


async def test_what_a_session_may_silence_is_silenced(place: Place, store: Store) -> None:
    """An owner of the server logs nothing of ours, whatever is set for others."""
    await store.keep_revision("abc", "canary")
    said = [weakness.sentence for weakness in weaknesses(place.url, place.key_path)]
    assert not [sentence for sentence in said if "log" in sentence and "fsync" not in sentence]


@pytest.mark.parametrize(
    ("name", "value", "severity"),
    [
        ("log_statement", "all", "weakens"),
        ("log_min_duration_statement", "0", "weakens"),
        ("auto_explain.log_min_duration", "100", "weakens"),
        ("log_min_error_statement", "error", "weakens"),
        ("log_error_verbosity", "default", "weakens"),
        ("log_parameter_max_length_on_error", "-1", "weakens"),
        ("pgaudit.log", "all", "weakens"),
    ],
)
def test_each_setting_is_named(name: str, value: str, severity: str) -> None:
    """Each setting that tells something is named with its value and the one to set."""
    (weakness,) = logging({**QUIET, name: value})
    assert weakness.severity == severity
    assert f"{name} = {value}" in weakness.sentence
    assert list(logging(QUIET)) == []


@pytest.mark.parametrize("name", ["log_statement", "log_min_duration_statement", "log_duration"])
def test_statements_with_their_values_stop(name: str) -> None:
    """A log that keeps values ties token hashes to moments; that stops the start."""
    (weakness,) = logging({**QUIET, name: "0", "log_parameter_max_length": "-1"})
    assert weakness.severity == "stops"


def test_copies_elsewhere_are_told() -> None:
    """Archives, replicas and a server that does not wait for its disk are told."""
    found = {"archive_mode": "on", "fsync": "off", "full_page_writes": "on"}
    said = [weakness.sentence for weakness in copying(found, 2)]
    assert ["archive" in said[0], "2 replication slots" in said[1], "fsync" in said[2]] == [
        True
    ] * 3
    assert list(copying({"archive_mode": "off", "fsync": "on"}, 0)) == []
