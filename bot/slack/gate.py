"""What is let in: our own team's requests, each once."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

# How long what was met before is remembered: longer than Slack tries again, in seconds.
REMEMBERED = 3600.0
# What is raised when Slack is not reached at all.
_UNREACHED = (ClientError, OSError)
SCOPES = ("chat:write", "commands")
_NOBODY = "Slack refuses SLACK_BOT_TOKEN, or is not reached: nobody is answered there."


class Unknown(Exception):
    """Slack does not say whose token this is, so that nobody can be let in."""


class Once:
    """Remembers for a while what came, so that nothing is dealt with twice."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._met: dict[str, float] = {}

    def is_new(self, key: str) -> bool:
        """Whether this came for the first time; from now on it is not new."""
        now = self._seconds()
        while self._met and next(iter(self._met.values())) < now - REMEMBERED:
            del self._met[next(iter(self._met))]
        if key in self._met:
            return False
        self._met[key] = now
        return True


@dataclass(frozen=True, slots=True)
class Identity:
    """As whom the app is installed, and the scopes that it lacks."""

    team: str
    bot: str
    bot_user: str
    lacks: tuple[str, ...]


class Installed:
    """Asks Slack once as whom the app is installed; `problem` says that it got no answer."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self.problem = ""
        self._known: Identity | None = None
        self._asking = asyncio.Lock()

    async def identity(self) -> Identity:
        """The answer; Unknown as long as Slack gives none."""
        async with self._asking:
            if self._known is None:
                self._known = await self._ask()
                self.problem = ""
            return self._known

    async def _ask(self) -> Identity:
        try:
            found = await self._client.auth_test()
        except (SlackApiError, *_UNREACHED) as error:
            self.problem = _NOBODY
            raise Unknown from error
        headers = {name.lower(): value for name, value in found.headers.items()}
        given = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
        lacks = tuple(scope for scope in SCOPES if scope not in given) if given - {""} else ()
        return Identity(
            str(found["team_id"]), str(found.get("bot_id")), str(found.get("user_id")), lacks
        )


def is_of(team: str, body: Mapping[str, Any]) -> bool:
    """Whether a request comes from this team, as the app's place and as the person's home."""
    teams = {
        body.get("team_id"),
        _within(body, "team", "id"),
        _within(body, "user", "team_id"),
        _within(body, "event", "user_team"),
        _within(body, "view", "team_id"),
    }
    return teams - {None, ""} == {team}


def _within(body: Mapping[str, Any], name: str, key: str) -> str | None:
    inner = body.get(name)
    return inner.get(key) if isinstance(inner, Mapping) else None
