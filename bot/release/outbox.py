"""Digests on their way: a crash never loses one, and one whose answer was lost says so."""

from dataclasses import replace
from typing import Protocol

from bot.insight.delivery import Delivery, Later, Lost, Outcome, after, begun, found
from bot.insight.digest import Digest, read_digest
from bot.logs import log
from storage.store import Post, Store

# After a lost answer: time enough for whatever was wrong to pass.
LOST_WAIT = 300.0


class Poster(Protocol):
    """Brings a digest to one kind of destination."""

    async def post(self, digest: Digest, channel: str, *, repeats: bool = False) -> Outcome:
        """Post the first screen."""

    async def post_thread(self, digest: Digest, channel: str, message: str) -> Outcome:
        """Post what stands behind it, under the message of the first screen."""


class Outbox:
    """Takes each post as far as it goes, and keeps how far that was.

    `arrived` is the event to log when a digest has come to its destination.
    """

    def __init__(self, store: Store, poster: Poster, arrived: str) -> None:
        self._store = store
        self._poster = poster
        self._arrived = arrived

    async def deliver(self) -> float | None:
        """Try every post; the seconds after which to try again, None when all is done."""
        digests = {row.id: read_digest(row.content) for row in await self._store.digests()}
        waits = [
            await self._take(post, digests[post.digest_id]) for post in await self._store.posts()
        ]
        return min((wait for wait in waits if wait is not None), default=None)

    async def _take(self, post: Post, digest: Digest) -> float | None:
        """Go on with one post until it is done or has to wait."""
        delivery = found(Delivery(post.state, post.attempts, post.problem))
        wait = None
        while delivery.state == "waiting" and wait is None:
            delivery = begun(delivery)
            await self._keep(post, delivery)
            outcome = await self._attempt(post.destination, digest, delivery)
            delivery, wait = after(delivery, outcome), _wait(outcome)
            await self._keep(post, delivery)
        self._tell(delivery)
        return wait if delivery.state == "waiting" else None

    async def _attempt(self, where: str, digest: Digest, delivery: Delivery) -> Outcome:
        if delivery.thread is not None:
            return await self._poster.post_thread(digest, where, delivery.thread)
        return await self._poster.post(digest, where, repeats=delivery.repeats)

    async def _keep(self, post: Post, delivery: Delivery) -> None:
        state, attempts, problem = delivery.state, delivery.attempts, delivery.problem
        await self._store.set_post(replace(post, state=state, attempts=attempts, problem=problem))

    def _tell(self, delivery: Delivery) -> None:
        events = {"waiting": "post_again", "stuck": "post_stuck"}
        log(events.get(delivery.state, self._arrived), attempts=delivery.attempts)


def _wait(outcome: Outcome) -> float | None:
    match outcome:
        case Later(seconds):
            return seconds
        case Lost():
            return LOST_WAIT
        case _:
            return None
