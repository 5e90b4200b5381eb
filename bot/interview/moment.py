"""A session seen against its revision: what every decision of a turn looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.interview.answers import Answer
from bot.interview.flow import Answered
from bot.interview.revision import Revision
from bot.interview.script import Ask, Choice, Probe, Step
from bot.interview.turn import Entry, Session
from bot.interview.wording import Facts, choices, message, question


@dataclass(frozen=True, slots=True)
class Moment:
    """One session at one moment, with the facts that its sentences may name."""

    revision: Revision
    session: Session
    facts: Facts

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

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers on the path taken."""
        return {entry.step: entry.answer for entry in self.session.path}

    @property
    def reached(self) -> Answered:
        """What decides the next step from here."""
        dropped = self.revision.pace.dropped(self.session)
        return Answered(self.answers, self.session.short, dropped)

    @property
    def begun(self) -> bool:
        """Whether the person agreed to be asked."""
        return bool(self.session.path)

    @property
    def past_half(self) -> bool:
        """Whether sending what there is may be offered all the time."""
        index = self.revision.flow.index
        half = self.revision.half
        if self.session.short or half is None:
            return len(self.session.path) > len(self._short_asks) // 2
        return index[self.session.at] >= index[half]

    @property
    def _short_asks(self) -> list[Step]:
        return [s for s in self.revision.script.steps if isinstance(s, Ask) and s.short]

    @property
    def earlier(self) -> Answer | None:
        """What was answered before to the question that stands open."""
        return next((e.answer for e in self.session.spare if e.step == self.session.at), None)

    @property
    def probe(self) -> Probe | None:
        """The follow-up that fits the answer under way, as far as the budget allows."""
        draft = self.session.draft
        if draft is None or draft.skipped or draft.nothing:
            return None
        answers = {**self.answers, self.session.at: draft}
        fitting = (p for p in self.ask.probes if p.only_if is None or p.only_if.holds(answers))
        probe = next(fitting, None)
        return probe if probe is not None and self._within_budget(probe) else None

    def _within_budget(self, probe: Probe) -> bool:
        """Whether a follow-up may be asked still; some have one of the budget to themselves."""
        used = {e.step for e in self.session.path if e.answer.probe is not None}
        left = self.revision.script.limits.probes - len(used)
        asks = [s for s in self.revision.script.steps if isinstance(s, Ask)]
        waiting = {a.id for a in asks if any(p.reserve for p in a.probes)} - used
        return left > (0 if probe.reserve or not waiting else 1)

    def say(self, name: str, **more: str) -> str:
        """A sentence of the house style."""
        return message(self.revision.house, name, {**self.facts, **more})

    def choices(self, ask: Ask) -> list[Choice]:
        """The choices of a question as this person sees them."""
        return choices(ask, self.revision.flow, self.session, self.answers)

    def question(self, ask: Ask) -> str:
        """A question as this person is asked it."""
        return question(ask, self.session, self.answers, self.facts)

    def at(self, **changes: object) -> "Moment":
        """The same moment with the session changed."""
        return replace(self, session=replace(self.session, **changes))  # type: ignore[arg-type]

    def with_path(self, path: Sequence[Entry]) -> "Moment":
        """The same moment with another path."""
        return replace(self, session=replace(self.session, path=tuple(path)))
