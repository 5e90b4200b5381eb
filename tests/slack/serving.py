"""The Slack app behind a real port, and a desk that holds everything in memory."""

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from threading import Event, Thread

import uvicorn

from bot.insight.action import Action
from bot.insight.decision import Decision, flaws
from bot.insight.digest import Digest
from bot.slack.access import Access
from bot.slack.answers import Texts
from bot.slack.app import SlackApp, Tokens
from bot.slack.form import choices
from tests.insight.batches import digest_text
from tests.insight.situations import SITUATIONS
from tests.slack.person import SECRET, Bringing
from tests.slack.stand_in import TOKEN, SlackStandIn

NOW = 1_790_000_000.0
NEXT = date(2027, 4, 1)


@dataclass
class MemoryDesk:
    """Answers as the real desk does; `fails` counts the calls that fail before one succeeds."""

    language: str = "en"
    digests: dict[str, Digest] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    fails: int = 0

    async def digest(self, label: str, period: str) -> Digest | None:  # noqa: ARG002 - as the desk
        """The digest of this label, whatever the period."""
        return self.digests.get(label)

    async def next_date(self) -> date:
        """Always the same day."""
        return NEXT

    async def open_actions(self) -> tuple[Action, ...]:
        """What is open."""
        return tuple(a for a in self.actions.values() if a.state == "open")

    async def flaws(self, decision: Decision) -> Mapping[str, str]:
        """As the product checks it; one word is a name."""
        text = digest_text(self.language)
        return flaws(decision, text.codebook, text.words, lambda w: ("Alex",) * ("Alex" in w))

    async def decide(self, id: str, decision: Decision) -> Action:
        """Keep it once."""
        if self.fails:
            self.fails -= 1
            raise OSError("canary: the disk is full")
        made = Action(id, decision.what, decision.cause, decision.owner, decision.until)
        return self.actions.setdefault(id, made)

    async def done(self, id: str) -> Action | None:
        """Note it, once."""
        action = self.actions.get(id)
        if action is None:
            return None
        self.actions[id] = replace(action, state="done")
        return self.actions.pop(id)


@dataclass
class Clock:
    """Stands still until it is set."""

    at: float = NOW

    def now(self) -> float:
        """The time at which it stands."""
        return self.at


@dataclass
class Served:
    """A running app: how to bring something to it, and the desk behind its counter."""

    app: SlackApp
    desk: MemoryDesk
    bringing: Bringing
    clock: Clock


def a_desk(language: str = "en") -> MemoryDesk:
    """A desk with a digest of everyone."""
    situation = {"en": "first-batch", "de": "in-german"}.get(language, "first-batch")
    return MemoryDesk(language, {"": SITUATIONS[situation].digest()})


@contextmanager
def served(
    slack: SlackStandIn, desk: MemoryDesk, access: Access, app_token: str = ""
) -> Iterator[Served]:
    """The app on a port of loopback, in a thread with a loop of its own."""
    listening = socket.create_server(("127.0.0.1", 0))
    up = Event()
    found: list[tuple[Served, Callable[[], object]]] = []
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"

    async def main() -> None:
        tokens = Tokens(TOKEN, "" if app_token else SECRET, app_token)
        text = digest_text(desk.language)
        texts = Texts(text.words, choices(text.codebook))
        ids = iter(range(10_000))
        clock = Clock()
        app = SlackApp(
            *(tokens, slack.url, texts, access, lambda: f"{next(ids):032x}"),
            *(clock.now, clock.now, asyncio.sleep),
        )
        running = Served(app, desk, Bringing(url, clock.now), clock)
        beside = [asyncio.create_task(app.counter.serve(desk)), asyncio.create_task(app.run())]
        over = asyncio.Event()
        found.append((running, partial(asyncio.get_running_loop().call_soon_threadsafe, over.set)))
        await _serve(app, listening, up, over)
        await app.finish()
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)

    thread = Thread(target=lambda: asyncio.run(main()))
    thread.start()
    assert up.wait(20)
    running, end = found[0]
    try:
        yield running
    finally:
        end()
        thread.join()
        listening.close()


async def _serve(app: SlackApp, listening: socket.socket, up: Event, over: asyncio.Event) -> None:
    """Serve until it is over; the server's own loop would notice that up to a fifth of a second
    later, once for each test."""
    config = _config(app)
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup([listening])
    up.set()
    await over.wait()
    await server.shutdown([listening])


def _config(app: SlackApp) -> uvicorn.Config:
    async def nowhere(scope: object, receive: object, send: object) -> None:  # noqa: ARG001 - as ASGI
        raise AssertionError("nothing is brought over HTTP")

    door = app.door or nowhere
    return uvicorn.Config(door, log_config=None, lifespan="off", access_log=False)
