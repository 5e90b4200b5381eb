"""Whether everything that a step names exists, and is known when the step is reached."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.interview.conditions import Comparison, Condition
from bot.interview.mistakes import Mistake, did_you_mean
from bot.interview.placeholders import PLACEHOLDERS, unknown_placeholders
from bot.interview.script import Ask, Cause, Place, Step
from bot.interview.step_reader import Written
from bot.interview.yamlfile import Node

# For each kind of comparison the types of question it can read, and what to write for others.
_READS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "rating": (("rating",), "a rating"),
    "item": (("ratings",), "a card of ratings"),
    "lowest": (("ratings",), "a card of ratings"),
    "words": (("open",), "an open question"),
    "nothing": (("open",), "an open question"),
    "mentions": (("open",), "an open question"),
    "is": (("choice", "consent", "open"), "a question with one choice"),
    "is not": (("choice", "consent", "open"), "a question with one choice"),
    "includes": (("several",), "a question with several choices"),
}
_INSTEAD: Mapping[str, str] = {
    "several": "Write “{0} includes …”.",
    "choice": "Write “{0} is …”.",
    "consent": "Write “{0} is …”.",
    "rating": "Write “{0} <= 2”, for example.",
    "ratings": "Write “lowest({0}) <= 2”, or “{0}.item <= 2”.",
    "open": "Write “words({0}) < 4”, “nothing({0})” or “mentions({0}, cause)”.",
}


class References:
    """What one script's steps name; `before(x, y)` says whether x may be answered before y."""

    def __init__(
        self,
        written: Sequence[Written],
        causes: Sequence[Cause],
        before: Callable[[str, str], bool],
    ) -> None:
        self._written = written
        self._steps: dict[str, Step] = {each.step.id: each.step for each in reversed(written)}
        # A question whose type could not be read is taken for an open one: not to be judged by it.
        self._typed = {each.step.id for each in written if _has_type(each)}
        self._causes = tuple(cause.id for cause in causes)
        self._before = before

    def mistakes(self) -> Iterator[Mistake]:
        """Everything that the steps name wrongly."""
        for each in self._written:
            yield from self._condition(each.step.only_if, each.step, each.node)
            if isinstance(each.step, Ask):
                yield from self._question(each.step, each.node)

    def _question(self, ask: Ask, node: Node) -> Iterator[Mistake]:
        yield from self._something_to_choose(ask, node)
        yield from self._probes(ask, node)
        yield from self._from_answer(ask, node)
        yield from self._text_by(ask, node)
        yield from self._choices_named(ask, node, "go", ask.go)
        yield from self._choices_named(ask, node, "counts as", ask.counts_as)
        for choice, cause in ask.counts_as.items():
            yield from self._known_cause(cause, _inner(node, "counts as", choice).place)

    def _something_to_choose(self, ask: Ask, node: Node) -> Iterator[Mistake]:
        known = self._offered(ask)
        chosen = ask.type in ("choice", "several") and ask.id in self._typed
        if chosen and len(known) < 2 and "choices" in node.key_places:
            what = f"“{ask.id}” offers {'one thing' if known else 'nothing'} to choose from."
            place = node.key_place("choices")
            yield Mistake(place, "F10", what, "Offer two choices or more, or make it open.")

    def _probes(self, ask: Ask, node: Node) -> Iterator[Mistake]:
        quotable = [id_ for id_ in self._steps if self._known(id_, ask.id, itself=True)]
        for probe, inner in zip(ask.probes, _entries(node.get("probe")), strict=True):
            yield from self._condition(probe.only_if, ask, inner, itself=True)
            for strange in unknown_placeholders(probe.text, {*PLACEHOLDERS, *quotable}):
                what = f"“{strange}” will be filled by nobody here."
                todo = did_you_mean(strange.strip("{}"), [*quotable, *PLACEHOLDERS])
                place = (inner.get("text") or inner).place
                yield Mistake(place, "S09", what, todo or "Name an earlier question, or leave it.")

    def _from_answer(self, ask: Ask, node: Node) -> Iterator[Mistake]:
        if ask.from_answer is None:
            return
        place = _inner(node, "choices", "from").place
        yield from self._source(ask.from_answer, ask, place)
        source = self._steps.get(ask.from_answer)
        if isinstance(source, Ask) and source.from_answer is not None:
            what = f"“{source.id}” takes its own choices from “{source.from_answer}”."
            yield Mistake(place, "C05", what, f"Write “from: answer {source.from_answer}”.")

    def _text_by(self, ask: Ask, node: Node) -> Iterator[Mistake]:
        if ask.text_by is None:
            return
        name = next(name for name in node.key_places if name.startswith("text by "))
        yield from self._source(ask.text_by.step, ask, node.key_place(name))
        source = self._steps.get(ask.text_by.step)
        known = self._offered(source)
        for choice in ask.text_by.wordings if known else ():
            place = (node.get(name) or node).key_place(choice)
            yield from self._known_choice(choice, known, ask.text_by.step, place)

    def _choices_named(
        self, ask: Ask, node: Node, field: str, named: Mapping[str, str]
    ) -> Iterator[Mistake]:
        known = self._offered(ask)
        for choice in named:
            place = (node.get(field) or node).key_place(choice)
            yield from self._known_choice(choice, known, ask.id, place)

    def _source(self, name: str, ask: Ask, place: Place) -> Iterator[Mistake]:
        """The earlier question from whose ticked choices something is taken."""
        found = tuple(self._answered(name, ask.id, place, itself=False))
        yield from found
        source = self._steps.get(name)
        if found or not isinstance(source, Ask) or name not in self._typed:
            return
        if source.type not in ("choice", "several"):
            what = f"“{name}” offers nothing to choose."
            yield Mistake(place, "C05", what, "Name a question of type choice or several.")

    def _condition(
        self, condition: Condition | None, step: Step, node: Node, *, itself: bool = False
    ) -> Iterator[Mistake]:
        for comparison in condition.reads() if condition is not None else ():
            place = _inner(node, "only if").place_of(comparison.column)
            yield from self._comparison(comparison, step, place, itself)

    def _comparison(
        self, comparison: Comparison, step: Step, place: Place, itself: bool
    ) -> Iterator[Mistake]:
        yield from self._answered(comparison.step, step.id, place, itself=itself)
        read = self._steps.get(comparison.step)
        if isinstance(read, Ask) and read.id in self._typed:
            yield from self._readable(comparison, read, place)
        if comparison.cause is not None:
            yield from self._known_cause(comparison.cause, place)
        if comparison.cause_from is not None:
            yield from self._cause_source(comparison.cause_from, step, place, itself)

    def _cause_source(self, name: str, step: Step, place: Place, itself: bool) -> Iterator[Mistake]:
        yield from self._answered(name, step.id, place, itself=itself)
        known = self._offered(self._steps.get(name))
        if known and not set(known) & set(self._causes):
            what = f"“{name}” does not offer causes of the codebook."
            yield Mistake(place, "C05", what, "Name a question with “from: causes”.")

    def _readable(self, comparison: Comparison, read: Ask, place: Place) -> Iterator[Mistake]:
        kind = "item" if comparison.item is not None else comparison.kind
        types, wanted = _READS.get(kind, ((read.type,), ""))
        if read.type not in types:
            what = f"This compares {wanted}, but “{read.id}” is of type {read.type}."
            yield Mistake(place, "C05", what, _INSTEAD[read.type].format(read.id))
            return
        for choice in comparison.choices:
            yield from self._known_choice(choice, self._offered(read), read.id, place)
        items = [item.id for item in read.items]
        if comparison.item is not None and comparison.item not in items:
            what = f"“{read.id}” has no item “{comparison.item}”."
            yield Mistake(place, "C03", what, _or_list(comparison.item, items))
        yield from self._number(comparison, read, place)

    def _number(self, comparison: Comparison, read: Ask, place: Place) -> Iterator[Mistake]:
        """A number that no answer can have."""
        number = comparison.number
        if number is None or not (read.scale or comparison.kind == "words"):
            return
        if comparison.kind == "words":
            if number < 1 or (number == 1 and comparison.sign == "<"):
                what = "Nobody can answer with fewer words than one."
                yield Mistake(
                    place, "C08", what, f"Write “skipped({read.id})”, or a larger number."
                )
        elif not min(read.scale) <= number <= max(read.scale):
            what = f"“{read.id}” goes from {min(read.scale)} to {max(read.scale)}, not to {number}."
            yield Mistake(place, "C08", what, "Compare it with a number of its scale.")

    def _answered(self, name: str, at: str, place: Place, *, itself: bool) -> Iterator[Mistake]:
        if self._known(name, at, itself=itself):
            return
        questions = [id_ for id_, step in self._steps.items() if isinstance(step, Ask)]
        if name in questions:
            what = f"The answer to “{name}” is not known yet here."
            yield Mistake(place, "C04", what, "Ask it before, or move this behind it.")
            return
        yield Mistake(place, "C02", f"There is no question “{name}”.", _or_list(name, questions))

    def _known(self, name: str, at: str, *, itself: bool) -> bool:
        if not isinstance(self._steps.get(name), Ask):
            return False
        return (itself and name == at) or self._before(name, at)

    def _known_choice(
        self, choice: str, known: Sequence[str], step: str, place: Place
    ) -> Iterator[Mistake]:
        if choice not in known:
            what = f"“{step}” has no choice “{choice}”."
            yield Mistake(place, "C03", what, _or_list(choice, known))

    def _known_cause(self, cause: str, place: Place) -> Iterator[Mistake]:
        if cause not in self._causes:
            todo = did_you_mean(cause, self._causes) or "See the codebook for its causes."
            yield Mistake(place, "C03", f"“{cause}” is no cause.", todo)

    def _offered(self, step: Step | None, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The ids of everything that may be chosen at a step."""
        if not isinstance(step, Ask) or step.id in seen:
            return ()
        own = tuple(choice.id for choice in step.choices)
        if step.from_answer is None:
            return own
        return (*self._offered(self._steps.get(step.from_answer), (*seen, step.id)), *own)


def _has_type(written: Written) -> bool:
    return isinstance(written.step, Ask) and _inner(written.node, "type").value == written.step.type


def _inner(node: Node, *names: str) -> Node:
    """The node under these names, as deep as it goes."""
    for name in names:
        node = node.get(name) or node
    return node


def _entries(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.value if isinstance(node.value, tuple) else (node,)


def _or_list(name: str, known: Sequence[str]) -> str:
    """What to do about an unknown name: the nearest one, or those there are."""
    listed = f"Known are: {', '.join(known)}." if known else "Remove it."
    return did_you_mean(name, known) or listed
