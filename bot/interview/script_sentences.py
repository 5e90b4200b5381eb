"""Every sentence of a script, in the order of the interview, said anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.interview.choice_reader import cause_choice
from bot.interview.script import Ask, Cause, Choice, End, Probe, Say, Script, Step, TextBy
from bot.interview.translation import LONGEST_LABEL
from bot.interview.translation import Say as Voice

_UNSAID = "Not said to candidates."


def say_script(
    script: Script, language: str, causes: Sequence[tuple[Cause, Cause]], say: Voice
) -> Script:
    """The script with every sentence said by `say`.

    `causes` are those of the codebook as they are, each with what is said instead.
    """
    return replace(
        script,
        language=language,
        title=say("title", script.title, _UNSAID),
        messages={name: say(f"messages.{name}", text) for name, text in script.messages.items()},
        steps=tuple(_step(step, causes, say) for step in script.steps),
    )


def _step(step: Step, causes: Sequence[tuple[Cause, Cause]], say: Voice) -> Step:
    part = say("part", step.part, _UNSAID) if step.part else step.part
    match step:
        case Ask():
            return replace(_ask(step, causes, say), part=part)
        case Say() | End():
            return replace(step, part=part, texts=_texts(step.id, step.texts, step.note or "", say))
    return step


def _ask(ask: Ask, causes: Sequence[tuple[Cause, Cause]], say: Voice) -> Ask:
    note, id = ask.note or "", ask.id
    without = ask.text_without_label
    return replace(
        ask,
        texts=_texts(id, ask.texts, note, say),
        text_without_label=say(f"{id}.text without label", without, note) if without else None,
        text_by=_text_by(id, ask.text_by, note, say),
        choices=_choices(ask, causes, say),
        items=tuple(
            _labelled(f"{id}.items", item, say, "Rated on the scale.") for item in ask.items
        ),
        scale={
            point: say(f"{id}.scale.{point}", label, "A point of the scale.") if label else ""
            for point, label in ask.scale.items()
        },
        help=say(f"{id}.help", ask.help) if ask.help else None,
        probes=tuple(
            _probe(f"{id}.probe{_place(n, ask.probes)}", probe, say)
            for n, probe in enumerate(ask.probes, 1)
        ),
    )


def _texts(id: str, texts: Sequence[str], note: str, say: Voice) -> tuple[str, ...]:
    return tuple(say(f"{id}.text{_place(n, texts)}", text, note) for n, text in enumerate(texts, 1))


def _place(number: int, among: Sequence[object]) -> str:
    """The number of a wording where there is more than one."""
    return f".{number}" if len(among) > 1 else ""


def _text_by(id: str, by: TextBy | None, note: str, say: Voice) -> TextBy | None:
    if by is None:
        return None
    context = f"{id}.text by {by.step}"
    said: Mapping[str, str] = {
        choice: say(f"{context}.{choice}", text, note) for choice, text in by.wordings.items()
    }
    return TextBy(by.step, said)


def _choices(ask: Ask, causes: Sequence[tuple[Cause, Cause]], say: Voice) -> tuple[Choice, ...]:
    """The choices: what comes from the codebook is said there already."""
    listed = {cause_choice(was, ask): cause_choice(now, ask) for was, now in causes}
    own = f"{ask.id}.choices"
    return tuple(
        listed[choice]
        if ask.from_causes and choice in listed
        else _labelled(own, choice, say, most=LONGEST_LABEL)
        for choice in ask.choices
    )


def _labelled(
    context: str, choice: Choice, say: Voice, note: str = "", most: int | None = None
) -> Choice:
    head = say(f"{context}.head", choice.head, "A heading.") if choice.head else choice.head
    return Choice(choice.id, say(f"{context}.{choice.id}", choice.label, note, most=most), head)


def _probe(context: str, probe: Probe, say: Voice) -> Probe:
    return replace(probe, text=say(f"{context}.text", probe.text, "Asked back about an answer."))
