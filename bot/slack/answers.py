"""What the app does about commands, buttons, the form and its page."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.insight.action import Action
from bot.insight.decision import MOST_LETTERS, Decision
from bot.insight.digest import Digest
from bot.insight.digest_words import DigestWords
from bot.logs import log_failure
from bot.slack.access import EVERYONE, NOT_HERE, NOT_YOU, Access, Caller
from bot.slack.afterwards import Afterwards
from bot.slack.blocks import plain
from bot.slack.counter import Counter
from bot.slack.form import WHAT, Choices, Origin, form, read_form, said
from bot.slack.gate import Once
from bot.slack.pages import Shown, answer, closed_home, home, sentence
from bot.slack.spoken import decided

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of the team, and what can be chosen in the form."""

    words: DigestWords
    choices: Choices


class NotTold(Exception):
    """Slack did not take what somebody was to be told."""


class Answers:
    """Slack is answered at once; what takes longer is done afterwards."""

    def __init__(
        self,
        counter: Counter,
        client: AsyncWebClient,
        texts: Texts,
        access: Access,
        new_id: Callable[[], str],
        afterwards: Afterwards,
        once: Once,
    ) -> None:
        self._counter = counter
        self._client = client
        self._words, self._choices = texts.words, texts.choices
        self._access = access
        self._new_id = new_id
        self._afterwards = afterwards
        self._once = once

    async def command(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """`/afterword`: the last digest, what is open, the next date; help for a word after it."""
        await ack()
        caller = Caller(body["user_id"], body.get("channel_id", ""), body.get("channel_name", ""))
        told = self._say("ask_help") if body.get("text", "").strip() else None
        self._later(self._tell(respond, caller, told), respond)

    async def open_form(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """The button under a digest: the form, filled with what is proposed first."""
        await ack()
        caller = _caller(body)
        refused = self._refusal(caller)
        if refused:
            self._later(_respond(respond, self._say(refused)), respond)
        else:
            self._later(self._open(caller, body), respond)

    async def decide(self, ack: AsyncAck, body: Body) -> None:
        """The form: what is wrong is said beside its field; what is right is kept."""
        user, view = body["user"]["id"], body["view"]
        decision, origin = read_form(view)
        refused = self._refusal(Caller(user, origin.channel, origin.channel_name))
        flaws = {WHAT: self._words.say(refused)} if refused else await self._counter.flaws(decision)
        if flaws:
            await ack(response_action="errors", errors=dict(flaws))
            return
        # Not yet noted, and so not yet said to be; from here on the form cannot be sent again.
        waiting = said(self._words, self._words.say("form_wait"))
        await ack(response_action="update", view=waiting)
        self._later(self._keep(view["id"], decision, origin))

    async def done(self, ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        """The button beside an action."""
        await ack()
        caller = _caller(body)
        if refused := self._refusal(caller):
            self._later(_respond(respond, self._say(refused)), respond)
        else:
            self._later(self._note_done(caller, body, respond), respond)

    async def opened(self, body: Body) -> None:
        """The page of the app was opened."""
        event = body["event"]
        if event.get("tab") == "home":
            self._later(self._show_home(event["user"]))

    async def nothing(self, ack: AsyncAck) -> None:
        """For what nobody here has made."""
        await ack()

    def _refusal(self, caller: Caller) -> str:
        if not caller.channel:
            return "" if self._access.sees_all(caller.user) else NOT_YOU
        return self._access.refusal(caller)

    async def _tell(self, respond: AsyncRespond, caller: Caller, told: Shown | None) -> None:
        refused = self._refusal(caller)
        if refused:
            told = self._say(refused)
        await _respond(respond, told or await self._answer(caller))

    async def _answer(self, caller: Caller, note: str = "") -> Shown:
        label = self._access.label(caller) or EVERYONE
        digest, day = await self._counter.digest(label), await self._counter.next_date()
        return answer(self._words, digest, await self._counter.open_actions(), day, note)

    async def _open(self, caller: Caller, body: Body) -> None:
        period = str(body["actions"][0].get("value", ""))
        label = self._access.label(caller) or EVERYONE
        digest = await self._counter.digest(label, period) or await self._counter.digest(label)
        message = "" if _is_fleeting(body) else str(body.get("message", {}).get("ts", ""))
        origin = Origin(self._new_id(), caller.channel, caller.channel_name, message)
        filled = replace(proposed(digest), until=(await self._counter.next_date()).isoformat())
        view = form(self._words, self._choices, filled, origin)
        await self._client.views_open(trigger_id=body["trigger_id"], view=view)

    async def _keep(self, view: str, decision: Decision, origin: Origin) -> None:
        try:
            action = await self._counter.decide(origin.id, decision)
        except Exception:
            # What was written is not to be lost: the form comes back as it was handed in.
            note = self._words.say("ask_failed")
            back = form(self._words, self._choices, decision, origin, note)
            await self._client.views_update(view_id=view, view=back)
            raise
        line = decided(self._words, action)
        noted = said(self._words, self._words.say("form_noted", decision=line))
        await self._client.views_update(view_id=view, view=noted)
        if origin.message and self._once.is_new(action.id):
            await self._announce(action, origin)

    async def _announce(self, action: Action, origin: Origin) -> None:
        """Say under the digest what was decided, for those who were not there."""
        words = self._words.say("decided", decision=decided(self._words, action))
        await self._client.chat_postMessage(
            channel=origin.channel,
            thread_ts=origin.message,
            text=plain(words),
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )

    async def _note_done(self, caller: Caller, body: Body, respond: AsyncRespond) -> None:
        action = await self._counter.done(str(body["actions"][0].get("value", "")))
        if not caller.channel:
            await self._show_home(caller.user)
            return
        if action is None:
            note = self._words.say("done_gone")
        else:
            note = self._words.say("done_noted", decision=decided(self._words, action))
        shown = await self._answer(caller, note)
        await _respond(respond, shown, anew=True)

    async def _show_home(self, user: str) -> None:
        day = await self._counter.next_date()
        if self._access.sees_all(user):
            found = [await self._counter.digest(label) for label in self._labels()]
            digests = [digest for digest in found if digest is not None]
            view = home(self._words, digests, await self._counter.open_actions(), day)
        else:
            why = NOT_YOU if self._access.users else NOT_HERE
            view = closed_home(self._words, self._words.say(why), day)
        await self._client.views_publish(user_id=user, view=view)

    def _labels(self) -> tuple[str, ...]:
        return (EVERYONE, *self._access.channels)

    def _say(self, name: str) -> Shown:
        return sentence(self._words.say(name))

    def _later(self, work: Coroutine[Any, Any, None], respond: AsyncRespond | None = None) -> None:
        self._afterwards.start(self._guarded(work, respond))

    async def _guarded(self, work: Awaitable[None], respond: AsyncRespond | None) -> None:
        """Do this; whoever asked is told when it failed, and the log says where."""
        try:
            await work
        except Exception as error:  # noqa: BLE001 - nobody waits for it any more
            log_failure("slack_unanswered", error)
            if respond is not None and respond.response_url:
                await self._guarded(_respond(respond, self._say("ask_failed")), None)


def proposed(digest: Digest | None) -> Decision:
    """What a digest proposes to decide first."""
    if digest is None or not digest.proposals:
        return Decision("")
    first = digest.proposals[0]
    step = first.first_step if len(first.first_step) <= MOST_LETTERS else ""
    return Decision(step, first.cause, first.owner)


async def _respond(respond: AsyncRespond, shown: Shown, *, anew: bool = False) -> None:
    """Tell this person alone; in words alone where Slack does not take the blocks."""
    message = shown.message(replace=anew)
    for tried in (message, {**message, "blocks": None}):
        told = await respond(tried)
        if told.status_code == HTTPStatus.OK:
            return
    raise NotTold(told.status_code)


def _caller(body: Body) -> Caller:
    """Who pressed a button; without a channel on the page of the app."""
    channel = body.get("channel") or {}
    return Caller(body["user"]["id"], channel.get("id", ""), channel.get("name", ""))


def _is_fleeting(body: Body) -> bool:
    """Whether a button stands in a message that only this person sees: it has no thread."""
    return bool(body.get("container", {}).get("is_ephemeral"))
