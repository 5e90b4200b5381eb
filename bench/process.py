"""Server processes on one core, this process, which makes the load, on the others."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.settings import trial

_PATIENCE = 30.0  # seconds for a server to come up


@dataclass(frozen=True, slots=True)
class Served:
    """A server process that answers on a port."""

    pid: int
    port: int

    def memory(self) -> int:
        """The bytes of memory that are its own and its share of what others use too."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


def place_in(folder: Path) -> Mapping[str, str]:
    """The environment of a program whose database and keys lie in this folder."""
    return {
        **trial(os.environ),
        "PORT": str(free_port()),
        "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "KEY_FOLDER": str(folder / "keys"),
    }


def command(environ: Mapping[str, str], *words: str) -> str:
    """What `python -m bot …` prints in this environment."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@contextmanager
def serving(
    port: int, words: Sequence[str], environ: Mapping[str, str] | None = None
) -> Iterator[Served]:
    """Run `python WORDS` on the last core until the block ends; it listens on this port."""
    process = subprocess.Popen(
        [sys.executable, *words], env=environ, stderr=subprocess.DEVNULL, preexec_fn=_to_last_core
    )
    try:
        _await(port, process)
        yield Served(process.pid, port)
    finally:
        process.terminate()
        process.wait(20)


def keep_off_last_core() -> None:
    """Leave the last core to the server, where there is more than one and the system lets us."""
    cores = _cores()
    if len(cores) > 1:
        os.sched_setaffinity(0, cores[:-1])


def use_all_cores() -> None:
    """Work on every core again."""
    cores = _cores()
    if cores:
        os.sched_setaffinity(0, cores)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.005)
        else:
            return
    raise RuntimeError(f"no server came up on port {port}")


def _to_last_core() -> None:
    cores = _cores()
    if cores:
        os.sched_setaffinity(0, cores[-1:])


def _cores() -> list[int]:
    """The cores of this machine, none where the system does not let us choose."""
    return list(range(os.cpu_count() or 1)) if hasattr(os, "sched_setaffinity") else []
