"""A session seen against its revision: what every decision of a turn looks at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.interview.answers import Answer
from bot.interview.flow import Answered, fitted_to, offered
from bot.interview.revision import Revision
from bot.interview.script import Ask, Choice, End, Step
from bot.interview.turn import Entry, Reading, Session
from bot.interview.wording import Facts, choices, display, fill, message, question, quoted

# What decides about the answers so far, and what is worked out of them once.
_DECISIVE = frozenset(("path", "spare", "short"))
_WORKED_OUT = frozenset(("answers", "reached"))
# Typed words and their language to what HR would read of them.
Redact = Callable[[str, str], Reading]


@dataclass(frozen=True)
class Moment:
    """One session at one moment, with the facts that its sentences may name.

    Without slots, so that what several decisions of a turn look at is worked out once.
    """

    revision: Revision
    session: Session
    facts: Facts
    redact: Redact

    @property
    def step(self) -> Step:
        """The step that stands open."""
        return self.revision.flow.steps[self.session.at]

    @property
    def ask(self) -> Ask:
        """The question that stands open."""
        step = self.step
        assert isinstance(step, Ask), step.id  # noqa: S101 - the engine only stops at questions
        return step

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The answers on the path taken."""
        return {entry.step: entry.answer for entry in self.session.path}

    @cached_property
    def reached(self) -> Answered:
        """What decides the next step after the last answer."""
        dropped = self.revision.pace.dropped(self.session)
        return Answered(self.answers, self.session.short, dropped)

    @property
    def begun(self) -> bool:
        """Whether the person agreed to be asked."""
        return bool(self.session.path)

    @property
    def finished(self) -> bool:
        """Whether nothing more is asked: at an end, or after as many questions as there may be."""
        put = sum(entry.asked for entry in self.session.path)
        return isinstance(self.step, End) or put > self.revision.script.limits.questions

    @property
    def past_half(self) -> bool:
        """Whether sending what there is may be offered all the time."""
        index, half = self.revision.flow.index, self.revision.half
        if half is not None and not self.session.short:
            return index[self.session.at] >= index[half]
        asks = [s for s in self.revision.script.steps if isinstance(s, Ask)]
        met = [ask for ask in asks if ask.short or not self.session.short]
        return len(self.session.path) > len(met) // 2

    @property
    def earlier(self) -> Answer | None:
        """What was answered before to the question that stands open."""
        entry = self.answered_before(self.ask)
        return entry.answer if entry is not None else None

    def answered_before(self, ask: Ask) -> Entry | None:
        """An answer, put aside on going back, to the same question: fitted to the same choices."""
        under = fitted_to(ask, self.answers)
        spare = self.session.spare
        return next((e for e in spare if e.step == ask.id and e.under == under), None)

    def fitting_probe(self, draft: Answer) -> int | None:
        """The place of the follow-up that fits this answer, as the budget allows."""
        if draft.skipped or draft.nothing:
            return None
        answers = {**self.answers, self.session.at: draft}
        for place, probe in enumerate(self.ask.probes):
            if probe.only_if is None or probe.only_if.holds(answers):
                return place if self._within_budget(reserve=probe.reserve) else None
        return None

    def _within_budget(self, *, reserve: bool) -> bool:
        """Whether a follow-up may be asked still; some have one of the budget to themselves."""
        session, script = self.session, self.revision.script
        aside = [entry for entry in session.spare if entry.step != session.at]
        used = [e.step for e in (*session.path, *aside) if e.answer.probe is not None]
        met = {session.at, *used, *(entry.step for entry in session.path)}
        asks = (s for s in script.steps if isinstance(s, Ask) and s.id not in met)
        kept = sum(any(probe.reserve for probe in ask.probes) for ask in asks)
        left = script.limits.probes - len(used)
        return session.at not in used and left > (0 if reserve else kept)

    def say(self, name: str, **more: str) -> str:
        """A sentence of the house style."""
        return message(self.revision.house, name, {**self.facts, **more} if more else self.facts)

    def choices(self, ask: Ask) -> list[Choice]:
        """The choices of a question as this person sees them."""
        return choices(ask, self.revision, self.session.seed, self.answers)

    def question(self, ask: Ask) -> str:
        """A question as this person is asked it."""
        return question(ask, self.session.seed, self.answers, self.facts)

    def shown(self, ask: Ask, answer: Answer) -> str:
        """An answer as this person reads it again."""
        listed = offered(ask, self.revision.flow.steps, self.answers)
        return display(ask, answer, listed, self.revision.house)

    def follow_up(self, ask: Ask, answer: Answer) -> str:
        """The follow-up put to this answer, which may repeat what was said so far."""
        steps = self.revision.flow.steps
        said = {id: a for id, a in {**self.answers, ask.id: answer}.items() if not a.skipped}
        asks = [step for id in said if isinstance(step := steps[id], Ask)]
        quotes = {other.id: quoted(self.shown(other, said[other.id])) for other in asks}
        return fill(ask.probes[answer.probed].text, {**quotes, **self.facts})

    def at(self, **changes: object) -> "Moment":
        """The same moment with the session changed."""
        session = replace(self.session, **changes)  # type: ignore[arg-type]
        moment = Moment(self.revision, session, self.facts, self.redact)
        if _DECISIVE.isdisjoint(changes):
            # What does not hang on what changed is not worked out again.
            moment.__dict__.update({k: v for k, v in self.__dict__.items() if k in _WORKED_OUT})
        return moment

    def with_path(self, path: Sequence[Entry]) -> "Moment":
        """The same moment with another path."""
        session = replace(self.session, path=tuple(path))
        return Moment(self.revision, session, self.facts, self.redact)
