"""Digests on their way: a crash never loses one, and one whose answer was lost says so.

One that is given up is told of once, and stays until somebody has it tried again.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.insight.delivery import (
    ANSWER_LOST,
    Delivery,
    Outcome,
    Posted,
    after,
    begun,
    found,
    wait_after,
)
from bot.insight.digest import Digest, read_digest
from bot.logs import log
from storage.store import Post, Store

REPORT_AGAIN = timedelta(hours=1)


class Poster(Protocol):
    """Brings a digest to one kind of destination."""

    async def post(self, digest: Digest, channel: str, *, repeats: bool = False) -> Outcome:
        """Post the first screen."""

    async def post_thread(self, digest: Digest, channel: str, message: str) -> Outcome:
        """Post what stands behind it, under the message of the first screen."""

    async def report(self, channel: str, problem: str) -> Outcome | None:
        """Tell whoever runs this that a digest has not arrived; None where nobody can be told."""


class Outbox:
    """Takes each post as far as it goes, and keeps how far that was.

    `arrived` is the event to log when a digest has come to its destination.
    """

    def __init__(self, store: Store, poster: Poster, arrived: str) -> None:
        self._store = store
        self._poster = poster
        self._arrived = arrived
        self._next_report: datetime | None = None
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
        await self._report(now)
        rests = [self._rests[post.id] for post in posts if post.id in self._rests]
        return (min(rests) - now).total_seconds() if rests else None

    async def given_up(self) -> tuple[Post, ...]:
        """The posts that will not arrive unless somebody puts something right."""
        return await self._store.posts_given_up()

    async def try_again(self, where: Callable[[Digest], str]) -> None:
        """Have what was given up tried once more, where such digests go now."""
        digests = {row.id: read_digest(row.content) for row in await self._store.digests()}
        for post in await self._store.posts_given_up():
            # What may have arrived still says that it may be a repeat.
            problem = post.problem if post.problem == ANSWER_LOST else ""
            there = where(digests[post.digest_id])
            again = replace(post, destination=there, state="waiting", problem=problem)
            await self._store.set_post(post, again)

    async def _report(self, now: datetime) -> None:
        """Tell of each post that was given up, once; where that fails too, again after a while."""
        if self._next_report is not None and now < self._next_report:
            return
        self._next_report = None
        for post in await self._store.posts_given_up():
            if post.state == "stuck":
                outcome = await self._poster.report(post.destination, post.problem)
                if isinstance(outcome, Posted):
                    await self._store.set_post(post, replace(post, state="reported"))
                elif outcome is not None:
                    self._next_report = now + REPORT_AGAIN

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


def post_lines(posts: Sequence[Post]) -> tuple[str, ...]:
    """Where each of these posts has not arrived, and why; no secret is in it."""
    return tuple(f"A digest for {post.destination}: {post.problem}" for post in posts)
