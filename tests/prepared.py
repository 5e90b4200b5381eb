"""Processes that need not read the program anew: `begin(environ, "bot", "migrate", …)`.

Reading Python's modules, and trees and patterns out of the dialogues that come with the program, is
most of what a short command costs. One process, `python -m tests.prepared`, does it once and then
copies itself for each start; the copy has an environment, streams and an end of its own, and runs
`python -m …` from its first line: it reads every file, and finds what it makes of the same text
made already. What a cold start does is tried where a test starts Python itself.
"""

import atexit
import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select
from threading import Lock
from types import TracebackType
from typing import IO, Self

ROOT = Path(__file__).parents[1]
_MODULES = (
    *("bot.app", "bot.doctor", "bot.slack.app", "bot.slack.post", "bot.channels.telegram"),
    *("alembic.command", "storage.postgres", "storage.sqlite"),
)


class Process:
    """A process that was begun; what is done with it is done as with subprocess.Popen."""

    def __init__(self, report: IO[str], stdin: IO[str] | None, stdout: IO[str] | None) -> None:
        self.pid = int(report.readline())
        self.stdin, self.stdout = stdin, stdout
        self.returncode: int | None = None
        self._report = report
        self._lock = Lock()

    def poll(self) -> int | None:
        """The code it ended with, below zero for a signal; None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, seconds: float) -> int:
        """The same, once it ended; subprocess.TimeoutExpired when it does not."""
        if self.returncode is None:
            if not select([self._report], [], [], seconds)[0]:
                raise subprocess.TimeoutExpired(str(self.pid), seconds)
            with self._lock:
                if self.returncode is None:
                    self.returncode = int(self._report.readline())
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it runs."""
        if self.poll() is None:
            # It may have ended, and that not be told yet.
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it as a loss of power would."""
        self.send_signal(signal.SIGKILL)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for stream in (self.stdin, self.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        self.wait(60)
        self._report.close()


def begin(
    environ: Mapping[str, str],
    module: str,
    *words: str,
    stdin: IO[str] | None = None,
    stdout: IO[str] | None = None,
    stderr: IO[str] | None = None,
    cwd: Path = ROOT,
) -> Process:
    """`python -m MODULE WORDS` with these streams, in this folder.

    Without one of the first two there is a pipe in its place; without the third what is said there
    comes with what is printed.
    """
    theirs, ours = os.pipe() if stdin is None else (os.dup(stdin.fileno()), -1)
    mine, their_out = os.pipe() if stdout is None else (-1, os.dup(stdout.fileno()))
    report, told = os.pipe()
    with tempfile.TemporaryFile("w+") as order:
        json.dump([module, words, dict(environ), str(cwd)], order)
        order.flush()
        said = their_out if stderr is None else stderr.fileno()
        given = [theirs, their_out, said, told, order.fileno()]
        _source().copy(given)
    for each in (theirs, their_out, told):
        os.close(each)
    return Process(
        os.fdopen(report),
        os.fdopen(ours, "w") if ours >= 0 else None,
        os.fdopen(mine) if mine >= 0 else None,
    )


class _Source:
    """The process that was prepared, seen from the tests."""

    def __init__(self) -> None:
        self._door, theirs = socket.socketpair()
        self._lock = Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.prepared", str(theirs.fileno())],
                cwd=ROOT,
                env={"PATH": os.environ["PATH"]},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                # What ends the tests from the keyboard must not end a copy halfway.
                start_new_session=True,
            )
        atexit.register(self._close)

    def copy(self, streams: list[int]) -> None:
        """Have it copy itself for these streams, a pipe to report to and the order."""
        with self._lock:
            socket.send_fds(self._door, [b"."], streams)

    def _close(self) -> None:
        self._door.close()
        self._process.communicate()


@cache
def _source() -> _Source:
    return _Source()


def _copies(door: socket.socket) -> list[int]:
    """Copy this process for every start asked for; in a copy, the streams it was given."""
    while True:
        asked, streams, _, _ = socket.recv_fds(door, 1, 5)
        if not asked:
            sys.exit()
        if os.fork() == 0:
            door.close()
            return streams
        for each in streams:
            os.close(each)
        _forget_the_ended()


def _forget_the_ended() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _watched(streams: list[int], told: int) -> None:
    """Go on as a child, whose number and end the parent tells."""
    child = os.fork()
    if child == 0:
        os.close(told)
        return
    for each in streams:
        os.close(each)
    os.write(told, f"{child}\n".encode())
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):
        os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _read() -> None:
    """Fill the memory with what every start would: modules, trees of files, patterns."""
    for name in _MODULES:
        import_module(name)
    from bot.app import read_words
    from bot.privacy.redaction import Redactor

    Redactor(read_words(ROOT / "dialogues").lexicon).prepare()
    gc.collect()
    gc.freeze()


class _Leave:
    """Ends a process once all is done that it asked for at its end.

    To take apart a memory that is gone anyway is most of what a short command would cost. Without
    a `code` it is done as ever.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        # The first to be registered is the last to be called.
        atexit.register(self)

    def __call__(self) -> None:
        if self.code is not None:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(self.code)


def main() -> None:
    """Read what there is to read, then be whatever is asked for."""
    leave = _Leave()
    _read()
    *streams, told, order = _copies(socket.socket(fileno=int(sys.argv[1])))
    _watched([*streams, order], told)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    with os.fdopen(order) as asked:
        asked.seek(0)
        module, words, environ, cwd = json.load(asked)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = [module, *words]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        leave.code = 0
    except SystemExit as end:
        leave.code = end.code if isinstance(end.code, int) else None
        raise


if __name__ == "__main__":
    main()
