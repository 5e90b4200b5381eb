"""Sentences as one person hears them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.answers import SKIPPED, Answer
from bot.interview.revision import Revision, compile_revision
from bot.interview.script import OTHER
from bot.interview.wording import (
    acknowledgement,
    choices,
    display,
    fill,
    message,
    number,
    one_of,
    question,
    quoted,
    shuffled,
)
from tests.interview import script_samples
from tests.interview.script_samples import CAUSES, HOUSE


def sample() -> Revision:
    """The sample script, compiled."""
    labels = {cause.id: cause.label for cause in CAUSES}
    return compile_revision("sample", script_samples.read(), HOUSE, labels)


def test_placeholders_are_filled_once() -> None:
    """What is put in for a placeholder is never read as one; unknown ones stay as they are."""
    assert fill("{a} and {b}", {"a": "{b}", "b": "c"}) == "{b} and c"
    assert fill("{unknown}", {}) == "{unknown}"


def test_an_empty_fact_leaves_no_gap() -> None:
    """A sentence in which a fact is empty has no double space, and line ends stay."""
    assert fill("All the best. {changes} {jobs}", {"changes": "", "jobs": ""}) == "All the best."
    assert fill("One {a} two.\n\nThree.", {"a": ""}) == "One two.\n\nThree."


@given(st.text(), st.text())
def test_filling_never_fails(text: str, fact: str) -> None:
    """Any text can be filled with any fact."""
    assert isinstance(fill(text, {"a": fact}), str)


def test_a_wording_is_a_persons_own_and_stays() -> None:
    """Of several wordings a session hears always the same one, and not all sessions that one."""
    heard = {seed: one_of(["one", "two"], seed, "liked") for seed in "abcdefgh"}
    assert heard == {seed: one_of(["one", "two"], seed, "liked") for seed in "abcdefgh"}
    assert set(heard.values()) == {"one", "two"}


@given(st.lists(st.text(), unique=True), st.text(), st.text())
def test_shuffling_loses_nothing(items: list[str], seed: str, step: str) -> None:
    """The same items, in an order that the seed and the step decide."""
    assert sorted(shuffled(items, seed, step)) == sorted(items)
    assert shuffled(items, seed, step) == shuffled(items, seed, step)


def test_numbers_differ_by_seed_and_name() -> None:
    """A seed draws another number for each name, another seed others."""
    assert len({number(seed, name) for seed in "abc" for name in "xyz"}) == 9


def test_a_question_is_fitted_to_an_earlier_answer() -> None:
    """The wording of the choice ticked is asked; facts are filled in."""
    ask = script_samples.question("why")
    by = {"weightiest": Answer(choices=("rival",))}
    assert question(ask, "s", by, {"company": "Example"}) == "What about Example?"


def test_consent_without_a_label_has_its_own_words() -> None:
    """Without a label the text for it is used, with one the text that names it."""
    ask = script_samples.question("consent")
    assert "under" not in question(ask, "s", {}, {"company": "X", "label": ""})
    assert "“Sales”" in question(ask, "s", {}, {"company": "X", "label": "Sales"})


def test_causes_mentioned_first_what_the_script_adds_behind() -> None:
    """A cause mentioned leads, unless it was refused or liked; the script's own choices follow."""
    revision, ask = sample(), script_samples.question("causes")

    def listed(**answers: Answer) -> list[str]:
        return [choice.id for choice in choices(ask, revision, "s", answers)]

    assert listed(concerns=Answer(text="x", mentions=("interviews",)))[0] == "interviews"
    assert listed(concerns=Answer(text="x", mentions=("interviews",)))[-2:] == ["rival", OTHER]
    refused = Answer(text="x", mentions=("pay",), offered=("pay",), taken=())
    assert listed(concerns=refused) == listed()
    assert listed(liked=Answer(text="x", mentions=("interviews",))) == listed()
    assert listed(concerns=Answer(text="x", mentions=(OTHER,))) == listed()


def test_mentioned_causes_stand_without_their_head() -> None:
    """What leads the list is not under a head; the rest keeps its own."""
    revision, ask = sample(), script_samples.question("causes")
    mentioned = Answer(text="x", mentions=("pay",))
    first, second, *_ = choices(ask, revision, "s", {"concerns": mentioned})
    assert (first.id, first.head) == ("pay", None)
    assert second.head == "Hiring"


def test_an_answer_is_quoted_on_one_line() -> None:
    """A follow-up repeats an answer on one line, cut at a word when it is long."""
    assert quoted("one\n\n two") == "one two"
    assert quoted("word " * 100).endswith("word …")
    assert len(quoted("x" * 500)) < 150


def test_answers_are_read_again_in_words() -> None:
    """Ticks by label, ratings by item, words as they are, a skip and a nothing in words."""
    several, card = script_samples.question("causes"), script_samples.question("hiring")
    listed = several.choices
    assert display(several, Answer(choices=("pay",)), listed, HOUSE) == "pay too low"
    other = Answer(choices=("pay", "other"), text="my dog")
    assert display(several, other, listed, HOUSE) == "pay too low, something else\nmy dog"
    rated = Answer(ratings=(("speed", 5), ("respect", 2)))
    assert display(card, rated, (), HOUSE) == "Clear and timely: 5 – Very good\nRespect: 2"
    assert display(several, SKIPPED, listed, HOUSE) == "skipped"
    assert display(several, Answer(nothing=True), (), HOUSE) == "nothing"


def test_acknowledgements_rotate() -> None:
    """Thanks are said in turn."""
    house = replace(HOUSE, acknowledgements=("a", "b"))
    assert [acknowledgement(house, turn) for turn in range(3)] == ["a", "b", "a"]


def test_messages_are_filled() -> None:
    """A sentence of the house style is filled with the facts it names."""
    house = replace(HOUSE, messages={"help": "Ask {contact}."})
    assert message(house, "help", {"contact": "us"}) == "Ask us."
