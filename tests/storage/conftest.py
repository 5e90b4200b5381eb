"""A place and a store of its own for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.store import Store
from tests.storage.places import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Somewhere empty."""
    return Place(tmp_path)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """A store that was just created."""
    opened = place.fresh()
    yield opened
    opened.close()
