"""Played examples: what one says of the interview holds, or is told with its line."""

import pytest

from bot.interview.examples.met import Met
from bot.interview.examples.player import Played, Stage, play
from bot.interview.examples.reader import read_examples
from bot.interview.mistakes import DialogueError
from tests.interview.talks import noticed, shipped

HEAD = "format: 1\nscript: declined-offer\nexamples:\n  - example: A try\n    play:\n"


def played(*lines: str, expect: str = "{}") -> Played:
    """The shipped interview, played by these lines of a play; the first stands in line 6."""
    text = HEAD + "".join(f"      - {line}\n" for line in lines) + f"    expect: {expect}\n"
    (example,) = read_examples(text, "tests/try.yaml")
    return play(example, Stage(shipped()[0], noticed))


def told(*lines: str, expect: str = "{}") -> str:
    """What the play is told to do otherwise, if anything."""
    return "\n".join(str(mistake) for mistake in played(*lines, expect=expect).mistakes)


BEGUN = "{bot: consent, me: agree}"
TO_HIRING = (BEGUN, "skip to: hiring")


def test_an_example_that_holds_is_told_nothing() -> None:
    """What is said, done and expected agrees with the interview."""
    lines = (BEGUN, "skip to: concerns", "{bot: concerns, says: gave you pause, me: The waiting}")
    assert told(*lines, "bot: concerns probe", expect="{not answered: [liked]}") == ""


def test_where_the_interview_goes_elsewhere() -> None:
    """The line, the place expected and the place it got to are named."""
    assert told(BEGUN, "{bot: liked, me: skip}") == (
        "tests/try.yaml:7:9  X04  “A try”: expected to get to “liked”, but got to “looking_for”. "
        "Change the example if the interview is right, or else the script."
    )


def test_where_something_else_is_said() -> None:
    """The words expected are shown beside those that were said."""
    said = told(BEGUN, "{bot: looking_for, says: What is your name, me: skip}")
    assert "tests/try.yaml:7:9" in said
    assert "expected “What is your name” at “looking_for”, but got “First, what were" in said


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["{bot: concent, me: agree}"], "there is no step “concent”. Did you mean “consent”?"),
        (
            [BEGUN, "{bot: looking_for, me: [rolle]}"],
            "at “looking_for”: “rolle” is not offered here. Did you mean “role”?",
        ),
        (
            [*TO_HIRING, "{bot: hiring, me: {respekt: 2}}"],
            "at “hiring”: “respekt” is not offered here. Did you mean “respect”?",
        ),
        (
            [*TO_HIRING, "{bot: hiring, me: {respect: 7}}"],
            "7 is no point of the scale for “respect”. Write 1 to 5.",
        ),
        (
            [BEGUN, "{bot: looking_for, change: again}"],
            "there is no answer to “again” that could be changed. Answered so far: consent.",
        ),
        (["skip to: liked"], "“consent” cannot be skipped on the way to “liked”."),
        ([BEGUN, "skip to: enough"], "expected to get to “enough”, but got to “review”."),
        (
            ["{bot: consent, me: refuse}", "{bot: not_today, me: again}"],
            "the interview is over, so that nothing more can be done.",
        ),
    ],
)
def test_what_cannot_be_done_is_told(lines: list[str], words: str) -> None:
    """Whoever mistypes an id in an example learns which one was meant."""
    last = 5 + len(lines)
    assert f"tests/try.yaml:{last}:9  X04  “A try”: " in told(*lines)
    assert words in told(*lines)


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ("{end: not_today}", "expected the end “not_today”, but got to “thanks”."),
        (
            "{answers: {liked: The office}}",
            "expected “The office” as the answer to “liked”, but got “The people”.",
        ),
        (
            "{answers: {looking_for: [role, growth]}}",
            "expected “role”, “growth” as the answer to “looking_for”, but got “role”.",
        ),
        (
            "{answers: {hiring: {respect: 5}}}",
            "expected respect 5 as the answer to “hiring”, but got none.",
        ),
        ("{not answered: [liked]}", "expected no answer to “liked”, but got “The people”."),
    ],
)
def test_what_did_not_come_of_a_play(expect: str, words: str) -> None:
    """Expected and got stand side by side, at the line of what was expected."""
    lines = (
        BEGUN,
        "{bot: looking_for, me: role}",
        "{bot: liked, me: The people}",
        "skip to: review",
        "{bot: review, me: send}",
    )
    assert f"tests/try.yaml:11:5  X04  “A try”: {words}" in told(*lines, expect=expect)


@pytest.mark.parametrize("way", ["stop", "delete"])
def test_nothing_is_kept_of_an_interview_that_was_not_sent(way: str) -> None:
    """An answer expected of somebody who left is an example gone wrong."""
    leave = {"stop": "leave", "delete": "yes_delete"}[way]
    lines = (
        BEGUN,
        "{bot: looking_for, me: role}",
        f"{{bot: liked, me: {way}}}",
        f"{{bot: {way}, me: {leave}}}",
    )
    assert "but got none" in told(*lines, expect="{answers: {looking_for: role}}")


def test_words_may_be_typed_where_a_tap_would_fit() -> None:
    """`types` writes what `me` would tap, so that understanding can be tried."""
    assert told(BEGUN, "{bot: looking_for, types: role}", "bot: looking_for") != ""
    assert told(BEGUN, "{bot: looking_for, types: skip this}", "bot: liked") == ""


def test_a_play_meets_steps_wordings_and_follow_ups() -> None:
    """What was shown counts as met, what was skipped on the way too, and nothing else."""
    met = played(
        BEGUN,
        "skip to: causes",
        "{bot: causes, me: waiting}",
        "skip to: hiring",
        "{bot: hiring, me: {respect: 1}}",
        "bot: hiring probe",
    ).met
    assert {Met("step", "liked"), Met("probe", "hiring", "0"), Met("language", "en")} <= met
    assert Met("wording", "would_have", "waiting") in met
    assert Met("wording", "would_have", "role") not in met
    # A single cause weighs most without being asked about.
    assert Met("step", "weightiest") not in met
    assert Met("step", "thanks") not in met


def test_every_mistake_of_a_file_of_examples_is_told_at_once() -> None:
    """Names, lists and what is missing: each at its line."""
    text = (
        "format: 2\nscrpt: declined-offer\nexamples:\n"
        "  - example: One\n    play:\n      - {bot: consent, mee: agree}\n"
        "      - {bot: liked, me: skip, types: skip}\n      - me: skip\n"
        "  - play: []\n    expect: {answer: {}}\n"
    )
    with pytest.raises(DialogueError) as error:
        read_examples(text, "tests/try.yaml")
    found = [(m.place.line, m.code) for m in error.value.mistakes]
    assert found == [
        *[(1, "S04"), (1, "S06"), (2, "S03"), (6, "S03"), (7, "S03"), (8, "S04")],
        *[(9, "S04"), (9, "S04"), (10, "S03")],
    ]
    assert "Did you mean “me”?" in str(error.value)
