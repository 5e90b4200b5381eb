"""Actions and dates in the words of the digest."""

from datetime import date

from bot.insight.action import Action
from bot.insight.decision import Decision
from bot.insight.digest_words import DigestWords
from bot.insight.edition import spoken_date


def decided(words: DigestWords, action: Action | Decision) -> str:
    """An action in one line: what, who, and until when."""
    if not action.until:
        return words.say("decision", what=action.what, owner=action.owner)
    day = spoken_date(words, date.fromisoformat(action.until))
    return words.say("decision_by", what=action.what, owner=action.owner, date=day)


def next_digest(words: DigestWords, day: date) -> str:
    """When the next digest can come."""
    return words.say("next", date=spoken_date(words, day))
