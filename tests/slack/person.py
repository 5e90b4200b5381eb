"""Somebody in the workspace, whose taps and commands Slack brings to the app, signed."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from tests.slack.block_kit import parts
from tests.slack.stand_in import SlackStandIn
from tests.slack.workspace import PATIENCE, TEAM, Said

SECRET = "a-made-up-signing-secret"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the app answered at once."""

    status: int
    body: str

    def json(self) -> Said:
        """The answer as JSON."""
        found: Said = json.loads(self.body)
        return found


@dataclass
class Bringing:
    """How Slack brings requests to an app: over HTTP, signed at the time that `now` tells."""

    url: str
    now: Callable[[], float]
    secret: str = SECRET

    def bring(self, kind: str, body: str, headers: Mapping[str, str] | None = None) -> Answered:
        """Bring one request; headers that are given stand in place of the right ones."""
        return self.post(body, {**self.signed(kind, body), **(headers or {})})

    def signed(self, kind: str, body: str) -> dict[str, str]:
        """The headers that belong to this body."""
        stamp = str(int(self.now()))
        signed = hmac.new(self.secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
        return {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
        }

    def post(self, body: str, headers: Mapping[str, str]) -> Answered:
        """Post something to the route of the app."""
        connection = HTTPConnection(self.url.removeprefix("http://"), timeout=PATIENCE)
        try:
            connection.request("POST", "/slack/events", body.encode(), dict(headers))
            answer = connection.getresponse()
            return Answered(answer.status, answer.read().decode())
        finally:
            connection.close()

    def payload(self, payload: Said) -> Answered:
        """Bring what somebody pressed or handed in."""
        return self.bring(_FORM, urlencode({"payload": json.dumps(payload)}))

    def event(self, body: Said) -> Answered:
        """Bring an event."""
        return self.bring("application/json", json.dumps(body))

    def command(self, fields: Mapping[str, str]) -> Answered:
        """Bring a command."""
        return self.bring(_FORM, urlencode(fields))


@dataclass
class Person:
    """A person; what they see is what the workspace shows them."""

    slack: SlackStandIn
    app: Any
    user: str = "U0ALEX"
    team: str = TEAM
    channel: str = "C0HIRING"
    channel_name: str = "hiring"
    said: list[Answered] = field(default_factory=list)

    def command(self, text: str = "") -> Said:
        """Type `/afterword`; what only this person is then told."""
        return self.told(self.command_only(text))

    def command_only(self, text: str = "") -> str:
        """Type `/afterword`; where an answer to it goes."""
        where = self._response_url()
        fields = {
            "command": "/afterword",
            "text": text,
            "team_id": self.team,
            "user_id": self.user,
            "user_name": "canary.alex",
            "channel_id": self.channel,
            "channel_name": self.channel_name,
            "trigger_id": self.slack.workspace.trigger(),
            "response_url": self._url(where),
            "api_app_id": "A0AFTERWORD",
        }
        self.said.append(self.app.command(fields))
        return where

    def press(self, action: str, value: str, message: Said | None = None) -> str:
        """Press a button under a message, or on the page of the app without one."""
        where = self._response_url()
        payload = {
            **self._who("block_actions"),
            "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value}],
        }
        if message is None:
            payload |= {"container": {"type": "view"}, "view": {"team_id": TEAM, "type": "home"}}
        else:
            payload |= {
                "container": {"type": "message", "is_ephemeral": "ts" not in message},
                "channel": {"id": self.channel, "name": self.channel_name},
                "message": {"ts": message.get("ts", "1.1"), "text": message["text"]},
                "response_url": self._url(where),
            }
        self.said.append(self.app.payload(payload))
        return where

    def open_form(self, message: Said | None) -> Said:
        """Press the button under a digest and get the form."""
        before = set(self.slack.workspace.views)
        self.press("decide", button(message, "decide") if message else "", message)
        self.slack.workspace.until(lambda: set(self.slack.workspace.views) > before)
        (new,) = set(self.slack.workspace.views) - before
        return self.slack.workspace.views[new]

    def hand_in(self, view: Said, **changed: str | None) -> Answered:
        """Hand in a form, as it is filled but for what is changed; the app's answer."""
        values = {**filled(view), **changed}
        state = {
            "what": {"field": {"type": "plain_text_input", "value": values["what"]}},
            "cause": {"field": {"type": "static_select", **_chosen(values["cause"])}},
            "owner": {"field": {"type": "static_select", **_chosen(values["owner"])}},
            "until": {"field": {"type": "datepicker", "selected_date": values["until"]}},
        }
        handed = {**view, "state": {"values": state}, "callback_id": view["callback_id"]}
        answered: Answered = self.app.payload({**self._who("view_submission"), "view": handed})
        self.said.append(answered)
        return answered

    def open_home(self) -> Said:
        """Open the page of the app; what stands on it."""
        workspace = self.slack.workspace
        workspace.homes.pop(self.user, None)
        self.said.append(self.app.event(self.home_opened(workspace.fresh("Ev"))))
        workspace.until(lambda: self.user in workspace.homes)
        return workspace.homes[self.user]

    def home_opened(self, id_: str) -> Said:
        """The event that tells of it."""
        return {
            "type": "event_callback",
            "team_id": self.team,
            "event_id": id_,
            "event": {"type": "app_home_opened", "user": self.user, "tab": "home"},
        }

    def told(self, where: str, number: int = 1) -> Said:
        """What only this person was told there, once it is so many things."""
        workspace = self.slack.workspace
        workspace.until(lambda: len(workspace.told[where]) >= number)
        return workspace.told[where][number - 1]

    def _who(self, kind: str) -> Said:
        return {
            "type": kind,
            "trigger_id": self.slack.workspace.trigger(),
            "team": {"id": self.team, "domain": "ours"},
            "user": {"id": self.user, "name": "canary.alex", "team_id": self.team},
            "api_app_id": "A0AFTERWORD",
        }

    def _response_url(self) -> str:
        where = self.slack.workspace.fresh("R")
        self.slack.workspace.told[where] = []
        return where

    def _url(self, where: str) -> str:
        return f"{self.slack.url.removesuffix('/api/')}/respond/{where}"


def button(message: Said, action: str) -> str:
    """The value of the first such button in a message."""
    found = (part for part in parts(message["blocks"]) if part.get("action_id") == action)
    return str(next(found)["value"])


def filled(view: Said) -> dict[str, str | None]:
    """What a form is filled with when it is opened."""
    elements = {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}
    chosen = {
        name: elements[name].get("initial_option", {}).get("value") for name in ("cause", "owner")
    }
    return {
        "what": elements["what"].get("initial_value"),
        "until": elements["until"].get("initial_date"),
        **chosen,
    }


def words(tree: object) -> str:
    """All that is to be read in blocks or a view."""
    return "\n".join(str(part["text"]) for part in parts(tree) if isinstance(part.get("text"), str))


def _chosen(value: str | None) -> Said:
    return {"selected_option": None if value is None else {"value": value}}
