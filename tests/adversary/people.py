"""Simulated people whose words carry canaries, and what is truly known about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any

from bot.privacy import batch, pseudonym
from tests.adversary.patching import original

# Every typed text has a word that begins so; it must be met nowhere.
CANARY = "zorvex"
Event = dict[str, Any]
_ALLOWS = 0.4  # of their answers people let HR read so many


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request as somebody on the line sees it: sizes in bytes, and which question it answered.

    `session` is the size of the sealed session that came back.
    """

    step: str
    asked: int
    answered: int
    session: int


@dataclass
class Person:
    """One invited person, and what happened in truth; `events` are the answers by question,
    `typed` all texts, `allowed` the questions of which HR may read the words, `chat` the number of
    a chat in Telegram."""

    name: str
    link: str
    canary: str
    receipt: bytes
    period: str
    label: str = ""
    sent: datetime | None = None
    shown: list[str] = field(default_factory=list)
    events: dict[str, Event] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    allowed: set[str] = field(default_factory=set)
    wire: list[Exchange] = field(default_factory=list)
    chat: int = 0

    @property
    def token(self) -> str:
        """The token in the link."""
        return self.link.rpartition("#" if "#" in self.link else "/")[2]

    def answer_ids(self) -> dict[str, str]:
        """The question of each answer, by the id that the receipt gives it."""
        key = pseudonym.deletion_key(self.receipt)
        # As the program makes them now: a mutant may make them otherwise.
        made = original(batch, "answer_id")
        return {made(key, question): question for question in self.shown}


def when(person: Person) -> datetime:
    """The moment of the Send; whoever did not send comes last."""
    return person.sent or datetime.max.replace(tzinfo=UTC)


class Mind:
    """Decides what a person answers; `phrases` are things people say."""

    def __init__(self, person: Person, phrases: Sequence[str], *, short: bool = False) -> None:
        self._person = person
        self._phrases = phrases
        self._chance = Random(f"mind of {person.canary}")
        self._short = short

    def event(self, ask: Mapping[str, Any]) -> Event:
        """What the person does about the question, as an event of the wire."""
        if ask["kind"] == "review":
            asked = (item["step"] for item in ask["review"] if item.get("reading"))
            self._person.allowed |= {step for step in asked if self._chance.random() < _ALLOWS}
            return {
                "kind": "send",
                "visit": ask["visit"],
                "receipt": self._person.receipt.hex(),
                "words": dict.fromkeys(self._person.allowed, "read"),
            }
        return {"kind": "answer", "step": ask["step"], "visit": ask["visit"], **self._given(ask)}

    def _given(self, ask: Mapping[str, Any]) -> Event:
        ids = [choice["id"] for choice in ask["choices"]]
        match ask["kind"]:
            case "consent":
                return {"choices": ["short" if self._short else "agree"]}
            case "offer":
                return {"choices": ["go_on"] if "go_on" in ids else ids[:1]}
            case "several":
                return {"choices": self._some(ids, ask["at_most"] or len(ids))}
            case "choice":
                return {"choices": self._some(ids, 1)}
            case "open":
                return {"text": self._typed()}
        points = [int(point) for point in ask["scale"]]
        return {"ratings": {item["id"]: self._chance.choice(points) for item in ask["items"]}}

    def _some(self, ids: Sequence[str], most: int) -> list[str]:
        """Some of these, the first ones rather than the last, as people are."""
        wanted = self._chance.randint(1, most)
        left = [id_ for id_ in ids if id_ != "other"] or list(ids)
        taken: list[str] = []
        while left and len(taken) < wanted:
            taken.append(left.pop(int(len(left) * self._chance.random() ** 2)))
        return taken

    def _typed(self) -> str:
        said = self._chance.sample(self._phrases, self._chance.randint(1, 4))
        self._person.typed.append(f"{'. '.join(said)} {self._person.canary} again and again.")
        return self._person.typed[-1]
