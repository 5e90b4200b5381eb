"""What other scripts than the shipped one rely on: loops, two ends, several follow-ups."""

from bot.interview.engine import begin, hear
from bot.interview.events import Back, Edit, Event, Given, Resume, Send, Skip
from bot.interview.revision import Revision, compile_revision
from bot.interview.turn import Turn
from tests.interview.script_samples import CAUSES, HOUSE, read
from tests.interview.walks import FACTS, unredacted

HEAD = """\
format: 1
script: made
title: Made
language: en
limits: {questions: %d, ask again: 2, probes: 2, minutes: %d}
steps:
  - ask: consent
    type: consent
    text: Shall we?
    choices: {agree: Start, refuse: Not now}
    go: {refuse: not_today}
"""
TAIL = """\
  - end: sad
    outcome: completed
    only if: last is no
    text: Sad.
  - end: thanks
    outcome: completed
    text: Thanks.
  - end: not_today
    outcome: refused
    text: All right.
"""
LAST = "  - ask: last\n    type: choice\n    text: Last?\n    choices: {yes: Yes, no: No}\n"
LOOP = """\
  - ask: more
    type: open
    text: What else?
    digest: themes
  - ask: last
    type: choice
    text: Anything more?
    choices: {yes: Yes, no: No}
    go: {yes: more}
    digest: count
"""
PROBED = """\
  - ask: %s
    type: open
    text: What?
    probe: {text: "More than {%s}?"%s}
"""


class Play:
    """An interview by a script, moved on by events for whatever is asked."""

    def __init__(self, steps: str, questions: int = 20, minutes: int = 8) -> None:
        labels = {cause.id: cause.label for cause in CAUSES}
        script = read(HEAD % (questions, minutes) + steps + TAIL)
        self.revision: Revision = compile_revision("made", script, HOUSE, labels)
        self.turn: Turn = begin(self.revision, "ab", "en", FACTS, unredacted)
        self.tells("agree")

    def does(self, event: Event) -> str:
        """The place where the event leads."""
        assert self.turn.session is not None
        self.turn = hear(self.revision, self.turn.session, event, FACTS, unredacted)
        session = self.turn.session
        return f"{session.at} {session.stage}" if session is not None else "over"

    def tells(self, told: str) -> str:
        """A tap where there are choices, words elsewhere."""
        assert self.turn.ask is not None
        ask = self.turn.ask
        ids = {choice.id for choice in ask.choices}
        if told in ids:
            return self.does(Given(ask.step, ask.visit, choices=(told,)))
        return self.does(Given(ask.step, ask.visit, text=told))

    @property
    def visit(self) -> int:
        """The number of what is asked now."""
        assert self.turn.ask is not None
        return self.turn.ask.visit

    @property
    def lines(self) -> list[str]:
        """What was said in this turn."""
        return [line.text for line in self.turn.say]


def test_a_loop_comes_to_its_limit() -> None:
    """After as many questions as the script allows comes the review, from which nothing goes on."""
    play = Play(LOOP, questions=5)
    places = [play.tells(told) for told in ("a", "yes", "b", "yes", "c")]
    assert places[-1] == "last review"
    assert play.turn.ask is not None
    assert play.turn.ask.choices == ()
    assert play.does(Back(play.visit)) == "more question"
    assert play.tells("d") == "last review"
    assert play.does(Send(play.visit)) == "over"


def test_a_loop_is_gone_back_through_as_it_was_gone() -> None:
    """Each visit of a question met again has its own answer, also after going back over all."""
    play = Play(LOOP)
    for told in ("a", "yes", "b", "no"):
        play.tells(told)
    assert play.turn.session is not None
    path = play.turn.session.path
    for _ in range(4):
        place = play.does(Back(play.visit))
    assert place == "more question"
    assert play.tells("a") == "sad review"
    assert play.turn.session is not None
    assert play.turn.session.path == path


def test_the_last_answer_to_a_question_met_again_is_kept() -> None:
    """What is kept of a loop is one answer a question, the last one, as the review shows."""
    play = Play(LOOP)
    for told in ("a", "yes", "b", "no"):
        play.tells(told)
    assert play.turn.ask is not None
    assert [(item.step, item.answer) for item in play.turn.ask.review] == [
        ("more", "b"),
        ("last", "No"),
    ]
    play.does(Send(play.visit))
    assert [(answer.question, answer.choices) for answer in play.turn.kept] == [
        ("more", ()),
        ("last", ("no",)),
    ]


def test_the_end_reached_says_farewell() -> None:
    """Of two ends the one for these answers is said, also when the interview is sent early."""
    for told, farewell in (("yes", "Thanks."), ("no", "Sad.")):
        play = Play(LAST)
        play.tells(told)
        play.does(Send(play.visit))
        assert play.lines == [farewell]
    play = Play(LAST + "  - ask: one_more\n    type: open\n    text: And?\n")
    play.tells("no")
    play.does(Edit(play.visit))
    play.does(Send(play.visit))
    assert play.lines == ["Sad."]


def test_a_follow_up_is_kept_for_whom_it_is_reserved() -> None:
    """A question with a reserved follow-up keeps one of the budget, until it was met."""
    first, second = (PROBED % (name, name, "") for name in ("first", "second"))
    third = PROBED % ("third", "third", ", reserve: yes")
    play = Play(first + second + third + LAST)
    assert [play.tells("a") for _ in range(3)] == [
        "first probe",
        "second question",
        "third question",
    ]
    assert play.tells("a") == "third probe"
    play = Play(third + first + second + LAST)
    play.does(Skip(play.visit))
    assert [play.tells("a") for _ in range(3)] == ["first probe", "second question", "second probe"]


def test_going_back_twice_from_a_follow_up_leads_to_it_again() -> None:
    """An answer whose follow-up stood open is not passed over as if it were finished."""
    play = Play("".join(PROBED % (name, name, "") for name in ("first", "second")) + LAST)
    play.tells("a")
    play.does(Skip(play.visit))
    assert play.tells("b") == "second probe"
    assert play.does(Back(play.visit)) == "second question"
    assert play.does(Back(play.visit)) == "first question"
    assert play.tells("a") == "first probe"
    assert play.does(Skip(play.visit)) == "second question"
    assert play.tells("b") == "second probe"


def test_what_is_said_after_a_follow_up_left_open_is_said() -> None:
    """Looking at the review instead of answering a follow-up skips nothing that is to be told."""
    play = Play(PROBED % ("first", "first", "") + "  - say: told\n    text: By the way.\n" + LAST)
    play.tells("a")
    play.does(Edit(play.visit))
    assert "By the way." in play.lines


def test_what_was_said_around_a_question_left_out_is_said_again() -> None:
    """After a reload the talk is whole also where a question was left out for time."""
    dropped = "  - ask: long\n    type: open\n    text: Long?\n    drop when short: 1\n"
    opened = "  - ask: first\n    type: open\n    text: What?\n"
    said = "  - say: told\n    text: By the way.\n"
    play = Play(opened + dropped + said + LAST, minutes=1)
    assert play.tells("word " * 60) == "last question"
    assert "By the way." in play.lines
    play.does(Resume())
    assert "By the way." in play.lines


def test_follow_ups_count_in_the_time() -> None:
    """As many follow-ups as the budget allows make the longest way longer."""
    names = ("first", "second", "third")
    plain = "".join(f"  - ask: {n}\n    type: open\n    text: What?\n" for n in names)
    probed = "".join(PROBED % (n, n, "") for n in names)
    one, two = Play(plain + LAST).revision.pace, Play(probed + LAST).revision.pace
    assert two.longest(short=False) - one.longest(short=False) > 2 * 12 * 60 / 32


def test_a_question_is_followed_up_once() -> None:
    """A question met again in a loop is not followed up a second time."""
    probe = '    probe: {text: "More than {more}?"}\n'
    play = Play(LOOP.replace("    text: What else?\n", f"    text: What else?\n{probe}"))
    assert play.tells("a") == "more probe"
    assert [play.tells(told) for told in ("b", "yes", "c")] == [
        "last question",
        "more question",
        "last question",
    ]


def test_follow_ups_put_aside_count_in_the_budget() -> None:
    """Going back to a question gives no further follow-up when the others used them up."""
    play = Play("".join(PROBED % (name, name, "") for name in ("first", "second", "third")) + LAST)
    play.does(Skip(play.visit))
    for told in ("a", "more", "b", "more", "yes"):
        play.tells(told)
    assert play.does(Edit(play.visit, "first")) == "first question"
    assert play.tells("c") == "thanks review"
