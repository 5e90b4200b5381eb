"""The flow of a script as a Mermaid diagram, which many editors and web pages draw."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from bot.interview.condition_words import ConditionWords
from bot.interview.edges import SKIP, Edge
from bot.interview.script import Ask, End, Say, Script, Step

# What means something to Mermaid, or to the page it is drawn on, even between quotation marks.
_MEANT = {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\\": "#92;"}
_LONGEST = 70  # characters of a sentence; the rest is read in the script
_MOST = 3  # choices named on a way
_GREY = "classDef unreachable fill:#eee,stroke:#bbb,color:#888,stroke-dasharray:4"


def mermaid(
    script: Script, edges: Sequence[Edge], met: Collection[str], words: ConditionWords
) -> str:
    """The diagram: steps in their parts, ways with what leads there; grey is what nobody meets."""
    return "\n".join(
        ["flowchart TD", *_nodes(script), *_ways(script, edges, words), *_grey(script, met)]
    )


def _nodes(script: Script) -> Iterator[str]:
    groups = groupby(script.steps, key=lambda step: step.part)
    for number, (part, steps) in enumerate(groups):
        nodes = [f"{_id(step)}{_shape(step)}" for step in steps]
        if part is None:
            yield from (f"  {node}" for node in nodes)
            continue
        yield f'  subgraph part_{number}["{_escaped(part)}"]'
        yield from (f"    {node}" for node in nodes)
        yield "  end"


def _shape(step: Step) -> str:
    label = "<br>".join([f"<b>{_escaped(step.id)}</b>", *map(_escaped, _lines(step))])
    if isinstance(step, End):
        return f'(["{label}"])'
    return f'>"{label}"]' if isinstance(step, Say) else f'["{label}"]'


def _lines(step: Step) -> Iterator[str]:
    """What is said, shortened, and how it is answered."""
    if isinstance(step, (Say, End)):
        yield _shortened(step.texts[0])
    if isinstance(step, Ask):
        fitted = next(iter(step.text_by.wordings.values()), "") if step.text_by else ""
        yield _shortened(step.texts[0] if step.texts else fitted)
        if step.drop_when_short is not None:
            yield "(left out when much was written)"


def _ways(script: Script, edges: Sequence[Edge], words: ConditionWords) -> Iterator[str]:
    steps = {step.id: step for step in script.steps}
    starts: Mapping[str, list[Edge]] = {
        start: [edge for edge in edges if edge.start == start] for start in steps
    }
    for edge in edges:
        label = way_label(edge, starts[edge.start], steps[edge.end], words)
        arrow = "-.->" if edge.short else "-->"
        said = f'|"{_escaped(label.replace("*", ""))}"|' if label else ""
        yield f"  {_id(steps[edge.start])} {arrow}{said} {_id(steps[edge.end])}"


def way_label(edge: Edge, ways: Sequence[Edge], end: Step, words: ConditionWords) -> str:
    """What leads this way: choices, a condition, or that nothing else fits."""
    if edge.short:
        return "short version"
    if len([way for way in ways if not way.short]) == 1:
        return ""
    if edge.choices and SKIP not in edge.choices and len(edge.choices) <= _MOST:
        return ", ".join(words.label(edge.start, choice) for choice in sorted(edge.choices))
    asked = words.asked(end)
    return f"when {asked}" if asked else "otherwise"


def _grey(script: Script, met: Collection[str]) -> Iterator[str]:
    unmet = [_id(step) for step in script.steps if step.id not in met]
    if unmet:
        yield f"  {_GREY}"
        yield f"  class {','.join(unmet)} unreachable"


def _id(step: Step) -> str:
    # A word such as “end” alone would end the diagram.
    return f"step_{step.id}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"


def _escaped(text: str) -> str:
    return "".join(_MEANT.get(sign, sign) for sign in " ".join(text.split()))
