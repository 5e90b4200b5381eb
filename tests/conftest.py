"""What tests of several parts share."""

from collections.abc import Iterator

import pytest

from tests.live import Live
from tests.live import live as running


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The real program, up and answering; shared, so its clock is left alone."""
    with running(tmp_path_factory.mktemp("live")) as program:
        yield program
