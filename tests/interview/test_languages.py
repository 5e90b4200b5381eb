"""An interview in another language: whole or not at all, and to be changed at any time."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.dialogue import Dialogue, compile_dialogue, read_sources
from bot.interview.events import Speak
from bot.interview.house import MESSAGES
from bot.interview.mistakes import DialogueError
from bot.interview.record import from_record, to_record
from bot.interview.turn import Asked, Turn
from tests.interview.talks import FACTS, Talk
from tests.pseudo import NAMES, dialogues, pseudo

_KNOWN = re.compile("|".join(map(re.escape, sorted({*FACTS.values(), "English", ""}, key=len)[1:])))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dialogues(tmp_path_factory.mktemp("spoken"), "uk", "he")


@pytest.fixture(scope="module")
def sources(folder: Path) -> Mapping[str, str]:
    return read_sources(folder)


@pytest.fixture(scope="module")
def spoken(sources: Mapping[str, str]) -> Dialogue:
    return compile_dialogue(sources)


def shown(turn: Turn) -> Iterator[str]:
    """Everything that a turn shows, and no id."""
    yield from (line.text for line in turn.say if not line.mine)
    ask = turn.ask
    if isinstance(ask, Asked):
        yield from (ask.text, ask.progress, *ask.scale.values())
        for choice in (*ask.choices, *ask.items):
            yield from (choice.label, choice.head or "")
        yield from (label for _, label in (*ask.actions, *ask.languages))
        for item in ask.review:
            yield from (item.question, item.kept, item.caution)
            yield from (label for _, label in (*item.codes, *item.uses))


def foreign(turn: Turn) -> list[str]:
    """What is shown in Latin letters although it is none of the facts."""
    plain = (_KNOWN.sub("", text) for text in shown(turn))
    return [text for text in plain if re.search(r"[A-Za-z]{2}", text)]


@pytest.mark.parametrize("short", [True, False])
def test_no_sentence_of_another_language_in_a_whole_interview(
    spoken: Dialogue, *, short: bool
) -> None:
    """Questions, buttons, probes, remarks, progress, help, review and farewell: all translated."""
    talk = Talk(dialogue=spoken, language="he")
    answers = {"liked": "גג", "concerns": "גג", "hiring": {"respect": 1, "prepared": 1}}
    answers |= {"causes": ("pay_level", "other"), "instead": ("another_offer",)}
    seen = [talk.turn, talk.asks_for_help().turn, talk.taps("how").turn]
    talk.taps("short" if short else "agree")
    while talk.ask.kind != "review":
        seen += [talk.turn, talk.types("?!").turn if talk.ask.choices else talk.turn]
        if talk.at in answers or talk.at.endswith(("probe", "other")):
            talk.tells(answers.get(talk.at, "גגג"))  # type: ignore[arg-type]
        elif talk.at == "halfway":
            talk.taps("go_on")
        elif talk.ask.kind == "several":
            talk.taps(talk.ask.choices[0].id)
        else:
            talk.skips()
    seen += [talk.turn, talk.reloads().turn, talk.stops().turn]
    talk.taps("go_on")
    seen += [talk.deletes().turn]
    talk.taps("go_on")
    seen.append(talk.sends().turn)
    assert talk.turn.outcome == "completed"
    assert [text for turn in seen for text in foreign(turn)] == []
    assert len(foreign(Talk(dialogue=spoken).turn)) > 4


def test_a_language_changes_in_the_middle_and_nothing_else(spoken: Dialogue) -> None:
    """Answers, place and follow-ups stay; the whole talk is said again in the new language."""
    talk = Talk(dialogue=spoken).until("causes", liked="The team", concerns="It took so long here")
    path, at = talk.session.path, talk.at
    choices = [choice.id for choice in talk.ask.choices]
    talk.does(Speak("he"))
    assert (talk.session.language, talk.session.path, talk.at) == ("he", path, at)
    assert [choice.id for choice in talk.ask.choices] == choices
    assert talk.turn.again
    assert not foreign(talk.turn)
    assert [line.text for line in talk.turn.say if line.mine][-1] == "It took so long here"
    talk.does(Speak("en"))
    assert talk.session.path == path
    assert talk.said.startswith("Thank you for considering")


def test_reloading_keeps_the_language(spoken: Dialogue) -> None:
    """What is sealed between two turns knows the language, and so does the talk drawn anew."""
    talk = Talk(dialogue=spoken, language="uk").taps("agree")
    assert from_record(to_record(talk.session)).language == "uk"
    assert not foreign(talk.reloads().turn)


@pytest.mark.parametrize("text", [NAMES["he"], "PSEUDO HE.", "pseudo he"])
def test_a_language_may_be_named_where_words_are_no_answer(spoken: Dialogue, text: str) -> None:
    """Its name, typed as the whole message, is enough; an open question takes it as an answer."""
    talk = Talk(dialogue=spoken).types(text)
    assert talk.session.language == "he"
    talk = Talk(dialogue=spoken).until("concerns").types(text)
    assert talk.session.language == "en"
    assert talk.session.path[-1].answer.text == text or talk.session.draft is not None


def test_an_unknown_language_changes_nothing(spoken: Dialogue) -> None:
    """Who asks for a language that is not offered goes on in the one at hand."""
    talk = Talk(dialogue=spoken, language="uk")
    assert talk.does(Speak("tlh")).session.language == "uk"


@pytest.mark.parametrize(
    ("asked", "given"), [("he", "he"), ("he-IL", "he"), ("UK_ua", "uk"), ("en-GB", "en")]
)
def test_the_browser_suggests_a_language(spoken: Dialogue, asked: str, given: str) -> None:
    """A language with a country finds the language; anything else finds none."""
    assert spoken.revision.nearest(asked) == given
    assert spoken.revision.nearest("x") is None
    assert spoken.revision.nearest("") is None


def test_commands_numbers_and_nothing_are_understood_in_the_language(spoken: Dialogue) -> None:
    """What people type is looked up in the lists of their language, not of another."""
    words = spoken.revision.into("he").house.words
    talk = Talk(dialogue=spoken, language="he").until("concerns").types(words["nothing"][0])
    assert talk.session.path[-1].answer.nothing
    assert talk.types(words["back"][1]).at == "concerns"
    assert talk.types("go back").session.path[-1].answer.text == "go back" or talk.session.draft


def test_words_of_another_language_are_counted_and_never_read(spoken: Dialogue) -> None:
    """In a batch, they might be the only ones of their language: HR is not offered them."""
    talk = Talk(dialogue=spoken).until("causes", concerns="I waited far too long for an answer")
    talk.does(Speak("uk"))
    talk.edits()
    item = talk.item("concerns")
    assert (item.reading, item.uses, item.words) == (None, (), None)
    assert item.kept == talk_says(spoken, "kept_as_themes" if item.codes else "kept_nothing")
    talk.does(Speak("en"))
    assert talk.item("concerns").reading is not None


def talk_says(spoken: Dialogue, name: str) -> str:
    return spoken.revision.into("uk").house.messages[name]


def test_what_was_taken_out_is_named_in_the_language(spoken: Dialogue) -> None:
    """The word in brackets is one of the interview's language, and stands where it stood."""
    words = "I spoke with Jonathan Meyerbeer, the only one who was kind"
    talk = Talk(dialogue=spoken, language="uk").until("concerns").types(words)
    talk.until("review")
    reading = talk.item("concerns").reading
    assert reading is not None
    named = f"[{pseudo('name', 'uk')}]"
    assert [reading.text[a:b] for a, b in reading.roles] == [named]
    assert "Meyerbeer" not in reading.text


@pytest.mark.parametrize(
    "broken",
    [
        "locale/he/declined-offer.po",
        "locale/he/house-style.po",
        "locale/he/codebook.po",
        "locale/he/language.yaml",
    ],
)
def test_an_incomplete_language_is_not_offered(sources: Mapping[str, str], broken: str) -> None:
    """Where a file is missing nothing of it is offered; the other languages stay."""
    left = {name: text for name, text in sources.items() if name != broken}
    assert list(compile_dialogue(left).revision.called) == ["en", "uk"]


def test_one_changed_sentence_takes_its_translations_out(sources: Mapping[str, str]) -> None:
    """A translation counts for the very sentence it was made for, fuzzy ones not at all."""
    changed = sources["declined-offer.yaml"].replace("And what gave you pause?", "What was wrong?")
    dialogue = compile_dialogue({**sources, "declined-offer.yaml": changed})
    assert list(dialogue.revision.called) == ["en"]
    name = "locale/uk/house-style.po"
    fuzzy = sources[name].replace('msgctxt "button_skip"', '#, fuzzy\nmsgctxt "button_skip"')
    assert list(compile_dialogue({**sources, name: fuzzy}).revision.called) == ["en", "he"]


def test_a_revision_is_its_translations_too(sources: Mapping[str, str], spoken: Dialogue) -> None:
    """A reworded translation is another revision; a language only begun changes nothing."""
    name = "locale/uk/house-style.po"
    other = compile_dialogue({**sources, name: sources[name].replace("а", "о")})
    assert other.revision.id != spoken.revision.id
    begun = compile_dialogue({**sources, "locale/it/house-style.po": sources[name]})
    assert begun.revision.id == spoken.revision.id
    again = compile_dialogue(spoken.sources)
    assert (again.revision.id, list(again.revision.called)) == (
        spoken.revision.id,
        ["en", "uk", "he"],
    )


def test_a_broken_file_of_a_language_is_told(sources: Mapping[str, str]) -> None:
    """What cannot be read is a mistake with its place, not a language that quietly is not there."""
    name = "locale/uk/codebook.po"
    with pytest.raises(DialogueError, match=rf"{name}:1:1  T01"):
        compile_dialogue({**sources, name: f"msgid unquoted\n{sources[name]}"})


def test_every_message_is_in_the_language(spoken: Dialogue) -> None:
    """The house style has each of its messages in each language, those of a script too."""
    messages = spoken.revision.into("he").house.messages
    assert set(messages) == set(MESSAGES)
    assert not [
        text for text in messages.values() if re.search("[a-z]{2}", re.sub(r"{\w+}", "", text))
    ]
