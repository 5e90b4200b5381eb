"""A dialogue that changes while it is served: new interviews get it, those under way do not."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue import Dialogue
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.script import Place
from bot.rereading import AFTER_FAILURE, LOOK, Rereading, changed, reread, stamps
from tests.interview.talks import shipped_dialogue
from tests.live import ROOT, command, free_port, place
from tests.prepared import Process, begin
from tests.visitor import Visitor

OLD = "First, what were you mainly looking for in a new job?"
NEW = "To begin with, what were you looking for in a new job?"


@contextmanager
def served(environ: dict[str, str]) -> Iterator[Process]:
    """The real program, listening; its log comes line by line."""
    with begin(environ, "bot", "serve") as process:
        try:
            said(process, "serving")
            yield process
        finally:
            process.kill()


def said(process: Process, words: str) -> str:
    """The next line of the log with these words; everything before it is read past."""
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return line
    raise AssertionError(f"the program ended without saying: {words}")


def save(path: Path, old: str, new: str) -> None:
    """Write something else in a file as an editor does: a new file takes the place of the old."""
    text = path.read_text()
    assert old in text
    path.with_suffix(".tmp").write_text(text.replace(old, new))
    path.with_suffix(".tmp").replace(path)


def agree(visitor: Visitor, reply: dict[str, Any]) -> dict[str, Any]:
    """The first question of an interview that has begun."""
    return visitor.go(reply, {"kind": "answer", "choices": ["agree"]})


def first_question(url: str, link: str) -> str:
    """What somebody is asked first who opens this link now."""
    with Visitor(url) as visitor:
        return str(agree(visitor, visitor.begin(link))["ask"]["text"])


def test_a_change_is_for_those_who_begin_after_it(tmp_path: Path) -> None:
    """New words for new people, old ones for those under way; a broken edit changes nothing."""
    dialogues = tmp_path / "dialogues"
    # In one language: a sentence that changes has to be translated before it is taken.
    ignored = shutil.ignore_patterns("locale", "languages.yaml")
    shutil.copytree(ROOT / "dialogues", dialogues, ignore=ignored)
    script = dialogues / "declined-offer.yaml"
    script.write_text(script.read_text("utf-8").replace("also in: [de, fr, es]\n", ""), "utf-8")
    environ = {**place(tmp_path, free_port()), "DIALOGUES": str(dialogues)}
    assert command(environ, "migrate").code == 0
    invited = command(environ, "invite", "--cohort", "Autumn", "--count", "14")
    links = invited.printed.split()
    url = f"http://127.0.0.1:{environ['PORT']}"
    with served(environ) as process, Visitor(url) as visitor:
        early = visitor.begin(links[0])
        save(script, OLD, NEW)
        assert "begin now" in said(process, "the dialogue changed")
        assert NEW in first_question(url, links[1])
        visitor.close()
        early = agree(visitor, early)
        assert OLD in early["ask"]["text"]
        save(script, "  - ask: liked\n    type: open\n", "  - ask: liked\n    type: opn\n")
        line = said(process, "the dialogue changed")
        assert line.endswith("mistakes 1\n")
        assert "liked" not in line
        assert NEW in first_question(url, links[2])
        # An example that no longer holds keeps an edit out, too.
        save(script, "type: opn", "type: open")
        save(script, "instead is counter_offer", "instead is staying")
        assert "mistakes" in said(process, "the dialogue changed")
        assert NEW in first_question(url, links[3])
    with served(environ), Visitor(url) as visitor:
        assert OLD in visitor.go(early, {"kind": "help"})["ask"]["text"]


class Clock:
    """Lets a reading go on by one look at a time, and waits until it has."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._go, self._at = asyncio.Semaphore(0), asyncio.Semaphore(0)

    async def sleep(self, seconds: float) -> None:
        """Sleep until the next look."""
        self.slept.append(seconds)
        self._at.release()
        await self._go.acquire()

    async def asleep(self) -> None:
        """Wait until it sleeps."""
        await self._at.acquire()

    async def look(self, times: int = 1) -> None:
        """Let it look so often, and wait until it sleeps again."""
        for _ in range(times):
            self._go.release()
            await self.asleep()


@dataclass
class Desk:
    """A folder under a reading that goes on look by look; what is read and taken is noted."""

    folder: Path
    trouble: Exception | None = None
    read: int = 0
    taken: list[Dialogue] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)

    def reads(self) -> Dialogue:
        """The dialogue of this repository, or what is wrong with it."""
        self.read += 1
        if self.trouble is not None:
            raise self.trouble
        return shipped_dialogue()

    async def takes(self, dialogue: Dialogue) -> None:
        """Note what was taken."""
        self.taken.append(dialogue)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A folder with two files, looked at for the first time."""
    (tmp_path / "script.yaml").write_text("one")
    (tmp_path / "pages.yaml").write_text("one")
    desk = Desk(tmp_path)
    reading = Rereading(tmp_path, desk.reads, desk.takes)
    task = asyncio.create_task(reread(reading, sleep=desk.clock.sleep))
    await desk.clock.asleep()
    yield desk
    task.cancel()


async def test_nothing_is_read_while_nothing_changes(desk: Desk) -> None:
    """Looking costs a look; a hidden file of an editor is nothing."""
    (desk.folder / ".script.yaml.swp").write_text("two")
    await desk.clock.look(5)
    assert desk.read == 0
    assert set(desk.clock.slept) == {LOOK}


async def test_what_is_still_being_saved_is_not_read(desk: Desk) -> None:
    """A file is read once it was the same for two looks."""
    (desk.folder / "script.yaml").write_text("three")
    await desk.clock.look()
    (desk.folder / "script.yaml").write_text("three and more")
    await desk.clock.look()
    assert desk.read == 0
    await desk.clock.look(3)
    assert len(desk.taken) == desk.read == 1


async def test_what_is_wrong_is_not_taken(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """The number of mistakes is logged, none of their words, and the next change is read again."""
    place = Place("script.yaml", 3, 1)
    desk.trouble = DialogueError([Mistake(place, "S03", "“secret” is not known.", "Remove it.")])
    (desk.folder / "script.yaml").write_text("two!")
    await desk.clock.look(4)
    assert (desk.read, desk.taken) == (1, [])
    assert "secret" not in caplog.text
    desk.trouble = None
    (desk.folder / "script.yaml").write_text("three")
    await desk.clock.look(2)
    assert len(desk.taken) == 1


async def test_what_failed_is_tried_again(desk: Desk) -> None:
    """A database that is busy for a moment does not lose an edit."""
    desk.trouble = OSError("secret")
    (desk.folder / "script.yaml").write_text("two!")
    await desk.clock.look(2)
    assert desk.clock.slept[-1] == AFTER_FAILURE
    desk.trouble = None
    await desk.clock.look(3)
    assert len(desk.taken) == 1


async def test_what_is_read_at_the_start_only_is_not_taken(desk: Desk) -> None:
    """Pages and lists wait for the next start."""
    (desk.folder / "pages.yaml").write_text("two!")
    await desk.clock.look(3)
    assert desk.read == 0


def test_files_that_come_and_go_are_changes(tmp_path: Path) -> None:
    """A translation put in, or an example taken away, is told like one that was edited."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "a.yaml").write_text("one")
    before = stamps(tmp_path)
    (tmp_path / "tests" / "a.yaml").unlink()
    (tmp_path / "b.yaml").write_text("one")
    assert changed(before, stamps(tmp_path)) == {"tests/a.yaml", "b.yaml"}
