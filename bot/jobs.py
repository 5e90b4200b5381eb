"""What runs on a calendar: boundaries, the nightly run, and the outbox."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.logs import log, log_failure
from bot.release import Outbox, Releaser

Clock = Callable[[], datetime]
Sleep = Callable[[float], Awaitable[None]]

# How often the calendar is looked at, and how long to wait after a job has failed, in seconds.
LOOK = 60.0
AFTER_FAILURE = 60.0


async def work(releaser: Releaser, outbox: Outbox, clock: Clock, *, sleep: Sleep) -> None:
    """Run what is due, again and again, until cancelled; a job that fails is tried again."""
    log("working")
    while True:
        try:
            wait = await work_once(releaser, outbox, clock)
        except Exception as failure:  # noqa: BLE001 - the calendar goes on, whatever one run met
            log_failure("job_failed", failure)
            wait = AFTER_FAILURE
        await sleep(LOOK if wait is None else min(LOOK, wait))


async def work_once(releaser: Releaser, outbox: Outbox, clock: Clock) -> float | None:
    """Run what is due now; the seconds after which a post should be tried again, or None."""
    while await releaser.boundary_if_due(clock()):
        log("boundary")
    if await releaser.night_if_due(clock()):
        log("night")
    if not await releaser.swept():
        log("not_swept")
    return await outbox.deliver(clock())
