"""The text of a dialogue file -> a script, or every mistake in it at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.interview.check import check
from bot.interview.fields import Fields
from bot.interview.file_head import read_format, read_language, read_languages
from bot.interview.house import HouseStyle
from bot.interview.house_reader import read_messages
from bot.interview.mistakes import DialogueError, Mistake, did_you_mean
from bot.interview.question_reader import read_ask
from bot.interview.script import Cause, Limits, Script, Step
from bot.interview.step_reader import Written, read_common, read_end, read_say, verb_of
from bot.interview.yamlfile import Node, read_yaml

TOP = ("format", "script", "title", "language", "also in", "limits", "messages", "steps")
# The limits, with what they may be at least and at most.
LIMITS: Mapping[str, tuple[int, int]] = {
    "questions": (1, 60),
    "ask again": (0, 5),
    "probes": (0, 10),
    "minutes": (1, 60),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A script as far as it could be read, the text it stands in, and what is wrong with it."""

    script: Script
    written: tuple[Written, ...]
    root: Node
    mistakes: tuple[Mistake, ...]


def read_script(
    text: str, file: str, *, causes: Sequence[Cause], house: HouseStyle, shared: Mapping[str, str]
) -> Script:
    """The script in a dialogue file.

    `causes` is the codebook's list; `shared` holds the texts of the files that `use:` may name.
    Raises DialogueError with every mistake of the file and of those it uses.
    """
    reading = read_leniently(text, file, causes=causes, house=house, shared=shared)
    if reading.mistakes:
        raise DialogueError(reading.mistakes)
    return reading.script


def read_leniently(
    text: str, file: str, *, causes: Sequence[Cause], house: HouseStyle, shared: Mapping[str, str]
) -> Reading:
    """The same with its mistakes beside it; DialogueError only when it is no YAML at all."""
    mistakes: list[Mistake] = []
    root = read_yaml(text, file)
    fields = Fields(root, mistakes)
    fields.only(TOP, here="at the top of a script")
    for name in ("script", "title", "limits", "steps"):
        fields.need(name)
    steps = _Steps(causes, shared, mistakes)
    steps.read(fields.node.get("steps"))
    script = _script(fields, steps.written, house)
    mistakes += check(steps.written, causes, whole=steps.whole)
    return Reading(script, tuple(steps.written), root, tuple(mistakes))


def _script(fields: Fields, written: Sequence[Written], house: HouseStyle) -> Script:
    read_format(fields)
    return Script(
        id=_id(fields),
        title=fields.text("title"),
        language=_language(fields, house),
        also_in=read_languages(fields, "also in"),
        limits=_limits(fields),
        steps=tuple(each.step for each in written),
        messages=read_messages(fields),
    )


def _id(fields: Fields) -> str:
    script = fields.text("script")
    if script and not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", script):
        todo = "Use small letters a–z, digits and -, beginning with a letter, at most 40 in all."
        fields.wrong(fields.at("script"), "S07", f"“{script}” cannot be the id of a script.", todo)
    return script


def _language(fields: Fields, house: HouseStyle) -> str:
    language = read_language(fields)
    if language and language != house.language:
        what = f"The script is in “{language}”, but the house style in “{house.language}”."
        fields.wrong(fields.at("language"), "S06", what, "Give both the same language.")
    return language


def _limits(fields: Fields) -> Limits:
    group = fields.group("limits")
    numbers = dict.fromkeys(LIMITS, 0)
    if group is not None:
        group.only(tuple(LIMITS), here="among the limits")
        for name, bounds in LIMITS.items():
            group.need(name)
            numbers[name] = group.number(name, *bounds) or 0
    return Limits(*numbers.values())


class _Steps:
    """The steps of a script in order, with those of the files it uses in their place.

    `whole` turns false when a step could not be read, so that nothing wrong is said of the order.
    """

    def __init__(
        self, causes: Sequence[Cause], shared: Mapping[str, str], mistakes: list[Mistake]
    ) -> None:
        self.written: list[Written] = []
        self.whole = True
        self._causes = causes
        self._shared = shared
        self._mistakes = mistakes
        self._part: str | None = None

    def read(self, node: Node | None, *, used: bool = False) -> None:
        """Read a list of steps; those of a `used` file may not use another."""
        steps = node.value if node is not None else ()
        if node is not None and not (isinstance(steps, tuple) and steps):
            self._wrong(node, "S05", "A list of steps should stand here.", "Begin each with “- ”.")
        if not isinstance(steps, tuple) or not steps:
            self.whole = False
            return
        for step in steps:
            self._read_one(step, used)

    def _read_one(self, node: Node, used: bool) -> None:
        fields = Fields(node, self._mistakes)
        match verb_of(fields):
            case "part":
                fields.only(("part", "note"), here="with “part”")
                self._part = fields.text("part") or None
            case "use":
                fields.only(("use", "note"), here="with “use”")
                self._use(fields, used)
            case None:
                self.whole = False
            case verb:
                self._keep(fields, verb)

    def _keep(self, fields: Fields, verb: str) -> None:
        common = read_common(fields, verb, self._part)
        if common is None:
            self.whole = False
            return
        readings = {"say": read_say, "end": read_end}
        step: Step = (
            readings[verb](fields, common)
            if verb in readings
            else read_ask(fields, common, self._causes)
        )
        self.written.append(Written(step, fields.node))

    def _use(self, fields: Fields, used: bool) -> None:
        path = fields.text("use")
        if used:
            what = "A file that is used cannot use another one."
            fields.wrong(fields.at("use"), "S10", what, "Put its steps in place here.")
        elif path in self._shared:
            self._read_used(self._shared[path], path)
            return
        elif path:
            todo = did_you_mean(path, tuple(self._shared)) or "Name a file of the dialogues folder."
            fields.wrong(fields.at("use"), "S10", f"There is no file “{path}”.", todo)
        self.whole = False

    def _read_used(self, text: str, path: str) -> None:
        try:
            self.read(read_yaml(text, path), used=True)
        except DialogueError as error:
            self._mistakes += error.mistakes
            self.whole = False

    def _wrong(self, node: Node, code: str, what: str, todo: str) -> None:
        self._mistakes.append(Mistake(node.place, code, what, todo))
