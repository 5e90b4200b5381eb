"""What a hiring team does with the app in Slack, over HTTP and signed, from tap to answer."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from bot.insight.action import Action
from bot.slack.access import Access
from bot.slack.blocks import digest_blocks
from tests.insight.batches import digest_text
from tests.slack.conftest import Serve
from tests.slack.person import Person, button, filled, words
from tests.slack.serving import MemoryDesk, Served, a_desk
from tests.slack.stand_in import SlackStandIn
from tests.slack.workspace import Said

STEP = "Answer every candidate within three working days"


def person(slack: SlackStandIn, running: Served, **who: str) -> Person:
    return replace(Person(slack, running.bringing), **who)  # type: ignore[arg-type]  # its texts


def say(name: str, language: str = "en", **values: str) -> str:
    return digest_text(language).words.say(name, **values)


def with_actions(number: int) -> MemoryDesk:
    """A desk with so many open actions."""
    desk = a_desk()
    for n in range(number):
        desk.actions[f"{n:032x}"] = Action(f"{n:032x}", f"{STEP} ({n})", "waiting", "recruiting")
    return desk


def posted() -> Said:
    """The digest as it stands in the channel."""
    blocks = digest_blocks(a_desk().digests[""], button=True)
    return {"ts": "1700000000.000009", "text": "x", "blocks": blocks}


def updated(slack: SlackStandIn, times: int) -> bool:
    """Whether forms were changed in place so many times."""
    return sum(method == "views.update" for method, _ in slack.calls) == times


# The command


def test_the_command_shows_the_last_digest_and_what_is_open(
    slack: SlackStandIn, serve: Serve
) -> None:
    """Only the person who asks sees it: digest, open actions, next date; in blocks and in words."""
    running = serve(desk=with_actions(2))
    told = person(slack, running).command()
    digest = running.desk.digests[""]
    assert told["response_type"] == "ephemeral"
    for read in (told["text"], words(told["blocks"])):
        assert digest.header in read
        assert f"{STEP} (1) (recruiting)" in read
    assert say("next", date="1 April 2027") in told["text"]
    # Under what one person sees there is no thread: it hangs under the post.
    assert say("more_in_channel") in told["text"]
    assert say("more_in_thread") not in told["text"]
    assert slack.posted == []


def test_with_any_word_the_command_helps(slack: SlackStandIn, serve: Serve) -> None:
    """In whatever language somebody asks for help, help is what comes."""
    for text in ("help", "Hilfe", "?"):
        assert person(slack, serve()).command(text)["text"] == say("ask_help")


def test_before_the_first_digest_there_is_the_constant_sentence(
    slack: SlackStandIn, serve: Serve
) -> None:
    """Nothing yet is said with the next date, and nothing is there to be decided about."""
    told = person(slack, serve(desk=MemoryDesk())).command()
    assert told["text"].startswith(say("nothing_yet", date="1 April 2027"))
    assert say("open_none") in told["text"]
    assert "decide" not in str(told["blocks"])


@pytest.mark.parametrize("number", [6, 40])
def test_many_actions_fit(slack: SlackStandIn, serve: Serve, number: int) -> None:
    """What is due first is shown, and that there is more; Slack takes message and page."""
    running = serve(Access("C0HIRING", users=frozenset({"U0ALEX"})), with_actions(number))
    alex = person(slack, running)
    assert say("more_open") in alex.command()["text"]
    assert f"{STEP} (5)" in words(alex.open_home()["blocks"])
    assert slack.workspace.refused == []


# Who may


def test_outside_the_channels_nothing_is_shown(slack: SlackStandIn, serve: Serve) -> None:
    """A channel that gets no digest, and a direct message, learn where to ask, and no word more."""
    running = serve(Access("C0HIRING", {"Engineering": "#eng"}), with_actions(1))
    for channel, name in (("C0OTHER", "other"), ("D0", "directmessage"), ("G0", "privategroup")):
        alex = person(slack, running, channel=channel, channel_name=name)
        assert alex.command()["text"] == say("ask_not_here")
        alex.press("decide", "", posted())
        where = alex.press("done", f"{0:032x}", posted())
        assert alex.told(where)["text"] == say("ask_not_here")
    assert slack.workspace.views == {}
    assert len(running.desk.actions) == 1


def test_who_is_not_on_the_list_is_told_so(slack: SlackStandIn, serve: Serve) -> None:
    """With a list of people, a channel is not enough."""
    running = serve(Access("C0HIRING", users=frozenset({"U0OTHER"})), with_actions(1))
    alex = person(slack, running)
    assert alex.command()["text"] == say("ask_not_you")
    assert alex.told(alex.press("decide", "", posted()))["text"] == say("ask_not_you")
    where = alex.press("done", f"{0:032x}", posted())
    assert alex.told(where)["text"] == say("ask_not_you")
    home = words(alex.open_home()["blocks"])
    assert say("ask_not_you") in home
    assert STEP not in home
    assert slack.workspace.views == {}
    assert len(running.desk.actions) == 1


def test_a_label_reads_its_own_digest(slack: SlackStandIn, serve: Serve) -> None:
    """In the channel of a label its digest is shown, and not everyone's."""
    desk = a_desk()
    desk.digests["Engineering"] = replace(desk.digests[""], header="Only of Engineering")
    running = serve(Access("C0HIRING", {"Engineering": "#eng"}), desk)
    told = person(slack, running, channel="C0ENG", channel_name="eng").command()
    assert told["text"].startswith("Only of Engineering")
    assert desk.digests[""].header not in told["text"]


# The form


def test_a_decision_is_made_and_told_under_the_digest(slack: SlackStandIn, serve: Serve) -> None:
    """The form comes filled with what is proposed first; handed in, it is kept, said to be, and
    told in the thread, without saying who it was."""
    running = serve()
    alex = person(slack, running)
    view = alex.open_form(posted())
    first = running.desk.digests[""].proposals[0]
    assert filled(view) == {
        "what": first.first_step,
        "cause": first.cause,
        "owner": first.owner,
        "until": "2027-04-01",
    }
    answered = alex.hand_in(view, what=f"  {STEP}\n ", until="2027-03-31")
    waiting = answered.json()
    assert waiting["response_action"] == "update"
    assert say("form_wait") in words(waiting["view"])
    assert "submit" not in waiting["view"]
    line = f"{STEP} ({first.owner}, by 31 March 2027)"
    slack.workspace.until(lambda: len(slack.posted) == 1)
    assert say("form_noted", decision=line) in words(slack.workspace.views[view["id"]])
    (message,) = slack.posted
    assert (message["channel"], message["thread_ts"]) == ("C0HIRING", "1700000000.000009")
    assert message["text"] == f"Decided: {line}."
    assert "alex" not in str(slack.posted).casefold()
    (kept,) = running.desk.actions.values()
    assert (kept.what, kept.until) == (STEP, "2027-03-31")


def test_the_form_names_causes_as_the_digest_does(slack: SlackStandIn, serve: Serve) -> None:
    """Whoever read of a cause finds it under the same name; what nobody here can change is not on
    the list, and no name speaks as a candidate does."""
    running = serve()
    view = person(slack, running).open_form(posted())
    (causes,) = (b["element"] for b in view["blocks"] if b["block_id"] == "cause")
    named = {option["value"]: option["text"]["text"] for option in causes["options"]}
    for proposal in running.desk.digests[""].proposals:
        assert not proposal.cause or named[proposal.cause] == proposal.name
    assert {"personal", "other"} & set(named) == set()
    assert not any({"I", "my", "My"} & set(name.split()) for name in named.values())


@pytest.mark.parametrize(
    ("changed", "where", "sentence"),
    [
        ({"what": ""}, "what", "decision_empty"),
        ({"what": "x" * 3000}, "what", "decision_long"),
        ({"what": "Let Alex answer"}, "what", "decision_names"),
        ({"cause": "made_up"}, "cause", "decision_cause"),
        ({"owner": None}, "owner", "decision_owner"),
        ({"until": "2027-02-31"}, "until", "decision_until"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    slack: SlackStandIn, serve: Serve, changed: dict[str, Any], where: str, sentence: str
) -> None:
    """The form stays open, with a sentence under the field; nothing is kept."""
    running = serve()
    alex = person(slack, running)
    answered = alex.hand_in(alex.open_form(posted()), **changed).json()
    assert answered["response_action"] == "errors"
    ((field, said),) = answered["errors"].items()
    assert field == where
    assert (
        said.split("{")[0][:12]
        == say(sentence, most="200", found="Alex", owners="", example="")[:12]
    )
    assert running.desk.actions == {}


def test_a_form_handed_in_twice_is_kept_once(slack: SlackStandIn, serve: Serve) -> None:
    """When an answer was lost on its way and somebody presses again, there is one decision."""
    running = serve()
    alex = person(slack, running)
    view = alex.open_form(posted())
    for number in (1, 2):
        assert alex.hand_in(view).json()["response_action"] == "update"
        slack.workspace.until(partial(updated, slack, number))
    assert len(running.desk.actions) == 1
    slack.workspace.until(lambda: len(slack.posted) == 1)


def test_what_could_not_be_kept_comes_back_as_it_was(slack: SlackStandIn, serve: Serve) -> None:
    """When the storage fails, the form returns with what was written, and works the next time."""
    desk = a_desk()
    desk.fails = 1
    running = serve(desk=desk)
    alex = person(slack, running)
    view = alex.open_form(posted())
    alex.hand_in(view, what=STEP)
    slack.workspace.until(lambda: say("ask_failed") in words(slack.workspace.views[view["id"]]))
    again = slack.workspace.views[view["id"]]
    assert filled(again)["what"] == STEP
    alex.hand_in(again)
    slack.workspace.until(lambda: len(slack.posted) == 1)
    assert [action.what for action in desk.actions.values()] == [STEP]


def test_a_right_that_was_taken_away_counts(slack: SlackStandIn, serve: Serve) -> None:
    """Somebody else's form, or one opened where digests no longer go, decides nothing."""
    running = serve(Access("C0HIRING", users=frozenset({"U0ALEX"})))
    view = person(slack, running).open_form(posted())
    answered = person(slack, running, user="U0OTHER").hand_in(view).json()
    assert answered["errors"] == {"what": say("ask_not_you")}
    assert running.desk.actions == {}


# Done


def test_what_is_done_leaves_the_list(slack: SlackStandIn, serve: Serve) -> None:
    """The list in its place is the new one; the second tap of somebody else is told how it is."""
    running = serve(desk=with_actions(2))
    alex = person(slack, running)
    told = alex.command()
    value = button(told, "done")
    after = alex.told(alex.press("done", value, told))
    assert after["replace_original"] is True
    assert after["text"].startswith(f"Noted as done: {STEP} (0) (recruiting).")
    assert len(running.desk.actions) == 1
    late = alex.told(alex.press("done", value, told))
    assert late["text"].startswith(say("done_gone"))
    assert len(running.desk.actions) == 1


def test_the_page_of_the_app(slack: SlackStandIn, serve: Serve) -> None:
    """For those on the list: all digests, what is open, the next date, what is never shown; done
    from there, the page shows it."""
    desk = with_actions(1)
    desk.digests["Engineering"] = replace(desk.digests[""], header="Only of Engineering")
    access = Access("C0HIRING", {"Engineering": "#eng"}, frozenset({"U0ALEX"}))
    alex = person(slack, serve(access, desk))
    page = words(alex.open_home())
    for expected in (
        desk.digests[""].header,
        "Only of Engineering",
        STEP,
        "Next digest: 1 April 2027",
        say("more_in_channel"),
        say("never_title"),
    ):
        assert expected in page
    assert say("more_in_thread") not in page
    alex.press("done", f"{0:032x}")
    slack.workspace.until(lambda: say("open_none") in words(slack.workspace.homes["U0ALEX"]))
    assert desk.actions == {}


def test_a_decision_from_the_page_is_told_nowhere(slack: SlackStandIn, serve: Serve) -> None:
    """Opened from the page of the app, a form belongs to no channel."""
    running = serve(Access("C0HIRING", users=frozenset({"U0ALEX"})))
    alex = person(slack, running)
    view = alex.open_form(None)
    alex.hand_in(view)
    noted = say("form_noted", decision="").split(".")[0]
    slack.workspace.until(lambda: noted[:5] in words(slack.workspace.views[view["id"]]))
    assert len(running.desk.actions) == 1
    assert slack.posted == []


def test_without_a_list_the_page_says_where_digests_are_read(
    slack: SlackStandIn, serve: Serve
) -> None:
    """The app cannot see who is in which channel, so its page shows nothing to anybody."""
    page = words(person(slack, serve(desk=with_actions(1))).open_home())
    assert say("ask_not_here") in page
    assert say("never_title") in page
    assert STEP not in page


@pytest.mark.parametrize(
    ("language", "day"),
    [("de", "1. April 2027"), ("es", "1 de abril de 2027"), ("fr", "1er avril 2027")],
)
def test_everything_fits_in_every_language(
    slack: SlackStandIn, serve: Serve, language: str, day: str
) -> None:
    """Titles, buttons and labels have room, dates are written as there; Slack refuses nothing."""
    desk = a_desk(language)
    desk.actions["1"] = Action("1", STEP, "waiting", "recruiting", "2027-03-31")
    alex = person(slack, serve(Access("C0HIRING", users=frozenset({"U0ALEX"})), desk))
    told = alex.command()
    assert say("open_title", language) in words(told["blocks"])
    assert say("next", language, date=day) in told["text"]
    view = alex.open_form(told)
    assert say("form_title", language) == view["title"]["text"]
    alex.open_home()
    assert slack.workspace.refused == []


# When Slack does not do its part


def test_refused_blocks_leave_the_words(slack: SlackStandIn, serve: Serve) -> None:
    """When the answer cannot be drawn, it is told in words."""
    slack.faults["respond"] = ["invalid_blocks"]
    told = person(slack, serve()).command()
    assert "blocks" not in told
    assert "CHANGE FIRST" in told["text"]


def test_a_form_that_cannot_be_opened_is_said(slack: SlackStandIn, serve: Serve) -> None:
    """When the three seconds of a trigger are over, the person is asked to press again."""
    alex = person(slack, serve())
    slack.faults["views.open"] = ["expired_trigger_id"]
    where = alex.press("decide", "", posted())
    assert alex.told(where)["text"] == say("ask_failed")


def test_asked_to_wait_it_waits(slack: SlackStandIn, serve: Serve) -> None:
    """A 429 is waited for, and the form opens; the tap was acknowledged long before."""
    alex = person(slack, serve())
    slack.faults["views.open"], slack.headers = [429], {"Retry-After": "0"}
    view = alex.open_form(posted())
    assert alex.said[-1].status == 200
    assert filled(view)["owner"]


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived"])
def test_a_thread_that_is_gone_loses_no_decision(
    slack: SlackStandIn, serve: Serve, error: str
) -> None:
    """The channel was deleted or archived meanwhile: the decision is kept and said to be."""
    running = serve()
    alex = person(slack, running)
    view = alex.open_form(posted())
    slack.workspace.closed["C0HIRING"] = error
    alex.hand_in(view)
    slack.workspace.until(lambda: len(slack.asked) == 1)
    assert len(running.desk.actions) == 1
    assert "Noted" in words(slack.workspace.views[view["id"]])


def test_a_missing_scope_is_said(slack: SlackStandIn, serve: Serve) -> None:
    """Whoever runs this reads which scope the app lacks; a decision is kept all the same."""
    slack.workspace.scopes = {"commands"}
    running = serve()
    alex = person(slack, running)
    alex.hand_in(alex.open_form(posted()))
    slack.workspace.until(lambda: len(slack.asked) == 1)
    (problem,) = running.app.problems()
    assert "chat:write" in problem
    assert len(running.desk.actions) == 1
    assert slack.posted == []
