"""The sentences that a channel says itself."""

from typing import Protocol


class Voice(Protocol):
    """The house style as the channel knows it."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are offered, the script's own first."""
        ...

    def say(self, language: str, name: str, **facts: str) -> str:
        """A sentence of the house style in a language, or in the script's own."""
        ...
