"""What was chosen in the review, carried from form to form while an answer is changed."""

from dataclasses import dataclass

from bot.channels.web.forms import Form

_NAMES = ("words", "shown", "keep")
_USES = ("read", "count")


@dataclass(frozen=True, slots=True)
class Carried:
    """Fields of an earlier review, (name, value) as its form had them."""

    fields: tuple[tuple[str, str], ...] = ()

    def use(self, step: str, otherwise: str) -> str:
        """What becomes of the words of an answer: what was chosen before, if anything was."""
        chosen = [value for name, value in self.fields if name == f"words.{step}"]
        return chosen[-1] if chosen and chosen[-1] in _USES else otherwise

    def stays(self, step: str, code: str) -> bool:
        """Whether a theme found in an answer was left to it."""
        shown = (f"shown.{step}", code) in self.fields
        return not shown or (f"keep.{step}", code) in self.fields


NOTHING = Carried()


def carried(form: Form) -> Carried:
    """What this form carries on, less what belongs to the answer that it gives anew."""
    do = form.one("do").partition(":")[0]
    if do == "again":
        return NOTHING
    anew = form.one("step") if do in ("", "answer", "skip") else None
    return Carried(
        tuple(
            (name, value)
            for name, values in form.fields.items()
            for value in values
            if _step(name) not in (None, anew)
        )
    )


def _step(name: str) -> str | None:
    """The step that a field of the review belongs to."""
    head, dot, step = name.partition(".")
    return step if dot and head in _NAMES else None
