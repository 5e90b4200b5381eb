"""The language of `only if`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.answers import SKIPPED, Answer
from bot.interview.condition_reader import ConditionError, parse
from bot.interview.conditions import Both, Comparison, Condition, Either, Not

ANSWERS = {
    "reason": Answer(choices=("pay",)),
    "reasons": Answer(choices=("pay", "growth")),
    "hiring": Answer(ratings=(("hiring", 2),)),
    "card": Answer(ratings=(("respect", 4), ("speed", 1))),
    "concerns": Answer(text="the long wait", mentions=("waiting",), probe="it took a month"),
    "nothing_said": Answer(nothing=True),
    "passed": SKIPPED,
}


@pytest.mark.parametrize(
    "text",
    [
        "hiring <= 2",
        "hiring < 3",
        "hiring >= 2",
        "hiring > 1",
        "hiring = 2",
        "card.respect >= 4",
        "lowest(card) <= 1",
        "reason is pay",
        "reason is not growth",
        "reason is one of growth, pay",
        "reason is not one of growth, other",
        "reasons includes growth",
        "answered(reason)",
        "answered(nothing_said)",
        "skipped(passed)",
        "nothing(nothing_said)",
        "words(concerns) = 7",
        "mentions(concerns, waiting)",
        "not reason is growth",
        "not (reason is growth or hiring > 2)",
        "reason is growth and hiring > 2 or reason is pay",
        "reason is pay or reason is pay and hiring > 2",
        "not reason is growth and hiring <= 2",
        "  hiring<=2 and(reason   is pay)",
    ],
)
def test_it_is_true_of_these_answers(text: str) -> None:
    """Each way to say something, where it is so."""
    assert parse(text).holds(ANSWERS)


@pytest.mark.parametrize(
    "text",
    [
        "hiring > 2",
        "card.respect < 4",
        "card.unknown < 4",
        "card < 4",
        "lowest(card) > 1",
        "reason is growth",
        "reason is not pay",
        "reason is not one of growth, pay",
        "reasons includes other",
        "answered(passed)",
        "skipped(reason)",
        "skipped(never_asked)",
        "nothing(concerns)",
        "words(concerns) < 4",
        "mentions(concerns, pay)",
        "not (reason is pay)",
        "not reason is pay or hiring > 2",
        "(reason is pay or reason is growth) and hiring > 2",
    ],
)
def test_it_is_false_of_these_answers(text: str) -> None:
    """Each way to say something, where it is not so."""
    assert not parse(text).holds(ANSWERS)


COMPARING = ["{0} <= 5", "{0} is pay", "{0} is not pay", "{0} includes pay", "words({0}) < 9"]
COMPARING += ["nothing({0})", "lowest({0}) < 9", "mentions({0}, pay)", "{0}.speed > 0"]


@pytest.mark.parametrize("text", COMPARING)
@pytest.mark.parametrize("step", ["passed", "never_asked"])
def test_a_question_without_an_answer_makes_every_comparison_false(text: str, step: str) -> None:
    """Skipped or never asked: nothing is true of it, so `not` is."""
    condition = parse(text.format(step))
    assert not condition.holds(ANSWERS)
    assert Not(condition).holds(ANSWERS)


def test_a_cause_may_be_the_one_chosen_at_another_step() -> None:
    """`answer STEP` stands for what was chosen there; skipped there, nothing is mentioned."""
    condition = parse("mentions(concerns, answer weightiest)")
    assert condition.holds({**ANSWERS, "weightiest": Answer(choices=("waiting",))})
    assert not condition.holds({**ANSWERS, "weightiest": Answer(choices=("pay",))})
    assert not condition.holds({**ANSWERS, "weightiest": SKIPPED})
    assert not condition.holds(ANSWERS)


def test_a_theme_that_was_offered_and_not_taken_is_not_mentioned() -> None:
    """What a person did not confirm does not count for them."""
    answer = Answer(text="slow", mentions=("waiting",), offered=("waiting",), taken=())
    assert not parse("mentions(x, waiting)").holds({"x": answer})


def test_not_binds_tighter_than_and_and_that_tighter_than_or() -> None:
    """The usual order, so that most conditions need no parentheses."""
    a, b, c = parse("answered(a)"), parse("answered(b)"), parse("answered(c)")
    assert parse("not answered(a) and answered(b) or answered(c)") == Either((Both((Not(a), b)), c))
    assert parse("answered(a) and (answered(b) or answered(c))") == Both((a, Either((b, c))))


def test_a_condition_tells_what_it_reads() -> None:
    """Checks see every comparison, with its column."""
    read = parse("words(a) < 4 and not (b is x or card.item > 2)").reads()
    assert read == (
        Comparison("words", "a", sign="<", number=4),
        Comparison("is", "b", choices=("x",)),
        Comparison("rating", "card", "item", sign=">", number=2),
    )
    assert [comparison.column for comparison in read] == [1, 23, 33]


def test_it_can_be_decided_without_answers() -> None:
    """Whoever explores a script says for each comparison whether it is so."""
    condition = parse("answered(a) and not answered(b)")
    assert condition.decide(lambda comparison: comparison.step == "a")
    assert not condition.decide(lambda comparison: comparison.step in "ab")


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("", 1, "empty"),
        ("   ", 1, "empty"),
        ("reason is", 10, "ends where the id of a choice"),
        ("reason is 3", 11, "Write: reason = 3."),
        ("reason is and", 11, "goes on with “and”"),
        ("reason", 7, "is, includes, or one of"),
        ("hiring <= many", 11, "a whole number"),
        ("hiring <= 99999", 11, "a whole number"),
        ("hiring ≤ 2", 8, "goes on with “≤”"),
        ("hiring == 2", 9, "a whole number"),
        ("word(x) < 2", 1, "Known are answered"),
        ("words(x)", 9, "one of < <= > >= ="),
        ("words(x", 8, "“)”"),
        ("mentions(x)", 11, "“,”"),
        ("(reason is pay", 15, "“)”"),
        ("reason is pay)", 14, "end of the condition"),
        ("reason is pay hiring > 2", 15, "end of the condition"),
        ("not", 4, "the id of a question"),
        ("2 < hiring", 1, "the id of a question"),
        ("(" * 50 + "a is b", 21, "nested too deeply"),
        ("not " * 50 + "a is b", 81, "nested too deeply"),
        ("__import__('os')", 1, "Known are answered"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_column(text: str, column: int, said: str) -> None:
    """What is wrong, where, and an example of how to say it."""
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert said in str(caught.value)
    assert caught.value.column == column
    assert caught.value.todo


pieces = st.sampled_from(
    ["and", "or", "not", "is", "one of", "(", ")", "<", "3", "a", "b.c", ",", "words(a)", "é", "'"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=12).map(" ".join) | st.text(max_size=30))
def test_anything_is_a_condition_or_an_error_with_a_column(text: str) -> None:
    """No text makes the parser fail otherwise, and an error points into the text."""
    found = read_or_error(text)
    if isinstance(found, ConditionError):
        assert 1 <= found.column <= len(text) + 1
    else:
        assert isinstance(found.holds(ANSWERS), bool)


def read_or_error(text: str) -> Condition | ConditionError:
    """The condition, or why it is none."""
    try:
        return parse(text)
    except ConditionError as error:
        return error


trees = st.recursive(
    st.builds(Comparison, st.just("answered"), st.sampled_from("abc")),
    lambda inner: (
        st.builds(Not, inner)
        | st.tuples(inner, inner).map(Both)
        | st.tuples(inner, inner, inner).map(Either)
    ),
    max_leaves=8,
)


def written(condition: Condition) -> str:
    """The condition with a parenthesis around everything."""
    match condition:
        case Comparison(step=step):
            return f"answered({step})"
        case Not(part):
            return f"(not {written(part)})"
        case Both(parts):
            return "(" + " and ".join(map(written, parts)) + ")"
        case Either(parts):
            return "(" + " or ".join(map(written, parts)) + ")"


@given(trees)
def test_a_condition_that_is_written_out_is_read_again(condition: Condition) -> None:
    """Parentheses say what is meant, whatever is nested in what."""
    assert parse(written(condition)) == condition
