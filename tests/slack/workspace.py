"""A workspace of Slack's: channels, messages, forms and pages, and what it refuses of an app."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Condition
from typing import Any

from tests.slack.block_kit import wrong, wrong_view

TEAM, APP = "T0OURS", "A0AFTERWORD"
TOKEN, APP_TOKEN = "xoxb-made-up", "xapp-made-up"
SCOPES = ("chat:write", "commands", "channels:join")
NEEDED = {"chat.postMessage": "chat:write", "conversations.join": "channels:join"}
PATIENCE = 20.0
# A response_url works so often, and no more.
_ANSWERS = 5

Said = dict[str, Any]


@dataclass
class Workspace:
    """What an app sees of a workspace, and what it did there.

    `closed` says of a channel with which error Slack refuses a message to it; `posted` are the
    messages, `told` what single people were told in answer, by the id of their response_url,
    `views` the forms by id, `homes` the page of the app by person. `changed` is notified of all.
    """

    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    closed: dict[str, str] = field(default_factory=dict)
    posted: list[Said] = field(default_factory=list)
    told: dict[str, list[Said]] = field(default_factory=dict)
    views: dict[str, Said] = field(default_factory=dict)
    homes: dict[str, Said] = field(default_factory=dict)
    triggers: dict[str, bool] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)
    line: str = ""
    _count: int = 0

    def fresh(self, kind: str) -> str:
        """An id that nothing else has."""
        self._count += 1
        return f"{kind}{self._count:06}"

    def trigger(self) -> str:
        """What a tap or a command gives an app, to open one form with."""
        found = self.fresh("trigger.")
        self.triggers[found] = True
        return found

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until this holds of what the app did."""
        with self.changed:
            assert self.changed.wait_for(holds, PATIENCE), "it never came to that"

    def call(self, method: str, token: str, given: Said) -> Said:
        """What Slack answers to a call of its Web API."""
        known = APP_TOKEN if method == "apps.connections.open" else TOKEN
        if token != f"Bearer {known}":
            return _no("invalid_auth")
        if method in NEEDED and NEEDED[method] not in self.scopes:
            return {**_no("missing_scope"), "needed": NEEDED[method]}
        does: Mapping[str, Callable[[Said], Said]] = {
            "auth.test": self._auth,
            "apps.connections.open": lambda _: {"ok": True, "url": self.line},
            "chat.postMessage": self._post,
            "conversations.join": self._join,
            "views.open": self._open,
            "views.update": self._update,
            "views.publish": self._publish,
        }
        return does[method](given) if method in does else _no("unknown_method")

    def tell(self, where: str, given: Said) -> str:
        """Tell one person something by their response_url; "ok", or why not."""
        said = self.told.get(where)
        if said is None or len(said) >= _ANSWERS:
            return "used_url"
        problem = wrong(given["blocks"], "message") if given.get("blocks") else ""
        if problem or not given.get("text"):
            self.refused.append(problem or "no text")
            return "invalid_blocks" if problem else "no_text"
        said.append(given)
        return "ok"

    def _auth(self, _: Said) -> Said:
        return {"ok": True, "team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "team": "Ours"}

    def _post(self, given: Said) -> Said:
        if error := self.closed.get(given["channel"]):
            return _no(error)
        problem = wrong(given["blocks"], "message") if given.get("blocks") else ""
        if problem or not given.get("text"):
            self.refused.append(problem or "no text")
            return _no("invalid_blocks" if problem else "no_text")
        self.posted.append(given)
        given["ts"] = f"1700000000.{len(self.posted):06}"
        return {"ok": True, "ts": given["ts"], "channel": given["channel"]}

    def _join(self, given: Said) -> Said:
        channel = given["channel"]
        if not channel.startswith("C") or self.closed.get(channel) != "not_in_channel":
            return _no("channel_not_found")
        del self.closed[channel]
        return {"ok": True, "channel": {"id": channel}}

    def _open(self, given: Said) -> Said:
        trigger = given["trigger_id"]
        if not self.triggers.get(trigger):
            return _no("exchanged_trigger_id" if trigger in self.triggers else "invalid_trigger")
        self.triggers[trigger] = False
        return self._shown(given, self.fresh("V0"))

    def _update(self, given: Said) -> Said:
        return (
            self._shown(given, given["view_id"]) if given["view_id"] in self.views else _no("gone")
        )

    def _shown(self, given: Said, id_: str) -> Said:
        view = _read(given["view"])
        if problem := wrong_view(view, "modal"):
            self.refused.append(problem)
            return _no("invalid_arguments")
        self.views[id_] = {**view, "id": id_, "team_id": TEAM, "hash": self.fresh("h")}
        return {"ok": True, "view": self.views[id_]}

    def _publish(self, given: Said) -> Said:
        view = _read(given["view"])
        if problem := wrong_view(view, "home"):
            self.refused.append(problem)
            return _no("invalid_arguments")
        self.homes[given["user_id"]] = view
        return {"ok": True, "view": view}


def _no(error: str) -> Said:
    return {"ok": False, "error": error}


def _read(view: object) -> Said:
    found: Said = json.loads(view) if isinstance(view, str) else view  # type: ignore[assignment]
    return found
