"""Who may use the app, and which digest they read: by channel, and by a list of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What somebody is told who may not; a sentence of the digest's words each.
NOT_HERE, NOT_YOU = "ask_not_here", "ask_not_you"
EVERYONE = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and in which channel; both as Slack's ids, the channel's name beside it."""

    user: str
    channel: str = ""
    channel_name: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """The channels of digests, those of labels by label, and the people listed, if any are."""

    channel: str
    channels: Mapping[str, str] = field(default_factory=dict)
    users: frozenset[str] = frozenset()

    def refusal(self, caller: Caller) -> str:
        """The sentence for somebody who may not ask here; empty for somebody who may."""
        if self.label(caller) is None:
            return NOT_HERE
        return NOT_YOU if self.users and caller.user not in self.users else ""

    def label(self, caller: Caller) -> str | None:
        """The label whose digest is read in this channel; empty for everyone's, None for none."""
        if _is(self.channel, caller):
            return EVERYONE
        return next((label for label, each in self.channels.items() if _is(each, caller)), None)

    def sees_all(self, user: str) -> bool:
        """Whether this person may read outside the channels, too, where nobody sees who is in."""
        return user in self.users


def _is(channel: str, caller: Caller) -> bool:
    if not caller.channel:
        return False
    return channel == caller.channel or channel.removeprefix("#") == caller.channel_name
