"""The review shows what will be kept, and what is kept is what it shows."""

from hypothesis import given
from hypothesis import strategies as st

from bot.interview.events import Send
from bot.interview.moment import Moment
from bot.interview.review import kept, review_items, shown
from bot.interview.revision import Revision
from tests.interview.made_scripts import examples, revisions
from tests.interview.script_samples import HOUSE
from tests.interview.talks import FACTS, Talk, redact, shipped
from tests.interview.walks import FACTS as MADE_FACTS
from tests.interview.walks import unredacted, walk

CANARY = "zzcanary"


def test_every_answer_is_shown_as_it_will_be_kept() -> None:
    """Each question put stands there with its answer, its themes, and what becomes of it."""
    talk = Talk().until(
        "review",
        liked="the friendly team",
        concerns="low salary",
        concerns_probe="it was low",
        causes=("pay_level", "other"),
        causes_other="my dog",
        hiring={"respect": 4},
    )
    concerns = talk.item("concerns")
    assert concerns.answer == "low salary"
    assert concerns.codes == (("pay_level", "Pay"),)
    assert concerns.follow_up is not None
    assert "“low salary”" in concerns.follow_up[0]
    assert concerns.follow_up[1] == "it was low"
    assert "only if you let HR read" in concerns.kept
    assert concerns.reading is not None
    assert concerns.reading.text == "low salary\nit was low"
    assert concerns.words == "read"
    assert talk.item("causes").reading is None
    assert talk.item("causes").answer.endswith("my dog")
    assert "forgotten" in talk.item("causes").kept
    assert talk.item("hiring").answer.endswith(": 4")
    assert talk.item("again").answer == "Skipped"
    assert talk.item("again").kept == ""
    assert "consent" not in [item.step for item in talk.ask.review]


def test_themes_can_be_removed() -> None:
    """Only the themes left ticked are kept; none that was not there can be added."""
    talk = Talk().until("review", concerns="the salary was low and the waiting for answers long")
    assert {id for id, _ in talk.item("concerns").codes} == {"pay_level", "waiting"}
    (answer,) = talk.sends(concerns=("waiting", "culture")).turn.kept
    assert answer.codes == ("waiting",)


def test_all_themes_can_be_removed() -> None:
    """With every theme unticked none is kept, but that the question was answered."""
    talk = Talk().until("review", concerns="the salary was low and the waiting for answers long")
    (answer,) = talk.sends(concerns=()).turn.kept
    assert (answer.question, answer.codes, answer.words) == ("concerns", (), None)


def test_a_follow_up_is_shown_though_it_names_what_it_asked_for() -> None:
    """The follow-up stays under its question whatever its answer mentions."""
    talk = Talk().until("review", concerns="the hours", concerns_probe="the salary, and waiting")
    follow_up = talk.item("concerns").follow_up
    assert follow_up is not None
    assert follow_up[1] == "the salary, and waiting"


def test_an_answer_of_nothing_can_be_read() -> None:
    """Nothing to say is shown in words, never as an empty line."""
    talk = Talk().until("why", concerns="a bit of this and that", causes=("role",))
    talk.types("nothing").until("review")
    assert talk.item("why").answer == "nothing"


@examples(35)
@given(revisions(), st.integers(0, 2**32))
def test_kept_is_what_was_shown(revision: Revision, seed: int) -> None:
    """What is left at Send stands in the review, and nothing else does but skips."""
    for moved in walk(revision, seed, stray=True, most=60):
        session = moved.turn.session
        if session is None or session.stage != "review":
            continue
        moment = Moment(revision, session, MADE_FACTS, unredacted)
        items = {item.step: item for item in review_items(moment)}
        for answer in kept(moment, Send(session.visit)):
            assert set(answer.codes) == {id for id, _ in items[answer.question].codes}
            assert items[answer.question].answer != HOUSE.messages["skipped"]
        assert set(items) == set(shown(moment))
        assert list(kept(moment, Send(session.visit, dict.fromkeys(items, ())))) == [
            type(answer)(answer.question, answer.choices, answer.ratings, ())
            for answer in kept(moment, Send(session.visit))
        ]


def test_the_review_is_the_same_however_often_one_looks() -> None:
    """Looking at the review in the middle and going on changes no answer."""
    talk = Talk().until("causes", liked="the product", concerns="the hours")
    path = talk.session.path
    items = talk.edits().ask.review
    assert talk.taps("go_on").session.path == path
    assert talk.edits().ask.review == items
    assert Moment(shipped()[0], talk.session, FACTS, redact).begun


def test_words_are_kept_redacted_and_only_where_allowed() -> None:
    """HR may read the words of an answer whose writer says so; of all others nothing stays."""
    talk = Talk().until(
        "review", liked="Priya Raman was kind", concerns="I was the only one from Porto"
    )
    assert talk.item("liked").words == "read"
    assert talk.item("concerns").words == "count"
    assert talk.item("concerns").reading is not None
    visit = talk.session.visit
    told = talk.does(Send(visit, words={"liked": "read", "concerns": "count"})).turn.kept
    words = {answer.question: answer.words for answer in told}
    assert words["liked"] == "[name] was kind"
    assert words["concerns"] is None


def test_words_are_forgotten_by_those_who_say_nothing() -> None:
    """Without a word about it, none of what was typed is kept."""
    talk = Talk().until("review", liked="the kind team", concerns="the long waiting")
    told = talk.does(Send(talk.session.visit)).turn.kept
    assert [answer.words for answer in told] == [None, None]
