"""Simulated people who take the interview over HTTP and type words that nobody else types."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from bot.app import Words, read_words
from bot.demo.candidate import Candidate
from bot.demo.season import candidates
from tests.live import ROOT
from tests.visitor import Visitor

MOST_TURNS = 100
# In every word that somebody types here, and in nothing else.
CANARY = "zqxjvkwf"


@dataclass
class Invited:
    """Somebody with a link; afterwards it is known what they typed, and how it ended.

    `allows`: HR may read all their words.
    """

    link: str
    mind: Candidate
    chance: random.Random
    typed: list[str] = field(default_factory=list)
    outcome: str | None = None
    receipt: tuple[str, ...] = ()
    bits: bytes = b""
    allows: bool = False

    @property
    def token(self) -> str:
        """The token of the link."""
        return self.link.partition("#")[2]

    def canary(self) -> str:
        """A word of this person's own, and remembered as such."""
        self.typed.append(CANARY + "".join(self.chance.choices("bcdfghjklmnpqrstvwxz", k=9)))
        return self.typed[-1]

    def interview(self, visitor: Visitor) -> None:
        """Take the interview to its end."""
        reply = visitor.begin(self.link)
        for _ in range(MOST_TURNS):
            if reply["outcome"] is not None:
                self.outcome, self.receipt = reply["outcome"], tuple(reply["receipt"])
                return
            reply = visitor.go(reply, self._event(reply["ask"]), f"key of {self.typed}")
        raise AssertionError("an interview did not end")

    def _event(self, ask: dict[str, Any]) -> dict[str, Any]:
        event = self.mind.event(ask)
        if event.get("text"):
            event["text"] += f" And {self.canary()}, too."
        if event["kind"] == "send":
            self.bits = bytes.fromhex(event["receipt"])
        if event["kind"] == "send" and self.allows:
            event["words"] = {each["step"]: "read" for each in ask["review"] if each["uses"]}
        return event


def invited(links: Sequence[str], seed: int) -> list[Invited]:
    """One person for each link; the same minds for the same seed."""
    minds = candidates(words(), len(links), seed)
    pairs = zip(links, minds, strict=True)
    return [Invited(link, mind, random.Random(f"{seed} {link}")) for link, mind in pairs]


@cache
def words() -> Words:
    """All words of the project, as they are shipped."""
    return read_words(ROOT / "dialogues")
