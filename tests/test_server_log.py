"""What a real server process writes while people use it, abuse it, and go."""

import json
import os
import signal
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from bot.settings import trial
from tests.live import command, free_port
from tests.prepared import begin

CANARY = "canary-51ab"
HEADERS = {"User-Agent": CANARY, "X-Forwarded-For": CANARY, "Cookie": CANARY, "Referer": CANARY}


@dataclass(slots=True)
class Server:
    """A served program: where it listens, where it keeps things, a link, and its log so far."""

    port: int
    folder: Path
    token: str
    log: str = ""


def environ(folder: Path, port: int) -> dict[str, str]:
    place = {
        "DATABASE_URL": f"sqlite:///{folder / 'kept.db'}",
        "KEY_FOLDER": str(folder / "keys"),
        "PORT": str(port),
    }
    return {**trial(os.environ), **place}


def run(folder: Path, *words: str) -> str:
    done = command(environ(folder, 1), *words)
    assert done.code == 0, done.said
    return done.printed


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """A server process that has come up; its whole log is known when the block has ended."""
    run(folder, "migrate")
    link = run(folder, "invite", "--cohort", "Test", "--count", "10").splitlines()[0]
    server = Server(free_port(), folder, link.partition("#")[2])
    with begin(environ(folder, server.port), "bot", "serve") as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        while not listens(server.port) and process.poll() is None:
            pass
        try:
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            server.log = first + process.stdout.read()


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


def ask(server: Server, method: str, path: str, body: bytes = b"", kind: str = "") -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, path, body, {**HEADERS, **({"Content-Type": kind} if kind else {})})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def turn(
    server: Server, session: str | None, event: Mapping[str, object]
) -> tuple[int, str | None]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    body = json.dumps({"session": session, "event": event, "key": CANARY})
    connection.request("POST", "/turn", body, {**HEADERS, "Content-Type": "application/json"})
    answer = connection.getresponse()
    data = json.loads(answer.read())
    connection.close()
    return answer.status, data.get("session")


def raw(server: Server, data: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass


def assert_nowhere(server: Server, *words: str) -> None:
    """None of these words is in the log or in any byte of what is kept."""
    kept = b"".join(path.read_bytes() for path in server.folder.rglob("*") if path.is_file())
    assert [word for word in words if word.encode() in kept] == []
    assert [word for word in words if word in server.log] == []


def lines(server: Server) -> list[str]:
    """The sentences of the log, without times."""
    return [line.split(maxsplit=3)[3] for line in server.log.splitlines()]


def test_candidates_leave_no_line(tmp_path: Path) -> None:
    """Whoever takes the interview, and whatever they send along, writes nothing into the log."""
    with served(tmp_path) as server:
        start = {"kind": "start", "token": server.token, "language": "en"}
        status, session = turn(server, None, start)
        assert status == 200
        status, _ = turn(
            server,
            session,
            {"kind": "answer", "step": "consent", "visit": 1, "text": CANARY, "choices": ["agree"]},
        )
        assert status == 200
        assert ask(server, "GET", f"/i?from={CANARY}") == 200
        assert ask(server, "GET", "/healthz") == 200
    assert lines(server) == [f"serving on port {server.port}", "stopped"]
    assert_nowhere(server, CANARY, server.token, server.token.replace("-", ""), "127.0.0.1")


def test_abuse_leaves_no_words(tmp_path: Path) -> None:
    """Garbage, foreign sessions, mistyped tokens and wrong methods are refused, and not quoted."""
    with served(tmp_path) as server:
        assert turn(server, None, {"kind": "start", "token": CANARY})[0] == 404
        assert turn(server, CANARY, {"kind": "help"})[0] == 400
        assert turn(server, None, {"kind": CANARY})[0] in (400, 422)
        assert ask(server, "GET", f"/{CANARY}/%00") == 404
        assert ask(server, "PUT", f"/turn?{CANARY}") == 405
        assert ask(server, "POST", "/turn", CANARY.encode(), "application/json") == 400
        assert ask(server, "POST", "/turn", CANARY.encode(), "text/csv") == 415
        assert ask(server, "POST", "/turn", CANARY.encode() * 20_000, "application/json") == 413
        assert (
            ask(
                server,
                "POST",
                "/receipt",
                b"words=" + CANARY.encode(),
                "application/x-www-form-urlencoded",
            )
            == 422
        )
        for data in (
            CANARY.encode(),
            b"GET / HTTP/9\r\n\r\n",
            b"\x16\x03\x01\x02\x00" * 50,
            b"POST /turn HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        ):
            raw(server, data)
    assert lines(server)[0] == f"serving on port {server.port}"
    assert lines(server)[-1] == "stopped"
    assert all("its words are not logged" in line for line in lines(server)[1:-1])
    assert_nowhere(server, CANARY, server.token, "127.0.0.1")
