"""Makes the pictures of the README anew, of the real program: `python -m tests.pictures`."""

import base64
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser import browser
from tests.channels.web.person import Person
from tests.live import ROOT, free_port

DOCS = ROOT / "docs"
LARGEST = 400_000  # bytes of a picture
PHONE: ViewportSize = {"width": 390, "height": 760}
DESKTOP: ViewportSize = {"width": 860, "height": 760}
DIGEST: ViewportSize = {"width": 700, "height": 600}
MARGIN = 16
SAID = {
    "liked": "The robots, honestly. And everyone I met was kind.",
    "concerns": (
        "After the last round I waited four weeks for an answer. As the only applicant with two"
        " small children I also asked Mr Okafor about part time, and got no reply."
    ),
}
_TOGETHER = """<!doctype html><style>
body { margin: 0; padding: 12px; display: inline-flex; gap: 24px; }
img { border-radius: 18px; outline: 1px solid #8888; }
</style>"""


def _environ() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "COMPANY": "Ample Robotics",
        "OPERATOR": "the people team of Ample Robotics",
        "CONTACT": "people@ample.example",
        "DIALOGUES": str(ROOT / "dialogues"),
        "PORT": str(free_port()),
    }


@contextmanager
def trial(folder: Path) -> Iterator[tuple[str, str]]:
    """A first look as `python -m bot run` gives it; the link to an interview and the digest."""
    environ = _environ()
    command = [sys.executable, "-u", "-m", "bot", "run"]
    with subprocess.Popen(
        command, cwd=folder, env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            found: dict[str, str] = {}
            for line in process.stdout:
                found |= {name: url for url, name in re.findall(r"(http\S+(/i#|/digest)\S*)", line)}
                if len(found) == 2:
                    break
            yield found["/i#"], found["/digest"]
        finally:
            process.terminate()


def talk(chromium: Browser, link: str) -> bytes:
    """The interview on a phone, where it asks what follows from an answer."""
    page = chromium.new_page(viewport=PHONE, reduced_motion="reduce")
    person = Person(page, {"consent": "short"}, SAID)
    person.open(link)
    person.walk(until="choice")
    page.mouse.move(0, 0)
    return page.screenshot()


def review(chromium: Browser, link: str) -> bytes:
    """The review on a desktop in the dark, where one decides about one's words."""
    page = chromium.new_page(viewport=DESKTOP, color_scheme="dark", reduced_motion="reduce")
    person = Person(page, {"consent": "short"}, SAID)
    person.open(link)
    person.walk(until="review")
    page.evaluate("document.querySelectorAll('.review section')[1].scrollIntoView()")
    return page.screenshot()


def together(chromium: Browser, *pictures: bytes) -> bytes:
    """Pictures side by side, on nothing."""
    page = chromium.new_page(viewport={"width": 1400, "height": 900})
    shown = (base64.b64encode(picture).decode() for picture in pictures)
    page.set_content(
        _TOGETHER + "".join(f'<img src="data:image/png;base64,{each}">' for each in shown)
    )
    return page.locator("body").screenshot(omit_background=True)


def digest(chromium: Browser) -> bytes:
    """The digest as Slack shows it: on a desktop, and on a phone in the dark."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--format", "html"],
        cwd=ROOT,
        env=_environ(),
        capture_output=True,
        text=True,
        check=True,
    )
    wide = chromium.new_page(viewport=DIGEST)
    wide.set_content(done.stdout)
    height = 2 * MARGIN + round(wide.locator("article").first.evaluate("a => a.offsetHeight"))
    wide.set_viewport_size({"width": DIGEST["width"], "height": height})
    small = chromium.new_page(
        viewport={"width": PHONE["width"], "height": height}, color_scheme="dark"
    )
    small.set_content(done.stdout)
    return together(chromium, wide.screenshot(), small.screenshot())


def make() -> dict[str, bytes]:
    """All pictures by name."""
    with (
        TemporaryDirectory(prefix="afterword-pictures-") as folder,
        trial(Path(folder)) as (link, _),
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        chat = together(chromium, talk(chromium, link), review(chromium, link))
        return {"chat.png": chat, "digest.png": digest(chromium)}


if __name__ == "__main__":
    for name, picture in make().items():
        if len(picture) > LARGEST:
            sys.exit(f"{name} has {len(picture)} bytes, more than {LARGEST}; nothing was changed.")
        (DOCS / name).write_bytes(picture)
