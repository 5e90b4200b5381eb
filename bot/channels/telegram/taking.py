"""One turn of a chat: what was heard, and the draft, to calls of the Bot API and the next draft.

Nothing here waits, sends or looks at a clock: it runs within the transaction that keeps the draft.
"""

from dataclasses import replace
from typing import assert_never

from bot.channels.telegram import calls, codes
from bot.channels.telegram.codes import Button, Invitation
from bot.channels.telegram.drawing import Drawing, Taken, written
from bot.channels.telegram.heard import (
    Command,
    Edited,
    Gone,
    Group,
    Heard,
    Tap,
    Text,
    Unreadable,
)
from bot.channels.telegram.invitation import greeting
from bot.channels.telegram.notes import Answer, Notes, Words, from_plain, to_plain
from bot.channels.telegram.question import Question
from bot.channels.telegram.review import sending
from bot.channels.telegram.rich import Span, messages, paragraphs
from bot.channels.telegram.tapping import Tapped, tapped
from bot.channels.telegram.voice import Voice
from bot.drafts import UnderWay
from bot.interview.events import Back, Delete, Edit, Event, Given, Help, Skip, Speak, Stop
from bot.interview.record import from_record, to_record
from bot.interview.turn import Asked
from bot.interviewer import Refused, Reply

# Two messages sent within so many seconds are one answer: nobody has read a question by then.
TOGETHER = 2


def take(under: UnderWay, heard: Heard, voice: Voice, link: str, shown: int) -> Taken:
    """Take one turn; `shown` is the message that holds the buttons, where that is known."""
    return _Turn(under, heard, voice, link, shown).taken()


def arrived(under: UnderWay) -> None:
    """Let go of the last words of an interview: they have arrived."""
    notes = from_plain(under.notes)
    if notes.over and notes.answer != Answer():
        under.end(to_plain(replace(notes, answer=Answer())))


def language_of(under: UnderWay) -> str:
    """The language that was spoken last, as far as that is known."""
    return from_plain(under.notes).language


def note_shown(under: UnderWay, message: int, update: int) -> None:
    """Note which message holds the buttons of what stands open, if nothing came after it."""
    notes = from_plain(under.notes)
    if under.session is not None and notes.seen[-1:] == (update,):
        under.keep(to_plain(replace(notes, shown=message)))


class _Turn:
    """One turn while it is taken."""

    def __init__(self, under: UnderWay, heard: Heard, voice: Voice, link: str, shown: int) -> None:
        self.under, self.heard, self.voice, self.link = under, heard, voice, link
        notes = from_plain(under.notes)
        # Noted by the turn before this one, when what it asked had arrived.
        self.arrived = bool(notes.shown)
        self.notes = replace(notes, shown=shown) if shown else notes

    def taken(self) -> Taken:
        """What this turn comes to."""
        if self.heard.update in self.notes.seen:
            return self._again()
        if self.under.retired:
            return self._retired()
        what = self.heard.what
        match what:
            case Tap():
                return self._tap(what)
            case Text():
                return self._text(what)
            case Edited():
                return self._edited(what)
            case Command():
                return self._command(what)
            case Unreadable():
                return self._told("please_write")
            case Group():
                return self._told("telegram_group")
            case Gone():
                self.under.forget()
                return Taken()
            case _:
                assert_never(what)

    # What there is to say

    def say(self, name: str, **facts: str) -> str:
        """A sentence in the language that is spoken here."""
        session = self.under.session
        language = self.notes.language if session is None else session.language
        return self.voice.say(language, name, **facts)

    def _question(self) -> Question:
        session = self.under.session
        assert session is not None  # noqa: S101 - the caller has looked
        return Question(session, self.under.ask(), self.notes, self.say)

    def _told(self, name: str) -> Taken:
        """A sentence, of which nothing is kept."""
        return Taken(tuple(written(self.heard.chat, [[Span(self.say(name))]])))

    def _drawn(self, answer: Answer, *, closes: bool = False, toast: str = "") -> Taken:
        """An answer as calls; `closes` takes the buttons of the question before away."""
        question = self._question() if self.under.session is not None else None
        drawing = Drawing(self.heard, self.notes, question, self.say)
        return drawing.drawn(answer, closes=closes, toast=toast)

    def _again(self) -> Taken:
        """The same once more, if nothing came after it and it is not known to have arrived."""
        put = self.notes.answer.ask in ("buttons", "question")
        if self.heard.update != self.notes.seen[-1] or (put and self.arrived):
            return self._drawn(Answer())
        return self._drawn(self.notes.answer, closes=bool(self.notes.answer.chosen))

    # What becomes of the draft

    def _keep(self, answer: Answer, *, closes: bool = False, toast: str = "") -> Taken:
        """Keep the interview as it stands and answer so."""
        self.notes = self.notes.after(self.heard.update, answer)
        drawn = self._drawn(answer, closes=closes, toast=toast)
        if answer.ask in ("buttons", "question"):
            self.notes = replace(self.notes, shown=0)
        if not self.under.keep(to_plain(self.notes)):
            # Then the last words cannot be changed any more by editing their message.
            self.under.keep(to_plain(replace(self.notes, words=None)))
        return drawn

    def _end(self, answer: Answer, over: str) -> Taken:
        """Let go of the interview and answer so."""
        shown = self.notes.shown
        self.notes = Notes(self.notes.seen, over=over, language=self.notes.language)
        self.notes = self.notes.after(self.heard.update, answer)
        self.under.end(to_plain(self.notes))
        self.notes = replace(self.notes, shown=shown)
        return self._drawn(answer, closes=True)

    def _retired(self) -> Taken:
        return self._end(Answer((Span(self.say("retired")),)), "retired")

    def _hear(
        self,
        event: Event,
        *,
        chosen: str = "",
        words: Words | None = None,
        before: Question | None = None,
        remark: str = "",
    ) -> Taken:
        """Take a turn of the interview; `before` is the question that was shown until now."""
        before = before or self._question()
        self.notes = replace(self.notes, words=words, language=before.session.language)
        if isinstance(event, Given | Skip):
            # What was chosen in the review was chosen about another answer.
            self.notes = self.notes.without(before.ask.step)
        try:
            reply = self.under.hear(event)
        except Refused as refused:
            return self._end(Answer((Span(refused.sentence),)), "refused")
        self.notes = replace(self.notes, language=reply.language)
        if reply.outcome is not None:
            return self._end(Answer(tuple(self._last_words(reply)), chosen=chosen), reply.outcome)
        answer, closes = self._next(before, reply, remark)
        return self._keep(replace(answer, chosen=chosen), closes=closes)

    def _next(self, before: Question, reply: Reply, remark: str) -> tuple[Answer, bool]:
        """What is said and asked next, and whether the question before is closed by it."""
        after = self._question()
        same = after.of == before.of and after.ask.text == before.ask.text
        if remark and same:
            return Answer((Span(remark),)), False
        lines = [] if reply.again else [line.text for line in reply.say if not line.mine]
        said = paragraphs([Span(text)] for text in (remark, *lines) if text)
        if not same:
            return Answer(tuple(said), "question"), True
        # It was explained or asked for once more: the buttons move below what was said.
        return Answer(tuple(said), "buttons" if said else "nothing"), bool(said)

    def _last_words(self, reply: Reply) -> list[Span]:
        blocks = [[Span(line.text)] for line in reply.say if not line.mine]
        if reply.receipt:
            blocks.append([Span(" ".join(reply.receipt), "code")])
            blocks.append([Span(self.say("telegram_receipt"))])
        return paragraphs(blocks)

    # What was heard

    def _nothing_open(self) -> Taken:
        """What is told somebody who has no interview open."""
        if self.notes.over and self.notes.answer.say:
            return self._drawn(self.notes.answer)
        completed = self.notes.over == "completed"
        return self._told("telegram_sent" if completed else "telegram_nothing_open")

    def _text(self, text: Text) -> Taken:
        session = self.under.session
        if session is None:
            return self._nothing_open()
        question, last = self._question(), self.notes.words
        if self._belongs(text, last) and last is not None:
            parts = (*last.parts, (text.message, text.text))
            longer = replace(last, parts=parts, at=text.at)
            return self._reheard(longer, "telegram_added", question)
        if question.ask.kind == "review" and self._means_send(text.text, question.ask):
            return self._hear(sending(question.ask, self.notes))
        parts = ((text.message, text.text),)
        words = Words(to_record(session), parts, text.at, question.ask.free_text)
        return self._hear(_given(question.ask, parts), words=words)

    def _belongs(self, text: Text, last: Words | None) -> bool:
        """Whether a text goes on with the one before it."""
        if last is None or not last.joins or self.under.command(text.text) is not None:
            return False
        return 0 <= text.at - last.at <= TOGETHER and text.message > last.parts[-1][0]

    def _means_send(self, text: str, ask: Asked) -> bool:
        label = dict(ask.actions).get("send", "").casefold()
        typed = text.strip().casefold()
        return self.under.command(text) == "send" or typed in (label, str(len(ask.review) + 1))

    def _edited(self, edited: Edited) -> Taken:
        if self.under.session is None:
            return self._nothing_open()
        last = self.notes.words
        if last is None or edited.message not in dict(last.parts):
            return self._told("telegram_too_late")
        parts = tuple((m, edited.text if m == edited.message else t) for m, t in last.parts)
        return self._reheard(replace(last, parts=parts), "telegram_changed", self._question())

    def _reheard(self, words: Words, remark: str, now: Question) -> Taken:
        """Hear the last words otherwise, from the session as it was before them."""
        self.under.put(from_record(words.before))
        event = _given(self.under.ask(), words.parts)
        return self._hear(event, words=words, before=now, remark=self.say(remark))

    def _command(self, command: Command) -> Taken:
        if command.name == "start":
            return self._start(command.rest)
        if self.under.session is None:
            if self.notes.over and self.notes.answer.say:
                return self._nothing_open()
            known = {"delete": "telegram_delete_how", "help": "telegram_no_code"}
            name = known.get(command.name)
            return self._nothing_open() if name is None else self._told(name)
        if command.name == "language":
            return self._languages()
        return self._hear(self._event(command.name))

    def _event(self, name: str) -> Event:
        visit = self._question().ask.visit
        match name:
            case "skip":
                return Skip(visit)
            case "back":
                return Back(visit)
            case "review":
                return Edit(visit)
            case "stop":
                return Stop(visit)
            case "delete":
                return Delete(visit)
            case _:
                return Help()

    def _start(self, token: str) -> Taken:
        if self.under.session is not None:
            return self._keep(Answer((Span(self.say("welcome_back")),), "question"), closes=True)
        if self.notes.over and self.notes.answer.say:
            return self._nothing_open()
        if not token:
            completed = self.notes.over == "completed"
            return self._told("telegram_sent" if completed else "telegram_no_code")
        if len(token) > codes.LONGEST_TOKEN:
            return self._told("telegram_no_code")
        message, rows = greeting(token, self.voice, self.voice.languages[0], self.link)
        return Taken((calls.say(self.heard.chat, message, rows),))

    def _languages(self) -> Taken:
        question = self._question()
        if len(self.voice.languages) < 2:
            return self._told("telegram_one_language")
        rows = [
            [question.button(self.voice.say(each, "telegram_language_name"), "l", each)]
            for each in self.voice.languages
        ]
        (message,) = messages([Span(self.say("telegram_language"))])
        return Taken((calls.say(self.heard.chat, message, rows),))

    def _tap(self, tap: Tap) -> Taken:
        carried = codes.read(tap.data)
        match carried:
            case Invitation(begins=True):
                return self._begin(carried)
            case Invitation():
                message, rows = greeting(carried.token, self.voice, carried.language, self.link)
                drawn = calls.rewritten(self.heard.chat, tap.message, message, rows)
                return Taken((calls.answer(tap), drawn))
            case Button() if self.under.session is not None:
                return self._pressed(carried, tap)
        return self._stale(tap)

    def _stale(self, tap: Tap) -> Taken:
        """A button of a question that is closed: it answers nothing, and goes away."""
        toast = self.say("telegram_old_button")
        return Taken((calls.answer(tap, toast), calls.bare(self.heard.chat, tap.message)))

    def _begin(self, invitation: Invitation) -> Taken:
        if self.under.session is not None:
            return self._keep(Answer((Span(self.say("welcome_back")),), "question"), closes=True)
        try:
            reply = self.under.begin(invitation.token, invitation.language)
        except Refused as refused:
            return self._drawn(Answer((Span(refused.sentence),)))
        session = self.under.session
        language = session.language if session is not None else invitation.language
        self.notes = Notes(self.notes.seen, language=language)
        said = paragraphs([Span(line.text)] for line in reply.say)
        return self._keep(Answer(tuple(said), "question"), closes=True)

    def _pressed(self, button: Button, tap: Tap) -> Taken:
        question = self._question()
        if f"{button.mark}.{button.visit}" != question.of:
            return self._stale(tap)
        if button.verb == "l":
            name = self.voice.say(button.what, "telegram_language_name")
            return self._hear(Speak(button.what), chosen=name)
        meant = tapped(button, question)
        if meant is None:
            return self._stale(tap)
        return self._meant(meant)

    def _meant(self, meant: Tapped) -> Taken:
        self.notes = meant.notes
        if meant.event is None:
            return self._keep(Answer(ask="redrawn"), toast=meant.toast)
        return self._hear(meant.event, chosen=meant.chosen)


def _given(ask: Asked, parts: tuple[tuple[int, str], ...]) -> Given:
    """Typed words as an answer; at the review they may be anything."""
    step = "" if ask.kind == "review" else ask.step
    return Given(step, ask.visit, "\n".join(text for _, text in parts))
