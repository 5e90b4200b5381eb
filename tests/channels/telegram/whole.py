"""One whole interview, with all that people do on the way, in any language and either mode."""

from bot.channels.telegram.codes import short
from tests.channels.telegram.bot_api import Shown
from tests.channels.telegram.person import CANARY, Person
from tests.live import Live
from tests.people import words

_NAMES = ("Canary-Name", "Canary-Family", "canary_user")


def whole(program: Live, person: Person, number: int, language: str) -> None:
    """Begin, delete, begin again, edit, go back, change in the review, send, and delete it all.

    Afterwards nothing of the chat, and no word, is kept.
    """
    token = program.link().partition("#")[2]
    _deleted(person, token, language)
    person.begin(token, language)
    _said_and_meant(person, language)
    person.to_review()
    assert _sentence(language, "review_question") in person.last.text
    _changed_in_review(person, language)
    receipt = list(person.send())
    assert_closed([*person.chat.said(), Shown(0, "")])
    assert len(receipt) == 16
    assert set(receipt) <= set(words().receipts[language])
    person.chat.write(f"/delete {' '.join(receipt)}")
    assert person.last.text == _sentence(language, "telegram_forgotten")
    kept = program.kept()
    for clear in (CANARY, str(number), *_NAMES, token, " ".join(receipt[:2])):
        assert clear.encode() not in kept


def assert_closed(shown: list[Shown]) -> None:
    """Only what was said last may have buttons."""
    assert [message.labels for message in shown[:-1] if message.keyboard] == []


def _deleted(person: Person, token: str, language: str) -> None:
    """An interview under way is deleted on a second word, and costs nobody their link."""
    person.begin(token, language)
    person.press("c")
    person.chat.write("/delete")
    assert person.last.text.startswith(_sentence(language, "delete_question"))
    person.press("c", short("yes_delete"))
    assert person.last.text == _sentence(language, "deleted")


def _said_and_meant(person: Person, language: str) -> None:
    """The last message is changed afterwards, and a question gone back to shows what was said."""
    person.press("c")
    person.answer()
    number = person.write(f"Kind people, relly. {CANARY}")
    person.chat.edit(number, f"Kind people, really. {CANARY}")
    assert person.last.text == _sentence(language, "telegram_changed")
    person.chat.write("/back")
    assert person.last.styled("blockquote") == [f"Kind people, really. {CANARY}"]
    person.press("a", "back")
    assert "☑ " in "".join(person.open.labels)
    person.press("d")
    person.chat.write("/review")
    assert f"Kind people, really. {CANARY}" in person.last.styled("blockquote")
    person.press("c", short("go_on"))
    assert_closed(person.chat.said())


def _changed_in_review(person: Person, language: str) -> None:
    """An answer is changed by its number; the words of another are forgotten."""
    person.press("u")
    person.press("e", nth=1)
    person.write(f"Changed my mind. {CANARY}")
    person.to_review()
    assert f"Changed my mind. {CANARY}" in person.last.styled("blockquote")
    assert _sentence(language, "review_question") in person.last.text
    assert_closed(person.chat.said())


def _sentence(language: str, name: str) -> str:
    """A sentence of the house style that names nothing."""
    return words().dialogue.revision.into(language).house.messages[name]
