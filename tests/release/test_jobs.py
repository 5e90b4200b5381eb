"""The work that runs by the clock: boundary, night, outbox; and nothing lost on the way."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.insight.digest import Digest, read_digest
from bot.insight.rendering import text
from bot.jobs import work, work_once
from bot.release import DigestFolder, Outbox
from bot.slack.post import Slack
from tests.release.office import AUTUMN, Office, people
from tests.slack.stand_in import LOST, TOKEN, SlackStandIn

NOTE = "This may be a repeat."


@dataclass
class Due:
    """A boundary that is due, with a digest to come, and an outbox towards Slack."""

    office: Office
    outbox: Outbox
    now: datetime

    async def work(self) -> float | None:
        """Everything that is due now; afterwards it is as late as was asked for."""
        wait = await work_once(self.office.releaser, self.outbox, lambda: self.now)
        self.now += timedelta(seconds=wait or 0)
        return wait

    async def digest(self) -> Digest:
        """The digest that was published."""
        return read_digest((await self.office.store.digests())[0].content)


@pytest.fixture
async def due(office: Office, server: SlackStandIn) -> Due:
    """Six of twelve people have answered, and the period is over."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(6))
    calendar = await office.store.calendar()
    assert calendar is not None
    outbox = Outbox(office.store, Slack(TOKEN, server.url, NOTE, timeout=5), "digest_posted")
    return Due(office, outbox, datetime.fromisoformat(calendar.ends))


def reporting(due: Due, server: SlackStandIn) -> Outbox:
    """The outbox of a process that has just begun, with a channel for whoever runs it."""
    slack = Slack(TOKEN, server.url, NOTE, admin="C9", timeout=5)
    return Outbox(due.office.store, slack, "digest_posted")


async def test_one_run_brings_the_digest_to_slack(due: Due, server: SlackStandIn) -> None:
    """Boundary, night and post in one run: the first screen, and its thread under it."""
    assert await due.work() is None
    digest = await due.digest()
    first, thread = server.posted
    assert first["text"] == text(digest)
    assert (first["channel"], thread["thread_ts"]) == ("C1", "1700000000.000001")
    assert await due.office.store.posts() == ()
    calendar = await due.office.store.calendar()
    assert calendar is not None
    assert calendar.last_night == due.now.date().isoformat()


async def test_a_second_run_posts_nothing(due: Due, server: SlackStandIn) -> None:
    """What was posted is posted."""
    await due.work()
    await due.work()
    assert len(server.posted) == 2


async def test_a_busy_slack_is_tried_again_after_what_it_said(
    due: Due, server: SlackStandIn
) -> None:
    """The post waits in the outbox, and then arrives once, without talk of repeats."""
    server.answers, server.headers = [429], {"Retry-After": "17"}
    assert await due.work() == 17.0
    (post,) = await due.office.store.posts()
    assert (post.state, post.attempts) == ("waiting", 1)
    due.now -= timedelta(seconds=7)
    assert await due.work() == 7.0
    assert len(server.asked) == 1
    assert await due.work() is None
    assert len(server.posted) == 2
    assert NOTE not in server.posted[0]["text"]


async def test_after_a_lost_answer_it_is_posted_once_more_and_says_so(
    due: Due, server: SlackStandIn
) -> None:
    """Nobody can look whether the first one arrived, so the second says that it may be a repeat."""
    server.answers = [LOST]
    wait = await due.work()
    assert wait is not None
    assert wait >= 60
    assert await due.work() is None
    first, repeat, thread = server.posted
    assert NOTE not in first["text"]
    assert repeat["text"].startswith(NOTE)
    assert thread["thread_ts"] == "1700000000.000002"
    assert await due.office.store.posts() == ()


async def test_two_lost_answers_are_enough(due: Due, server: SlackStandIn) -> None:
    """A digest is never posted a third time; it is given up and can be read by command."""
    server.answers = [LOST, LOST]
    await due.work()
    assert await due.work() is None
    await due.work()
    assert len(server.posted) == 2
    assert await due.office.store.posts() == ()


async def test_a_crash_in_the_middle_counts_as_a_lost_answer(
    due: Due, server: SlackStandIn
) -> None:
    """A post found as being sent may have arrived: it is posted and says so."""
    await due.office.releaser.boundary_if_due(due.now)
    (post,) = await due.office.store.posts()
    await due.office.store.set_post(post, replace(post, state="sending", attempts=1))
    await due.work()
    assert server.posted[0]["text"].startswith(NOTE)


async def test_a_crash_before_the_thread_posts_only_the_thread(
    due: Due, server: SlackStandIn
) -> None:
    """The first screen is not posted again when only its thread is missing."""
    server.answers = ["ok", 429]
    await due.work()
    (post,) = await due.office.store.posts()
    await due.office.store.set_post(post, replace(post, state="sending"))
    assert await due.work() is None
    assert [message.get("thread_ts") for message in server.posted] == [None, "1700000000.000001"]


async def test_a_refusal_is_given_up_and_kept_with_its_reason(
    due: Due, server: SlackStandIn, tmp_path: Path
) -> None:
    """A wrong channel does not pass by waiting; no further attempt is made."""
    server.answers = ["channel_not_found"]
    assert await due.work() is None
    await due.work()
    assert len(server.asked) == 1
    raw = (tmp_path / "data" / "afterword.db").read_bytes()
    wal = tmp_path / "data" / "afterword.db-wal"
    assert b"SLACK_CHANNEL" in raw + (wal.read_bytes() if wal.exists() else b"")


async def test_what_is_given_up_is_reported_once(due: Due, server: SlackStandIn) -> None:
    """Whoever runs this is told in a channel, once, however often the work runs or starts anew."""
    server.workspace.closed["C1"] = "is_archived"
    due.outbox = reporting(due, server)
    await due.work()
    await due.work()
    due.outbox = reporting(due, server)
    await due.work()
    (report,) = server.posted
    assert (report["channel"], report["text"].endswith("SLACK_CHANNEL.")) == ("C9", True)
    ((post,), digest) = (await due.outbox.given_up(), await due.digest())
    assert (post.state, post.destination) == ("reported", "C1")
    assert digest.header not in str(report)


async def test_what_was_given_up_before_a_crash_is_reported_after_it(
    due: Due, server: SlackStandIn
) -> None:
    """A post found already given up is told of too, since nobody may have heard."""
    server.answers = ["channel_not_found"]
    await due.work()
    assert server.posted == []
    due.outbox = reporting(due, server)
    await due.work()
    assert [message["channel"] for message in server.posted] == ["C9"]


async def test_a_report_that_fails_is_made_again_later(due: Due, server: SlackStandIn) -> None:
    """With a revoked token nobody can be told; an hour later it is tried again, not each minute."""
    server.answers = ["token_revoked", "token_revoked"]
    due.outbox = reporting(due, server)
    await due.work()
    await due.work()
    assert len(server.asked) == 2
    due.now += timedelta(minutes=61)
    await due.work()
    assert [message["channel"] for message in server.posted] == ["C9"]


async def test_put_right_and_tried_again_it_arrives(due: Due, server: SlackStandIn) -> None:
    """What was given up goes where such digests go now, and does not claim to be a repeat."""
    server.workspace.closed["C1"] = "is_archived"
    await due.work()
    await due.outbox.try_again(lambda digest: "C2" if not digest.label else "C3")
    await due.work()
    first, _thread = server.posted
    assert (first["channel"], NOTE in first["text"]) == ("C2", False)
    assert await due.outbox.given_up() == ()


async def test_what_may_have_arrived_says_so_when_tried_again(
    due: Due, server: SlackStandIn
) -> None:
    """After two lost answers a third attempt is somebody's decision, and still says it repeats."""
    server.answers = [LOST, LOST]
    await due.work()
    await due.work()
    await due.outbox.try_again(lambda _: "C1")
    await due.work()
    assert server.posted[2]["text"].startswith(NOTE)


async def test_words_alone_arrive_when_blocks_are_refused(due: Due, server: SlackStandIn) -> None:
    """A digest is never lost to a block that Slack does not know."""
    server.answers = ["invalid_blocks"]
    assert await due.work() is None
    assert server.posted[0]["text"] == text(await due.digest())


async def test_the_one_sentence_is_posted_without_a_thread(
    office: Office,
    server: SlackStandIn,
) -> None:
    """With too few answers one sentence is posted, and nothing under it."""
    made = await office.releaser.invite("Autumn", 12, None, AUTUMN)
    await office.send(made, people(2))
    calendar = await office.store.calendar()
    assert calendar is not None
    outbox = Outbox(office.store, Slack(TOKEN, server.url, NOTE, timeout=5), "digest_posted")
    ends = datetime.fromisoformat(calendar.ends)
    await work_once(office.releaser, outbox, lambda: ends)
    (message,) = server.posted
    assert "1 April 2027" in message["text"]
    assert await office.store.posts() == ()


async def test_without_slack_the_digest_is_a_file(due: Due, tmp_path: Path) -> None:
    """Page and Markdown, named by their period; nothing half-written stays."""
    folder = tmp_path / "digests"
    due.outbox = Outbox(due.office.store, DigestFolder(folder), "digest_file")
    assert await due.work() is None
    assert {path.name for path in folder.iterdir()} == {"digest-2026-Q4.html", "digest-2026-Q4.md"}
    assert (await due.digest()).header in (folder / "digest-2026-Q4.md").read_text("utf-8")
    assert await due.office.store.posts() == ()


async def test_all_overdue_boundaries_are_caught_up(due: Due, server: SlackStandIn) -> None:
    """After a long pause every boundary is processed in its order."""
    due.now += timedelta(days=200)
    await due.work()
    periods = [row.period for row in await due.office.store.digests()]
    assert periods == ["2026-Q4", "2027-Q1", "2027-Q2"]
    assert len(server.posted) == 4


async def test_a_failing_job_does_not_stop_the_work(due: Due, server: SlackStandIn) -> None:
    """A run that fails is tried again; the work ends only when it is told to."""
    runs: list[float] = []
    good = due.outbox

    class Failing(Outbox):
        async def deliver(self, now: datetime) -> float | None:
            if not runs:
                raise RuntimeError("once")
            return await good.deliver(now)

    async def sleep(seconds: float) -> None:
        runs.append(seconds)
        if len(runs) == 3:
            raise asyncio.CancelledError

    failing = Failing(due.office.store, DigestFolder(Path()), "digest_file")
    with pytest.raises(asyncio.CancelledError):
        await work(due.office.releaser, failing, lambda: due.now, sleep=sleep)
    assert len(server.posted) == 2
    assert all(0 < seconds <= 60 for seconds in runs)
