"""The web chat on loopback, in a thread of its own, for tests with a real browser."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from bot.channels.web import Conversation, Pages, PublicFacts, read_pages, web

PAGES_FILE = Path(__file__).parents[3] / "dialogues" / "pages.yaml"
FACTS = PublicFacts(
    company="Ample Robotics",
    operator="Ample People Operations",
    contact="people@ample.example",
    k=5,
)


@dataclass(frozen=True)
class Live:
    """A running program: its address, and fresh links into an interview."""

    url: str
    link: Callable[[], str]


def pages() -> Pages:
    """The words as they are shipped."""
    return read_pages(PAGES_FILE.read_text(encoding="utf-8"), PAGES_FILE.name)


def app(interviewer: Conversation, words: Pages | None = None) -> ASGIApp:
    """The web chat around an interviewer, without a preview."""
    words = words or pages()
    return web(interviewer, FACTS, words, frame_ancestors="'none'", preview=None)


@contextmanager
def served(what: ASGIApp) -> Iterator[str]:
    """Serve an app on a free port of loopback; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(what, log_config=None, access_log=False, lifespan="off")
        server = uvicorn.Server(config)
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=_run, args=(loop, server, listener))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def _run(loop: asyncio.AbstractEventLoop, server: uvicorn.Server, listener: socket.socket) -> None:
    asyncio.set_event_loop(loop)
    loop.run_until_complete(server.serve(sockets=[listener]))
    loop.close()
