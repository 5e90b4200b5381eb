"""How answers are heard: taps and words, asked again, followed up, kept under `other`."""

from itertools import pairwise

import pytest

from bot.interview.events import Given
from tests.interview.talks import Talk, shipped

CANARY = "zzcanary"
FAIR = {"communication": 5, "prepared": 5, "skills": 5, "as_described": 5, "respect": 5}
POOR = {**FAIR, "skills": 1}


@pytest.mark.parametrize("typed", ["skip", "Skip it.", "BACK", "help", "stop", "delete", "review"])
def test_a_command_is_the_whole_message(typed: str) -> None:
    """A command typed alone is done, and never an answer."""
    talk = Talk().until("concerns", liked="the product").types(typed)
    assert talk.path.get("concerns", "") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "I wanted to stop by the office",
        "skip level meetings were missing",
        "help with the move would have been nice",
        "they asked me to send a test",
    ],
)
def test_a_command_within_a_sentence_is_an_answer(typed: str) -> None:
    """A word that is a command elsewhere is only a word in a sentence."""
    talk = Talk().until("concerns").types(typed)
    assert talk.session.stage != "stop"
    assert typed in (talk.path.get("concerns"), talk.session.draft and talk.session.draft.text)


def test_two_re_asks_then_skip_is_offered() -> None:
    """What fits no choice is asked again twice; then Skip is offered, and nothing was stored."""
    talk = Talk().until("would_have", causes=("role",))
    said = [talk.types("qwrt zxcv").said for _ in range(3)]
    assert said[0] == said[1] != said[2]
    assert "skip it" in said[2]
    assert "would_have" not in talk.path
    assert talk.session.draft is None


def test_a_guess_is_asked_and_never_stored() -> None:
    """What is only near a choice is asked back."""
    talk = Talk().until("instead").types("not another offer")
    assert talk.at == "instead"
    assert "Did you mean" in talk.said
    assert talk.session.draft is None


def test_words_that_twice_fit_nothing_are_kept_under_other() -> None:
    """Where there is `other`, words of one's own are an answer the second time."""
    talk = Talk().until("causes").types(f"{CANARY} qwrt").types(f"{CANARY} qwrt")
    entry = talk.session.path[-1] if talk.at != "causes" else None
    path = {e.step: e.answer for e in talk.session.path}
    assert entry is not None
    assert (path["causes"].choices, path["causes"].text) == (("other",), f"{CANARY} qwrt")
    kept = talk.until("review").sends().turn.kept
    assert (kept[0].question, kept[0].choices, kept[0].words) == ("causes", ("other",), None)
    assert CANARY not in repr(kept)


def test_other_asks_for_a_few_words() -> None:
    """Something else is asked what it was, which may be skipped; going back shows the words."""
    talk = Talk().until("causes").taps("role", "other")
    assert talk.at == "causes other"
    talk.types("my dog")
    assert talk.at == "weightiest"
    talk.goes_back().taps("role", "other")
    assert talk.ask.answer is not None
    assert talk.ask.answer.text == "my dog"
    assert talk.skips().path["causes"] == ("role", "other")


def test_too_many_ticks_are_asked_again() -> None:
    """More than may be ticked is no answer yet."""
    talk = Talk().until("causes").taps("role", "growth", "culture", "mission")
    assert "up to 3" in talk.said
    assert talk.types("1, 2").at == "weightiest"


def test_ticks_nobody_offered_are_not_heard() -> None:
    """A choice or a rating that is not on offer is no answer."""
    talk = Talk().until("would_have", causes=("role",)).taps("nonsense")
    assert talk.at == "would_have"
    talk.until("hiring").rates(nonsense=3, respect=9, prepared=0)
    assert talk.at == "hiring"
    assert talk.rates(respect=4, nonsense=3).session.path[-1].answer.ratings == (("respect", 4),)


def test_ratings_may_be_typed() -> None:
    """A number for each line in order is a card filled in; fewer are asked again."""
    talk = Talk().until("hiring").types("5 4")
    assert "number for each line" in talk.said
    ratings = talk.types("5, 4, 3, 4, 5").session.path[-1].answer.ratings
    assert [value for _, value in ratings] == [5, 4, 3, 4, 5]


def test_an_empty_or_unreadable_message_is_asked_again() -> None:
    """What holds no text is answered with a request to write."""
    talk = Talk().until("concerns")
    for nothing in ("", "   ", "\x00\x07", "\ud800"):
        assert "only read text" in talk.types(nothing).said or "skip it" in talk.said
    assert talk.at == "concerns"


def test_long_text_is_kept_to_its_length_and_said_so() -> None:
    """Of more than 4,000 characters the first 4,000 are kept, and the person is told."""
    talk = Talk().until("word_to_hr", hiring=FAIR).types("a" * 5_000)
    assert talk.path["word_to_hr"] == "a" * 4_000
    assert "4,000" in talk.said
    talk = Talk().until("review", liked="the product").edits("liked").types("b" * 5_000)
    assert "4,000" in talk.said


def test_more_text_than_a_session_holds_is_not_taken() -> None:
    """Past 24 kB in all, the answer is asked for again, shorter, and what was said stays."""
    long = "ä" * 4_000
    talk = Talk().until("enough", liked=long, concerns=long, causes=("role",), would_have=("yes",))
    assert "more than I can hold" in talk.types(long).said
    assert talk.at == "enough"
    assert talk.path["liked"] == long
    assert talk.types("a bit less").at == "halfway"


def test_text_counts_where_it_replaces_nothing() -> None:
    """A long answer may be replaced by another as long: the old one is not counted beside it."""
    long = "ä" * 4_000
    talk = Talk().until("word_to_hr", liked=long, concerns=long).types("ä" * 3_000)
    talk.until("review").edits("liked").types("ö" * 4_000)
    assert "more than I can hold" not in talk.said
    assert talk.path["liked"] == "ö" * 4_000
    assert "more than I can hold" in talk.edits("word_to_hr").types("€" * 3_000).said


def test_a_short_answer_is_followed_up_once() -> None:
    """One to three words are asked about, quoted; nothing, a skip and a whole sentence are not."""
    talk = Talk().until("concerns").types("the hours")
    assert talk.at == "concerns probe"
    assert "“the hours”" in talk.ask.text
    assert talk.types("short").at == "causes"
    for silent in ("nothing", "Nothing.", "no", "the hours were too long"):
        assert Talk().until("concerns").types(silent).at == "causes"
    assert Talk().until("concerns").skips().at == "causes"
    assert Talk().until("concerns").taps("nothing").at == "causes"


def test_a_follow_up_may_be_skipped() -> None:
    """A follow-up passed over is not asked again, and its answer stays."""
    talk = Talk().until("concerns probe", concerns="the hours").skips()
    assert (talk.at, talk.path["concerns"]) == ("causes", "the hours")


def test_the_ratings_have_a_follow_up_to_themselves() -> None:
    """However short the words before, the lowest rating can still be asked about."""
    talk = Talk().until("hiring", concerns="the hours", concerns_probe="too long")
    assert talk.rates(**POOR).at == "hiring probe"
    probed = [e.step for e in talk.types("a fair task").session.path if e.answer.probe]
    assert probed == ["concerns", "hiring"]


def test_the_budget_of_follow_ups_holds_over_changes() -> None:
    """Answers changed later never add up to more follow-ups than the script allows."""
    talk = Talk().until("hiring", concerns="the hours", concerns_probe="long").rates(**POOR)
    talk.types("a fair task").until("review")
    talk.edits("hiring").rates(**{**FAIR, "respect": 1})
    assert talk.at == "hiring probe"
    talk.types("kindness").until("review")
    probed = [e.step for e in talk.session.path if e.answer.probe]
    assert len(probed) <= shipped()[0].script.limits.probes


def test_themes_are_suggested_on_evidence_only() -> None:
    """What was liked is asked back by themes only when its words give evidence."""
    assert Talk().until("liked").types("it was nice in every way").at == "concerns"
    talk = Talk().until("liked").types("the remote work and the friendly team")
    assert talk.at == "liked themes"
    assert {c.id for c in talk.ask.choices} == {"flexibility", "manager_team", "none_of_these"}
    assert talk.ask.answer is None


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (("flexibility",), ("flexibility",)),
        (("flexibility", "manager_team"), ("flexibility", "manager_team")),
        (("none_of_these",), ()),
        ("none", ()),
        ("1", ("flexibility",)),
        (None, ("flexibility", "manager_team")),
    ],
)
def test_suggested_themes(told: tuple[str, ...] | str | None, codes: tuple[str, ...]) -> None:
    """Themes taken count, refused ones do not; passed over, the words speak for themselves."""
    talk = Talk().until("liked").types("the remote work and the friendly team").tells(told)
    assert talk.at == "concerns"
    assert set(talk.session.path[-1].answer.codes) == set(codes)


def test_themes_are_shown_as_taken_when_one_comes_back() -> None:
    """Going back over suggested themes asks them again, with those taken before."""
    talk = Talk().until("liked").types("the remote work and the friendly team").taps("flexibility")
    path = talk.session.path
    talk.goes_back().types("the remote work and the friendly team")
    assert talk.at == "liked themes"
    assert talk.ask.answer is not None
    assert talk.ask.answer.choices == ("flexibility",)
    assert talk.taps("flexibility").session.path == path


def test_one_cause_needs_no_question_which_weighed_most() -> None:
    """With one cause ticked it is the weightiest, silently; with none the question is left out."""
    talk = Talk().until("causes", concerns="it took too long").taps("rounds")
    entry = talk.session.path[-1]
    assert (entry.step, entry.answer.choices, entry.asked) == ("weightiest", ("rounds",), False)
    assert "part of the process" in talk.ask.text
    talk = Talk().until("causes").skips()
    assert "weightiest" not in talk.path
    assert talk.at == "would_have"
    assert "the thing that weighed most" in talk.ask.text


def test_the_why_is_fitted_to_what_weighed_most() -> None:
    """The why asks about the weightiest cause, unless it was mentioned or is personal."""
    causes = ("role", "waiting")
    talk = Talk().until("weightiest", concerns="a bit of this and that", causes=causes)
    assert talk.taps("waiting").at == "why"
    assert talk.ask.text == "At which point did the waiting get too long?"
    concerns = "the waiting for answers was long"
    talk = Talk().until("causes", concerns=concerns).until("would_have", causes=("waiting",))
    assert "why" not in talk.path
    talk = Talk().until("causes", concerns="a bit of this and that").taps("personal")
    assert talk.at == "would_have"


def test_what_was_mentioned_comes_first_among_the_causes() -> None:
    """Causes mentioned lead the list, `other` ends it, and nothing that was liked is put first."""
    talk = Talk().until("liked").types("the friendly team").skips()
    talk.until("causes", concerns="the waiting for answers was long")
    ids = [choice.id for choice in talk.ask.choices]
    assert ids[0] == "waiting"
    assert ids[-1] == "other"
    assert "manager_team" in ids
    assert len(ids) == len(set(ids)) == 20


def test_heads_stand_in_an_order_of_each_persons_own() -> None:
    """The heads are shuffled by the session's seed, stay together, and stay the same."""
    orders = []
    for seed in ("a", "b", "c", "d"):
        choices = Talk(seed=seed).until("causes").ask.choices
        assert choices == Talk(seed=seed).until("causes").ask.choices
        heads = [choice.head for choice in choices]
        orders.append(tuple(dict.fromkeys(heads)))
        runs = 1 + sum(a != b for a, b in pairwise(heads))
        assert runs == len(set(heads))
    assert len(set(orders)) > 1


def test_lists_without_heads_are_shuffled_too() -> None:
    """A place in a list decides nothing: causes without heads come in an order of one's own."""
    first = {Talk(seed=seed).until("looking_for").ask.choices[0].id for seed in "abcdefgh"}
    assert len(first) > 2


def test_a_tap_beside_the_text_field() -> None:
    """[Nothing] under an open question is an answer, tapped or typed."""
    for told in ((("nothing",)), "Nothing"):
        talk = Talk().until("concerns").tells(told)
        answer = talk.session.path[-1].answer
        assert (answer.choices, answer.nothing, answer.text) == (("nothing",), True, "")


def test_an_answer_needs_its_question() -> None:
    """An answer that names another step than the open one is not taken."""
    talk = Talk().until("concerns")
    before = talk.session
    assert talk.does(Given("liked", talk.ask.visit, text=CANARY)).session == before
