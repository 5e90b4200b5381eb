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
    """All answers of one finished interview, joined only until its batch is released."""

    period: str
    label: str | None
    k: int
    sent: str
    waited: int
    revision: str
    language: str
    shown: tuple[str, ...]
    answers: tuple[BagAnswer, ...]

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
    """The answers of a batch, shuffled and without person, label, period or language.

    What fewer than k of the batch were shown, or wrote in a language of fewer than k, is left out:
    a renamed question would date its answers, and the one German answer names its author.
    """
    asked = Counter(question for one in responses for question in set(one.shown))
    offered = _offered(responses, offers)
    speak = Counter(one.language for one in responses)
    bag = [
        _common(answer, offered, k, quotable=speak[one.language] >= k)
        for one in responses
        for answer in one.answers
        if asked[answer.question] >= k
    ]
    shuffle(bag)
    return tuple(bag)


def write_bag(counters: Mapping[str, Any], answers: Sequence[BagAnswer]) -> bytes:
    """The bytes of a bag: the counters of what was published, and the unjoined answers."""
    bag = {"counters": counters, "answers": [asdict(answer) for answer in answers]}
    return json.dumps(bag, ensure_ascii=False).encode()


def without(bag: bytes, deletions: Collection[bytes]) -> bytes:
    """The bag less the answers whose receipts asked for it; its counters stay as published."""
    data = json.loads(bag)
    answers = [_answer(each) for each in data["answers"]]
    left = [a for a in answers if not any(_matches(a, deletion) for deletion in deletions)]
    return write_bag(data["counters"], left)


def holds(bag: bytes, deletion: bytes) -> bool:
    """Whether a bag has an answer whose receipt is behind this deletion."""
    return any(_matches(_answer(each), deletion) for each in json.loads(bag)["answers"])


def _offered(
    responses: Sequence[Response], offers: Mapping[str, Offers]
) -> Counter[tuple[str, str]]:
    return Counter(
        (question, choice)
        for one in responses
        for question in set(one.shown)
        for choice in offers.get(one.revision, {}).get(question, ())
    )


def _common(
    answer: BagAnswer, offered: Counter[tuple[str, str]], k: int, *, quotable: bool
) -> BagAnswer:
    def known(choice: str) -> bool:
        return offered[answer.question, choice] >= k

    return replace(
        answer,
        choices=tuple(filter(known, answer.choices)),
        ratings={item: value for item, value in answer.ratings.items() if known(item)},
        words=answer.words if quotable else None,
    )


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
