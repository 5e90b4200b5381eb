"""A place and a store of its own for every test, on either database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.store import Store, migrate
from storage.vault import FIRST_SLOTS
from tests.storage.places import Place, PostgresPlace, SqlitePlace
from tests.storage.quick import quick_folder
from tests.storage.server import Server, running_server

Where = Callable[[Path], Place]


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory, gone after the test."""
    with quick_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for all tests."""
    with running_server() as running:
        yield running


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; most tests run on both."""
    return str(request.param)


@pytest.fixture(scope="session")
def where(kind: str, request: pytest.FixtureRequest) -> Where:
    """Makes a place with an empty database."""
    if kind == "sqlite":
        return SqlitePlace
    server: Server = request.getfixturevalue("server")
    return lambda root: PostgresPlace(root, server, server.create())


@pytest.fixture(scope="session")
def migrated(where: Where, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with tables, never opened, to copy."""
    place = where(tmp_path_factory.mktemp("migrated"))
    migrate(place.url)
    return place


@pytest.fixture(scope="session")
def blank(migrated: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with a new vault, smaller than that of the program, to copy."""
    place = migrated.copy(tmp_path_factory.mktemp("blank"))
    place.open().close()
    return place


@pytest.fixture(scope="session")
def whole(migrated: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The same, with as many slots as the program begins with."""
    place = migrated.copy(tmp_path_factory.mktemp("whole"))
    place.open(FIRST_SLOTS).close()
    return place


@pytest.fixture
def empty(where: Where, tmp_path: Path) -> Iterator[Place]:
    """A place without tables and keys."""
    root = tmp_path / "empty"
    root.mkdir()
    place = where(root)
    yield place
    _leave(place)


@pytest.fixture
def file(tmp_path: Path) -> SqlitePlace:
    """A place without a file yet, for what only SQLite knows."""
    return SqlitePlace(tmp_path)


@pytest.fixture
def place(blank: Place, tmp_path: Path) -> Iterator[Place]:
    """A place with a new vault."""
    copied = blank.copy(tmp_path)
    yield copied
    _leave(copied)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """A store that was just created."""
    opened = place.open()
    yield opened
    opened.close()


def _leave(place: Place) -> None:
    if isinstance(place, PostgresPlace):
        place.server.drop(place.name)
