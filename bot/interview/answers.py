"""What a person answered to one question."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def words(text: str) -> int:
    """How many words somebody wrote; "don't" and "follow-up" are one each."""
    return len(_WORD.findall(text)) if text else 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer to one question, with its follow-up inside; all empty means skipped.

    `mentions` are the causes the words may be about, `evident` those they give evidence for;
    `offered` and `taken` are the themes suggested after the answer and those the person
    confirmed. `probed` is the place, among the
    question's follow-ups, of the one that `probe` answers. `language` is that of the words: they
    are read in it, whatever the interview goes on in.
    """

    text: str = ""
    choices: tuple[str, ...] = ()
    ratings: tuple[tuple[str, int], ...] = ()
    nothing: bool = False
    probe: str | None = None
    mentions: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    taken: tuple[str, ...] | None = None
    probed: int = 0
    evident: tuple[str, ...] = ()
    language: str = ""

    @property
    def skipped(self) -> bool:
        """Whether the person passed over the question."""
        return not (self.text or self.choices or self.ratings or self.nothing)

    @property
    def touches(self) -> tuple[str, ...]:
        """The causes this answer may be about, less those the person said it is not."""
        return self._confirmed(self.mentions)

    @property
    def codes(self) -> tuple[str, ...]:
        """The causes this answer counts for: evidence, less what was offered and not taken."""
        return self._confirmed(self.evident)

    def _confirmed(self, found: tuple[str, ...]) -> tuple[str, ...]:
        taken = self.taken or ()
        refused = set(self.offered) - set(taken)
        return tuple(dict.fromkeys(c for c in (*found, *taken) if c not in refused))


SKIPPED = Answer()
