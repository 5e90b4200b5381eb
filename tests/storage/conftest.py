"""A place and a store of its own for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import Store
from tests.storage.places import Place


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with a new database, to copy."""
    place = Place(tmp_path_factory.mktemp("blank"))
    place.fresh().close()
    return place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Somewhere empty."""
    return Place(tmp_path)


@pytest.fixture
def store(blank: Place, place: Place) -> Iterator[Store]:
    """A store that was just created."""
    shutil.copytree(blank.root, place.root, dirs_exist_ok=True)
    opened = place.open()
    yield opened
    opened.close()
