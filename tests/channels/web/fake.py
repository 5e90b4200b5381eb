"""An interviewer small enough to read: one question of each kind, its session in plain text."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.interview.answers import Answer
from bot.interview.events import (
    Back,
    Delete,
    Edit,
    Event,
    Given,
    Help,
    Resume,
    Send,
    Skip,
    Speak,
    Stop,
)
from bot.interview.script import Choice
from bot.interview.turn import Asked, EndOutcome, Line, ReviewItem
from bot.interviewer import ReceiptError, Refused, Reply

TOKEN = "h7k2m-9qrst-4vwxy-z0123-abcde-f"
SIZE = 4096
ACTIONS = (
    ("skip", "Skip"),
    ("back", "Back"),
    ("send", "Send what I have"),
    ("help", "Help"),
    ("stop", "Stop"),
    ("delete", "Delete everything"),
)
AGREE = (
    Choice("agree", "Start"),
    Choice("short", "Short version, 3 minutes"),
    Choice("how", "How is this anonymous?"),
    Choice("refuse", "Not now"),
)
HEADS = {
    "The offer": {
        "pay_level": "pay below what I needed or had elsewhere",
        "pay_clarity": "range or shares told late, hard to judge",
        "benefits": "benefits, leave",
        "offer_handling": "how the offer was made",
    },
    "Hiring": {
        "rounds": "too many rounds or tasks",
        "waiting": "waiting for answers",
        "information": "too little or unclear information",
    },
    "How and where": {
        "flexibility": "remote work, hours, balance",
        "location": "place, commute, move",
    },
    "My situation": {
        "personal": "personal or family",
        "practical": "visa, notice, start",
        "other": "something else",
    },
}
CAUSES = tuple(Choice(id, label, head) for head, c in HEADS.items() for id, label in c.items())
STEPS: tuple[Asked, ...] = (
    Asked(
        "consent",
        0,
        "consent",
        "Thank you for considering Ample Robotics, and no hard feelings about your answer. We "
        "would love to learn from it. This is an automatic script, run by Ample People "
        "Operations; nobody is on the other end. It takes about 7 minutes. Skip or stop whenever "
        "you like. Your answers are kept without your name; what you type, only as themes. The "
        "hiring team sees nothing but summaries of at least 5 people.",
        AGREE,
    ),
    Asked(
        "looking_for",
        0,
        "several",
        "First of all, what were you mainly looking for in a new job? Choose up to two.",
        tuple(
            Choice(label.replace(" ", "_"), label)
            for label in (
                "good pay",
                "the next step up",
                "remote work and hours",
                "a good manager",
                "the work itself",
                "the place",
                "stability",
            )
        ),
        at_most=2,
        progress="Just begun",
    ),
    Asked(
        "concerns",
        0,
        "open",
        "And what gave you pause? Plain words are welcome; nobody will be blamed for them.",
        (Choice("nothing", "Nothing"),),
        free_text=True,
        progress="On our way",
    ),
    Asked(
        "causes",
        0,
        "several",
        "Which of these played a part in your no? Choose up to three.",
        CAUSES,
        at_most=3,
        progress="On our way",
    ),
    Asked(
        "instead",
        0,
        "choice",
        "What are you doing instead, if you would like to say?",
        (
            Choice("another_offer", "Taking another offer"),
            Choice("counter_offer", "Staying, with a counter-offer"),
            Choice("looking", "Still looking"),
            Choice("rather_not", "Rather not say"),
        ),
        progress="About half way",
    ),
    Asked(
        "halfway",
        0,
        "offer",
        "About half way. Shall we go on, or would you like to send what you have? Either is fine.",
        (Choice("go_on", "Go on"), Choice("send", "Send what I have")),
        progress="About half way",
    ),
    Asked(
        "hiring",
        0,
        "ratings",
        "Now five quick ones about our hiring, from 1 for poor to 5 for very good.",
        items=(
            Choice("communication", "Clear and timely communication"),
            Choice("prepared", "Interviewers who were prepared"),
            Choice("skills", "A fair picture of your skills"),
            Choice("as_described", "Job and company as described"),
            Choice("respect", "Treated with respect, able to be yourself"),
        ),
        scale={1: "Poor", 2: "", 3: "", 4: "", 5: "Very good"},
        progress="More than half way",
    ),
    Asked(
        "again",
        0,
        "choice",
        "Would you consider us again one day?",
        (Choice("yes", "Yes"), Choice("maybe", "Maybe"), Choice("no", "No")),
        progress="Last one",
    ),
)
SHORT = ("consent", "concerns", "causes", "again")
ENDS: Mapping[EndOutcome, str] = {
    "refused": "That is perfectly all right, and nothing was kept. All the best to you!",
    "stopped": "That is perfectly fine. Nothing was kept. All the best.",
    "deleted": "Done. All of it is gone and nothing was kept. All the best to you.",
    "completed": "Thank you, truly, for taking the time. All the best with what you chose, and do "
    "come back any time. Perhaps a friend is looking: https://jobs.example.com/open",
}
WORDS = tuple(f"word{number}" for number in range(16))


@dataclass
class FakeInterviewer:
    """Plays the steps above; `kept` holds what was sent, `heard` every event that came through."""

    kept: dict[str, Any] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    heard: list[Event] = field(default_factory=list)

    async def start(self, token: str, language: str) -> Reply:
        """Begin for the one token there is."""
        if token.replace("-", "") != TOKEN.replace("-", ""):
            raise Refused("unknown_token", "I do not know this code.", 404)
        return _say({"at": 0, "visit": 1, "answers": {}, "short": False, "language": language})

    async def hear(
        self,
        session: str,
        event: Event,
        *,
        once: str = "",
        receipt: bytes | None = None,
        language: str = "",  # noqa: ARG002 - this one speaks but one language
    ) -> Reply:
        """Take one turn."""
        state = _open(session)
        self.heard.append(event)
        match event:
            case Resume() | Speak():
                return _again(state, "Welcome back. We can go on right where you left off.")
            case Help():
                return _say(state, "Tap a button, or just write.")
        if event.visit != state["visit"]:
            return _say(state)
        match event:
            case Given() if state["at"] == len(STEPS):
                return _say(state)
            case Given():
                return _answer(state, event)
            case Skip():
                return _next(state, {})
            case Back():
                return _again(_moved(state, _before(state)))
            case Edit(step=""):
                return _say(_moved(state, len(STEPS)))
            case Edit(step=step):
                return _again(_moved(state, _index(step)))
            case Stop():
                return _end("stopped")
            case Delete():
                return _end("deleted")
            case Send() if state["at"] < len(STEPS):
                return _say(_moved(state, len(STEPS)))
            case Send(codes=codes):
                return self._keep(state, once, receipt, codes)

    async def forget(self, words: str, language: str = "") -> None:  # noqa: ARG002 - as above
        """Remember what was asked to be forgotten."""
        if len(words.split()) != len(WORDS):
            raise ReceiptError("A receipt has 16 words. Please look at yours once more.")
        self.forgotten.append(words)

    def _keep(
        self,
        state: dict[str, Any],
        once: str,
        receipt: bytes | None,
        codes: Mapping[str, tuple[str, ...]],
    ) -> Reply:
        self.kept.setdefault(
            once, {"answers": state["answers"], "receipt": receipt, "codes": dict(codes)}
        )
        return replace(_end("completed"), receipt=WORDS)


def sealed(state: Mapping[str, Any]) -> str:
    """A session as text of the size that the real one has."""
    return base64.urlsafe_b64encode(json.dumps(state).encode().ljust(SIZE)).decode()


def _open(session: str) -> dict[str, Any]:
    try:
        state = json.loads(base64.urlsafe_b64decode(session))
    except ValueError:
        state = None
    if not isinstance(state, dict):
        raise Refused("unreadable_session", "Sorry, I could not find my place again.", 422)
    return state


def _answer(state: dict[str, Any], given: Given) -> Reply:
    ask = STEPS[state["at"]]
    if given.step != ask.step:
        return _say(state)
    if ask.at_most and len(given.choices) > ask.at_most:
        return _say(_moved(state, state["at"]), f"I can take up to {ask.at_most} here.")
    if given.choices == ("how",):
        return _say(state, "Your link only shows that you were invited.")
    if given.choices == ("refuse",):
        return _end("refused")
    if not (given.choices or given.text or given.ratings):
        return _say(_moved(state, state["at"]), "Sorry, I am not sure which one you mean.")
    if given.choices == ("send",):
        return _say(_moved(state, len(STEPS)))
    kept = {"text": given.text, "choices": given.choices, "ratings": dict(given.ratings)}
    return _next({**state, "short": state["short"] or given.choices == ("short",)}, kept)


def _next(state: dict[str, Any], answer: dict[str, Any]) -> Reply:
    answers = {**state["answers"], STEPS[state["at"]].step: answer}
    at = next((i for i in range(state["at"] + 1, len(STEPS)) if _met(state, i)), len(STEPS))
    return _say(_moved({**state, "answers": answers}, at), "Thank you." if answer else "")


def _met(state: dict[str, Any], index: int) -> bool:
    return not state["short"] or STEPS[index].step in SHORT


def _before(state: dict[str, Any]) -> int:
    return next((i for i in reversed(range(state["at"])) if _met(state, i)), 0)


def _moved(state: dict[str, Any], at: int) -> dict[str, Any]:
    return {**state, "at": at, "visit": state["visit"] + 1}


def _index(step: str) -> int:
    return next((i for i, ask in enumerate(STEPS) if ask.step == step), 0)


def _say(state: dict[str, Any], *lines: str) -> Reply:
    said = tuple(Line(text) for text in lines if text)
    return Reply(sealed(state), said, _ask(state))


def _again(state: dict[str, Any], *lines: str) -> Reply:
    talk: list[Line] = []
    for ask in STEPS[: state["at"]]:
        if ask.step in state["answers"]:
            talk += [Line(ask.text), Line(_shown(ask, state["answers"][ask.step]), mine=True)]
    said = tuple(Line(text) for text in lines if talk)
    return Reply(sealed(state), (*talk, *said), _ask(state), again=True)


def _end(outcome: EndOutcome) -> Reply:
    return Reply(None, (Line(ENDS[outcome]),), outcome=outcome)


def _ask(state: dict[str, Any]) -> Asked:
    if state["at"] == len(STEPS):
        return _review(state)
    ask: Asked = replace(STEPS[state["at"]], visit=state["visit"])
    actions = ACTIONS if state["at"] else ()
    earlier = state["answers"].get(ask.step)
    return replace(ask, actions=actions, answer=_old(earlier) if earlier else None)


def _old(kept: dict[str, Any]) -> Answer:
    return Answer(kept["text"], tuple(kept["choices"]), tuple(kept["ratings"].items()))


def _review(state: dict[str, Any]) -> Asked:
    items = [
        ReviewItem(
            ask.step,
            ask.text,
            _shown(ask, state["answers"][ask.step]),
            "Only these themes are counted. Your words are forgotten when you send."
            if ask.free_text and state["answers"][ask.step]
            else "",
            (("waiting", "fast answers"), ("pay_level", "pay")) if ask.free_text else (),
        )
        for ask in STEPS[1:]
        if ask.step in state["answers"] and ask.kind != "offer"
    ]
    return Asked(
        "review",
        state["visit"],
        "review",
        "That was everything, thank you. Here are your answers, just as they will be kept. Take a "
        "look, change what you like, then send.",
        actions=(("send", "Send"), *(a for a in ACTIONS if a[0] not in ("send", "skip"))),
        progress="A last look",
        review=tuple(items),
    )


def _shown(ask: Asked, kept: Mapping[str, Any]) -> str:
    labels = {choice.id: choice.label for choice in (*ask.choices, *ask.items)}
    chosen = [labels.get(id, id) for id in kept.get("choices", ())]
    rated = [f"{labels.get(item, item)}: {n}" for item, n in kept.get("ratings", {}).items()]
    return kept.get("text", "") or ", ".join(chosen) or "\n".join(rated) or "Skipped"
