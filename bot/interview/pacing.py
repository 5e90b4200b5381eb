"""How long an interview takes, in seconds nobody measures: words to read, words to type, taps."""

from functools import cached_property

from bot.interview.answers import Answer, words
from bot.interview.flow import Answered, Flow
from bot.interview.paths import Paths, Rest
from bot.interview.script import OTHER, Ask, End, Say, Step
from bot.interview.standing import TYPED
from bot.interview.turn import Entry, Session

# Reading and typing on a phone: 230 and 32 words a minute.
_READ = 60 / 230
_TYPE = 60 / 32
_TAP = 2.5
_FEW = 5  # words, where a few are asked for
_FOLLOWED = 20 * _READ + _TAP  # a follow-up, read and sent
_NAMED = 11 * _READ + _TAP  # what `other` stands for, asked and sent
_SUGGESTION = 14 * _READ + 2 * _TAP
_OFFER = 16 * _READ + _TAP
_REVIEWED = 8 * _READ  # one answer, looked over before Send
_ALLOWED = _TAP  # what becomes of typed words, looked at or changed there
_FAREWELL = 95 * _READ + 3 * _TAP  # the review's own words, Send, the receipt


class Pace:
    """How long an interview took so far, and may still take."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._paths = Paths(flow, cost)
        # Read again in every turn, for every answer.
        self._reading = {step.id: reading(step) for step in flow.script.steps}

    def dropped(self, session: Session) -> frozenset[str]:
        """The questions this session leaves out so that the promised minutes are kept.

        Left out in the order the script says, as many as needed and never one already asked. Only
        the last answer on the path decides, so that coming back to a question changes nothing.
        """
        if not session.path or not self._droppable:
            return frozenset()
        limit = self._flow.script.limits.minutes * 60
        met = {entry.step for entry in (*session.path, *session.spare)}
        said = self.said(session.path)
        out: frozenset[str] = frozenset()
        for step in self._droppable:
            if said + self._after(session, out) <= limit:
                return out
            if step.id not in met:
                out |= {step.id}
        return out

    def rest(self, session: Session, dropped: frozenset[str]) -> Rest:
        """The longest rest of this session, the question now open included."""
        step = self._flow.steps[session.at]
        return self._paths.rest(step, _reached(session, dropped), self._probes(session))

    def longest(self, *, short: bool, dropped: frozenset[str] = frozenset()) -> float:
        """The seconds of the longest way through the whole script."""
        probes = self._flow.script.limits.probes
        rest = self._paths.rest(self._flow.first, Answered({}, short, dropped), probes)
        return rest.seconds + (0 if short else _OFFER)

    def said(self, path: tuple[Entry, ...]) -> float:
        """The seconds that this part of an interview took, by the words that were typed."""
        return sum(self._said(entry) for entry in path if entry.asked)

    @cached_property
    def droppable(self) -> frozenset[str]:
        """Every question that may be left out."""
        return frozenset(step.id for step in self._droppable)

    @cached_property
    def _droppable(self) -> list[Ask]:
        asks = [s for s in self._flow.script.steps if isinstance(s, Ask) and s.drop_when_short]
        return sorted(asks, key=lambda ask: ask.drop_when_short or 0)

    def _after(self, session: Session, dropped: frozenset[str]) -> float:
        """The most seconds there may be after the last answer."""
        reached = _reached(session, dropped)
        onward = self._flow.following(session.path[-1].step, reached)
        rest = self._paths.rest(onward, reached, self._probes(session))
        offer = 0 if session.short else _OFFER
        return rest.seconds + offer

    def _probes(self, session: Session) -> int:
        probed = sum(entry.answer.probe is not None for entry in session.path)
        return max(0, self._flow.script.limits.probes - probed)

    def _said(self, entry: Entry) -> float:
        step, answer = self._flow.steps[entry.step], entry.answer
        typed = words(answer.text) + words(answer.probe or "")
        taps = max(1, len(answer.choices) + len(answer.ratings)) * _TAP
        extra = _FOLLOWED if answer.probe is not None else 0
        extra += _SUGGESTION if answer.offered else 0
        extra += _NAMED if OTHER in answer.choices else 0
        extra += _ALLOWED if typed and isinstance(step, Ask) and step.words else 0
        return self._reading[step.id] + typed * _TYPE + taps + extra + _REVIEWED


def cost(step: Step, answer: Answer, probed: bool) -> float:
    """The seconds a step takes that has yet to come, when it is answered like this."""
    if isinstance(step, End) and step.outcome == "completed":
        return reading(step) + _FAREWELL
    if not isinstance(step, Ask):
        return reading(step)
    probe = _FOLLOWED + TYPED * _TYPE if probed else 0
    suggestion = _SUGGESTION if step.suggest_themes and answer.text else 0
    allowed = _ALLOWED if step.words and answer.text else 0
    return reading(step) + _answering(step, answer) + suggestion + probe + allowed + _REVIEWED


def reading(step: Step) -> float:
    """The seconds it takes to read a step: its longest wording and all there is to choose from."""
    if isinstance(step, (Say, End)):
        return max((words(text) for text in step.texts), default=0) * _READ
    if not isinstance(step, Ask):
        return 0
    wordings = [*step.texts, *(step.text_by.wordings.values() if step.text_by else ())]
    labels = [c.label for c in (*step.choices, *step.items)] + list(step.scale.values())
    return (max(map(words, wordings), default=0) + sum(map(words, labels))) * _READ


def _reached(session: Session, dropped: frozenset[str]) -> Answered:
    return Answered({e.step: e.answer for e in session.path}, session.short, dropped)


def _answering(ask: Ask, answer: Answer) -> float:
    if answer.skipped:
        return _TAP
    named = any(choice.id == OTHER for choice in ask.choices)
    other = _NAMED + _FEW * _TYPE if named else 0
    match ask.type:
        case "open":
            return min(TYPED, words(answer.text)) * _TYPE + _TAP
        case "several":
            return (min(ask.at_most or 99, len(ask.choices)) + 1) * _TAP + other
        case "ratings":
            return (len(ask.items) + 1) * _TAP
    return _TAP + other
