"""Posting a digest to Slack: every answer of Slack's, and every lack of one, has its outcome."""

import asyncio
import re
import socket
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.insight.delivery import Later, Lost, Outcome, Posted, Refused
from bot.insight.digest import Digest
from bot.insight.rendering import text, text_thread
from bot.slack.blocks import digest_blocks, plain, thread_blocks

TIMEOUT = 20
NOT_ARRIVED = (
    "A digest has not arrived in {channel}. Put this right, then run `python -m bot posts --again`."
)
_WAIT = 30.0
_LONGEST_WAIT = 24 * 3600.0
_NOT_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
_BUSY = {"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org"}
# What is not one word is no answer of Slack's: the client says so when it cannot read one.
_WORD = re.compile(r"[a-z0-9_]{1,60}")
_NEVER_SENT = (ConnectionRefusedError, socket.gaierror)

# What Slack refuses, and what the person who runs this does about it.
_TODO: Mapping[str, str] = {
    "not_in_channel": "Slack does not let the app write there. Invite it to the channel.",
    "channel_not_found": "Slack knows no such channel. Check SLACK_CHANNEL, and invite the app.",
    "is_archived": "The channel is archived. Choose another in SLACK_CHANNEL.",
    "restricted_action": "The workspace lets the app post nothing there. Ask its administrator.",
    "team_access_not_granted": "The app may not use this workspace. Ask its administrator.",
    "invalid_auth": "Slack does not accept the token. Check SLACK_BOT_TOKEN.",
    "not_authed": "Slack got no token. Set SLACK_BOT_TOKEN.",
    "account_inactive": "The app was removed from Slack. Install it again, set SLACK_BOT_TOKEN.",
    "token_revoked": "The token was revoked. Install the app again and set SLACK_BOT_TOKEN.",
    "token_expired": "The token has expired. Install the app again and set SLACK_BOT_TOKEN.",
    "missing_scope": "The app may not write. Give it the scope chat:write and install it again.",
}


class Slack:
    """Posts digests under one token; `url` is the address of Slack's API, ending in a slash.

    Under a digest stands a `button` where somebody answers when it is pressed. `admin` is the
    channel of whoever runs this, if there is one.
    """

    def __init__(
        self,
        token: str,
        url: str,
        repeat_note: str,
        *,
        button: bool = False,
        admin: str = "",
        timeout: int = TIMEOUT,
    ) -> None:
        # No retries within the client: it would repeat a message whose answer was lost, silently.
        self._client = WebClient(token=token, base_url=url, timeout=timeout, retry_handlers=[])
        self._note = repeat_note
        self._button = button
        self._admin = admin

    async def post(self, digest: Digest, channel: str, *, repeats: bool = False) -> Outcome:
        """Post the first screen; without its chart, then as plain words, when Slack refuses it."""
        note = self._note if repeats else ""
        words = "\n\n".join(part for part in (note, text(digest)) if part)
        drawn = digest_blocks(digest, note, button=self._button)
        bare = digest_blocks(digest, note, button=self._button, charts=False)
        return await self._send(channel, words, drawn, *(() if bare == drawn else (bare,)))

    async def post_thread(self, digest: Digest, channel: str, message: str) -> Outcome:
        """Post what stands behind the first screen, as a reply to `message`."""
        if not digest.thread:
            return Posted()
        blocks = thread_blocks(digest)
        return await self._send(channel, text_thread(digest), blocks, thread_ts=message)

    async def report(self, channel: str, problem: str) -> Outcome | None:
        """Tell whoever runs this that a digest has not arrived; None when there is no channel."""
        if not self._admin:
            return None
        words = f"{NOT_ARRIVED.format(channel=channel)} {problem}"
        return await self._send(self._admin, words)

    async def _send(
        self, channel: str, words: str, *drawn: list[dict[str, Any]], **more: str
    ) -> Outcome:
        """Send the words with the first of these blocks that Slack takes, or else alone."""
        whole = {"channel": channel, "text": plain(words), "mrkdwn": False, **_QUIET, **more}
        answer: Outcome | SlackApiError = Lost()
        for form in (*({"blocks": blocks} for blocks in drawn), {}):
            answer = await asyncio.to_thread(self._join_and_ask, {**whole, **form})
            if not isinstance(answer, SlackApiError) or _error(answer) not in _NOT_BLOCKS:
                break
        return _outcome(answer) if isinstance(answer, SlackApiError) else answer

    def _join_and_ask(self, message: dict[str, Any]) -> Outcome | SlackApiError:
        """Post a message, joining a public channel first where that is what is missing."""
        answer = self._ask(message)
        if not isinstance(answer, SlackApiError) or _error(answer) != "not_in_channel":
            return answer
        try:
            self._client.conversations_join(channel=message["channel"])
        except (SlackApiError, OSError, HTTPException):
            return answer
        return self._ask(message)

    def _ask(self, message: dict[str, Any]) -> Outcome | SlackApiError:
        try:
            answer = self._client.chat_postMessage(**message)
        except SlackApiError as refusal:
            return refusal
        except URLError as problem:
            never = isinstance(problem.reason, _NEVER_SENT)
            return Later(_WAIT) if never else Lost()
        except (OSError, HTTPException):
            return Lost()
        return Posted(str(answer.get("ts", "")))


_QUIET = {"unfurl_links": False, "unfurl_media": False}


def _outcome(refusal: SlackApiError) -> Outcome:
    status, error = refusal.response.status_code, _error(refusal)
    if status in (429, 503) or error in _BUSY:
        return Later(_wait(refusal))
    # Slack's own words: after a failure inside it, some of the operation may have succeeded.
    if status >= 500 or error in ("internal_error", "fatal_error", "request_timeout"):
        return Lost()
    if not _WORD.fullmatch(error):
        return Lost()
    return Refused(_TODO.get(error, f"Slack refused the digest ({error})."))


def _error(refusal: SlackApiError) -> str:
    return str(refusal.response.get("error", ""))


def _wait(refusal: SlackApiError) -> float:
    headers = {name.lower(): value for name, value in refusal.response.headers.items()}
    told = str(headers.get("retry-after", ""))
    return min(float(told), _LONGEST_WAIT) if told.isdigit() else _WAIT
