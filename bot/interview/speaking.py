"""In which language an interview goes on."""

from dataclasses import replace

from bot.interview.events import Event, Given, Speak
from bot.interview.matching import is_one_of
from bot.interview.revision import Revision
from bot.interview.script import Ask
from bot.interview.turn import Session


def speaking(revision: Revision, session: Session, event: Event) -> Session:
    """The session in the language that the event asks for; the very same one when it asks for none.

    Everything else stays as it is: answers and place are ids.
    """
    wanted = event.language if isinstance(event, Speak) else None
    if isinstance(event, Given) and not (event.choices or event.ratings):
        wanted = _named(revision, session, event.text)
    language = revision.nearest(wanted) if wanted else None
    return session if language is None else replace(session, language=language)


def _named(revision: Revision, session: Session, text: str) -> str | None:
    """The language whose name is the whole message, where words are no answer themselves."""
    step = revision.into(session.language).flow.steps[session.at]
    if session.stage in ("probe", "other") or not isinstance(step, Ask):
        return None
    labels = tuple(choice.label for choice in step.choices)
    if session.stage == "question" and (step.type == "open" or is_one_of(text, labels)):
        return None
    return next((each for each, names in revision.called.items() if is_one_of(text, names)), None)
