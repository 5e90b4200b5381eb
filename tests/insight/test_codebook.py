"""From the text of a codebook to themes."""

import pytest

from bot.insight.codebook import Codebook, read_codebook
from bot.interview.mistakes import DialogueError, Mistake
from bot.interview.script import Cause

SAMPLE = """\
format: 1
version: 3
heads:
  offer: {label: The offer, statements: {positive: Keep it., concern: Change it.}, owner: HR}
  rest: {label: The rest, statements: {positive: Other good., concern: Other bad.}}
denials:
  en: {before: [not because of], after: [was not the problem]}
themes:
  - id: other
    head: rest
    label: Something else
    concern: Something else
    definition: The rest.
    control: unknown
    owner: HR
    statements: {positive: Other good., concern: Other bad.}
  - id: pay
    head: offer
    label: Pay
    concern: Pay too low
    definition: How much.
    not_this: When it was told.
    control: hard
    owner: leadership
    sensitive: no
    about_people: yes
    phrases:
      en: [salary, more .. money]
      de: [gehalt*]
    exclude: {en: [salary cap]}
    examples:
      positive: [The salary was fine.]
      concern: [I needed more than the CV says.]
    statements: {positive: Keep the pay., concern: Raise the pay.}
    first_step: Compare the pay.
"""


def mistakes(*changes: tuple[str, str]) -> tuple[Mistake, ...]:
    """What is noted in the sample after these replacements."""
    text = SAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(DialogueError) as caught:
        read_codebook(text, "book.yaml")
    return caught.value.mistakes


def only(old: str, new: str) -> Mistake:
    """The only mistake after one replacement."""
    found = mistakes((old, new))
    assert len(found) == 1, [str(mistake) for mistake in found]
    return found[0]


@pytest.fixture
def book() -> Codebook:
    """The sample, read."""
    return read_codebook(SAMPLE, "book.yaml")


def test_every_field_of_a_theme_is_read(book: Codebook) -> None:
    """Nothing that HR writes about a cause is lost."""
    pay = book.themes[1]
    assert (pay.id, pay.head, pay.label, pay.concern) == ("pay", "offer", "Pay", "Pay too low")
    assert (pay.definition, pay.not_this) == ("How much.", "When it was told.")
    assert (pay.control, pay.owner, pay.first_step) == ("hard", "leadership", "Compare the pay.")
    assert pay.about_people
    assert not pay.sensitive
    assert [phrase.text for phrase in pay.phrases["en"]] == ["salary", "more .. money"]
    assert [phrase.text for phrase in pay.exclude["en"]] == ["salary cap"]
    assert pay.examples["positive"] == ("The salary was fine.",)
    assert pay.statements == {"positive": "Keep the pay.", "concern": "Raise the pay."}


def test_heads_and_denials_are_read(book: Codebook) -> None:
    """A head has a label and statements of its own; denials go by language."""
    assert book.version == 3
    assert book.heads["offer"].label == "The offer"
    assert book.heads["offer"].statements["concern"] == "Change it."
    assert book.heads["offer"].owner == "HR"
    assert [phrase.text for phrase in book.denials["en"].before] == ["not because of"]


def test_causes_are_what_the_interview_needs_with_other_last(book: Codebook) -> None:
    """The list that a candidate sees carries labels and heads, and ends with something else."""
    assert book.causes() == (
        Cause("pay", "Pay", "Pay too low", "The offer"),
        Cause("other", "Something else", "Something else", "The rest"),
    )


def test_an_id_is_given_once() -> None:
    """Two themes with one id could not be told apart in what is counted."""
    mistake = only("id: pay", "id: other")
    assert "another theme" in mistake.what
    assert str(mistake.place) == "book.yaml:17:9"


def test_a_phrase_belongs_to_one_cause_whatever_its_number() -> None:
    """A phrase in two causes would count one sentence twice; plurals are the same phrase."""
    second = (
        "statements: {positive: Other good., concern: Other bad.}\n    phrases: {en: [salaries]}"
    )
    mistake = only(
        "owner: HR\n    statements: {positive: Other good., concern: Other bad.}",
        f"owner: HR\n    {second}",
    )
    assert mistake.what == "“salary” is a phrase of “other” already."


@pytest.mark.parametrize("word", ["role", "People", "process", "teams"])
def test_a_word_of_every_second_answer_is_no_phrase(word: str) -> None:
    """Lone words that everybody uses are evidence of nothing."""
    assert "alone says too little" in only("[salary,", f"[{word},").what


@pytest.mark.parametrize("phrase", ["..", ".. money", "more ..", "?"])
def test_a_phrase_begins_and_ends_with_a_word(phrase: str) -> None:
    """A gap at an end would match anything."""
    assert "begin and end with a word" in only("[salary,", f'["{phrase}",').what
    assert "begin and end with a word" in only("[salary cap]", f'["{phrase}"]').what


@pytest.mark.parametrize("phrase", ["?", "..", ".. was not", "🙄"])
def test_what_denies_or_is_ironic_has_words(phrase: str) -> None:
    """They are looked for like phrases, so they are checked like them."""
    irony = ("denials:\n", f'irony: {{en: ["{phrase}"]}}\ndenials:\n')
    for old, new in (
        ("[not because of]", f'["{phrase}"]'),
        ("[was not the problem]", f'["{phrase}"]'),
    ):
        assert only(old, new).code == "S14"
    assert only(*irony).code == "S14"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("version: 3\n", "", "S04"),
        ("id: pay\n", "id: Pay level\n", "S07"),
        ("    label: Pay\n", "", "S04"),
        ("    definition: How much.\n", "", "S04"),
        ("sensitive: no", "sensitive: perhaps", "S06"),
        ("before: [not", "befor: [not", "S03"),
        ("phrases:\n      en: [salary, more .. money]\n", "phrases:\n      en: salary\n", ""),
        ("concern: Change it.}", "concern: Change it., other: Why.}", "S03"),
    ],
)
def test_whatever_is_wrong_is_told_with_its_place(old: str, new: str, code: str) -> None:
    """What is missing, unknown, or of the wrong kind, as in a script; one text is a list of one."""
    if not code:
        assert read_codebook(SAMPLE.replace(old, new, 1), "book.yaml")
        return
    found = only(old, new)
    assert found.code == code
    assert found.place.line > 0


@pytest.mark.parametrize(
    "text", ["I met Anna there.", "It was 15 less.", "Anna was kind. So was Bo."]
)
def test_examples_name_nobody(text: str) -> None:
    """An example is in our own words: no name and no number that came from a candidate."""
    found = mistakes(("The salary was fine.", text)) if "Bo" in text or "met" in text else ()
    found = found or mistakes(("The salary was fine.", text))
    assert {mistake.code for mistake in found} == {"P18"}


@pytest.mark.parametrize("polarity", ["positive", "concern"])
def test_both_statements_are_needed(polarity: str) -> None:
    """A digest prints nothing about answers but statements, so none may be missing."""
    text = {"positive": "positive: Keep the pay., ", "concern": ", concern: Raise the pay."}
    mistake = only(text[polarity], "")
    assert mistake.what == f"“{polarity}” is missing."


def test_an_owner_is_needed_unless_nobody_can_change_it() -> None:
    """A cause that can be changed says who; a personal one does not."""
    assert "owner" in only("    owner: leadership\n", "").what
    text = SAMPLE.replace("    control: hard\n    owner: leadership\n", "    control: no\n")
    assert read_codebook(text, "book.yaml").themes[1].owner == ""


def test_there_is_a_theme_for_anything_else() -> None:
    """Without “other” a person whose reason is not listed could not answer."""
    assert "anything else" in only("id: other", "id: others").what


def test_every_mistake_is_reported_at_once_in_its_order() -> None:
    """Somebody who mends a codebook sees all that is wrong, with place and remedy."""
    found = mistakes(
        ("version: 3", "version: three"),
        ("head: offer", "head: ofer"),
        ("control: hard", "control: maybe"),
        ("first_step:", "firststep:"),
    )
    assert [mistake.code for mistake in found] == ["S06", "C03", "S06", "S03"]
    assert "Did you mean “offer”?" in str(found[1])
    assert all(str(mistake).startswith("book.yaml:") for mistake in found)
