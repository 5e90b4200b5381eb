"""The file of the digest's words: every mistake is reported, with its place and what to do."""

import pytest

from bot.insight.digest_words import MESSAGES, DigestWords, read_digest_words
from bot.insight.roles import countable
from bot.interview.mistakes import DialogueError
from tests.insight.batches import DIALOGUES, script, words

TEXT = (DIALOGUES / "digest.yaml").read_text(encoding="utf-8")


def mistakes(text: str) -> list[str]:
    """What the reader reports, a line each."""
    with pytest.raises(DialogueError) as caught:
        read_digest_words(text, "digest.yaml", countable(script()))
    return [str(mistake) for mistake in caught.value.mistakes]


def test_the_file_of_the_project_is_without_mistakes() -> None:
    """Every message is there, and every question it shows is counted by the interview."""
    assert set(words().messages) == set(MESSAGES)
    assert isinstance(words(), DigestWords)


def test_every_mistake_is_reported_at_once() -> None:
    """A missing message, a wrong list, a made-up placeholder and an unknown question together."""
    broken = (
        TEXT.replace("  keep_title: Keep\n", "")
        .replace("[a few, some, about half, most]", "[a few, most]")
        .replace('change it: {owner}"', 'change it: {ower}"')
        .replace("  hiring:\n", "  hirring:\n")
        .replace("format: 1", "format: 1\nfoo: bar")
    )
    found = "\n".join(mistakes(broken))
    for said in ("keep_title", "“bands” has 2 texts", "{ower}", "hirring", "foo", "Did you mean"):
        assert said in found
    assert all(line.startswith("digest.yaml:") for line in found.splitlines())


@pytest.mark.parametrize("text", ["{", "{}", "{band.real}", "{0}", "a } b"])
def test_braces_that_nobody_fills_are_refused(text: str) -> None:
    """No sentence can reach the inside of the program, or break when it is said."""
    broken = TEXT.replace("played: played a part for {band}", f"played: 'x {text} {{band}}'")
    assert any("“played”" in line for line in mistakes(broken))


def test_a_question_needs_a_title() -> None:
    """A block without a title would be numbers without a subject."""
    assert any("title" in line for line in mistakes(TEXT.replace("title: What they were", "x: W")))


def test_without_a_script_questions_are_taken_as_they_are() -> None:
    """The file can be read where no script is at hand."""
    assert read_digest_words(TEXT.replace("  hiring:\n", "  x:\n"), "digest.yaml").shown
