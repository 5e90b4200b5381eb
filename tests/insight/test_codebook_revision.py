"""HR's notes become a new version of the codebook, and nothing else in it changes."""

import pytest

from bot.insight.codebook import read_codebook
from bot.insight.codebook_revision import revised
from bot.insight.lexicon import read_phrases
from bot.insight.notes import Agreement, Notes
from bot.interview.formatting.style import formatted
from bot.interview.mistakes import DialogueError
from tests.insight.batches import DIALOGUES

FILE = "codebook.yaml"
SHIPPED = (DIALOGUES / FILE).read_text(encoding="utf-8")
SMALL = """\
# Ours.
format: 1
version: 4

heads:
  job: {label: The job, statements: {positive: Keep it., concern: Mend it.}}

themes:
  - id: growth # the next step
    head: job
    label: Next step
    concern: No next step
    definition: Where the job leads.
    control: yes
    owner: leadership
    statements: {positive: Keep it., concern: Mend it.}
    phrases:
      en:
        # upwards
        - way up
        - next step # as on a ladder
        # sideways
        - other team
      de: [nach oben]
  - id: other
    head: job
    label: Something else
    concern: Something else
    definition: Whatever else.
    control: no
    statements: {positive: Look., concern: Look.}
# The end.
"""
NOTES = Notes(
    bad=frozenset({("growth", "way up"), ("growth", "nach oben"), ("other", "way up")}),
    good=frozenset({("growth", "next step")}),
    examples=(("growth", "concern", "I would have stayed where I was."),),
    agreement=Agreement(5, 4, 3, 2, 1, 0),
    phrases=frozenset({("growth", "fr", "rester sur place"), ("growth", "en", "stuck there")}),
)


def test_phrases_go_and_come_and_comments_stay() -> None:
    """A comment above a phrase that goes is about what is below it as well."""
    made = revised(SMALL, FILE, NOTES)
    before = SMALL.split("    phrases:")[0].replace("version: 4", "version: 5")
    assert made.text == formatted(
        f"""{before}    phrases:
      en:
        # upwards
        - next step # as on a ladder
        # sideways
        - other team
        - stuck there
      fr:
        - rester sur place
    examples:
      concern:
        - I would have stayed where I was.
  - id: other{SMALL.split("- id: other")[1]}""",
        FILE,
    )
    for comment in ("# Ours.", "# upwards", "# as on a ladder", "# sideways", "# The end."):
        assert comment in made.text


def test_it_is_said_in_words_what_is_different() -> None:
    """Theme by theme; of what is good nothing changes, and unknown phrases are passed over."""
    assert revised(SMALL, FILE, NOTES).differences == (
        "Next step (growth) is no longer found by “way up”.",
        "Next step (growth) is no longer found by “nach oben”.",
        "Next step (growth) is found by “stuck there” now.",
        "Next step (growth) is found by “rester sur place” now.",
        "Next step (growth) has another example of a worry: “I would have stayed where I was.”",
        "This is version 5 of the codebook.",
    )


def test_what_was_taken_over_is_no_note_any_more() -> None:
    """What is good stays noted; agreement with the version before says nothing of this one."""
    assert revised(SMALL, FILE, NOTES).notes == Notes(good=NOTES.good)


def test_the_same_notes_change_nothing_twice() -> None:
    """So that a revision that was broken off can be made again."""
    once = revised(SMALL, FILE, NOTES).text
    again = revised(once, FILE, NOTES)
    assert again.differences == ()
    assert again.text == once
    assert again.notes.agreement == NOTES.agreement


def test_the_shipped_codebook_changes_in_nothing_else() -> None:
    """Line for line, but for the phrase, the example and the version."""
    bad, example = ("location", "long commute"), ("location", "concern", "It took long to get in.")
    made = revised(SHIPPED, FILE, Notes(bad=frozenset({bad}), examples=(example,)))
    before, after = SHIPPED.splitlines(), made.text.splitlines()
    assert sorted(set(before) - set(after)) == ["        - long commute", "version: 1"]
    assert sorted(set(after) - set(before)) == ["        - It took long to get in.", "version: 2"]
    assert len(after) == len(before)
    theme = next(t for t in read_codebook(made.text, FILE).themes if t.id == "location")
    assert read_phrases("long commute")[0] not in theme.phrases["en"]
    assert "It took long to get in." in theme.examples["concern"]


def test_a_codebook_that_cannot_be_read_is_left_alone() -> None:
    """Its mistakes are told, as `check` would."""
    with pytest.raises(DialogueError):
        revised(SMALL.replace("control: yes", "control: perhaps"), FILE, NOTES)
