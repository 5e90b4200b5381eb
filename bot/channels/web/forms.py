"""The turn as a form: fields to an event, the same events as in JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bot.channels.web.heard import Begin, Heard, receipt_bits
from bot.channels.web.problem import Problem
from bot.interview.events import (
    Back,
    Delete,
    Edit,
    Event,
    Given,
    Help,
    Resume,
    Send,
    Skip,
    Speak,
    Stop,
)

# More than any page of ours has; parsing stops there.
_MOST_FIELDS = 400
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; a name may come several times."""

    fields: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """The last value of a field, or nothing."""
        return self.fields.get(name, ("",))[-1]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return self.fields.get(name, ())

    def under(self, prefix: str) -> dict[str, tuple[str, ...]]:
        """The fields whose names begin so, without that beginning."""
        return {
            name[len(prefix) :]: values
            for name, values in self.fields.items()
            if name.startswith(prefix)
        }


def parse(body: bytes) -> Form:
    """The fields of a url-encoded body; Problem when it is none."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="replace",
        )
    except ValueError:
        raise Problem("unreadable") from None
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return Form(fields)


def read_form(form: Form, language: str) -> Begin | Heard:
    """What a form says; Problem when its button is unknown."""
    do, _, step = (form.one("do") or "answer").partition(":")
    if do == "start" and not form.one("session"):
        return Begin(form.one("token"), form.one("language") or language)
    # Starting again returns to the sealed session as it was when the interview began.
    session = form.one("first" if do == "again" else "session")
    receipt = form.one("receipt")
    return Heard(
        session=session,
        event=_event(do, step, form),
        key=form.one("key"),
        receipt=receipt_bits(receipt) if receipt else None,
        language=language,
    )


def _event(do: str, step: str, form: Form) -> Event:
    if do == "again" and form.one("language"):
        return Speak(form.one("language"))
    if do in ("start", "again"):
        return Resume()
    if do == "help":
        return Help()
    read = _EVENTS.get(do)
    if read is None:
        raise Problem("unknown_event")
    return read(form, step)


def _given(form: Form, _: str) -> Given:
    ratings = {item: _number(values[-1]) for item, values in form.under("rating.").items()}
    return Given(
        step=form.one("step"),
        visit=_visit(form),
        # Browsers send line ends as CR LF.
        text=form.one("text").replace("\r\n", "\n"),
        choices=form.all("choice"),
        ratings=ratings,
    )


def _send(form: Form, _: str) -> Send:
    kept = form.under("keep.")
    shown = form.under("shown.")
    stay = {
        step: tuple(c for c in kept.get(step, ()) if c in codes) for step, codes in shown.items()
    }
    words = {step: values[-1] for step, values in form.under("words.").items()}
    removed = {step: codes for step, codes in stay.items() if codes != shown[step]}
    return Send(_visit(form), removed, words)


_EVENTS: Mapping[str, Callable[[Form, str], Event]] = {
    "answer": _given,
    "skip": lambda form, _: Skip(_visit(form)),
    "back": lambda form, _: Back(_visit(form)),
    "edit": lambda form, step: Edit(_visit(form), step),
    "review": lambda form, _: Edit(_visit(form)),
    "language": lambda _, language: Speak(language),
    "stop": lambda form, _: Stop(_visit(form)),
    "delete": lambda form, _: Delete(_visit(form)),
    "send": _send,
}


def _visit(form: Form) -> int:
    return _number(form.one("visit"))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise Problem("unreadable")
    return int(text)
