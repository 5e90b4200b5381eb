"""The first message behind a link: where one is, what that means, and a button that begins."""

from bot.channels.telegram.calls import Rows
from bot.channels.telegram.codes import Invitation
from bot.channels.telegram.rich import Message, Span, messages
from bot.channels.telegram.voice import Voice


def greeting(token: str, voice: Voice, language: str, link: str) -> tuple[Message, Rows]:
    """The invitation in a language; nothing is looked up, so it is the same for any token."""
    said = voice.say(language, "telegram_intro", link=f"{link}{token}")
    begin = voice.say(language, "telegram_begin"), Invitation(token, language, True).data()
    others = [
        (voice.say(each, "telegram_language_name"), Invitation(token, each, False).data())
        for each in voice.languages
        if each != language
    ]
    return messages([Span(said)])[0], [[begin], others]
