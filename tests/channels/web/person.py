"""Somebody in front of a browser, who takes any interview by what stands on the page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from playwright.sync_api import Locator, Page

CANARY = "quintessential-canary"
WORDS = f"I had to wait {CANARY} for three long weeks until somebody called me back"
LONGEST = 60  # turns of an interview, more than any has
# Asked of the page itself, which takes less than to wait for what stands there already.
_KIND = "document.querySelector('#turn[data-kind]')?.dataset.kind ?? 'end'"
_STEP = "document.querySelector('#turn [name=step]')?.value ?? ''"
_KEY = "document.querySelector('#turn [name=key]').value"


@dataclass
class Person:
    """Answers whatever is asked, by finger or mouse; `taken` lists the kinds of questions met.

    `wishes` are the buttons to press and `said` the words to write, by step, and `words` those to
    write elsewhere; `allowed` is what to choose in the review, by step: read or count.
    """

    page: Page
    wishes: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    allowed: dict[str, str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)
    words: str = WORDS

    def chosen(self, step: str) -> str | None:
        """What the review has chosen for the words of an answer."""
        return self.page.locator(f"[name='words.{step}']:checked").get_attribute("value")

    def open(self, link: str) -> None:
        """Follow a link into an interview."""
        self.page.goto(link)
        self.page.wait_for_selector("#turn[data-kind=consent]", state="attached")

    @property
    def kind(self) -> str:
        """The kind of question that stands open; `end` when there is none."""
        return str(self.page.evaluate(_KIND))

    @property
    def step(self) -> str:
        """The step that stands open."""
        return str(self.page.evaluate(_STEP))

    def walk(self, seen: Callable[[str], None] = lambda _: None, until: str = "end") -> None:
        """Answer question after question, up to one of this kind; `seen` is told each before."""
        for _ in range(LONGEST):
            kind = self.kind
            seen(kind)
            if kind == until:
                return
            self.taken.append(kind)
            self.turn(partial(self.answer, kind))
        raise AssertionError(f"the interview never came to {until}: {self.taken}")

    def turn(self, act: Callable[[], object]) -> None:
        """Do something that is one turn, and wait for the reply."""
        before = self.page.evaluate(_KEY)
        act()
        self.page.wait_for_selector(
            f'body:not(.busy) :is(#turn [name=key]:not([value="{before}"]), .end)', state="attached"
        )

    def answer(self, kind: str) -> None:
        """Give an answer of this kind."""
        match kind:
            case "consent" | "choice" | "offer":
                self.choose()
            case "open":
                self.write(self.said.get(self.step, self.words))
            case "several":
                boxes = self.page.locator(".box input")
                for index in range(min(2, boxes.count())):
                    self.tick(boxes.nth(index))
                self.press(".row [name=do][value=answer]")
            case "ratings" | "rating":
                for index in range(self.page.locator(".rating").count()):
                    self.rate(self.page.locator(".rating").nth(index), index % 3)
                self.press(".row [name=do][value=answer]")
            case "review":
                for step, use in self.allowed.items():
                    self.allow(step, use)
                self.press(".row [value=send]")

    def choose(self) -> None:
        """Press the button wished for at this step, else the first."""
        wish = self.wishes.get(self.step)
        self.press(f"[name=choice][value={wish}]" if wish else "[name=choice] >> nth=0")

    def press(self, selector: str) -> None:
        """Press a button."""
        self.page.click(selector)

    def tick(self, box: Locator) -> None:
        """Tick a box."""
        box.check()

    def rate(self, rating: Locator, point: int) -> None:
        """Choose a point of a rating, counted from the lowest."""
        rating.locator("input").nth(point).check()

    def allow(self, step: str, use: str) -> None:
        """Choose what becomes of the words of an answer."""
        self.page.locator(f"[name='words.{step}'][value={use}]").check()

    def write(self, words: str) -> None:
        """Write an answer and send it."""
        self.page.fill("#text", words)
        self.page.click(".send")


class Typist(Person):
    """The same with nothing but a keyboard."""

    def press(self, selector: str) -> None:
        """Go to a button by Tab, and press Enter."""
        self._reach(self.page.locator(selector))
        self.page.keyboard.press("Enter")

    def tick(self, box: Locator) -> None:
        """Go to a box by Tab, and press Space."""
        self._reach(box)
        self.page.keyboard.press("Space")

    def rate(self, rating: Locator, point: int) -> None:
        """Go to a rating by Tab, and along it by arrows."""
        self._reach(rating.locator("input").first)
        self.page.keyboard.press("Space")
        for _ in range(point):
            self.page.keyboard.press("ArrowRight")

    def allow(self, step: str, use: str) -> None:
        """Go to the choice by Tab, and along it by arrows."""
        self._reach(self.page.locator(f"[name='words.{step}']:checked"))
        if self.chosen(step) != use:
            self.page.keyboard.press("ArrowDown")

    def write(self, words: str) -> None:
        """Go to the field by Tab, write, and press Enter."""
        self._reach(self.page.locator("#text"))
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def _reach(self, target: Locator) -> None:
        for _ in range(100):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {target}")


def receipt(page: Page) -> list[str]:
    """The words of the receipt that is shown."""
    return page.locator("#words li").all_text_contents()


def fits(page: Page) -> bool:
    """Whether nothing of the page stands out at the side."""
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"))
