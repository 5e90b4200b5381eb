"""The order of the steps, as one machine that every session shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interview.answers import SKIPPED, Answer
from bot.interview.flow import Answered, Fits, Flow, Ticks, eligible, fitted, fitted_to, offered
from bot.interview.revision import Revision
from bot.interview.script import Ask, End, Step
from tests.interview import script_samples
from tests.interview.made_scripts import examples, revisions

AGREED = {"consent": Answer(choices=("agree",))}


def flow() -> Flow:
    """The sample script's flow."""
    return Flow(script_samples.read())


def after(step: str, *, short: bool = False, dropped: str = "", **answers: Answer) -> str:
    """The step that follows with these answers."""
    reached = Answered({**AGREED, **answers}, short, frozenset({dropped} if dropped else ()))
    return flow().following(step, reached).id


def test_the_order_of_the_file_is_the_order() -> None:
    """Without a jump the next step of the file follows."""
    assert after("consent") == "liked"
    assert after("liked", liked=SKIPPED) == "concerns"


def test_a_choice_leads_where_it_goes() -> None:
    """A choice with a jump leads there, another one goes on."""
    assert after("consent", consent=Answer(choices=("refuse",))) == "not_today"
    assert after("instead", instead=Answer(choices=("staying",))) == "hiring"
    assert after("instead", instead=Answer(choices=("another_offer",))) == "again"


def test_the_short_version_passes_over_the_rest() -> None:
    """In the short version only its steps and the ends are met."""
    assert after("liked", short=True) == "causes"
    assert after("causes", short=True, causes=Answer(choices=("pay", "other"))) == "thanks"


def test_a_question_without_anything_to_choose_is_passed_over() -> None:
    """Nothing ticked before, nothing to choose from now; nothing fitted, nothing asked."""
    assert after("causes", causes=SKIPPED) == "instead"
    assert after("causes", causes=Answer(choices=("pay",))) == "weightiest"
    assert after("weightiest", weightiest=Answer(choices=("pay",))) == "why"
    assert after("weightiest", weightiest=Answer(choices=("equal",))) == "instead"


def test_what_is_dropped_is_passed_over() -> None:
    """A question left out for time is not met."""
    assert after("weightiest", dropped="why", weightiest=Answer(choices=("pay",))) == "instead"


def test_ticks_and_fits() -> None:
    """Ticks count to two for more; a wording fits when its choice was ticked."""
    many = {"x": Answer(choices=("a", "b", "c"))}
    assert [Ticks("x").holds(many), Ticks("x").holds({"x": SKIPPED}), Ticks("x").holds({})] == [
        2,
        0,
        0,
    ]
    assert Fits("x", frozenset({"c"})).holds(many)
    assert not Fits("x", frozenset({"d"})).holds(many)
    assert not Fits("x", frozenset({"c"})).holds({})


def test_choices_from_an_earlier_answer() -> None:
    """What was ticked before is offered, by its label, before the choices of the step itself."""
    ask = script_samples.question("weightiest")
    ticked = {"causes": Answer(choices=("pay", "rival"))}
    found = offered(ask, flow().steps, ticked)
    assert [(c.id, c.label) for c in found] == [
        ("pay", "pay too low"),
        ("rival", "Another firm"),
        ("equal", "About equal"),
    ]
    assert [c.id for c in offered(ask, flow().steps, {})] == ["equal"]


def test_what_a_question_is_fitted_to() -> None:
    """The choices its wording and its own choices depend on, and none for other questions."""
    answers = {"causes": Answer(choices=("pay", "other")), "weightiest": Answer(choices=("pay",))}
    assert fitted_to(script_samples.question("weightiest"), answers) == ("pay", "other")
    assert fitted_to(script_samples.question("why"), answers) == ("pay",)
    assert fitted_to(script_samples.question("liked"), answers) == ()
    why = script_samples.question("why")
    assert why.text_by is not None
    assert fitted(why.text_by, answers) == "What about the pay?"
    assert fitted(why.text_by, {}) is None


def test_strings_of_a_dialogue_are_never_run() -> None:
    """The machine gets callables only: no word of a script can name code."""
    machine = flow()._machine
    for transitions in machine.events["answer"].transitions.values():
        for transition in transitions:
            assert all(callable(condition.func) for condition in transition.conditions)


def test_a_cursor_leaves_the_machine_as_it_was() -> None:
    """Following a way registers no model, so that sessions cost nothing."""
    shared = flow()
    for _ in range(3):
        shared.following("consent", Answered(AGREED))
    assert shared._machine.models == []


@examples(35)
@given(revisions(), st.data())
def test_the_first_that_is_met_follows(revision: Revision, data: st.DataObject) -> None:
    """The machine agrees with reading the file: jump if there is one, then on to the next met."""
    steps = revision.script.steps
    at = data.draw(st.sampled_from([s for s in steps if not isinstance(s, End)]))
    answers = data.draw(st.dictionaries(st.sampled_from([s.id for s in steps]), ANSWERS))
    reached = Answered({**AGREED, **answers}, data.draw(st.booleans()))
    expected = _read_on(steps, at, reached)
    if expected is not None:
        assert revision.flow.following(at.id, reached) == expected


@pytest.mark.parametrize("step", ["again", "why"])
def test_a_question_never_asked_opens_nothing(step: str) -> None:
    """Conditions and wordings that rest on questions not asked are not met."""
    assert not eligible(flow().steps[step], Answered(AGREED))


ANSWERS = st.builds(
    Answer,
    text=st.sampled_from(["", "one", "one two three four five"]),
    choices=st.lists(st.sampled_from(["yes", "no", "pay", "other"]), max_size=2).map(tuple),
    ratings=st.sampled_from([(), (("respect", 1),), (("respect", 3), ("speed", 3))]),
    nothing=st.booleans(),
)


def _read_on(steps: tuple[Step, ...], at: Step, reached: Answered) -> Step | None:
    names = [step.id for step in steps]
    chosen = reached.answers[at.id].choices if at.id in reached.answers else ()
    jumps = list(at.go.items()) if isinstance(at, Ask) else []
    starts = [names.index(target) for choice, target in jumps if choice in chosen]
    starts.append(names.index(at.next) if at.next else names.index(at.id) + 1)
    met = (step for start in starts for step in steps[start:] if eligible(step, reached))
    return next(met, None)
