"""A response as it waits, and the bag of unjoined answers that a batch leaves."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.privacy.pseudonym import answer_id

Shuffle = Callable[[list["BagAnswer"]], None]
# The choices, items included, that each question of a revision offers.
Offers = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class BagAnswer:
    """One answer that nothing ties to another; `id` leads back only from its receipt."""

    id: str
    question: str
    choices: tuple[str, ...] = ()
    ratings: Mapping[str, int] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """All answers of one finished interview, joined only until its batch is released.

    `offered` are the themes suggested after an answer, by question; they end with the release,
    which keeps nothing of them but totals.
    """

    period: str
    label: str | None
    k: int
    sent: str
    waited: int
    revision: str
    language: str
    shown: tuple[str, ...]
    answers: tuple[BagAnswer, ...]
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def answer(self, question: str) -> BagAnswer | None:
        """The answer to this question, if there is one."""
        return next((a for a in self.answers if a.question == question), None)


def read_response(plain: bytes) -> Response:
    """The response that was kept as these bytes."""
    data = json.loads(plain)
    terms = data["terms"]
    return Response(
        period=terms["period"],
        label=terms["label"],
        k=terms["k"],
        sent=data["sent"],
        waited=data["waited"],
        revision=data["revision"],
        language=data["language"],
        shown=tuple(data["shown"]),
        answers=tuple(_answer(each) for each in data["answers"]),
        # Responses that were sent before suggestions were counted have none.
        offered={question: tuple(ids) for question, ids in data.get("offered", {}).items()},
    )


def write_response(response: Response) -> bytes:
    """The bytes under which a response is kept until it is released."""
    data = asdict(response)
    data["terms"] = {name: data.pop(name) for name in ("period", "label", "k")}
    return json.dumps(data, ensure_ascii=False).encode()


def waited_once_more(response: Response) -> Response:
    """The response after one more boundary that did not release it."""
    return replace(response, waited=response.waited + 1)


def is_of(response: Response, deletion: bytes) -> bool:
    """Whether the receipt behind this deletion is the response's own."""
    return any(_matches(answer, deletion) for answer in response.answers)


def unjoined(
    responses: Sequence[Response], offers: Mapping[str, Offers], k: int, shuffle: Shuffle
) -> tuple[BagAnswer, ...]:
    """The answers of a batch, shuffled and without person, label, period or language."""
    bag = [answer for one in common(responses, offers, k) for answer in one.answers]
    shuffle(bag)
    return tuple(bag)


def common(
    responses: Sequence[Response], offers: Mapping[str, Offers], k: int
) -> tuple[Response, ...]:
    """The responses less what too few of them have in common to be hidden by it.

    What fewer than k were shown, and words in a language of fewer than k, is left out: a renamed
    question would date its answers, and the one German answer names its author.
    """
    asked = Counter(question for one in responses for question in set(one.shown))
    speak = Counter(one.language for one in responses)
    known = _Known(responses, offers, k)
    return tuple(
        replace(
            one,
            shown=tuple(question for question in one.shown if asked[question] >= k),
            answers=tuple(
                known.part(answer, quotable=speak[one.language] >= k)
                for answer in one.answers
                if asked[answer.question] >= k
            ),
        )
        for one in responses
    )


class _Known:
    """Which choices were offered to k people, and which themes the codebooks of k people had."""

    def __init__(self, responses: Sequence[Response], offers: Mapping[str, Offers], k: int) -> None:
        self._k = k
        self._choices: Counter[tuple[str, str]] = Counter()
        self._themes: Counter[str] = Counter()
        for one in responses:
            mine = offers.get(one.revision, {})
            self._choices.update((q, choice) for q in set(one.shown) for choice in mine.get(q, ()))
            self._themes.update({choice for choices in mine.values() for choice in choices})

    def part(self, answer: BagAnswer, *, quotable: bool) -> BagAnswer:
        """What is known of an answer."""

        def known(choice: str) -> bool:
            return self._choices[answer.question, choice] >= self._k

        return replace(
            answer,
            choices=tuple(filter(known, answer.choices)),
            ratings={item: value for item, value in answer.ratings.items() if known(item)},
            codes=tuple(code for code in answer.codes if self._themes[code] >= self._k),
            words=answer.words if quotable else None,
        )


def write_bag(
    counters: Mapping[str, Any],
    answers: Sequence[BagAnswer],
    slices: Sequence[Mapping[str, Any]] = (),
    suggested: Mapping[str, Sequence[int]] | None = None,
) -> bytes:
    """The bytes of a bag: the counters of everyone and of each slice, and the unjoined answers.

    A slice goes without its label. `suggested` are totals by theme: to how many it was offered,
    and how many took it.
    """
    bag = {
        "counters": counters,
        "slices": list(slices),
        "suggested": suggested or {},
        "answers": [asdict(answer) for answer in answers],
    }
    return json.dumps(bag, ensure_ascii=False).encode()


def without(bag: bytes, deletions: Collection[bytes]) -> bytes:
    """The bag less the answers whose receipts asked for it; its counters stay as published."""
    data = json.loads(bag)
    answers = [_answer(each) for each in data["answers"]]
    left = [a for a in answers if not any(_matches(a, deletion) for deletion in deletions)]
    return write_bag(data["counters"], left, data.get("slices", ()), data.get("suggested"))


def bag_counters(bag: bytes) -> Mapping[str, Any]:
    """The counters of everyone in a bag, as plain data."""
    counters: Mapping[str, Any] = json.loads(bag)["counters"]
    return counters


def bag_suggested(bag: bytes) -> Mapping[str, Any]:
    """What was suggested to the people of a bag, as plain totals by theme."""
    suggested: Mapping[str, Any] = json.loads(bag).get("suggested", {})
    return suggested


def bag_answers(bag: bytes) -> tuple[BagAnswer, ...]:
    """The answers in a bag."""
    return tuple(_answer(each) for each in json.loads(bag)["answers"])


def holds(bag: bytes, deletion: bytes) -> bool:
    """Whether a bag has an answer whose receipt is behind this deletion."""
    return any(_matches(answer, deletion) for answer in bag_answers(bag))


def _answer(data: Mapping[str, Any]) -> BagAnswer:
    return BagAnswer(
        id=data["id"],
        question=data["question"],
        choices=tuple(data["choices"]),
        ratings=dict(data["ratings"]),
        codes=tuple(data["codes"]),
        words=data["words"],
    )


def _matches(answer: BagAnswer, deletion: bytes) -> bool:
    return answer.id == answer_id(deletion, answer.question)
