"""An office of its own for every test, and a Slack to post to."""

import random
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.dialogue import Dialogue, compile_dialogue, read_sources
from bot.release import Chance, Releaser
from bot.revisions import keep_current
from storage.keys import KeyFolder
from storage.store import Store, migrate, open_store
from tests.insight.batches import DIALOGUES, digest_text
from tests.release.office import TERMS, Office
from tests.slack.stand_in import SlackStandIn, slack_stand_in
from tests.storage.places import SLOTS


@pytest.fixture
def server() -> Iterator[SlackStandIn]:
    """A stand-in for Slack."""
    with slack_stand_in() as stand_in:
        yield stand_in


@pytest.fixture(scope="session")
def dialogue() -> Dialogue:
    """The interview of the project, read once."""
    return compile_dialogue(read_sources(DIALOGUES))


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new database, to copy."""
    folder = tmp_path_factory.mktemp("blank")
    (folder / "data").mkdir()
    migrate(_url(folder))
    _opened(folder).close()
    return folder


@pytest.fixture
async def office(tmp_path: Path, blank: Path, dialogue: Dialogue) -> AsyncIterator[Office]:
    """A new place in autumn."""
    shutil.copytree(blank, tmp_path, dirs_exist_ok=True)
    store = _opened(tmp_path)
    revisions = await keep_current(dialogue, store)
    dice = random.Random(7)
    chance = Chance(dice.randbytes, dice.shuffle)
    yield Office(store, revisions, Releaser(store, revisions, digest_text(), TERMS, chance), chance)
    store.close()


def _opened(folder: Path) -> Store:
    keys = KeyFolder(folder / "keys").open_or_create(date(2026, 11, 22))
    return open_store(_url(folder), keys, slots=SLOTS)


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'data' / 'afterword.db'}"
