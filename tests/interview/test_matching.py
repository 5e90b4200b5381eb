"""What typed words stand for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.matching import (
    Chosen,
    NoMatch,
    Unsure,
    choose,
    choose_several,
    clean,
    command,
    is_nothing,
    rate,
    words,
)
from bot.interview.script import Choice
from tests.interview.script_samples import HOUSE

INSTEAD = (
    Choice("another_offer", "Taking another offer"),
    Choice("counter_offer", "Staying, with a counter-offer"),
    Choice("looking", "Still looking"),
    Choice("people", "The people I met"),
)
AGAIN = (Choice("yes", "Yes"), Choice("perhaps", "Perhaps"), Choice("no", "No"))
CAUSES = (
    Choice("pay", "Pay below what I needed"),
    Choice("waiting", "Waiting for answers"),
    Choice("location", "Place, commute or a move"),
    Choice("benefits", "Benefits and leave"),
)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("Taking another offer", "another_offer"),
        ("taking ANOTHER offer.", "another_offer"),
        ("another_offer", "another_offer"),
        ("1", "another_offer"),
        ("2.", "counter_offer"),
        ("#3", "looking"),
        ("4)", "people"),
        ("Second", "counter_offer"),
        ("another job", "another_offer"),
        ("Another job!", "another_offer"),
        ("taking another ofer", "another_offer"),
        ("stil looking", "looking"),
        ("another offer", "another_offer"),
    ],
)
def test_what_is_surely_meant_is_chosen(typed: str, chosen: str) -> None:
    """By label, id, number, ordinal, synonym, or with a slip of the finger."""
    assert choose(typed, INSTEAD, HOUSE) == Chosen(chosen)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "👍",
        "0",
        "5",
        "99",
        "fourth",
        "I got a better salary elsewhere",
        "no",
        "x" * 5000,
    ],
)
def test_what_is_not_on_offer_is_no_match(typed: str) -> None:
    """Better no choice than the wrong one."""
    assert choose(typed, INSTEAD, HOUSE) == NoMatch()


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("offer", ("another_offer", "counter_offer")),
        ("not looking", ("looking",)),
        ("I stopped looking long ago", ("looking",)),
        ("the people I met were great", ("people",)),
    ],
)
def test_what_may_be_meant_is_asked(typed: str, ids: tuple[str, ...]) -> None:
    """Near two choices, or with a word that may turn a label round: never stored."""
    assert choose(typed, INSTEAD, HOUSE) == Unsure(ids)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("yeah", "yes"), ("Of course!", "yes"), ("nope", "no"), ("maybe", "perhaps"), ("no", "no")],
)
def test_yes_and_no_may_be_said_otherwise(typed: str, chosen: str) -> None:
    """Where a label is a yes or a no, every word for it will do."""
    assert choose(typed, AGAIN, HOUSE) == Chosen(chosen)


def test_a_word_for_yes_says_nothing_where_no_label_is_one() -> None:
    """A yes is no answer to "which"."""
    assert choose("yeah", INSTEAD, HOUSE) == NoMatch()


def test_a_label_goes_before_a_number_and_a_synonym() -> None:
    """What is written on the button is what is meant."""
    numbers = (Choice("few", "2"), Choice("many", "1"))
    assert choose("1", numbers, HOUSE) == Chosen("many")


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("1, 3 and 4", ("pay", "location", "benefits")),
        ("1 3", ("pay", "location")),
        ("1 & 2", ("pay", "waiting")),
        ("2\n1", ("waiting", "pay")),
        ("1, 1", ("pay",)),
        ("pay; waiting", ("pay", "waiting")),
        ("Benefits and leave", ("benefits",)),
        ("benefits and leave, waiting", ("benefits", "waiting")),
        ("waiting and pay", ("waiting", "pay")),
        ("Place, commute or a move", ("location",)),
    ],
)
def test_a_list_is_taken_when_every_part_is_sure(typed: str, ids: tuple[str, ...]) -> None:
    """Numbers and labels, with commas or "and" between; a label may hold both itself."""
    assert choose_several(typed, CAUSES, HOUSE) == ids


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("pay, and so on", Unsure(("pay",))),
        ("not waiting", Unsure(("waiting",))),
        ("1 not 2", NoMatch()),
        ("something else", NoMatch()),
        (",;", NoMatch()),
        ("", NoMatch()),
        ("1, " * 500, NoMatch()),
    ],
)
def test_a_list_with_a_doubtful_part_is_asked(typed: str, match: Unsure | NoMatch) -> None:
    """One doubtful part, and nothing is stored."""
    assert choose_several(typed, CAUSES, HOUSE) == match


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("skip", "skip"),
        ("Skip it!", "skip"),
        ("/back", "back"),
        (" STOP. ", "stop"),
        ("I wanted to stop by the office", None),
        ("stop and go", None),
        ("!!!", None),
        ("", None),
    ],
)
def test_a_command_is_the_whole_message(typed: str, meant: str | None) -> None:
    """Case and punctuation aside; within a sentence it is an answer."""
    assert command(typed, HOUSE) == meant


def test_nothing_to_say_is_the_whole_message() -> None:
    """That nothing was clear is something."""
    assert is_nothing("That’s all!", HOUSE)
    assert is_nothing("NOTHING", HOUSE)
    assert not is_nothing("Nothing was clear", HOUSE)
    assert not is_nothing("…", HOUSE)


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("4", 4),
        ("4.", 4),
        ("4/5", 4),
        ("4 / 5", 4),
        ("4/10", None),
        ("0", None),
        ("6", None),
        ("-1", None),
        ("Very good!", 5),
        ("poor", 1),
        ("", None),
        ("four", None),
        ("², maybe", None),
    ],
)
def test_a_rating_is_a_number_or_a_label_of_the_scale(typed: str, point: int | None) -> None:
    """Only points of this scale, and never out of another one."""
    scale = {1: "Poor", 2: "", 3: "", 4: "", 5: "Very good"}
    assert rate(typed, scale) == point


def test_words_are_counted_as_people_do() -> None:
    """An apostrophe or a hyphen does not make two of one."""
    assert words("") == 0
    assert words("I don't know – follow-up, 3 weeks!") == 6


def test_text_is_cleaned_of_what_no_one_typed() -> None:
    """NUL, control characters, lone surrogates; at most one empty line; letters composed."""
    dirty = "  a\x00b\ud800\r\n\r\n \r\n\r\nc\td\x07 e\u0301\u2028f  "
    assert clean(dirty) == "ab\n\nc d \u00e9\nf"
    assert clean("👩‍👩‍👧 שלום") == "👩‍👩‍👧 שלום"


@given(st.text())
def test_clean_text_is_clean(text: str) -> None:
    """Cleaning twice changes nothing, and what is left can be stored anywhere."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert "\n\n\n" not in cleaned
    assert cleaned.encode().decode() == cleaned
    assert all(c == "\n" or unicodedata.category(c) != "Cc" for c in cleaned)


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=4))
def test_only_what_is_offered_is_ever_meant(text: str, labels: list[str]) -> None:
    """Whatever is typed and whatever is offered, no other id comes out."""
    offered = [Choice(f"c{at}", label) for at, label in enumerate(labels)]
    known = {choice.id for choice in offered}
    match = choose(text, offered, HOUSE)
    several = choose_several(text, offered, HOUSE)
    assert not isinstance(match, Chosen) or match.id in known
    assert not isinstance(match, Unsure) or known.issuperset(match.ids)
    assert not isinstance(several, tuple) or known.issuperset(several)
