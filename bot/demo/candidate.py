"""A simulated candidate: looks at what is asked, as the web chat receives it, and answers."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from bot.demo.company import Company
from bot.interview.script import Ask, Polarity, Script

Event = dict[str, Any]
Question = Mapping[str, Any]
Examples = Mapping[tuple[str, str], Sequence[str]]

# How people are, out of one: most go all the way.
_SHORT, _HURRIED, _LEAVES, _SKIPS, _NOTHING = 0.15, 0.08, 0.06, 0.12, 0.08
_PATIENCE = 4  # questions that somebody who leaves answers before


class Candidate:
    """One person with a mind of their own, all of it drawn from `chance`.

    `examples` are things people say, by cause and polarity; `script` tells what a question is
    after, which the person hears from its text.
    """

    def __init__(
        self, script: Script, examples: Examples, company: Company, chance: Random
    ) -> None:
        self._polarity: dict[str, Polarity] = {
            step.id: step.polarity for step in script.steps if isinstance(step, Ask)
        }
        self._examples = examples
        self._chance = chance
        self._concerns = company.concerns(chance)
        self._attractions = company.attractions(chance)
        self._mood = chance.choice((0.2, 0.4, 0.6, 0.8, 0.8, 1.0))
        self._short = chance.random() < _SHORT
        self._hurried = chance.random() < _HURRIED
        self._leaves = chance.random() < _LEAVES
        self._answered = 0

    def event(self, ask: Question) -> Event:
        """What this person does about the question, as an event of the wire."""
        self._answered += 1
        actions = {action for action, _ in ask["actions"]}
        visit = ask["visit"]
        if self._leaves and self._answered > _PATIENCE and "stop" in actions:
            return {"kind": "stop", "visit": visit}
        if ask["kind"] == "review":
            return {"kind": "send", "visit": visit, "receipt": self._chance.randbytes(16).hex()}
        if ask["kind"] == "open" and "skip" in actions and self._chance.random() < _SKIPS:
            return {"kind": "skip", "visit": visit}
        return {"kind": "answer", "step": ask["step"], "visit": visit, **self._answer(ask)}

    def _answer(self, ask: Question) -> Event:
        ids = [choice["id"] for choice in ask["choices"]]
        match ask["kind"]:
            case "consent":
                return {"choices": ["short" if self._short and "short" in ids else "agree"]}
            case "offer":
                return {"choices": [self._offered(ids)]}
            case "several":
                return {"choices": self._ticked(ask, ids)}
            case "choice":
                return {"choices": [self._one(ask, ids)]}
            case "open":
                return self._written(ask, ids)
        points = [int(point) for point in ask["scale"]]
        return {"ratings": {item["id"]: self._rated(points) for item in ask["items"]}}

    def _mind(self, ask: Question) -> tuple[str, ...]:
        """What this person has in mind here: what drew them, or what put them off."""
        positive = self._polarity.get(ask["step"]) == "positive"
        return self._attractions if positive else self._concerns

    def _offered(self, ids: Sequence[str]) -> str:
        if self._leaves and "leave" in ids:
            return "leave"
        return "send" if self._hurried and "send" in ids else "go_on"

    def _ticked(self, ask: Question, ids: Sequence[str]) -> list[str]:
        met = [cause for cause in self._mind(ask) if cause in ids]
        return met[: ask["at_most"]] or [self._any(ids)]

    def _one(self, ask: Question, ids: Sequence[str]) -> str:
        met = [cause for cause in self._mind(ask) if cause in ids]
        return met[0] if met else self._any(ids)

    def _any(self, ids: Sequence[str]) -> str:
        """Any of these, but none that asks for more words where another will do."""
        return self._chance.choice([id for id in ids if id != "other"] or list(ids))

    def _written(self, ask: Question, ids: Sequence[str]) -> Event:
        if ids and self._chance.random() < _NOTHING:
            return {"choices": [ids[0]]}
        polarity = "positive" if self._mind(ask) is self._attractions else "concern"
        said = [text for c in self._mind(ask) for text in self._examples.get((c, polarity), ())]
        return {"text": self._chance.choice(said) if said else "Hard to say, a bit of everything."}

    def _rated(self, points: Sequence[int]) -> int:
        low, high = min(points), max(points)
        felt = self._mood + self._chance.uniform(-0.3, 0.3)
        return min(high, max(low, round(low + felt * (high - low))))
