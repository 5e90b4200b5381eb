"""A bag holds answers that nothing ties together, and gives up those whose receipt asks."""

import json
from dataclasses import replace

from bot.privacy.batch import (
    BagAnswer,
    Offers,
    Response,
    is_of,
    read_response,
    unjoined,
    waited_once_more,
    without,
    write_bag,
    write_response,
)
from bot.privacy.pseudonym import answer_id

KEY = bytes(range(32))
OFFERS: dict[str, Offers] = {"r1": {"causes": ("waiting", "rounds"), "hiring": ("respect",)}}


def _response(person: int, **more: str) -> Response:
    key = bytes([person]) * 32
    answers = (
        BagAnswer(answer_id(key, "causes"), "causes", choices=("waiting",)),
        BagAnswer(answer_id(key, "hiring"), "hiring", ratings={"respect": 4}),
        BagAnswer(answer_id(key, "liked"), "liked", codes=("mission",), words="some words"),
    )
    shown = ("causes", "hiring", "liked")
    base = Response("2026-Q4", "Engineering", 5, "2026-Q4", 0, "r1", "en", shown, answers)
    return replace(base, **more)  # type: ignore[arg-type]  # only text fields are changed here


def _backwards(bag: list[BagAnswer]) -> None:
    bag.sort(key=lambda answer: answer.id, reverse=True)


def test_a_response_survives_being_kept() -> None:
    """What is written is what is read, words of any language included."""
    response = replace(_response(1, language="de"), offered={"liked": ("mission", "growth")})
    assert read_response(write_response(response)) == response
    assert waited_once_more(response).waited == 1


def test_a_response_from_before_suggestions_were_counted_is_read() -> None:
    """What waits over a change of the program is not lost."""
    old = json.loads(write_response(_response(1)))
    del old["offered"]
    assert read_response(json.dumps(old).encode()) == _response(1)


def test_a_bag_has_no_person_label_time_or_language() -> None:
    """Of a response only its answers get into a bag, in the order chance gives them."""
    bag = unjoined([_response(i) for i in range(6)], OFFERS, 5, _backwards)
    plain = write_bag({"people": 6}, bag).decode()
    assert [a.id for a in bag] == sorted((a.id for a in bag), reverse=True)
    for secret in ("Engineering", "2026", "r1", '"en"', "shown", "sent"):
        assert secret not in plain
    assert set(json.loads(plain)) == {"counters", "slices", "suggested", "answers"}


def test_what_few_were_shown_is_left_out() -> None:
    """A question that fewer than k were shown would date its answers."""
    renamed = BagAnswer("id", "causes_new", choices=("waiting",))
    late = replace(_response(9), shown=("causes_new",), answers=(renamed,))
    bag = unjoined([*(_response(i) for i in range(6)), late], OFFERS, 5, _backwards)
    assert {answer.question for answer in bag} == {"causes", "hiring", "liked"}


def test_a_choice_few_were_offered_is_left_out() -> None:
    """A choice that came with a late revision would date its answers, the question would not."""
    new = BagAnswer("id", "causes", choices=("waiting", "brand_new"))
    late = replace(_response(9), revision="r2", answers=(new,))
    offers = {**OFFERS, "r2": {"causes": ("waiting", "rounds", "brand_new")}}
    bag = unjoined([*(_response(i) for i in range(6)), late], offers, 5, _backwards)
    assert {c for answer in bag for c in answer.choices} == {"waiting"}


def test_words_in_a_rare_language_are_left_out() -> None:
    """The one German answer would name its author."""
    bag = unjoined(
        [*(_response(i) for i in range(6)), _response(9, language="de")], OFFERS, 5, _backwards
    )
    assert sum(answer.words is not None for answer in bag) == 6


def test_only_the_receipt_finds_its_answers() -> None:
    """A deletion takes exactly the answers of its receipt; the published counters stay."""
    bag = unjoined([_response(i) for i in range(6)], OFFERS, 5, _backwards)
    counters = {"people": 6}
    left = json.loads(without(write_bag(counters, bag), [bytes([3]) * 32]))
    assert len(left["answers"]) == len(bag) - 3
    assert left["counters"] == counters
    assert without(write_bag(counters, bag), [KEY]) == write_bag(counters, bag)
    assert is_of(_response(3), bytes([3]) * 32)
    assert not is_of(_response(3), KEY)
