"""Where the Slack app asks: over this counter go questions and plain values, and nothing else.

The app holds the counter and never the desk behind it, so that from no object of the app a way
leads to the storage, to the interviewer, or to anything that returns an answer.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, cast

from bot.insight.action import Action
from bot.insight.decision import Decision
from bot.insight.digest import Digest


class Desk(Protocol):
    """Whoever answers: digests and actions are all that can be asked for."""

    async def digest(self, label: str, period: str) -> Digest | None:
        """The digest of this label, or of everyone; the last one unless a period is named."""

    async def next_date(self) -> date:
        """The day on which the next digest can come."""

    async def open_actions(self) -> tuple[Action, ...]:
        """What is decided and not done, what is due first before the rest."""

    async def flaws(self, decision: Decision) -> Mapping[str, str]:
        """What is wrong with a decision, a sentence by field; empty when it can be kept."""

    async def decide(self, id: str, decision: Decision) -> Action:
        """Keep a decision under this id; a second time is nothing."""

    async def done(self, id: str) -> Action | None:
        """Note that an action is done; None when somebody has changed it in the meantime."""


@dataclass(frozen=True, slots=True)
class _Asked:
    what: str
    values: tuple[object, ...]
    answer: "asyncio.Future[Any]"


@dataclass(frozen=True, slots=True)
class Counter:
    """A desk to those who ask; somebody else lets the real one answer."""

    _asked: "asyncio.Queue[_Asked]" = field(default_factory=asyncio.Queue)

    async def serve(self, desk: Desk) -> None:
        """Let this desk answer whatever is asked, until cancelled."""
        async with asyncio.TaskGroup() as answering:
            while True:
                asked = await self._asked.get()
                answering.create_task(_answer(desk, asked))

    async def digest(self, label: str, period: str = "") -> Digest | None:
        """As the desk."""
        return cast("Digest | None", await self._ask("digest", label, period))

    async def next_date(self) -> date:
        """As the desk."""
        return cast("date", await self._ask("next_date"))

    async def open_actions(self) -> tuple[Action, ...]:
        """As the desk."""
        return cast("tuple[Action, ...]", await self._ask("open_actions"))

    async def flaws(self, decision: Decision) -> Mapping[str, str]:
        """As the desk."""
        return cast("Mapping[str, str]", await self._ask("flaws", decision))

    async def decide(self, id: str, decision: Decision) -> Action:
        """As the desk."""
        return cast("Action", await self._ask("decide", id, decision))

    async def done(self, id: str) -> Action | None:
        """As the desk."""
        return cast("Action | None", await self._ask("done", id))

    async def _ask(self, what: str, *values: object) -> object:
        answer = asyncio.get_running_loop().create_future()
        self._asked.put_nowait(_Asked(what, values, answer))
        return await answer


async def _answer(desk: Desk, asked: _Asked) -> None:
    try:
        found = await getattr(desk, asked.what)(*asked.values)
    except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
        # Without its trace, in whose frames the desk stands.
        failure = error.with_traceback(None)
        if not asked.answer.done():
            asked.answer.set_exception(failure)
    else:
        if not asked.answer.done():
            asked.answer.set_result(found)
