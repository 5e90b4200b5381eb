"""The real program as a process of its own, for tests from outside: `with live(folder) as it`.

It serves on a free port of loopback with a database, keys, log and clock of its own.
"""

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from tests.prepared import Process, begin

ROOT = Path(__file__).parents[1]
BEGINS = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PATIENCE = 30.0  # seconds for a server to come up, or a process to end


@dataclass
class Live:
    """A running program; `folder` holds all that it keeps, `now` is what its clock shows."""

    process: Process
    folder: Path
    port: int
    now: datetime

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        """The file of its database."""
        return self.folder / "data" / "afterword.db"

    @property
    def log(self) -> Path:
        """The file of its log."""
        return self.folder / "log"

    def links(self, count: int, label: str | None = None) -> list[str]:
        """Fresh links of one cohort of so many people."""
        links: list[str] = self._order({"invite": [count, label]})
        return links

    def link(self, label: str | None = None) -> str:
        """A fresh link into an interview."""
        return self.links(1, label)[0]

    def advance(self, days: float) -> None:
        """Move the clock; nothing else happens by that."""
        self.until(self.now + timedelta(days=days))

    def until(self, moment: datetime) -> None:
        """Set the clock to this moment."""
        self.now = moment
        self._order({"at": moment.isoformat()})

    def work(self) -> None:
        """Do what is due: boundaries, the nightly run, the outbox."""
        self._order({"work": None})

    def release(self) -> list[str]:
        """Do what the calendar says; the digests that came of it."""
        digests: list[str] = self._order({"release": None})
        return digests

    def read(self) -> list[str]:
        """The words that HR may read now, as lines."""
        lines: list[str] = self._order({"read": None})
        return lines

    def kept(self) -> bytes:
        """Every byte of every file that the program wrote, log and keys included."""
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return b"".join(path.read_bytes() for path in files)

    def stop(self) -> None:
        """End the program as somebody at the keyboard would."""
        if self.process.poll() is None:
            assert self.process.stdin is not None
            self.process.stdin.close()
            self.process.wait(PATIENCE)

    def _order(self, order: Mapping[str, object]) -> Any:  # noqa: ANN401 - as JSON gives it
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the program broke off:\n{self.log.read_text()}"
        return json.loads(answer)


@contextmanager
def live(folder: Path, begins: datetime = BEGINS, **environ: str) -> Iterator[Live]:
    """The program with these settings, up and answering; gone when the block ends."""
    port = free_port()
    settings = {**place(folder, port), "BEGINS": begins.isoformat(), **environ}
    with (
        (folder / "log").open("w") as log,
        begin(settings, "tests.served", stderr=log) as process,
    ):
        running = Live(process, folder, port, begins)
        try:
            # It obeys once it listens.
            running.until(begins)
            yield running
            running.stop()
        finally:
            process.kill()


def place(folder: Path, port: int) -> dict[str, str]:
    """An environment with nothing in it but where Python is and settings for this folder."""
    return {
        "PATH": os.environ["PATH"],
        "COMPANY": "Ample Robotics",
        "DECLINES": "60",
        "CONTACT": "people@ample.example",
        "OPERATOR": "Ample People Operations",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder}/data/afterword.db",
        "KEY_FOLDER": str(folder / "keys"),
        "DIALOGUES": str(ROOT / "dialogues"),
        "TIMEZONE": "Europe/Berlin",
        "RELEASE": "monthly",
    }


def command(environ: Mapping[str, str], *words: str, typed: str = "") -> "Done":
    """Run `python -m bot WORDS` to its end in this environment and no other."""
    with TemporaryFile("w+") as stdin, TemporaryFile("w+") as printed, TemporaryFile("w+") as said:
        stdin.write(typed)
        stdin.seek(0)
        with begin(environ, "bot", *words, stdin=stdin, stdout=printed, stderr=said) as process:
            try:
                code = process.wait(PATIENCE)
            finally:
                process.kill()
        printed.seek(0)
        said.seek(0)
        return Done(code, printed.read(), said.read())


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, what it printed, and what it said beside that."""

    code: int
    printed: str
    said: str


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
