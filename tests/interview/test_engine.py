"""The shipped interview, played: what is asked of whom, and what becomes of it."""

from bot.interview.events import Given
from tests.interview.talks import Talk, Told

CANARY = "zzcanary"
FULL: dict[str, Told] = {
    "looking_for": ("growth", "flexibility"),
    "liked": f"the friendly team {CANARY}",
    "liked_themes": ("manager_team",),
    "concerns": f"the waiting for answers took long, and the salary was too low, so {CANARY}",
    "causes": ("waiting", "pay_level"),
    "weightiest": ("pay_level",),
    "would_have": ("yes",),
    "enough": f"a bit more {CANARY}",
    "instead": ("another_offer",),
    "stronger": ("pay_level",),
    "hiring": {"communication": 2, "prepared": 4, "skills": 4, "as_described": 5, "respect": 5},
    "hiring_probe": f"a word in between {CANARY}",
    "steps": {"offer": 1},
    "word_to_hr": ("nothing",),
    "again": ("maybe",),
}


def test_the_full_interview() -> None:
    """From Start to Send: choices, ratings and themes are kept, and no typed word."""
    talk = Talk().until("review", **FULL)
    assert talk.ask.progress == "A last look"
    turn = talk.sends().turn
    kept = {answer.question: answer for answer in turn.kept}
    assert turn.outcome == "completed"
    assert "time" in turn.say[-1].text
    assert kept["causes"].choices == ("pay_level", "waiting")
    assert kept["weightiest"].choices == ("pay_level",)
    assert kept["liked"].codes == ("manager_team",)
    assert kept["concerns"].codes == ("waiting", "pay_level")
    assert dict(kept["hiring"].ratings)["communication"] == 2
    assert CANARY not in repr(turn)
    assert "consent" not in kept.keys() | set(turn.shown)
    assert set(kept) <= set(turn.shown)


def test_the_short_version() -> None:
    """The short version asks what is part of it, never offers half way, and can be sent."""
    talk = Talk().taps("short")
    short: dict[str, Told] = {"liked": "the product", "causes": ("role", "growth")}
    met = []
    while talk.at != "review":
        met.append(talk.at)
        talk.tells(short.get(talk.at))
    assert [step for step in met if " " not in step] == [
        "liked",
        "concerns",
        "causes",
        "weightiest",
        "would_have",
    ]
    assert talk.sends().turn.outcome == "completed"


def test_refusing() -> None:
    """Not now ends at once, says so kindly, and keeps nothing."""
    turn = Talk().taps("refuse").turn
    assert (turn.session, turn.outcome, turn.kept) == (None, "refused", ())
    assert "31 December 2026" in turn.say[0].text


def test_how_is_this_anonymous() -> None:
    """The explanation is given as often as asked for, and consent stays open."""
    talk = Talk()
    before = talk.session
    for _ in range(2):
        assert "at least 5 people" in talk.taps("how").said
    assert talk.session == before
    assert talk.taps("agree").at == "looking_for"


def test_the_label_is_named_only_when_there_is_one() -> None:
    """Consent names the label of the invitation, or leaves the sentence out."""
    assert "“Engineering”" in Talk(label="Engineering").ask.text
    assert "label" not in Talk().ask.text


def test_consent_understands_commands_too() -> None:
    """Before Start one can stop and ask for help by typing, and cannot skip or go back."""
    assert Talk().types("stop").turn.outcome == "stopped"
    assert "people@example.com" in Talk().types("help").said
    assert "stop here" in Talk().skips().said
    assert Talk().types("back").at == "consent"
    assert Talk().deletes().turn.outcome == "stopped"


def test_skipping_everything() -> None:
    """With nothing answered there is nothing to send, and one can still answer or leave."""
    talk = Talk().until("review")
    assert talk.ask.text.startswith("There is nothing to send")
    assert talk.sends().turn.outcome is None
    assert "nothing to send" in talk.said
    assert talk.stops().taps("leave").turn.outcome == "stopped"


def test_stopping() -> None:
    """Stop asks once: go on where it stood, send what there is, or leave with nothing kept."""
    talk = Talk().until("causes", concerns=f"the hours and the commute are hard {CANARY}")
    assert talk.stops().at == "stop"
    assert talk.taps("go_on").at == "causes"
    assert talk.stops().taps("send").at == "review"
    assert [item.step for item in talk.ask.review] == ["looking_for", "liked", "concerns"]
    left = talk.stops().taps("leave").turn
    assert (left.outcome, left.session, left.kept) == ("stopped", None, ())
    assert CANARY not in repr(left)


def test_stopping_in_the_middle_of_a_follow_up() -> None:
    """Going on after Stop leads back to the follow-up that stood open."""
    talk = Talk().until("concerns probe", concerns="the hours")
    before = talk.ask.text
    talk.stops().taps("go_on")
    assert (talk.at, talk.ask.text) == ("concerns probe", before)
    assert talk.stops().taps("send").item("concerns").answer == "the hours"


def test_deleting() -> None:
    """Delete asks once; yes ends with nothing kept, going on changes nothing."""
    talk = Talk().until("causes", liked=f"the product {CANARY}")
    path = talk.session.path
    assert talk.deletes().at == "delete"
    assert talk.taps("go_on").session.path == path
    turn = talk.types("delete everything").types("yes").turn
    assert (turn.outcome, turn.session, turn.kept) == ("deleted", None, ())
    assert CANARY not in repr(turn)


def test_stop_and_delete_answer_each_other() -> None:
    """While one of the two is asked, the other can be wished for; going on goes back."""
    talk = Talk().until("concerns").stops().types("delete everything")
    assert talk.at == "delete"
    assert talk.types("stop").at == "stop"
    assert "not sure which one" in talk.types("stop").said
    assert talk.taps("go_on").at == "concerns"


def test_a_branch_left_is_not_kept() -> None:
    """After a change from another offer to staying, what was said of the offer is not kept."""
    talk = Talk().until("hiring", **FULL)
    talk.goes_back().goes_back().goes_back()
    assert talk.at == "instead"
    assert talk.ask.answer is not None
    assert talk.ask.answer.choices == ("another_offer",)
    talk.taps("staying")
    assert talk.at == "staying"
    turn = talk.until("review", **FULL, staying=("direction",)).sends().turn
    kept = {answer.question for answer in turn.kept}
    assert "staying" in kept
    assert kept.isdisjoint({"stronger", "copy"})
    assert {"stronger", "copy"}.isdisjoint(turn.shown)


def test_a_branch_left_and_found_again_remembers() -> None:
    """Back on the first branch, what was answered there is not asked again."""
    talk = Talk().until("review", **FULL).edits("instead").taps("staying").tells(("direction",))
    assert talk.at == "review"
    talk.edits("instead").taps("another_offer")
    assert talk.at == "review"
    assert talk.path["stronger"] == ("pay_level",)
    assert "staying" not in talk.path


def test_editing_in_the_review() -> None:
    """Change asks one question again with its old answer, and leads back to the review."""
    talk = Talk().until("review", **FULL).edits("again")
    assert talk.turn.again
    assert talk.ask.answer is not None
    assert talk.ask.answer.choices == ("maybe",)
    assert talk.taps("no").at == "review"
    assert talk.item("again").answer == "No"
    assert talk.types("1").at == "looking_for"


def test_what_was_reopened_and_left_is_still_there() -> None:
    """Who opens an answer, goes back, or is asked about one, and then sends, sends all of them."""
    talk = Talk().until("review", **FULL)
    items, path = talk.ask.review, talk.path
    for look in (talk.edits("liked").edits(), talk.edits("causes").stops().taps("send")):
        assert (look.at, look.ask.review, look.path) == ("review", items, path)
    assert talk.goes_back().goes_back().edits().ask.review == items
    asked_back = Talk().until("liked themes", **FULL)
    assert asked_back.goes_back().edits().item("liked").answer == FULL["liked"]
    assert asked_back.goes_back().at == "concerns", "what comes next is asked next"
    kept = talk.edits("concerns").edits().sends().turn.kept
    assert {"liked", "concerns", "causes", "again"} <= {answer.question for answer in kept}


def test_editing_what_a_later_question_was_fitted_to() -> None:
    """Another weightiest cause makes another question of “had that been different”: it is asked."""
    talk = Talk().until("review", **FULL).edits("weightiest").taps("waiting")
    assert talk.at == "would_have"
    assert "answers had come sooner" in talk.ask.text
    assert talk.ask.answer is None
    talk.taps("no")
    assert "enough" not in talk.path
    assert talk.path["instead"] == ("another_offer",)


def test_editing_the_causes_asks_again_which_weighed_most() -> None:
    """With another cause ticked, which weighed most is an open question again."""
    talk = Talk().until("review", **FULL).edits("causes").taps("pay_level", "role")
    assert talk.at == "weightiest"
    assert talk.ask.answer is None
    assert [choice.id for choice in talk.ask.choices] == ["pay_level", "role", "equal"]
    talk.edits("causes").taps("pay_level", "waiting")
    assert talk.at == "review"


def test_editing_to_a_single_cause() -> None:
    """Reduced to one cause, the weightiest is silent, and what was fitted to the same stays."""
    talk = Talk().until("review", **FULL).edits("causes").taps("pay_level")
    assert talk.at == "review"
    assert talk.path["would_have"] == ("yes",)
    assert "weightiest" not in [item.step for item in talk.ask.review]
    talk.goes_back()
    assert talk.at == "again"


def test_back_over_a_silent_answer() -> None:
    """Back passes over what was answered silently, and the same tick leads to the same place."""
    talk = Talk().until("would_have", causes=("rounds",), why="too many")
    path = talk.session.path
    talk.goes_back()
    while talk.at != "causes":
        talk.goes_back()
    talk.taps("rounds").until("would_have", why="too many")
    assert talk.session.path == path


def test_editing_while_a_follow_up_stands_open() -> None:
    """Changing another answer keeps the one under way, without its follow-up."""
    talk = Talk().until("concerns probe", liked="the product", concerns="the hours")
    talk.edits("liked").types("the mission").skips()
    assert talk.path["concerns"] == "the hours"
    assert talk.at == "causes"


def test_an_edit_of_nothing_changes_nothing() -> None:
    """A change of a question never answered leaves even a follow-up open."""
    talk = Talk().until("concerns probe", concerns="the hours")
    before = talk.session
    assert talk.edits("again").session == before
    assert talk.edits("consent").session == before
    assert talk.edits("nowhere").session == before


def test_back_from_a_follow_up() -> None:
    """Back from a follow-up shows the answer it belongs to; the same answer brings it again."""
    talk = Talk().until("concerns probe", concerns="the hours").goes_back()
    assert talk.at == "concerns"
    assert talk.ask.answer is not None
    assert talk.ask.answer.text == "the hours"
    talk.types("the hours")
    assert talk.at == "concerns probe"
    assert talk.types("too many").path["concerns"] == "the hours"
    assert talk.goes_back().types("the hours").ask.answer is not None
    assert talk.ask.answer.text == "too many"


def test_back_from_half_way_and_from_a_review_that_came_early() -> None:
    """Back leads to the question that stood before: the last one answered, or the one open."""
    talk = Talk().until("halfway", causes=("role",), why="bigger work", would_have=("no",))
    last = talk.session.path[-1].step
    assert talk.goes_back().at == last
    assert talk.taps("no").at == "halfway"
    talk.taps("send")
    assert talk.at == "review"
    assert talk.goes_back().at == "instead"


def test_sending_from_half_way() -> None:
    """What I have can be sent half way: the review shows it, and sending or going on is free."""
    talk = Talk().until("halfway", causes=("role",))
    assert "send" not in dict(talk.ask.actions)
    talk.taps("send")
    assert talk.ask.text.startswith("Here is what you have told me so far")
    assert [choice.id for choice in talk.ask.choices] == ["go_on"]
    assert talk.taps("go_on").at == "instead"
    assert dict(talk.ask.actions)["send"] == "Send what I have"
    turn = talk.types("send what I have").sends().turn
    assert turn.outcome == "completed"
    assert [answer.question for answer in turn.kept] == ["causes"]


def test_sending_is_not_offered_before_half() -> None:
    """Before half way there is no Send button, and the word is an answer like any other."""
    talk = Talk().until("liked")
    assert "send" not in dict(talk.ask.actions)
    assert talk.types("send").path["liked"] == "send"


def test_a_reload_says_everything_again() -> None:
    """After a reload the talk so far is there, the answer under way too, and the same is asked."""
    talk = Talk().until("concerns probe", liked="the product", concerns="the hours")
    before = talk.session
    lines = [(line.text, line.mine) for line in talk.reloads().turn.say]
    assert talk.session == before
    assert ("the product", True) in lines
    assert ("the hours", True) in lines
    assert lines[-1][0].startswith("Welcome back")
    assert talk.turn.again


def test_a_reload_before_start_greets_nobody() -> None:
    """Before Start there is nothing to come back to."""
    assert Talk().reloads().turn.say == ()


def test_what_was_told_is_told_once_and_not_forgotten() -> None:
    """The help for one bad experience is named when it first applies, also after a late change."""
    talk = Talk().until("review", **FULL)
    talk.edits("hiring").rates(communication=3, respect=1).skips().taps("some")
    assert talk.at == "review"
    assert "people@example.com can" in talk.said
    talk.edits("liked").types("everything here was fine to me").until("review")
    assert "people@example.com can" not in talk.said


def test_respect_and_preparation() -> None:
    """Disrespect is answered: was it part of the no, and who could look into it."""
    fair = {"communication": 5, "prepared": 5, "skills": 5, "as_described": 5, "respect": 5}
    for item in ("respect", "prepared"):
        talk = Talk().until("hiring").rates(**{**fair, item: 2})
        assert talk.at == "hiring probe"
        talk.types("a kinder tone")
        assert talk.at == "respect_part"
        assert talk.ask.text.startswith("I am sorry")
        assert "people@example.com can" in talk.taps("main").said
        kept = talk.until("review").sends().turn.kept
        assert ("respect_part", ("main",)) in [(a.question, a.choices) for a in kept]
    assert Talk().until("hiring").rates(**fair).at == "steps"


def test_a_stale_answer_never_answers_the_next_question() -> None:
    """An old button, for another visit or another step, changes nothing."""
    talk = Talk().until("would_have", causes=("role", "growth"), weightiest=("role",))
    before = talk.session
    for old in (
        Given("would_have", before.visit - 1, choices=("yes",)),
        Given("weightiest", before.visit, choices=("role",)),
        Given("halfway", before.visit, choices=("send",)),
    ):
        assert talk.does(old).session == before


def test_progress_in_words_is_honest() -> None:
    """“Last two” is said before at most two questions, and then “Last one”."""
    talk = Talk().taps("agree")
    asked: list[str] = []
    while talk.at != "review":
        asked.append(talk.ask.progress if talk.at != "halfway" else "")
        go_on = ("go_on",) if talk.at == "halfway" else None
        talk.tells(FULL.get(talk.at.replace(" ", "_"), go_on))
    assert asked[0] == "Just begun"
    assert asked[-2:] == ["Last two", "Last one"]
    assert asked.count("Last two") == 1
    assert "About half way" in asked
