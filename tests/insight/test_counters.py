"""Counters count people, and what is below its floor never gets into them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.insight.counters import Counters, count
from bot.insight.roles import Question, Roles, countable, roles_of
from bot.insight.rollup import FLOOR, SENSITIVE_FLOOR, Rules
from bot.interview.script import Ask
from bot.privacy.batch import Response
from bot.privacy.segments import Ledger
from tests.insight.batches import CAUSE, REVISION, codebook, response, script

BATCHES = st.lists(st.lists(CAUSE, max_size=3, unique=True), max_size=40)


def counted(
    responses: Sequence[Response], *, panels: int | None = None, questions: Sequence[str] = ()
) -> Counters:
    """The counters of a batch, with blocks for these questions."""
    known: Mapping[str, Question] = countable(script())
    return count(
        dict(enumerate(responses)),
        roles={REVISION: roles_of(script())},
        questions=[known[question] for question in questions],
        codebook=codebook(),
        rules=Rules(5, panels, frozenset({"prepared", "respect"})),
        ledger=Ledger(len(responses), 5),
    )


def concerns(counters: Counters) -> dict[str, int]:
    """People by cause, head or rest."""
    return {f"{tally.kind} {tally.id}": tally.people for tally in counters.concerns}


def ticked(*causes: str, people: int = 1) -> list[Response]:
    """People who ticked these causes."""
    return [response(causes=causes) for _ in range(people)]


def test_a_cause_is_named_from_three_people_on() -> None:
    """Two people who tick the same thing are not shown; a third makes it a finding."""
    assert concerns(counted([*ticked("waiting", people=2), *ticked(people=8)])) == {}
    assert concerns(counted([*ticked("waiting", people=3), *ticked(people=8)])) == {
        "cause waiting": 3
    }


def test_people_are_counted_and_not_mentions() -> None:
    """Somebody who ticks three small causes of one head is one person of that head."""
    batch = [*ticked("rounds", "waiting", "information", people=2), *ticked(people=9)]
    assert concerns(counted(batch)) == {}


def test_small_causes_roll_up_to_their_head() -> None:
    """Causes too small to be named stand together, when together they reach the floor."""
    batch = [*ticked("rounds", people=2), *ticked("waiting", people=2), *ticked(people=8)]
    assert concerns(counted(batch)) == {"head hiring": 4}


def test_what_is_too_small_for_its_head_goes_to_the_rest() -> None:
    """Single ticks under several heads stand together as the rest."""
    batch = [*ticked("rounds"), *ticked("growth"), *ticked("benefits"), *ticked(people=8)]
    assert concerns(counted(batch)) == {"other other": 3}


def test_a_head_never_names_its_last_cause() -> None:
    """When all causes of a head but one are named, that one goes to the rest."""
    named = [theme.id for theme in codebook().themes if theme.head == "job"]
    named.remove("manager_team")
    batch = [r for cause in named for r in ticked(cause, people=4)]
    batch += ticked("manager_team", people=6)
    assert concerns(counted(batch))["other other"] == 6
    assert "head job" not in concerns(counted(batch))


def test_a_cause_about_people_needs_three_panels() -> None:
    """With two panels, or when nobody said how many, the cause disappears in its head."""
    batch = [*ticked("interviews", people=9), *ticked(people=4)]
    for panels in (None, 1, 2):
        assert concerns(counted(batch, panels=panels)) == {"head hiring": 9}
    assert concerns(counted(batch, panels=3)) == {"cause interviews": 9}


def test_a_personal_cause_is_named_from_ten() -> None:
    """Nine people with personal reasons are not named, ten are."""
    nine = [*ticked("personal", people=SENSITIVE_FLOOR - 1), *ticked(people=9)]
    assert "cause personal" not in concerns(counted(nine))
    assert "cause personal" in concerns(counted([*nine, *ticked("personal")]))


def test_a_sole_tick_weighed_most() -> None:
    """Who ticks one thing is not asked what weighed most: it did."""
    batch = [
        *ticked("waiting", people=2),
        response(causes=("waiting", "rounds"), weightiest="waiting"),
        response(causes=("waiting", "rounds"), weightiest="rounds"),
        response(causes=("waiting", "rounds"), weightiest="equal"),
        *ticked(people=6),
    ]
    waiting = next(t for t in counted(batch).concerns if t.id == "waiting")
    assert (waiting.people, waiting.weighed) == (5, 3)


def test_a_choice_that_counts_as_a_cause_counts_once() -> None:
    """Saying again that the interviews played a part adds nobody who ticked them before."""
    again = {"respect_part": ("main",)}
    batch = [
        *(response(causes=("interviews",), choices=again) for _ in range(4)),
        *(response(causes=("waiting",), choices=again) for _ in range(2)),
        *ticked(people=6),
    ]
    assert concerns(counted(batch, panels=3))["cause interviews"] == 6


def test_what_attracted_comes_from_the_themes_of_what_was_liked() -> None:
    """The themes under an answer are counted, its words are not looked at."""
    batch = [response(liked=("mission",)) for _ in range(4)] + ticked(people=6)
    attracted = counted(batch).attracted
    assert [(t.id, t.people) for t in attracted] == [("mission", 4)]


def test_a_question_put_to_a_few_is_left_out() -> None:
    """Where the other offer was stronger is shown only when k people were asked it."""
    offer = response(choices={"instead": ("another_offer",), "stronger": ("pay_level",)})
    other = response(choices={"instead": ("looking",)})
    few = counted([offer] * 4 + [other] * 10, questions=("instead", "stronger"))
    assert [block.question for block in few.blocks] == ["instead"]
    enough = counted([offer] * 5 + [other] * 10, questions=("instead", "stronger"))
    assert [block.question for block in enough.blocks] == ["instead", "stronger"]
    assert enough.blocks[1].base == 5


def test_a_question_that_leaves_a_few_behind_is_left_out() -> None:
    """Showing what all but four were asked would single out the four."""
    offer = response(choices={"stronger": ("pay_level",)})
    blocks = counted([offer] * 10 + ticked(people=4), questions=("stronger",)).blocks
    assert blocks == ()


def test_a_question_for_everybody_is_counted_over_everybody() -> None:
    """A few who took the short version do not hide the ratings, nor are they shown."""
    full = response(ratings={"hiring": {"communication": 1, "prepared": 5}})
    short = response(short=True)
    (block,) = counted([full] * 10 + [short] * 2, questions=("hiring",)).blocks
    assert (block.base, block.low) == (12, {"communication": 10})
    (block,) = counted([full] * 10 + [short] * 5, questions=("hiring",)).blocks
    assert block.base == 10
    assert counted([full] * 4 + [short] * 10, questions=("hiring",)).blocks == ()


def test_ratings_of_interviewers_need_three_panels() -> None:
    """An item about people is shown under the same rule as a cause about people."""
    rated = response(ratings={"hiring": {"prepared": 1, "respect": 5, "communication": 5}})
    (block,) = counted([rated] * 8, questions=("hiring",)).blocks
    assert (block.low, block.high) == ({}, {"communication": 8})
    (block,) = counted([rated] * 8, panels=3, questions=("hiring",)).blocks
    assert (block.low, block.high) == ({"prepared": 8}, {"communication": 8, "respect": 8})


def test_what_weighed_most_has_the_floor_of_its_cause() -> None:
    """A personal cause that may be named may still not say for how many it weighed most."""
    batch = [
        *(response(causes=("personal", "rounds"), weightiest="rounds") for _ in range(8)),
        *ticked("personal", people=4),
    ]
    (personal,) = (t for t in counted(batch).concerns if t.id == "personal")
    assert (personal.people, personal.weighed) == (12, 0)


@given(BATCHES, st.sampled_from([None, 2, 3]))
def test_nothing_below_its_floor_is_counted(batch: list[list[str]], panels: int | None) -> None:
    """Whatever people tick, every number kept has reached its floor and no cause is named twice."""
    themes = {theme.id: theme for theme in codebook().themes}
    people = [response(causes=causes, liked=causes) for causes in batch]
    counters = counted(people, panels=panels)
    for tallies in (counters.concerns, counters.attracted):
        assert len({(t.kind, t.id) for t in tallies}) == len(tallies)
        for tally in tallies:
            theme = themes[tally.id] if tally.kind == "cause" else None
            floor = SENSITIVE_FLOOR if theme and theme.sensitive else FLOOR
            assert floor <= tally.people <= len(people)
            assert tally.weighed == 0 or floor <= tally.weighed <= tally.people
            assert not (theme and theme.about_people and (panels or 0) < 3)


@given(BATCHES)
def test_a_head_or_rest_hides_at_least_two_causes(batch: list[list[str]]) -> None:
    """What is not named cannot be told from what else is not named."""
    tallies = counted([response(causes=causes) for causes in batch]).concerns
    named = {t.id for t in tallies if t.kind == "cause"}
    for tally in tallies:
        if tally.kind == "head":
            own = {theme.id for theme in codebook().themes if theme.head == tally.id}
            assert len(own - named) >= 2


def test_roles_are_read_off_the_script() -> None:
    """What played a part, weighed most and attracted needs no setting up."""
    roles = roles_of(script())
    assert roles.played == {"causes"}
    assert roles.weightiest == {"weightiest"}
    assert roles.liked == {"liked"}
    assert roles.counts_as["respect_part"] == {"main": "interviews", "some": "interviews"}


def test_a_question_kept_from_digests_has_no_role() -> None:
    """`digest: never` keeps a question out of every count."""
    steps = tuple(
        replace(step, digest="never") if isinstance(step, Ask) else step for step in script().steps
    )
    silent = replace(script(), steps=steps)
    assert roles_of(silent) == Roles()
    assert countable(silent) == {}
