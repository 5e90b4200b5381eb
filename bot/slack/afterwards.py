"""Work that goes on after Slack was answered, which waits three seconds and no longer."""

import asyncio
from collections.abc import Coroutine


class Afterwards:
    """Holds on to what is under way, since the loop itself does not; at the end it is finished."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Let this go on by itself."""
        task = asyncio.ensure_future(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def finish(self) -> None:
        """Wait until nothing is under way."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)
