"""Whether every interview that a script allows comes to an end, and names only what it knows."""

import pytest

from bot.interview.flow import Flow
from bot.interview.reader import read_script
from bot.interview.script import Step
from bot.interview.step_reader import Written
from bot.interview.ways import RUNS_OUT, loops, reachable, ways
from bot.interview.yamlfile import read_yaml
from tests.interview.script_samples import (
    CAUSES,
    HOUSE,
    SCRIPT,
    changed,
    mistakes,
    only_mistake,
    read,
)

HEAD = """\
format: 1
script: short
title: Short
language: en
limits: {questions: 5, ask again: 2, probes: 2, minutes: 3}
steps:
  - ask: consent
    type: consent
    text: Shall we?
    choices: {agree: Start, refuse: Not now}
    go: {refuse: not_today}
"""
ENDS = """\
  - end: thanks
    outcome: completed
    text: Thank you.
  - end: not_today
    outcome: refused
    text: All right.
"""


def asks(*names: str) -> str:
    """Plain questions of these ids, each with further fields after a bar."""
    parts = (name.partition("|") for name in names)
    return "".join(
        f"  - ask: {name}\n    type: choice\n    text: And {name}?\n"
        f"    choices: {{one: One, two: Two}}\n" + (f"    {more}\n" if more else "")
        for name, _, more in parts
    )


def codes(text: str) -> list[str]:
    """The codes of all mistakes."""
    return [mistake.code for mistake in mistakes(text)]


def test_a_sound_script_has_no_mistakes() -> None:
    """Consent, a question and two ends are enough."""
    assert mistakes(SCRIPT) == []
    assert mistakes(HEAD + asks("q") + ENDS) == []


def test_an_id_is_used_once() -> None:
    """The second use is the mistake, and names the first."""
    (mistake,) = mistakes(HEAD + asks("q", "q") + ENDS)
    assert (mistake.code, mistake.place.line) == ("F01", 16)
    assert "sample.yaml, line 12" in mistake.what


@pytest.mark.parametrize("jump", ["next: thank", "go: {one: thank}"])
def test_every_jump_goes_to_a_step(jump: str) -> None:
    """A jump to nowhere is told with the nearest step there is."""
    (mistake,) = mistakes(HEAD + asks(f"q|{jump}") + ENDS)
    assert (mistake.code, mistake.todo) == ("F02", "Did you mean “thanks”?")


@pytest.mark.parametrize("jump", ["next: consent", "go: {one: consent}"])
def test_nobody_is_sent_back_past_consent(jump: str) -> None:
    """What was agreed to stays agreed to."""
    assert codes(HEAD + asks(f"q|{jump}") + ENDS) == ["F06"]


def test_every_step_is_reached_by_somebody() -> None:
    """A step that every way leads past is told, at its own place."""
    (mistake,) = mistakes(HEAD + asks("a|next: thanks", "lost") + ENDS)
    assert (mistake.code, mistake.place.line) == ("F03", 17)
    assert "“lost”" in mistake.what


def test_a_question_whose_choices_all_jump_is_not_gone_past() -> None:
    """When it cannot be skipped, nobody goes on without a jump."""
    jump = "skippable: no\n    go: {one: thanks, two: thanks}"
    assert codes(HEAD + asks(f"a|{jump}", "lost") + ENDS) == ["F03"]
    skippable = "go: {one: thanks, two: thanks}"
    assert codes(HEAD + asks(f"a|{skippable}", "found") + ENDS) == []


def test_the_script_does_not_run_out() -> None:
    """After the last step that can be passed there must be an end for everybody."""
    refused = "  - end: not_today\n    outcome: refused\n    text: All right.\n"
    done = "  - end: thanks\n    outcome: completed\n    only if: q is one\n    text: Thank you.\n"
    (mistake,) = mistakes(HEAD + asks("a|next: q") + refused + asks("q") + done)
    assert (mistake.code, mistake.place.line) == ("F04", 24)


def test_a_loop_has_a_way_out() -> None:
    """A loop that nobody leaves is told with all its steps."""
    found = mistakes(HEAD + asks("a|go: {one: thanks}\n    next: b", "b", "c|next: b") + ENDS)
    assert [m.code for m in found] == ["F05"]
    assert "b, c" in found[0].what


def test_a_loop_that_can_be_left_may_be_gone_round() -> None:
    """Going round is allowed while a question in it can lead out."""
    assert codes(HEAD + asks("a", "b|go: {one: a}") + ENDS) == []


def test_a_loop_asks_something() -> None:
    """Steps that only speak and lead back to each other would go round for ever in one turn."""
    loop = (
        "  - say: a\n    text: A.\n"
        "  - say: b\n    text: B.\n    only if: q is one\n    next: thanks\n"
        "  - say: c\n    text: C.\n    next: a\n"
    )
    (mistake,) = mistakes(HEAD + asks("q") + loop + ENDS)
    assert (mistake.code, mistake.what) == ("F05", "Nothing is asked in this loop: a, c.")


def test_consent_comes_first() -> None:
    """Nothing is said or asked before it, and it is asked once."""
    hello = HEAD.replace("steps:\n", "steps:\n  - say: hello\n    text: Hello.\n")
    assert "P01" in codes(hello + asks("q") + ENDS)
    assert codes(HEAD + asks("q").replace("choice\n", "consent\n") + ENDS)[0] == "P01"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("refuse: Not now}", "}", "Nobody can refuse"),
        ("agree: Start, ", "", "Nobody can agree"),
        ("agree: Start", "yes: Start", "no choice “yes”"),
        ("agree: Start,", "agree: Start, how: How?,", "belong together"),
        ("text: Shall we?", "text: Shall we?\n    help: So.", "belong together"),
        ("    go: {refuse: not_today}\n", "", "does not lead to an end"),
        ("go: {refuse: not_today}", "go: {refuse: thanks}", "does not lead to an end"),
        ("go: {refuse: not_today}", "go: {refuse: q}", "does not lead to an end"),
    ],
)
def test_consent_can_be_refused_for_real(old: str, new: str, said: str) -> None:
    """Agreeing, refusing and an end for it; `how` has something to show."""
    found = mistakes(HEAD.replace(old, new) + asks("q") + ENDS)
    assert any(m.code in ("P02", "P03") and said in m.what for m in found), found


def test_a_short_version_has_questions() -> None:
    """When it is offered, something must be part of it."""
    text = HEAD.replace("agree: Start", "agree: Start, short: Short")
    assert codes(text + asks("q") + ENDS) == ["F08"]
    assert codes(text + asks("q|short version: yes") + ENDS) == []


def test_some_interview_is_completed() -> None:
    """Without a completed end no answer would ever be sent."""
    assert codes(HEAD + asks("q") + ENDS.replace("completed", "refused")) == ["F07"]


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("overall <= 1 or", "overal <= 1 or", "C02", "Did you mean “overall”?"),
        ("overall <= 1 or", "sorry <= 1 or", "C02", "no question “sorry”"),
        ("overall <= 1 or", "overall is bad or", "C05", "Write “overall <= 2”"),
        ("overall <= 1 or", "instead <= 1 or", "C05", "Write “instead is …”"),
        ("overall <= 1 or", "hiring <= 1 or", "C05", "Write “lowest(hiring) <= 2”"),
        ("overall <= 1 or", "causes is pay or", "C05", "Write “causes includes …”"),
        ("overall <= 1 or", "words(causes) < 3 or", "C05", "an open question"),
        ("overall <= 1 or", "concerns includes pay or", "C05", "several choices"),
        ("overall <= 1 or", "overall =< 1 or", "C01", "where a whole number should stand"),
        ("is one of no, perhaps", "is one of no, perhap", "C03", "Did you mean “perhaps”?"),
        ("hiring.respect <= 2", "hiring.respekt <= 2", "C03", "Did you mean “respect”?"),
        ("mentions(concerns, pay)", "mentions(concerns, pai)", "C03", "Did you mean “pay”?"),
        ("answer weightiest)", "answer instead)", "C05", "does not offer causes"),
        ("only if: instead is another", "only if: overall is another", "C04", "not known yet"),
        ("only if: instead is another", "only if: again is another", "C04", "not known yet"),
        ("from: answer causes", "from: answer again", "C04", "not known yet"),
        ("from: answer causes", "from: answer liked", "C05", "offers nothing to choose"),
        ("from: answer causes", "from: answer cause", "C02", "Did you mean “causes”?"),
        ("text by weightiest", "text by weightest", "C02", "Did you mean “weightiest”?"),
        ("rival: What about", "rivals: What about", "C03", "Did you mean “rival”?"),
        ("{another_offer: pay}", "{another_ofer: pay}", "C03", "“another_offer”?"),
        ("{another_offer: pay}", "{another_offer: money}", "C03", "is no cause"),
        ("{staying: hiring}", "{stayin: hiring}", "C03", "Did you mean “staying”?"),
        ("wrote “{concerns}”", "wrote “{concern}”", "S09", "Did you mean “concerns”?"),
        ("wrote “{concerns}”", "wrote “{instead}”", "S09", "filled by nobody"),
        ("lowest(hiring) <= 2\n", "lowest(overall) <= 2\n", "C04", "not known yet"),
    ],
)
def test_whatever_is_named_is_known(old: str, new: str, code: str, said: str) -> None:
    """Questions, choices, items, causes: each exists, fits the comparison, and was asked before."""
    found = mistakes(changed(old, new))
    assert any(m.code == code and said in str(m) for m in found), found


def test_a_condition_is_told_at_the_column_of_the_comparison() -> None:
    """The place is where the faulty comparison stands, not where the condition begins."""
    mistake = only_mistake("or again is one of no, perhaps", "or agan is one of no, perhaps")
    line = changed("or again is", "or agan is").splitlines()[mistake.place.line - 1]
    assert line[mistake.place.column - 1 :].startswith("agan")


def test_choices_are_taken_from_a_question_that_lists_them() -> None:
    """At second hand there would be no labels to show."""
    again = (
        "  - ask: last\n    type: choice\n    text: And?\n    choices: {from: answer weightiest}\n"
    )
    (mistake,) = mistakes(changed("  - ask: instead", f"{again}\n  - ask: instead"))
    assert (mistake.code, mistake.todo) == ("C05", "Write “from: answer causes”.")


def test_a_branch_does_not_know_what_the_other_was_asked() -> None:
    """Known before means on some way to this step, not higher up in the file."""
    text = asks(
        "a|go: {one: b, two: c}\n    skippable: no", "b|next: thanks", "c|only if: b is one"
    )
    (mistake,) = mistakes(HEAD + text + ENDS)
    assert (mistake.code, mistake.place.line) == ("C04", 27)


def test_ways_are_those_that_the_machine_goes() -> None:
    """The check and the engine agree on which step may come after which."""
    script = read_script(SCRIPT, "sample.yaml", causes=CAUSES, house=HOUSE, shared={})
    flow = Flow(script)
    found = ways(written(script.steps))
    for step in script.steps:
        beyond = {target.id for _, target in flow.after(step)}
        assert found[step.id] - {RUNS_OUT} <= beyond, step.id


def test_loops_and_reach() -> None:
    """Steps that lead back to each other form one loop; reach counts where one starts."""
    graph = {"a": frozenset("b"), "b": frozenset("ac"), "c": frozenset("c"), "d": frozenset("a")}
    assert list(loops(graph)) == [("a", "b"), ("c",)]
    assert reachable(graph, ["a"]) == {"a", "b", "c"}


def written(steps: tuple[Step, ...]) -> list[Written]:
    """The sample's steps with the parts of the file in which they stand."""
    listed = read_yaml(SCRIPT, "sample.yaml").get("steps")
    assert listed is not None
    assert isinstance(listed.value, tuple)
    nodes = [node for node in listed.value if node.get("part") is None]
    return [Written(step, node) for step, node in zip(steps, nodes, strict=True)]


def test_the_sample_reads_alike_twice() -> None:
    """Reading has no memory: the same text gives an equal script."""
    assert read() == read()
