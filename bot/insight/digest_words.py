"""The words of a digest that are not about answers, and which questions it shows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.interview.fields import Fields
from bot.interview.mistakes import DialogueError, Mistake, did_you_mean
from bot.interview.placeholders import unknown_placeholders
from bot.interview.yamlfile import read_yaml

# Each sentence by name, with the placeholders it may use.
MESSAGES: Mapping[str, tuple[str, ...]] = {
    "nothing_yet": ("date",),
    "repeat": (),
    "header_cause": ("cause", "band", "owner"),
    "header_hard": ("cause", "band", "owner"),
    "header_both": ("harder", "harder_band", "cause", "band", "owner"),
    "header_head": ("head", "band"),
    "header_none": (),
    "edition": ("period", "people"),
    "first_digest": (),
    "slice": ("label",),
    "quarter": ("quarter", "year"),
    "month": ("month", "year"),
    "date": ("day", "month", "year"),
    "date_first": ("day", "month", "year"),
    "change_title": (),
    "change_none": (),
    "played": ("band",),
    "weighed": ("band",),
    "who": ("owner",),
    "first_step": ("step",),
    "also": ("list",),
    "also_more": ("list",),
    "instead": ("list",),
    "rest_of_head": ("head",),
    "rest": (),
    "keep_title": (),
    "keep_none": (),
    "keep": ("band",),
    "since_title": (),
    "action_done": ("what", "owner"),
    "action_open": ("what", "owner"),
    "action_open_until": ("what", "owner", "date"),
    "more_open": (),
    "fewer": ("cause",),
    "more": ("cause",),
    "assumed_title": (),
    "assumed": ("list",),
    "said": ("list",),
    "decide": (),
    "decision_empty": (),
    "decision_long": ("most",),
    "decision_names": ("found",),
    "decision_cause": (),
    "decision_owner": ("owners",),
    "decision_until": ("example",),
    "ask_help": (),
    "ask_not_here": (),
    "ask_not_you": (),
    "ask_failed": (),
    "open_title": (),
    "open_none": (),
    "decision": ("what", "owner"),
    "decision_by": ("what", "owner", "date"),
    "done": (),
    "done_title": (),
    "done_text": (),
    "done_yes": (),
    "done_no": (),
    "done_noted": ("decision",),
    "done_gone": (),
    "form_title": (),
    "form_save": (),
    "form_close": (),
    "form_what": (),
    "form_what_hint": (),
    "form_cause": (),
    "form_no_cause": (),
    "form_owner": (),
    "form_until": (),
    "form_wait": (),
    "form_noted": ("decision",),
    "decided": ("decision",),
    "home_digests": (),
    "never_title": (),
    "never": (),
    "listed": ("name", "band"),
    "next": ("date",),
    "more_in_thread": (),
    "more_in_channel": (),
    "thread_title": (),
    "rated": ("how", "list"),
    "how_title": (),
    "played_title": (),
    "weighed_title": (),
    "liked_title": (),
    "records_title": (),
    "report_title": (),
    "report_bars": ("bands",),
    "chart": ("title", "list"),
}
# What Slack writes on buttons and over forms, and how many letters it has room for there.
ROOM: Mapping[str, int] = {
    "form_title": 24,
    "form_save": 24,
    "form_close": 24,
    "done": 30,
    "done_title": 30,
    "done_yes": 30,
    "done_no": 30,
    "decide": 40,
}
LISTS: Mapping[str, int] = {"months": 12, "quarters": 4, "people": 4, "floors": 2, "bands": 4}
_QUESTION = ("title", "first screen", "intro", "says", "low", "high", "about people")


@dataclass(frozen=True, slots=True)
class Shown:
    """A question a digest shows, with its title and how its answers are put.

    `says` puts a choice in words after a band ("would have said yes"), or names a rated item to the
    team; `low` and `high` put the
    ends of a rating; `about_people` are rated items that speak of interviewers or managers.
    """

    question: str
    title: str
    first_screen: bool = False
    intro: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    low: str = ""
    high: str = ""
    about_people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DigestWords:
    """The words of a digest in one language.

    `bands` and `people` go from the smallest to the largest; `how_made` uses {k}, {floor}
    and {codebook}.
    """

    language: str
    messages: Mapping[str, str]
    bands: tuple[str, ...]
    people: tuple[str, ...]
    floors: tuple[str, ...]
    months: tuple[str, ...]
    quarters: tuple[str, ...]
    how_made: tuple[str, ...]
    shown: tuple[Shown, ...]

    def say(self, message: str, /, **values: str) -> str:
        """A sentence with its placeholders filled."""
        return self.messages[message].format(**values)


def read_digest_words(
    text: str, file: str, questions: Collection[str] | None = None
) -> DigestWords:
    """The words of a digest file; DialogueError with every mistake.

    `questions` are the ids of those whose answers are counted, where they are known.
    """
    mistakes: list[Mistake] = []
    top = Fields(read_yaml(text, file), mistakes)
    top.only(("format", "language", "messages", *LISTS, "how made", "questions"))
    top.need("format")
    top.number("format", 1, 1)
    top.need("language")
    lists = {name: _list(top, name, size) for name, size in LISTS.items()}
    words = DigestWords(
        language=top.text("language"),
        messages=_messages(top),
        how_made=_filled(top, "how made", ("k", "floor", "codebook")),
        shown=_questions(top, questions),
        **lists,
    )
    if mistakes:
        raise DialogueError(mistakes)
    return words


def _messages(top: Fields) -> Mapping[str, str]:
    top.need("messages")
    group = top.group("messages")
    if group is None:
        return {}
    group.only(tuple(MESSAGES))
    for name in MESSAGES:
        group.need(name)
    return {name: _checked(group, name, known) for name, known in MESSAGES.items() if name in group}


def _list(top: Fields, name: str, size: int) -> tuple[str, ...]:
    top.need(name)
    texts = top.texts(name)
    if name in top and len(texts) != size:
        top.wrong(top.at(name), "S05", f"“{name}” has {len(texts)} texts.", f"Write {size}.")
    return texts


def _filled(top: Fields, name: str, known: Sequence[str]) -> tuple[str, ...]:
    top.need(name)
    texts = top.texts(name)
    for text in texts:
        _refuse_unknown(top, name, text, known)
    return texts


def _checked(group: Fields, name: str, known: Sequence[str]) -> str:
    text = group.text(name)
    _refuse_unknown(group, name, text, known)
    return text


def _refuse_unknown(group: Fields, name: str, text: str, known: Sequence[str]) -> None:
    for each in sorted(set(unknown_placeholders(text, known))):
        todo = did_you_mean(each.strip("{}"), known) or "Remove it, or write it without braces."
        group.wrong(group.at(name), "S09", f"Nothing fills “{each}” in “{name}”.", todo)


def _questions(top: Fields, known: Collection[str] | None) -> tuple[Shown, ...]:
    top.need("questions")
    group = top.group("questions")
    if group is None:
        return ()
    for name in group.names():
        if known is not None and name not in known:
            todo = did_you_mean(name, sorted(known)) or "Remove it, or count it in the script."
            what = f"No question “{name}” is counted in the interview."
            group.wrong(group.node.key_place(name), "C02", what, todo)
    read = ((name, group.group(name)) for name in group.names())
    return tuple(_shown(name, fields) for name, fields in read if fields is not None)


def _shown(name: str, fields: Fields) -> Shown:
    fields.only(_QUESTION)
    fields.need("title")
    return Shown(
        question=name,
        title=fields.text("title"),
        first_screen=fields.flag("first screen"),
        intro=fields.text("intro"),
        says=fields.labels("says"),
        low=fields.text("low"),
        high=fields.text("high"),
        about_people=frozenset(fields.texts("about people")),
    )
