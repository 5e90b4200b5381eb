"""Whole interviews over HTTP, with updates brought and asked for, in every language."""

import itertools

import pytest

from tests.channels.telegram.person import Person
from tests.channels.telegram.stand_in import StandIn
from tests.channels.telegram.whole import assert_closed, whole
from tests.live import Live

Bot = tuple[Live, StandIn]
CHATS = itertools.count(770_000_001)


@pytest.fixture
def number() -> int:
    """A chat that nobody has written in."""
    return next(CHATS)


@pytest.fixture
def person(bot: Bot, number: int) -> Person:
    """Somebody who has never written to the bot."""
    return Person(bot[1].chat(number))


def token(bot: Bot) -> str:
    """A fresh token."""
    return bot[0].link().partition("#")[2]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_a_whole_interview(bot: Bot, person: Person, number: int, language: str) -> None:
    """Deleted, begun again, edited, gone back in, changed in the review, sent, deleted again."""
    whole(bot[0], person, number, language)


def test_the_introduction_tells_the_truth_first(bot: Bot, person: Person) -> None:
    """Before anything begins one reads what Telegram knows, and where it would know nothing."""
    code = token(bot)
    person.chat.write(f"/start {code}")
    assert "confidential, not anonymous" in person.last.text
    assert "deleted after two days of rest" in person.last.text
    assert f"/i#{code}" in person.last.text


def test_a_link_begins_nothing_by_itself(person: Person) -> None:
    """/start looks nothing up; the button does, and says so when the code is none."""
    person.chat.write("/start 00000-00000-00000-00000-00000-0")
    person.press_begin()
    assert "I do not know this code" in person.last.text
    person.chat.write("hello")
    assert "No interview is open" in person.last.text


def test_a_token_is_spent_by_send_alone(bot: Bot, person: Person) -> None:
    """Two chats begin with one token; the second Send is refused and keeps nothing."""
    code = token(bot)
    rival = Person(bot[1].chat(next(CHATS)))
    for each in (person, rival):
        each.begin(code)
        each.press("c", nth=1)
        each.write("The team was kind.")
        each.chat.write("/review")
    assert len(person.send()) == 16
    rival.press("a", "send")
    assert "already sent with this link" in rival.last.text


def test_going_back_shows_the_answer_again(bot: Bot, person: Person) -> None:
    """Back by button and by command reopens the question, with what was answered before."""
    person.begin(token(bot))
    person.press("c")
    person.answer()
    person.write("Kind people.")
    person.chat.write("/back")
    assert person.last.styled("blockquote") == ["Kind people."]
    person.press("a", "back")
    assert "☑ " in "".join(person.open.labels)
    assert_closed(person.chat.said())


def test_the_review_changes_answers(bot: Bot, person: Person) -> None:
    """An answer is changed by its number, its words forgotten or read, its themes taken out."""
    person.words = lambda _: "Nobody answered me for six weeks, and the pay was low."
    person.begin(token(bot))
    person.press("c", nth=1)
    person.to_review()
    before = person.open.labels
    question = person.last.text.rpartition("That was everything")[2]
    assert "The buttons carry" in question, "buttons are explained right above them"
    assert person.press("u") in ("Count the themes only, forget my words", before[0])
    assert person.open.labels != before
    person.press("x")
    assert "☐" in "".join(person.open.labels)
    person.press("e", nth=1)
    assert "e" not in person.verbs
    person.write("Changed my mind.")
    person.to_review()
    assert "Changed my mind." in "".join(shown.text for shown in person.chat.said()[-2:])


def test_delete_takes_everything(bot: Bot, person: Person) -> None:
    """/delete asks back once, then the draft is gone; its buttons say that they are closed."""
    person.begin(token(bot))
    person.press("c")
    old = person.open
    person.chat.write("/delete")
    person.press("c")
    assert "All of it is gone" in person.last.text
    assert person.chat.tap(old, "x.1.c.y") == "That question is closed."
    person.chat.write("/skip")
    assert "No interview is open" in person.last.text


def test_delete_with_the_receipt(bot: Bot, person: Person) -> None:
    """The words of the receipt delete the response; without it one is told how."""
    person.begin(token(bot))
    person.press("c", nth=1)
    person.to_review()
    receipt = person.send()
    person.chat.write("/delete")
    assert "16 words" in person.last.text
    person.chat.write(f"/delete {' '.join(receipt)}")
    assert person.last.text.startswith("Done.")
    person.chat.write("/delete one two three")
    assert "not a receipt" in person.last.text


def test_the_receipt_is_shown_once(bot: Bot, person: Person) -> None:
    """Whoever writes after Send is told that it is over, without the receipt."""
    person.begin(token(bot))
    person.press("c", nth=1)
    person.to_review()
    receipt = person.send()
    person.chat.write("hello?")
    assert "Your answers are in" in person.last.text
    assert receipt[0] not in person.last.text


def test_groups_are_refused(bot: Bot) -> None:
    """In a group the bot says one sentence and holds no interview."""
    _, stand_in = bot
    group = -next(CHATS)
    update = stand_in.api.message(group, f"/start {token(bot)}", 1_800_000_000, kind="group")
    stand_in.bring(update)
    assert "never in a group" in stand_in.api.said(group)[-1].text


def test_pictures_get_one_sentence(bot: Bot, person: Person, number: int) -> None:
    """What is no text changes nothing and is answered in a sentence."""
    person.begin(token(bot))
    open_before = person.open
    sticker = {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}
    kind = {"type": "regular", "is_animated": False, "is_video": False}
    bot[1].bring(bot[1].api.other(number, {"sticker": {**sticker, **kind}}, 1_800_000_000))
    assert "only read text" in person.last.text
    assert person.open == open_before


def test_an_edit_changes_the_last_answer(bot: Bot, person: Person) -> None:
    """The review shows what the message says now; an older message can no longer be changed so."""
    person.begin(token(bot))
    person.press("c", nth=1)
    number = person.write("All of it, relly.")
    question = person.last
    person.chat.edit(number, "All of it, really.")
    assert "changed your answer" in person.last.text
    assert question.keyboard, "the next question stays open"
    person.write("Hard to say.")
    person.chat.edit(number, "Too late.")
    assert "last message" in person.last.text
    person.chat.write("/review")
    shown = "".join(message.text for message in person.chat.said()[-2:])
    assert "All of it, really." in shown
    assert "Too late." not in shown


def test_two_messages_at_once_are_one_answer(bot: Bot, person: Person, number: int) -> None:
    """What follows within two seconds belongs to it; what follows later answers what is asked."""
    person.begin(token(bot))
    person.press("c", nth=1)
    person.write("Kind people.")
    bot[1].write(number, "And good food.", later=1)
    assert "added that" in person.last.text
    person.write("Slow answers, that was all.")
    person.chat.write("/review")
    shown = "".join(message.text for message in person.chat.said()[-2:])
    assert "Kind people.\nAnd good food." in shown


def test_old_buttons_answer_nothing(bot: Bot, person: Person) -> None:
    """A second tap, and a tap on a question that is closed, say so and change nothing."""
    person.begin(token(bot))
    shown = person.open
    rows = [list(row) for row in shown.keyboard]
    person.press("c")
    after = person.last
    assert person.chat.tap(shown, rows[0][0][1]) == "That question is closed."
    assert person.last == after


def test_another_language_in_the_middle(bot: Bot, person: Person) -> None:
    """/language asks, and the open question comes again in the language chosen."""
    person.begin(token(bot))
    person.chat.write("/language")
    person.press("l", "de")
    assert person.last.text.startswith("Danke")
    assert "Jetzt nicht" in person.last.labels
    assert_closed(person.chat.said())
