"""Scripts made by hypothesis: every kind of step, every way on, as text through the reader."""

import json
from typing import Any

from hypothesis import Phase, assume, settings
from hypothesis import strategies as st

from bot.interview.mistakes import DialogueError
from bot.interview.reader import read_script
from bot.interview.revision import Revision, compile_revision
from tests.interview.script_samples import CAUSES, HOUSE

Made = dict[str, Any]
# A script is long to explain line by line: a failure is made small, and no more.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
KINDS = (
    "open",
    "choice",
    "several",
    "causes",
    "from_answer",
    "rating",
    "ratings",
    "say",
    "text_by",
)
CHOICES = {"yes": "Yes", "no": "No", "other": "Something else"}


def examples(most: int) -> settings:
    """So many scripts tried, however long one takes."""
    return settings(max_examples=most, deadline=None, phases=PHASES)


@st.composite
def revisions(draw: st.DrawFn) -> Revision:
    """A compiled script that the reader accepted."""
    made = draw(scripts())
    try:
        text = json.dumps(made, ensure_ascii=False)
        script = read_script(text, "made.yaml", causes=CAUSES, house=HOUSE, shared={})
    except DialogueError:
        assume(False)
        raise
    return compile_revision("made", script, HOUSE, {cause.id: cause.label for cause in CAUSES})


@st.composite
def scripts(draw: st.DrawFn) -> Made:
    """A script as it might be written; nearly all of them are without a mistake."""
    steps: list[Made] = [_consent()]
    count = draw(st.integers(2, 7))
    for number in range(count):
        if draw(st.integers(0, 3)) == 0 or number == 0:
            steps.append({"part": f"Part {number}"})
        steps.append(draw(_step(number, [s for s in steps if "ask" in s][1:])))
    _jump(draw, steps)
    if not any("ask" in step and "short version" in step for step in steps[1:]):
        del steps[0]["choices"]["short"]
    steps += draw(_ends(steps))
    limits = {
        "questions": draw(st.integers(3, 12)),
        "ask again": draw(st.integers(0, 2)),
        "probes": draw(st.integers(0, 3)),
        "minutes": draw(st.sampled_from([1, 2, 8])),
    }
    head = {"format": 1, "script": "made", "title": "Made", "language": "en", "limits": limits}
    return {**head, "steps": steps}


def _consent() -> Made:
    return {
        "ask": "consent",
        "type": "consent",
        "text": "Shall we? {company}",
        "choices": {"agree": "Start", "short": "Short", "how": "How?", "refuse": "Not now"},
        "go": {"refuse": "not_today"},
        "help": "Like this.",
        "short version": "yes",
    }


@st.composite
def _step(draw: st.DrawFn, number: int, before: list[Made]) -> Made:
    kind = draw(st.sampled_from(KINDS))
    ticked = [ask for ask in before if ask["type"] in ("choice", "several")]
    ticked = [ask for ask in ticked if "answer" not in ask["choices"].get("from", "")]
    if kind in ("from_answer", "text_by") and not ticked:
        kind = "choice"
    step = _of_kind(draw, kind, number, ticked)
    if draw(st.integers(0, 2)) == 0 and before:
        step["only if"] = draw(_condition(before))
    if draw(st.booleans()):
        step["short version"] = "yes"
    if kind == "say":
        return step
    if draw(st.integers(0, 3)) == 0:
        step["drop when short"] = draw(st.integers(1, 3))
    if draw(st.integers(0, 4)) == 0:
        step["skippable"] = "no"
    if draw(st.booleans()):
        step["probe"] = [draw(_probe(step, before)) for _ in range(draw(st.integers(1, 2)))]
    return step


def _of_kind(draw: st.DrawFn, kind: str, number: int, ticked: list[Made]) -> Made:
    name, text = f"step{number}", [f"Wording {number} a?", f"Wording {number} b?"]
    digest = draw(st.sampled_from(["never", "used"]))
    counted = "never" if digest == "never" else "count"
    base: Made = {"ask": name, "text": text, "digest": counted}
    if kind == "say":
        return {"say": name, "text": f"Said {number}."}
    if kind == "open":
        themes = "never" if digest == "never" else "themes"
        more: Made = {"suggest themes": draw(st.sampled_from(["yes", "no"])), "digest": themes}
        if draw(st.booleans()):
            more["choices"] = {"nothing": "Nothing"}
        return {**base, "type": "open", **more}
    if kind == "rating":
        return {**base, "type": "rating", "scale": {"1": "Poor", "3": "Good"}}
    if kind == "ratings":
        items = {"speed": "Speed", "respect": "Respect"}
        return {**base, "type": "ratings", "scale": {"1": "Poor", "3": "Good"}, "items": items}
    if kind == "several":
        return {**base, "type": "several", "choices": dict(CHOICES), "at most": 2}
    if kind == "causes":
        polarity = draw(st.sampled_from(["positive", "concern", "neutral"]))
        return {**base, "type": "several", "choices": {"from": "causes"}, "polarity": polarity}
    if kind == "from_answer":
        source = draw(st.sampled_from(ticked))["ask"]
        own = {"equal": "About equal"} if draw(st.booleans()) else {}
        return {**base, "type": "choice", "choices": {"from": f"answer {source}", **own}}
    if kind == "text_by":
        return {**base, **_fitted(draw, draw(st.sampled_from(ticked)))}
    return {**base, "type": "choice", "choices": dict(CHOICES)}


def _fitted(draw: st.DrawFn, source: Made) -> Made:
    first = _choices_of(source)[:1]
    fitted: Made = {"type": "open", "digest": "themes"}
    fitted[f"text by {source['ask']}"] = {id: f"Why {id}?" for id in first}
    if draw(st.booleans()):
        fitted["text"] = "Why?"
    else:
        fitted["text"] = None
    return {name: value for name, value in fitted.items() if value is not None}


def _choices_of(ask: Made) -> list[str]:
    if ask["choices"].get("from") == "causes":
        return [cause.id for cause in CAUSES]
    return [id for id in ask["choices"] if id != "from"] or ["missing"]


@st.composite
def _condition(draw: st.DrawFn, before: list[Made]) -> str:
    parts = [
        draw(_comparison(ask))
        for ask in draw(st.lists(st.sampled_from(before), min_size=1, max_size=2))
    ]
    return draw(st.sampled_from([" and ", " or ", " and not "])).join(parts)


@st.composite
def _comparison(draw: st.DrawFn, ask: Made) -> str:
    name, kind = ask["ask"], ask["type"]
    of_any = [f"answered({name})", f"skipped({name})"]
    own = {
        "open": [f"words({name}) < 4", f"nothing({name})", f"mentions({name}, pay)"],
        "rating": [f"{name} <= 2"],
        "ratings": [f"lowest({name}) <= 2", f"{name}.respect > 1"],
    }
    if kind in own:
        return draw(st.sampled_from([*of_any, *own[kind]]))
    word = "is" if kind == "choice" else "includes"
    return draw(st.sampled_from([*of_any, f"{name} {word} {_choices_of(ask)[-1]}"]))


@st.composite
def _probe(draw: st.DrawFn, step: Made, before: list[Made]) -> Made:
    probe: Made = {"text": f"You said {{{step['ask']}}}. More?"}
    if draw(st.booleans()):
        probe["only if"] = draw(_comparison(step))
    if draw(st.integers(0, 2)) == 0:
        probe["reserve"] = "yes"
    quotes = draw(st.booleans())
    if before and quotes:
        probe["text"] += f" {{{before[-1]['ask']}}}"
    return probe


def _jump(draw: st.DrawFn, steps: list[Made]) -> None:
    """Let some choices and some steps lead elsewhere: forward, back in a loop, or to an end."""
    known = [step.get("ask") or step.get("say") for step in steps if "part" not in step]
    for step in steps[1:]:
        name = step.get("ask") or step.get("say")
        if name is None or draw(st.integers(0, 2)):
            continue
        later = known[known.index(name) + 1 :] or ["thanks"]
        if step.get("type") == "choice" and "yes" in step["choices"]:
            step["go"] = {"yes": draw(st.sampled_from([*known[1:], "thanks", "not_today"]))}
        else:
            step["next"] = later[0]


@st.composite
def _ends(draw: st.DrawFn, steps: list[Made]) -> list[Made]:
    asks = [step for step in steps if "ask" in step][1:]
    ends: list[Made] = []
    two = draw(st.booleans())
    if asks and two:
        sad = {"end": "sad", "outcome": "completed", "text": "Thanks all the same."}
        ends.append({**sad, "only if": draw(_condition(asks))})
    ends.append({"end": "thanks", "outcome": "completed", "text": "Thanks. {changes} {jobs}"})
    return [*ends, {"end": "not_today", "outcome": "refused", "text": "All right."}]
