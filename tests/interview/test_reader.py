"""From the text of a dialogue file to a script."""

import pytest

from bot.interview.condition_reader import parse
from bot.interview.mistakes import DialogueError
from bot.interview.script import Choice, End, Limits, Place, Say, TextBy
from tests.interview.script_samples import SCRIPT, changed, mistakes, only_mistake, question, read


def test_a_whole_script_is_read() -> None:
    """Every field of the head reaches the script, and order is the flow."""
    script = read()
    assert (script.id, script.title, script.language) == (
        "sample",
        "After a declined offer",
        "en",
    )
    assert script.also_in == ("de",)
    assert script.limits == Limits(questions=20, ask_again=2, probes=2, minutes=8)
    assert script.messages == {"halfway": "Half of it is done."}
    assert [step.id for step in script.steps][:3] == ["consent", "liked", "concerns"]


def test_consent_cannot_be_skipped_and_others_can() -> None:
    """Skipping is the default everywhere but at consent, and can be switched off."""
    assert not question("consent").skippable
    assert question("liked").skippable
    assert not question("again").skippable


def test_consent_keeps_its_help_and_its_text_without_label() -> None:
    """What `how` shows and what is said without a label stand with the consent."""
    consent = question("consent")
    assert consent.help == "Summaries of at least {k} people."
    assert consent.text_without_label == "Thanks for considering {company}."
    assert consent.go == {"refuse": "not_today"}


def test_a_step_knows_its_part_and_its_place() -> None:
    """A part heads the steps below it, and a place is where the verb stands."""
    liked = question("liked")
    assert liked.part == "Your decision"
    assert liked.place == Place("sample.yaml", 21, 5)
    assert question("consent").part is None
    assert question("hiring").part == "Our hiring"


def test_wordings_are_one_text_or_a_list() -> None:
    """A list of texts is several wordings of one question."""
    assert question("liked").texts == ("What did you like?", "What was good?")
    assert question("concerns").texts == ("What gave you pause?",)


def test_causes_are_worded_and_grouped_by_the_question() -> None:
    """Of a concern the worry is shown, under its head; own entries come after, without a head."""
    assert question("causes").choices == (
        Choice("pay", "pay too low", "The offer"),
        Choice("interviews", "the interviews themselves", "Hiring"),
        Choice("other", "something else", "My situation"),
        Choice("rival", "Another firm"),
    )
    assert question("causes").from_causes


def test_causes_are_neutral_and_plain_where_no_concern_is_asked() -> None:
    """Without `polarity: concern` a cause has its neutral label and no head."""
    text = changed("polarity: concern\n    at most: 3", "at most: 3")
    assert question("causes", text).choices[0] == Choice("pay", "good pay")


def test_choices_from_an_answer_keep_their_own_entries() -> None:
    """What was ticked is offered at run time, the entries written here after it."""
    weightiest = question("weightiest")
    assert weightiest.from_answer == "causes"
    assert weightiest.choices == (Choice("equal", "About equal"),)


def test_choices_may_be_grouped_under_heads() -> None:
    """One level of heads; a choice without one stands beside them."""
    assert set(question("instead").choices) == {
        Choice("another_offer", "Taking another offer", "A new job"),
        Choice("staying", "Staying"),
    }
    assert question("instead").counts_as == {"another_offer": "pay"}


def test_choices_keep_the_order_of_the_file() -> None:
    """Grouped or not, choices stand in the order in which they are written."""
    assert [choice.id for choice in question("instead").choices] == ["another_offer", "staying"]


def test_a_fitted_text_is_kept_by_choice() -> None:
    """`text by STEP` names the step and a wording for some of its choices."""
    assert question("why").text_by == TextBy(
        "weightiest", {"pay": "What about the pay?", "rival": "What about {company}?"}
    )
    assert question("why").texts == ()


def test_a_scale_has_every_point_between_its_ends() -> None:
    """Points between the labelled ones are there, without a label."""
    assert question("hiring").scale == {1: "Poor", 2: "", 3: "", 4: "", 5: "Very good"}
    assert question("hiring").items == (
        Choice("speed", "Clear and timely"),
        Choice("respect", "Respect"),
    )


def test_a_probe_is_one_or_a_list() -> None:
    """A single follow-up needs no list; `reserve` keeps one of the budget for it."""
    (probe,) = question("hiring").probes
    assert probe.reserve
    assert probe.only_if == parse("lowest(hiring) <= 2")
    assert [p.reserve for p in question("concerns").probes] == [False, False]


def test_says_and_ends_are_read() -> None:
    """What is only said, and the ends with their outcomes."""
    say, end = read().step("sorry"), read().step("not_today")
    assert isinstance(say, Say)
    assert say.texts == ("I am sorry. You can write to {contact}.",)
    assert isinstance(end, End)
    assert end.outcome == "refused"


def test_the_short_version_is_what_is_marked() -> None:
    """Only steps with `short version: yes` are part of it."""
    assert [step.id for step in read().steps if step.short] == ["consent", "liked", "causes"]


def test_a_used_file_stands_in_place() -> None:
    """The steps of a used file come where it is named, with places in their own file."""
    text = changed("  - say: sorry", "  - use: shared/extra.yaml\n  - say: sorry")
    script = read(text, {"shared/extra.yaml": "- say: extra\n  text: One more thing.\n"})
    ids = [step.id for step in script.steps]
    assert ids[ids.index("sorry") - 1] == "extra"
    assert script.step("extra").place == Place("shared/extra.yaml", 1, 3)


def test_a_used_file_is_there_and_uses_no_other() -> None:
    """A missing file is named with the nearest there is; one level is enough for everybody."""
    text = changed("  - say: sorry", "  - use: shared/extra.yaml\n  - say: sorry")
    (missing,) = mistakes(text, {"shared/extras.yaml": ""})
    assert (missing.code, missing.todo) == ("S10", "Did you mean “shared/extras.yaml”?")
    (nested,) = mistakes(text, {"shared/extra.yaml": "- use: shared/extra.yaml\n"})
    assert (nested.code, str(nested.place)) == ("S10", "shared/extra.yaml:1:8")


def test_a_mistake_in_a_used_file_is_told_at_its_place_there() -> None:
    """The author of a used file is sent to that file."""
    text = changed("  - say: sorry", "  - use: shared/extra.yaml\n  - say: sorry")
    found = mistakes(text, {"shared/extra.yaml": "- say: extra\n  txt: One more thing.\n"})
    assert [str(m.place) for m in found] == ["shared/extra.yaml:1:3", "shared/extra.yaml:2:3"]


@pytest.mark.parametrize(
    ("old", "new", "at", "code", "said"),
    [
        ("title: After", "titel: After", "titel", "S03", "Did you mean “title”?"),
        ("polarity: positive", "polarty: positive", "polarty", "S03", "“polarity”?"),
        ("type: ratings", "type: ratins", "ratins", "S06", "Did you mean “ratings”?"),
        ("polarity: positive", "polarity: well", "well", "S06", "positive, concern, neutral"),
        ("suggest themes: yes", "suggest themes: true", "true", "S06", "yes, no"),
        ("- say: sorry", "- sey: sorry", "sey", "S03", "Did you mean “say”?"),
        ("- say: sorry", "- note: Hm\n    say: sorry", "note: Hm", "S03", "Put “say:” first"),
        ("- say: sorry", "- say: Sorry!", "Sorry!", "S07", "small letters"),
        ("- say: sorry", "- say: not", "not\n    only", "S07", "meaning in conditions"),
        ("at most: 3", "at most: many", "many", "S06", "from 1 to 99"),
        ("minutes: 8", "minutes: 800", "800", "S06", "from 1 to 60"),
        (", minutes: 8", "", "limits", "S04", "“minutes” is missing"),
        ("format: 1", "format: 2", "2", "S06", "“format” cannot be “2”"),
        ("script: sample", "script: My script", "My script", "S07", "small letters"),
        ("language: en", "language: English", "English", "S06", "short name"),
        ("language: en", "language: de", "de\n", "S06", "house style in “en”"),
        ("also in: [de]", "also in: [German]", "[German]", "S06", "short name"),
        ("halfway:", "half way:", "half way", "S03", "Did you mean “halfway”?"),
        ("is done.}", "is done.}\nmessages: {}", "messages: {}", "S12", "twice"),
        ("Half of it is done.", "'Half of {k}'", "'Half", "S09", "“{k}” will be filled by nobody"),
        ("text: What gave", "txt: What gave", "txt", "S03", "Did you mean “text”?"),
        ("text: I am sorry.", "text: I am {sory}.", "I am {sory}", "S09", "{company}"),
        ("Respect}", "'Respect for {k}'}", "'Respect for", "S09", "Leave the braces out"),
        ("1: Poor, 5", "one: Poor, 5", "one: Poor", "S06", "no point"),
        ("1: Poor, 5: Very good", "1: Poor", "scale: {1: Poor}", "S04", "and its highest"),
        ("from: answer causes", "from: causes ticked", "causes ticked", "S06", "from: answer"),
        ("without: [waiting]", "without: [waitin]", "waitin]", "C03", "Did you mean “waiting”?"),
        ("from: causes,", "", "[waiting]", "S03", "“without” belongs to"),
        ("Another firm", "Something else", "rival: Something", "S08", "Two choices read"),
        ("rival: Another", "pay: Another", "pay: Another", "F01", "twice"),
        ("digest: themes\n    words", "digest: count\n    words", "count", "S06", "themes"),
        ("at most: 3", "at most: 3\n    items: {a: A}", "items: {a", "S03", "type: several"),
        ("note: For the leads.", "note:", "note:", "S04", "“note” is empty"),
        ("reserve: yes", "reserved: yes", "reserved", "S03", "Did you mean “reserve”?"),
        ("outcome: refused", "outcome: gone", "gone", "S06", "completed, refused"),
        ("outcome: refused\n    ", "", "end: not_today", "S04", "Add “outcome: completed”"),
        ("    choices: {nothing: Nothing}", "    choices: {}", "choices: {}", "S04", "Nothing"),
        ("Nothing}", "{a: {b: c}}}", "{b: c}", "S05", "should be a text"),
        ("text by weightiest:", "text by:", "text by:", "S03", "not known"),
        ("type: choice\n    text: Which", "text: Which", "ask: weightiest", "S04", "“type”"),
    ],
)
def test_a_mistake_is_told_where_it_is_with_what_to_do(
    old: str, new: str, at: str, code: str, said: str
) -> None:
    """Each mistake has a line, a column, a code and a sentence that says what to do."""
    text = changed(old, new)
    found = {(str(m.place), m.code): str(m) for m in mistakes(text)}
    place = f"sample.yaml:{text.count(chr(10), 0, text.index(at)) + 1}:"
    place += str(text.index(at) - text.rfind("\n", 0, text.index(at)))
    assert (place, code) in found, (place, found)
    assert said in found[place, code]


def test_every_mistake_is_told_at_once() -> None:
    """Mistakes of the head, of steps, of conditions and of jumps come together, in order."""
    text = changed("title: After", "titel: After").replace(
        "only if: lowest(hiring) <= 2", "only if: lowest(hirng) <= 2"
    )
    text = text.replace("go: {staying: hiring}", "go: {staying: hirin}").replace(
        "- say: sorry", "- say: sorry\n    typ: x"
    )
    codes = [mistake.code for mistake in mistakes(text)]
    assert codes == ["S04", "S03", "F02", "C02", "S03"]


def test_an_error_reads_as_one_line_a_mistake() -> None:
    """The error's own text is what a terminal prints."""
    with pytest.raises(DialogueError) as caught:
        read(changed("title: After", "titel: After"))
    lines = str(caught.value).splitlines()
    where, what = "sample.yaml:3:1  S03", "“titel” is not known at the top of a script."
    assert lines[-1] == f"{where}  {what} Did you mean “title”?"


def test_a_lost_step_brings_no_mistakes_that_follow_from_it() -> None:
    """When a step cannot be read, nothing is said of the order of the others."""
    assert only_mistake("- end: thanks", "- ende: thanks").code == "S03"


def test_an_unreadable_type_brings_no_judgement_of_comparisons() -> None:
    """A question of unknown type is not held against the conditions that read it."""
    assert only_mistake("type: ratings", "type: ratins").code == "S06"


@pytest.mark.parametrize(
    "steps", ["", "steps:\n", "steps: []\n", "steps: none\n", "steps: {a: b}\n"]
)
def test_a_script_without_steps_is_refused(steps: str) -> None:
    """No steps, or no list of them, is one mistake."""
    head = SCRIPT.split("steps:")[0]
    assert [mistake.code for mistake in mistakes(head + steps)] in (["S04"], ["S05"])


def test_a_file_that_is_no_mapping_is_refused() -> None:
    """A list, or a text alone, is no script, and no traceback."""
    for text in ("- a\n- b\n", "hello", "[]", "{}"):
        assert mistakes(text)
