"""An action: what the team decided to do about a cause."""

from dataclasses import dataclass
from typing import Literal

State = Literal["open", "done"]


@dataclass(frozen=True, slots=True)
class Action:
    """One decision, in the team's own words.

    `cause` is the id of a theme, or empty; `owner` a role; `until` an ISO date that the team
    chose, or empty. One that is `hidden` never appears in public; `told` says that a digest has
    reported it as done.
    """

    id: str
    what: str
    cause: str
    owner: str
    until: str = ""
    state: State = "open"
    hidden: bool = False
    told: bool = False


def due_first(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Actions with the earliest date first, those without one last."""
    return tuple(sorted(actions, key=lambda a: (a.until or "9999", a.what, a.id)))
