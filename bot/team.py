"""What a hiring team reads and does from where it works: digests and actions, and nothing else."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from bot.actions import Actions, NoSuchAction
from bot.insight.action import Action
from bot.insight.decision import Decision
from bot.insight.digest import Digest
from bot.release import Releaser


class Team:
    """The desk behind the counter at which an app of the team asks."""

    def __init__(self, releaser: Releaser, actions: Actions, now: Callable[[], datetime]) -> None:
        self._releaser = releaser
        self._actions = actions
        self._now = now

    async def digest(self, label: str, period: str) -> Digest | None:
        """The digest of this label, or of everyone; the last one unless a period is named."""
        return await self._releaser.published(label, period)

    async def next_date(self) -> date:
        """The day on which the next digest can come."""
        return await self._releaser.next_date(self._now())

    async def open_actions(self) -> tuple[Action, ...]:
        """What is decided and not done, what is due first before the rest."""
        return tuple(action for action in await self._actions.all() if action.state == "open")

    async def flaws(self, decision: Decision) -> Mapping[str, str]:
        """What is wrong with a decision, a sentence by field; empty when it can be kept."""
        return self._actions.flaws(decision)

    async def decide(self, id: str, decision: Decision) -> Action:
        """Keep a decision under this id; a second time is nothing."""
        return await self._actions.decide(decision, id)

    async def done(self, id: str) -> Action | None:
        """Note that an action is done; None when somebody has changed it in the meantime."""
        try:
            return await self._actions.done(id)
        except NoSuchAction:
            return None
