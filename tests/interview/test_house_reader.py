"""The house style, as it stands in its file."""

import pytest

from bot.interview.house import MESSAGES, WORDS
from bot.interview.house_reader import read_house_style
from bot.interview.mistakes import DialogueError

MESSAGE_LINES = "".join(
    f"  {name}: Words {' '.join('{' + slot + '}' for slot in slots)}.\n"
    for name, slots in MESSAGES.items()
)
WORD_LINES = "".join(f"  {name}: [{name}, {name} it]\n" for name in WORDS)
STYLE = f"""\
format: 1
language: en
messages:
{MESSAGE_LINES}acknowledgements: [Thank you., Noted.]
words:
{WORD_LINES}synonyms:
  Perhaps: [maybe, who knows]
  Taking another offer: another job
"""


def refused(old: str, new: str) -> list[str]:
    """What is said of the house style after a change."""
    assert STYLE.count(old) == 1, old
    with pytest.raises(DialogueError) as caught:
        read_house_style(STYLE.replace(old, new), "house.yaml")
    return [str(mistake) for mistake in caught.value.mistakes]


def test_a_house_style_is_read() -> None:
    """Messages by name, words in their order, synonyms from what is typed to the label."""
    house = read_house_style(STYLE, "house.yaml")
    assert house.language == "en"
    assert set(house.messages) == set(MESSAGES)
    assert house.messages["help"] == "Words {contact}."
    assert house.acknowledgements == ("Thank you.", "Noted.")
    assert house.words["skip"] == ("skip", "skip it")
    assert house.synonyms == {
        "maybe": "Perhaps",
        "who knows": "Perhaps",
        "another job": "Taking another offer",
    }


def test_synonyms_may_be_left_out() -> None:
    """They are a help, not a need."""
    text = STYLE[: STYLE.index("synonyms:")]
    assert read_house_style(text, "house.yaml").synonyms == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  halfway: Words .\n", "", "“halfway” is missing."),
        ("  halfway: Words .\n", "  half_way: Words.\n", "“halfway” is missing."),
        ("  halfway: Words .\n", "  halfway:\n", "“halfway” is empty."),
        ("  halfway: Words .\n", "  halfway: About {most}.\n", "“{most}” will be filled by nobody"),
        ("did_you_mean: Words {choice}", "did_you_mean: “{choise}”", "Known are: {choice}."),
        ("  ordinals: [ordinals, ordinals it]\n", "", "“ordinals” is missing."),
        ("  skip: [skip, skip it]\n", "  skip: [skip]\n  jump: [jump]\n", "“jump” is not known"),
        ("  skip: [skip, skip it]\n", "  skip: []\n", "“skip” is empty."),
        ("Perhaps: [maybe, who knows]", "Perhaps: [maybe, another job]", "stands for “Perhaps”"),
        ("acknowledgements: [Thank you., Noted.]\n", "", "“acknowledgements” is missing."),
        ("language: en", "language: English", "no language"),
        ("format: 1", "format: one", "“format” cannot be “one”"),
        ("format: 1", "forms: 1", "“format” is missing"),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, said: str) -> None:
    """Nothing missing, unknown or unfilled gets into an interview."""
    assert any(said in mistake for mistake in refused(old, new)), refused(old, new)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Head, messages and words together."""
    found = refused("format: 1\nlanguage: en\n", "format: 2\nlang: en\n")
    assert len(found) == 3
