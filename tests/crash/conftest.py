"""A database of its own for every test, on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.places import Place, PostgresPlace, SqlitePlace
from tests.storage.quick import quick_folder
from tests.storage.server import Server, running_server


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory, gone after the test."""
    with quick_folder() as folder:
        yield folder


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    """A PostgreSQL server for these tests."""
    with running_server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place."""
    if request.param == "sqlite":
        return SqlitePlace(tmp_path)
    server: Server = request.getfixturevalue("server")
    return PostgresPlace(tmp_path, server, server.create())
