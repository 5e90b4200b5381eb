"""Digests on their way: a crash never loses one, and one whose answer was lost says so."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.insight.delivery import Delivery, Outcome, after, begun, found, wait_after
from bot.insight.digest import Digest, read_digest
from bot.logs import log
from storage.store import Post, Store


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
        # Until when a post rests. Forgotten with the process: then it is tried at once.
        self._rests: dict[str, datetime] = {}

    async def deliver(self, now: datetime) -> float | None:
        """Try every post that does not rest; the seconds until the next may go, None if none.

        While another worker is at it, it is left to that one.
        """
        async with self._store.claim("outbox") as mine:
            return await self._deliver(now) if mine else None

    async def _deliver(self, now: datetime) -> float | None:
        digests = {row.id: read_digest(row.content) for row in await self._store.digests()}
        posts = await self._store.posts()
        for post in posts:
            if self._rests.get(post.id, now) <= now:
                await self._take(post, digests[post.digest_id], now)
        rests = [self._rests[post.id] for post in posts if post.id in self._rests]
        return (min(rests) - now).total_seconds() if rests else None

    async def _take(self, post: Post, digest: Digest, now: datetime) -> None:
        """Go on with one post until it is done or has to rest."""
        self._rests.pop(post.id, None)
        delivery = found(Delivery(post.state, post.attempts, post.problem))
        wait = None
        while delivery.state == "waiting" and wait is None:
            delivery = begun(delivery)
            sending = await self._kept(post, delivery)
            if sending is None:
                return
            outcome = await self._attempt(post.destination, digest, delivery)
            wait, delivery = wait_after(delivery, outcome), after(delivery, outcome)
            post = await self._kept(sending, delivery) or sending
        if delivery.state == "waiting":
            self._rests[post.id] = now + timedelta(seconds=wait or 0)
        self._tell(delivery)

    async def _attempt(self, where: str, digest: Digest, delivery: Delivery) -> Outcome:
        if delivery.thread is not None:
            return await self._poster.post_thread(digest, where, delivery.thread)
        return await self._poster.post(digest, where, repeats=delivery.repeats)

    async def _kept(self, post: Post, delivery: Delivery) -> Post | None:
        """The post as it stands from now on; None when another worker has taken it further."""
        state, attempts, problem = delivery.state, delivery.attempts, delivery.problem
        now = replace(post, state=state, attempts=attempts, problem=problem)
        return now if await self._store.set_post(post, now) else None

    def _tell(self, delivery: Delivery) -> None:
        events = {"waiting": "post_again", "stuck": "post_stuck"}
        log(events.get(delivery.state, self._arrived), attempts=delivery.attempts)
