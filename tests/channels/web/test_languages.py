"""The web chat in other languages, over HTTP and in a real browser, against the real program."""

import base64
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from bot.channels.web.languages import preferred
from tests.channels.web.person import Person, fits, receipt
from tests.channels.web.windows import PHONE, SMALLEST, STORED, inspector, window
from tests.live import Live
from tests.live import live as running
from tests.pseudo import LETTERS, NAMES, dialogues, pseudo
from tests.visitor import Visitor

# What is named in Latin letters in every language: facts of the settings, names, addresses.
_KNOWN = re.compile(
    r"Ample Robotics|Ample People Operations|people@ample\.example|https?://\S+|English|"
    r"Slack|Telegram|\{(?:count|most)\}|^yes$"
)
_SHOWN = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<option.*?</option>|<[^>]*>", re.S)
_SPOKEN = re.compile(
    r'(?:aria-label|placeholder|data-(?:sending|sent|trying|not-sent|again|you|copied|chosen|full))="([^"]*)"'
)
ENGLISH, GERMAN = "the purple umbrellas were kind", "die lila Regenschirme waren nett"
BOUNDARY = datetime(2026, 12, 1, 0, 5, tzinfo=ZoneInfo("Europe/Berlin"))
OPENING = {"kind": "start", "language": "he-IL"}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The real program with two languages beside its own."""
    folder: Path = tmp_path_factory.mktemp("live")
    place = dialogues(tmp_path_factory.mktemp("spoken"), "uk", "he")
    with running(folder, DIALOGUES=str(place)) as program:
        yield program


@pytest.fixture
def visitor(live: Live) -> Iterator[Visitor]:
    with Visitor(live.url, {"Accept-Language": "he-IL, uk;q=0.4"}) as visitor:
        yield visitor


def latin(page: str) -> list[str]:
    """What a page shows or says in Latin letters although it is none of what is known."""
    body = page.partition("</head>")[2]
    said = [*_SPOKEN.findall(body), *_SHOWN.sub("\n", body).split("\n")]
    plain = [_KNOWN.sub("", unescape(text)) for text in said]
    return [text for text in plain if re.search("[A-Za-z]{3}", text)]


def fields(page: str, **more: object) -> dict[str, object]:
    """The hidden fields of the talk's form, and what is pressed beside them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {**{name: unescape(value) for name, value in found}, **more}


def began(visitor: Visitor, live: Live) -> str:
    """The first page of an interview, as a form without JavaScript opens it."""
    token = live.link().partition("#")[2]
    return visitor.form({"do": "start", "token": token, "language": "he"}).text


@pytest.mark.parametrize("path", ["/", "/i", "/privacy", "/receipt", "/changes", "/nowhere"])
def test_pages_are_whole_in_the_language_of_the_browser(visitor: Visitor, path: str) -> None:
    """Each page says its language and direction, and has no sentence of another one."""
    page = visitor.ask("GET", path).text
    assert '<html lang="he" dir="rtl">' in page
    assert latin(page) == []


def test_an_address_may_ask_for_a_language(visitor: Visitor) -> None:
    """It goes before the browser's wish, and the links of the page keep it."""
    page = visitor.ask("GET", "/privacy?language=uk").text
    assert '<html lang="uk" dir="ltr">' in page
    assert 'href="/receipt?language=uk"' in page
    assert f'hreflang="he">{NAMES["he"]}</a>' in page
    assert '<html lang="he"' in visitor.ask("GET", "/privacy?language=tlh").text


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("he", "he"),
        ("tlh, uk-UA;q=0.5, he;q=0.4", "uk"),
        ("uk;q=0.2,en;q=0.9", "en"),
        ("uk;q=none, he;q=0.1", "he"),
        ("he;q=0, uk;q=0.1", "uk"),
        ("*, ;q=1,,;;;=", "en"),
    ],
)
def test_what_a_browser_prefers(header: str, language: str) -> None:
    """The best liked of those offered, and the first of them for whoever likes none."""
    assert preferred(header, ("en", "uk", "he")) == language


def test_a_whole_interview_as_json_in_another_language(live: Live, visitor: Visitor) -> None:
    """From start to receipt each reply is in the language, and says which one it is."""
    token = live.link().partition("#")[2]
    reply = visitor.taken(visitor.turn(None, {**OPENING, "token": token}))
    assert reply["language"] == "he"
    assert reply["ask"]["languages"] == [["en", "English"], ["uk", NAMES["uk"]]]
    reply = visitor.go(reply, {"kind": "answer", "choices": ["short"]})
    reply = visitor.go(reply, {"kind": "answer", "text": "אגג דגגה"})
    while reply["ask"] and reply["ask"]["kind"] != "review":
        reply = visitor.go(reply, {"kind": "skip"})
        assert not re.search("[A-Za-z]{3}", _KNOWN.sub("", reply["ask"]["text"]))
    reply = visitor.go(reply, {"kind": "send"}, key="once")
    assert (reply["outcome"], reply["language"], len(reply["receipt"])) == ("completed", "he", 16)
    assert set("".join(reply["receipt"])) <= set(LETTERS["he"])
    done = visitor.form({"words": " ".join(reply["receipt"]), "language": "he"}, "/receipt")
    assert done.status == 200
    assert latin(done.text) == []


def test_the_language_changes_without_javascript(live: Live, visitor: Visitor) -> None:
    """A button of the first page, later one of the menu: the talk is the same in other words."""
    page = began(visitor, live)
    assert f'value="language:uk" lang="uk" formnovalidate>{NAMES["uk"]}</button>' in page
    assert latin(page) == []
    page = visitor.form(fields(page, do="answer", choice="agree")).text
    assert f'value="language:uk" lang="uk" formnovalidate>{NAMES["uk"]}</button>' in page
    asked = fields(page)["step"]
    page = visitor.form(fields(page, do="language:uk")).text
    assert '<html lang="uk" dir="ltr">' in page
    assert fields(page)["step"] == asked
    assert latin(page) == []
    assert page.count('class="line mine"') == 1
    page = visitor.form(fields(page, do="again")).text
    assert '<html lang="uk" dir="ltr">' in page
    assert fields(page)["step"] == "consent"


@pytest.mark.parametrize(
    "form",
    [
        {"do": "start", "token": "lost", "language": "he"},
        {"do": "answer", "session": "broken", "language": "he"},
        {"do": "fly", "session": "broken", "language": "he"},
    ],
)
def test_what_goes_wrong_is_said_in_the_language(live: Live, form: Mapping[str, str]) -> None:
    """A page that no session tells the language of has it from its form."""
    with Visitor(live.url) as english:
        page = english.form(form)
        assert page.status >= 400
        assert '<html lang="he" dir="rtl">' in page.text
        assert latin(page.text) == []
        wrong = english.form({"words": "אאא", "language": "he"}, "/receipt")
        assert (wrong.status, latin(wrong.text)) == (422, [])


def test_a_spent_link_is_told_in_the_language_of_the_talk(live: Live, visitor: Visitor) -> None:
    """A refusal at Send speaks as the interview did, whatever the browser prefers."""
    link = live.link()
    with Visitor(live.url, {"Accept-Language": "uk"}) as other:
        token = link.partition("#")[2]
        reply = other.taken(other.turn(None, {**OPENING, "token": token}))
        visitor.go(visitor.review(link, "words"), {"kind": "send"}, key="first")
        reply = other.go(reply, {"kind": "answer", "choices": ["short"]})
        reply = other.go(reply, {"kind": "answer", "text": "אגגג"})
        while reply["ask"]["kind"] != "review":
            reply = other.go(reply, {"kind": "send"}, key="towards the review")
        at = {"visit": reply["ask"]["visit"]}
        refused = other.turn(reply["session"], {"kind": "send", **at}, "second")
    sentence = refused.json()["sentence"]
    assert refused.json()["error"] == "spent_token"
    assert set(sentence) & set(LETTERS["he"])


def test_a_receipt_of_any_list_deletes(visitor: Visitor) -> None:
    """The words of a receipt are understood whatever language the page is in."""
    words = " ".join([LETTERS["he"][10] + LETTERS["he"][11] + LETTERS["he"][10]] * 16)
    assert visitor.form({"words": words, "language": "en"}, "/receipt").status == 200


def test_words_of_a_rare_language_are_read_by_nobody(tmp_path: Path) -> None:
    """Six people let HR read English words and one German ones: HR reads those of the six."""
    with running(tmp_path) as program:
        links = program.links(12)
        with Visitor(program.url) as visitor:
            for link, words in zip(links, [ENGLISH] * 6 + [GERMAN], strict=False):
                language = "en" if words == ENGLISH else "de-AT"
                token = link.partition("#")[2]
                start = {"kind": "start", "token": token, "language": language}
                reply = visitor.taken(visitor.turn(None, start))
                assert reply["language"] == language[:2]
                reply = visitor.go(reply, {"kind": "answer", "choices": ["short"]})
                reply = visitor.go(reply, {"kind": "answer", "text": words})
                while reply["ask"]["kind"] != "review":
                    reply = visitor.go(reply, {"kind": "send"}, key="towards the review")
                allow = {"kind": "send", "words": {"liked": "read"}}
                assert visitor.go(reply, allow, key=link)["outcome"] == "completed"
        program.until(BOUNDARY)
        program.work()
        read = "\n".join(program.read())
    assert read.count(ENGLISH) == 6
    assert GERMAN not in read


def test_no_language_is_written_down(live: Live) -> None:
    """What a browser prefers stands in no file, and no cookie is set."""
    with Visitor(live.url, {"Accept-Language": "he-x-canary"}) as telling:
        telling.ask("GET", "/i")
        telling.begin(live.link())
    assert b"x-canary" not in live.kept()


def test_a_browser_suggests_and_the_person_decides(live: Live, chromium: Browser) -> None:
    """The talk begins in the browser's language; a press changes all of the page, for this tab."""
    with window(chromium, PHONE, locale="he-IL") as page:
        person = Person(page, {"consent": "agree"})
        person.open(live.link())
        assert spoken(page) == ("he", "rtl")
        person.turn(lambda: page.click("[value='language:uk']"))
        assert spoken(page) == ("uk", "ltr")
        assert latin(page.content()) == []
        person.turn(lambda: person.answer("consent"))
        asked = page.inner_text("#question")
        page.reload()
        page.wait_for_selector("#turn[data-kind=several]", state="attached")
        assert spoken(page) == ("uk", "ltr")
        assert page.inner_text("#question") == asked
        assert page.title() == pseudo("A talk with {company}", "uk").format(
            company="Ample Robotics"
        )
        assert "he-IL" not in page.evaluate(STORED)


def spoken(page: Page) -> tuple[str | None, str | None]:
    """The language and the direction that the page says it has."""
    root = page.locator("html")
    return root.get_attribute("lang"), root.get_attribute("dir")


def test_right_to_left_nothing_overflows(live: Live, chromium: Browser) -> None:
    """The whole interview in long words, from right to left at 320 pixels: nothing stands out."""
    wrong: list[str] = []
    with window(chromium, SMALLEST, locale="he") as page:
        inspect = inspector(page, wrong)
        person = Person(page, {"consent": "agree", "instead": "another_offer"})
        person.open(live.link())

        def look(kind: str) -> None:
            if kind not in person.taken:
                inspect(kind)
            if not fits(page) or page.evaluate(CUT):
                wrong.append(f"{kind}: {page.evaluate(CUT)}")

        person.walk(look)
        assert len(receipt(page)) == 16
        look("end")
        for path in ("/", "/i", "/privacy", "/receipt"):
            page.goto(live.url + path)
            assert spoken(page) == ("he", "rtl")
            inspect(path)
    assert wrong == []


# The buttons and labels whose words are wider than they are.
CUT = """() => [...document.querySelectorAll('button, label, legend, h1, h2, h3, a, .bubble')]
  .filter((one) => one.offsetWidth && !one.matches('.skip, .sr, .sr *'))
  .filter((one) => getComputedStyle(one).display !== 'inline')
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 80)).join()"""


def test_the_layout_is_mirrored(live: Live, chromium: Browser) -> None:
    """A picture of the talk from right to left has its colours where the other has them not."""
    centres = {}
    for language in ("uk", "he"):
        with window(chromium, PHONE, locale=language) as page:
            person = Person(page, {"consent": "agree"}, said={"liked": "1 2 3"})
            person.open(live.link())
            person.walk(until="open")
            person.turn(lambda person=person: person.answer("open"))  # type: ignore[misc]
            page.wait_for_selector("#text")
            picture = page.screenshot()
            colour = page.locator(".mine .bubble").last.evaluate(
                "bubble => getComputedStyle(bubble).backgroundColor"
            )
            sides = {each: _middle(page, each) for each in (".send", "#menu", ".bar img")}
            page.goto("about:blank")
            centres[language] = {**sides, "mine": page.evaluate(CENTRE, [_url(picture), colour])}
    for part, centre in centres["uk"].items():
        assert centre + centres["he"][part] == pytest.approx(PHONE["width"], abs=24), part
        assert abs(centre - centres["he"][part]) > 60, part


def _middle(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


def _url(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


# Where, from the left, the middle of all pixels of a colour is.
CENTRE = """async ([url, colour]) => {
  const wanted = colour.match(/\\d+/g).map(Number), image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data, width } = pen.getImageData(0, 0, image.width, image.height);
  let sum = 0, count = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (wanted.every((value, part) => part > 2 || Math.abs(data[at + part] - value) < 3)) {
      sum += (at / 4) % width;
      count++;
    }
  }
  return sum / count;
}"""
