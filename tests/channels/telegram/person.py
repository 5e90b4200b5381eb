"""Somebody with Telegram on their phone: sees what a chat shows, taps, writes, scrolls up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.channels.telegram.codes import Button, Invitation, read
from tests.channels.telegram.bot_api import Shown

CANARY = "zqxjvkwf"
MOST_STEPS = 60


class Chat(Protocol):
    """One chat of one person with the bot."""

    def write(self, text: str) -> int:
        """Write a message; its number."""
        ...

    def tap(self, shown: Shown, data: str) -> str:
        """Tap a button of a message; what is shown for a moment."""
        ...

    def edit(self, number: int, text: str) -> None:
        """Change a message."""
        ...

    def said(self) -> list[Shown]:
        """What the bot said, oldest first."""
        ...


@dataclass
class Person:
    """Takes the interview in any language: what a button does is read from what it carries."""

    chat: Chat
    words: Callable[[int], str] = lambda number: f"Answer {number} {CANARY}{number}"
    wrote: list[str] = field(default_factory=list)

    @property
    def open(self) -> Shown:
        """The message that was said last and has buttons."""
        return next(shown for shown in reversed(self.chat.said()) if shown.keyboard)

    @property
    def last(self) -> Shown:
        """What was said last."""
        return self.chat.said()[-1]

    @property
    def verbs(self) -> set[str]:
        """What the open buttons do."""
        return {button.verb for _, button in self._buttons()}

    def begin(self, token: str, language: str = "") -> None:
        """Open the link, choose a language where it is another, and begin."""
        self.chat.write(f"/start {token}")
        if language not in ("", "en"):
            self._invited(language, begins=False)
        self._invited("", begins=True)

    def press_begin(self) -> None:
        """Press the button under the introduction."""
        self._invited("", begins=True)

    def press(self, verb: str, what: str = "", nth: int = 0) -> str:
        """Press the nth button that does this."""
        found = [
            data
            for data, button in self._buttons()
            if button.verb == verb and (not what or button.what == what)
        ]
        return self.chat.tap(self.open, found[nth])

    def write(self, text: str) -> int:
        """Write a message."""
        self.wrote.append(text)
        return self.chat.write(text)

    def answer(self) -> None:
        """Answer what stands open, whatever it is."""
        verbs = self.verbs
        if "r" in verbs:
            self._rate()
        elif verbs & {"t", "h"}:
            if "t" not in verbs:
                self.press("h")
            self.press("t")
            self.press("d")
        elif len([1 for _, button in self._buttons() if button.verb == "c"]) > 1:
            self.press("c")
        else:
            self.write(self.words(len(self.wrote)))

    def to_review(self) -> None:
        """Answer everything up to the review."""
        for _ in range(MOST_STEPS):
            if "e" in self.verbs:
                return
            self.answer()
        raise AssertionError("the review never came")

    def send(self) -> Sequence[str]:
        """Send; the words of the receipt."""
        self.press("a", "send")
        (receipt,) = self.last.styled("code")
        return receipt.split()

    def _rate(self) -> None:
        of = self.open.number
        items = {b.what.partition(".")[0] for _, b in self._buttons() if b.verb == "r"}
        for item in sorted(items):
            self.press("r", f"{item}.3")
        if self.open.number == of:
            self.press("d")

    def _invited(self, language: str, *, begins: bool) -> None:
        for row in self.open.keyboard:
            for _, data in row:
                match read(data):
                    case Invitation(language=each, begins=same) if same == begins:
                        if language in ("", each):
                            self.chat.tap(self.open, data)
                            return
        raise AssertionError("there is no such button")

    def _buttons(self) -> list[tuple[str, Button]]:
        found = [(data, read(data)) for row in self.open.keyboard for _, data in row]
        return [(data, button) for data, button in found if isinstance(button, Button)]
