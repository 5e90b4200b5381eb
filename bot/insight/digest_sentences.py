"""Every sentence of the digest's own words, said anew."""

from collections.abc import Sequence
from dataclasses import replace

from bot.insight.digest_words import LISTS, ROOM, DigestWords, Shown
from bot.interview.translation import Say


def say_digest(words: DigestWords, language: str, say: Say) -> DigestWords:
    """The words of a digest with every sentence said by `say`."""
    lists = {name: _each(name, getattr(words, name), say) for name in LISTS}
    return replace(
        words,
        language=language,
        messages={name: say(name, text, _note(name)) for name, text in words.messages.items()},
        how_made=_each("how made", words.how_made, say),
        shown=tuple(_shown(shown, say) for shown in words.shown),
        **lists,
    )


_CHOSEN = "Stands behind a share: “most …”."
_RATED = "Names to the team what was rated."


def _note(name: str) -> str:
    return f"At most {ROOM[name]} letters." if name in ROOM else ""


def _each(context: str, texts: Sequence[str], say: Say) -> tuple[str, ...]:
    return tuple(say(f"{context}.{number}", text) for number, text in enumerate(texts, 1))


def _shown(shown: Shown, say: Say) -> Shown:
    context = f"questions.{shown.question}"
    note = _RATED if shown.low or shown.high else _CHOSEN
    return replace(
        shown,
        title=say(f"{context}.title", shown.title),
        intro=say(f"{context}.intro", shown.intro, "Stands before the answers below."),
        says={
            choice: say(f"{context}.says.{choice}", text, note)
            for choice, text in shown.says.items()
        },
        low=say(f"{context}.low", shown.low),
        high=say(f"{context}.high", shown.high),
    )
