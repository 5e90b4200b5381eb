"""A Bot API on loopback, and the real program as its bot."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.channels.telegram.bot_api import TOKEN
from tests.channels.telegram.stand_in import StandIn, telegram_stand_in
from tests.live import BEGINS, Live, live

PUBLIC = "https://talk.example.com"


@contextmanager
def serving(folder: Path, stand_in: StandIn, public_url: str, **environ: str) -> Iterator[Live]:
    """The program, set up with this Bot API."""
    settings = {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_URL": stand_in.url,
        "PUBLIC_URL": public_url,
        **environ,
    }
    with live(folder, BEGINS, **settings) as program:
        stand_in.ports.append(program.port)
        stand_in.until(lambda: ("description", "") in stand_in.api.described)
        yield program
        stand_in.ports.remove(program.port)


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A Bot API of a test's own."""
    with telegram_stand_in() as running:
        yield running


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Live, StandIn]]:
    """The program in every language, to which updates are brought."""
    folder: Path = tmp_path_factory.mktemp("bot")
    with (
        telegram_stand_in() as stand_in,
        serving(folder, stand_in, PUBLIC) as program,
    ):
        yield program, stand_in
