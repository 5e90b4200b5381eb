"""(Revision, Session, event) -> Turn: the one door to an interview, a pure function."""

from bot.interview.answering import NOTHING, Noticed, given, send
from bot.interview.asking import asked
from bot.interview.events import (
    Back,
    Delete,
    Edit,
    Event,
    Given,
    Help,
    Resume,
    Send,
    Skip,
    Speak,
    Stop,
)
from bot.interview.matching import command
from bot.interview.moment import Moment, Redact
from bot.interview.moving import back, edit, pause, skip
from bot.interview.revision import Revision
from bot.interview.saying import end, turn, whole_talk
from bot.interview.speaking import speaking
from bot.interview.turn import Asked, Session, Turn
from bot.interview.wording import Facts


def begin(revision: Revision, seed: str, language: str, facts: Facts, redact: Redact) -> Turn:
    """The first turn of an interview; `seed` draws its wordings and orders."""
    session = Session(revision.id, seed, language, revision.flow.first.id)
    return turn(Moment(revision.into(language), session, facts, redact))


def standing(revision: Revision, session: Session, facts: Facts, redact: Redact) -> Asked:
    """What stands open in an interview under way."""
    return asked(Moment(revision.into(session.language), session, facts, redact))


def hear(
    revision: Revision,
    session: Session,
    event: Event,
    facts: Facts,
    redact: Redact,
    noticed: Noticed = NOTHING,
) -> Turn:
    """The turn that this event makes; one that was meant for another question changes nothing.

    `redact` is asked only in the review: the session holds what was typed. `facts` are those of
    the language in which `speaking` goes on.
    """
    spoken = speaking(revision, session, event)
    moment = Moment(revision.into(spoken.language), spoken, facts, redact)
    if isinstance(event, Speak) or spoken is not session:
        return whole_talk(moment)
    if isinstance(event, Given):
        event = _typed_command(moment, event) or event
    if isinstance(event, Resume):
        return whole_talk(moment, moment.say("welcome_back") if moment.begun else "")
    if isinstance(event, Help):
        return turn(moment, (moment.say("help"),))
    if event.visit != session.visit:
        return turn(moment)
    return _decide(moment, event, noticed)


def _decide(
    moment: Moment, event: Given | Skip | Back | Edit | Stop | Delete | Send, noticed: Noticed
) -> Turn:
    match event:
        case Given():
            return given(moment, event, noticed)
        case Skip():
            return skip(moment)
        case Back():
            return back(moment)
        case Edit():
            return edit(moment, event.step)
        case Send():
            return send(moment, event)
    if not moment.begun:
        return end("stopped", moment.say("stopped"))
    return pause(moment, "stop" if isinstance(event, Stop) else "delete")


def _typed_command(
    moment: Moment, heard: Given
) -> Skip | Back | Help | Stop | Delete | Edit | Send | None:
    """What a typed message asks for, when the whole of it is one of the words for it."""
    if heard.choices or heard.ratings:
        return None
    visit = heard.visit
    match command(heard.text, moment.revision.house):
        case "skip":
            return Skip(visit)
        case "back":
            return Back(visit)
        case "help":
            return Help()
        case "stop":
            return Stop(visit)
        case "delete":
            return Delete(visit)
        case "review":
            return Edit(visit)
        case "send" if moment.session.stage == "review" or moment.past_half:
            return Send(visit)
    return None
