"""What the web chat answers to whatever is sent to it, around a small interviewer of the tests."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from bot.channels.web import site, web
from bot.interview.events import Edit, Given, Send
from tests.channels.web.fake import STEPS, TOKEN, FakeInterviewer, sealed
from tests.channels.web.serving import FACTS, app, pages

FORM = "application/x-www-form-urlencoded"
PLACES = (
    "/",
    "/i",
    "/privacy",
    "/changes",
    "/receipt",
    "/healthz",
    "/embed.js",
    "/nowhere",
    "/turn",
)
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def interviewer() -> FakeInterviewer:
    """Somebody to talk with."""
    return FakeInterviewer()


@pytest.fixture
async def client(interviewer: FakeInterviewer) -> AsyncIterator[httpx.AsyncClient]:
    """A visitor of the web chat."""
    async with visitor(interviewer) as visiting:
        yield visiting


def visitor(interviewer: FakeInterviewer) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app(interviewer))
    return httpx.AsyncClient(transport=transport, base_url="http://chat.example")


def session(at: int = 0, **more: object) -> str:
    return sealed({"at": at, "visit": 1, "answers": {}, "short": False, **more})


async def turn(client: httpx.AsyncClient, event: object, **more: object) -> httpx.Response:
    return await client.post("/turn", json={"session": None, "event": event, "key": "k", **more})


async def form(client: httpx.AsyncClient, **fields: object) -> httpx.Response:
    body = urlencode({name.replace("__", "."): value for name, value in fields.items()}, doseq=True)
    return await client.post("/turn", content=body, headers={"Content-Type": FORM})


def words(answer: httpx.Response) -> str:
    return TAGS.sub(" ", answer.text)


# -- headers and methods --------------------------------------------------------------------------


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
async def test_every_answer_is_closed_in(client: httpx.AsyncClient, path: str, method: str) -> None:
    """Whatever is asked, the answer loads nothing foreign, is not kept and sets no cookie."""
    answer = await client.request(method, path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers
    if path != "/embed.js" or method not in ("GET", "HEAD"):
        assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/", "/i", "/privacy", "/receipt"])
async def test_pages_say_what_they_are(client: httpx.AsyncClient, path: str) -> None:
    """Each page is whole: every placeholder is filled, nothing stands inline."""
    answer = await client.get(path)
    assert answer.status_code == 200
    assert FACTS.company in answer.text
    assert "{" not in words(answer)
    assert "style=" not in answer.text
    assert not re.search(r"<script(?![^>]* src=)|\son[a-z]+=", answer.text)


async def test_privacy_names_who_runs_it(client: httpx.AsyncClient) -> None:
    """The promise stands there with its number, and who runs it and whom to ask."""
    said = words(await client.get("/privacy"))
    assert "at least 5 people" in said
    assert FACTS.operator in said
    assert FACTS.contact in said


async def test_weaker_promise_is_told(interviewer: FakeInterviewer) -> None:
    """Where keys cannot be destroyed, the page says so."""
    weaker = replace(FACTS, keys_destroyed=False)
    around = web(interviewer, weaker, [pages()], frame_ancestors="'none'", preview=None)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(around), base_url="http://chat.example"
    ) as client:
        assert "cannot destroy old keys" in words(await client.get("/privacy"))


async def test_static_files_are_kept_for_ever(client: httpx.AsyncClient) -> None:
    """A static file has its content in its name; without the right name there is none."""
    page = (await client.get("/i")).text
    names = re.findall(r"/static/[^\"]+", page)
    assert len(set(names)) == 3
    for name in names:
        answer = await client.get(name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert (await client.get("/static/talk.js")).status_code == 404


async def test_embedding_is_a_setting(interviewer: FakeInterviewer) -> None:
    """Who may show the chat in a frame is said in the policy, and nobody else may."""
    around = web(
        interviewer, FACTS, [pages()], frame_ancestors="https://jobs.example", preview=None
    )
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(around), base_url="http://chat.example"
    ) as client:
        policy = (await client.get("/i")).headers["content-security-policy"]
        script = await client.get("/embed.js")
    assert "frame-ancestors https://jobs.example" in policy
    assert script.headers["cross-origin-resource-policy"] == "cross-origin"


async def test_wrong_method_says_which_is_right(client: httpx.AsyncClient) -> None:
    """A turn is a POST and nothing else."""
    answer = await client.get("/turn")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert pages().words["problem_wrong_method"] in answer.text


async def test_looking_begins_nothing(
    client: httpx.AsyncClient, interviewer: FakeInterviewer
) -> None:
    """GET and HEAD, with a token in the address even, reach no interviewer."""
    for method in ("GET", "HEAD"):
        await client.request(method, f"/i?token={TOKEN}")
        await client.request(method, f"/turn?do=start&token={TOKEN}")
    assert interviewer.heard == []


def test_directions_are_logical() -> None:
    """The page can run from right to left: no style names a side."""
    style = (Path(site.__file__).parent / "static" / "afterword.css").read_text(encoding="utf-8")
    sides = r"(margin|padding|border)-(left|right)|[{;\s](left|right):|text-align: (left|right)"
    assert not re.search(sides, style)


# -- the digest's preview -------------------------------------------------------------------------


async def _digest() -> str:
    return "<!doctype html><h1>Digest</h1>"


@pytest.mark.parametrize(
    ("host", "client_at", "status"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 200),
        ("localhost", "::1", 200),
        ("chat.example", "127.0.0.1", 404),
        ("127.0.0.1", "192.0.2.7", 404),
    ],
)
async def test_preview_is_for_this_machine(host: str, client_at: str, status: int) -> None:
    """The preview answers on loopback only, and through no proxy with a name of its own."""
    around = web(FakeInterviewer(), FACTS, [pages()], frame_ancestors="'none'", preview=_digest)
    transport = httpx.ASGITransport(around, client=(client_at, 5))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
        answer = await client.get("/digest")
    assert answer.status_code == status
    assert ("Digest</h1>" in answer.text) == (status == 200)


async def test_no_preview_without_one(client: httpx.AsyncClient) -> None:
    """Where a digest goes to Slack there is no such page."""
    assert (await client.get("/digest")).status_code == 404


# -- turns as JSON --------------------------------------------------------------------------------


async def test_json_turn_gives_all_of_the_question(client: httpx.AsyncClient) -> None:
    """A program learns from a reply what a page shows."""
    reply = (await turn(client, {"kind": "start", "token": TOKEN, "language": "en"})).json()
    assert set(reply) == {"session", "say", "ask", "again", "outcome", "receipt", "language"}
    assert reply["ask"]["kind"] == "consent"
    assert reply["ask"]["choices"][0] == {"id": "agree", "label": "Start", "head": None}
    event = {"kind": "answer", "step": "consent", "visit": 1, "choices": ["agree"]}
    reply = (await turn(client, event, session=reply["session"])).json()
    assert reply["ask"]["actions"][0] == ["skip", "Skip"]


async def test_events_arrive_as_sent(
    client: httpx.AsyncClient, interviewer: FakeInterviewer
) -> None:
    """Every field of an event comes through, in JSON as in forms."""
    await turn(client, {"kind": "edit", "visit": 1, "step": "concerns"}, session=session(3))
    await form(client, session=session(3), do="edit:concerns", visit=1, only="new")
    assert interviewer.heard == [Edit(1, "concerns")] * 2
    interviewer.heard.clear()
    rated = {
        "kind": "answer",
        "step": "hiring",
        "visit": 1,
        "ratings": {"skills": 4},
        "text": "ü\n",
    }
    await turn(client, rated, session=session(6))
    await form(client, session=session(6), step="hiring", visit=1, rating__skills=4, text="ü\r\n")
    assert interviewer.heard[:2] == [Given("hiring", 1, "ü\n", ratings={"skills": 4})] * 2


async def test_themes_taken_away(client: httpx.AsyncClient, interviewer: FakeInterviewer) -> None:
    """Send names the answers of which themes were removed, with those that stay; no others."""
    at_review = session(len(STEPS))
    await form(
        client,
        session=at_review,
        do="send",
        visit=1,
        key="k",
        shown__concerns=["waiting", "pay_level"],
        keep__concerns="waiting",
        shown__liked="role",
        keep__liked="role",
    )
    assert interviewer.heard == [Send(1, {"concerns": ("waiting",)})]


async def test_receipt_comes_from_the_browser(
    client: httpx.AsyncClient, interviewer: FakeInterviewer
) -> None:
    """The bytes made in the browser reach the interviewer, and nothing else is taken for them."""
    event = {"kind": "send", "visit": 1, "receipt": "0f" * 16}
    at_review = session(len(STEPS))
    reply = (await turn(client, event, session=at_review)).json()
    assert len(reply["receipt"]) == 16
    assert interviewer.kept["k"]["receipt"] == b"\x0f" * 16
    wrong = await turn(client, {**event, "receipt": "0f"}, session=at_review)
    assert (wrong.status_code, wrong.json()["error"]) == (422, "unknown_event")


async def test_send_needs_its_key(client: httpx.AsyncClient, interviewer: FakeInterviewer) -> None:
    """Without the key a repeated Send could not be told from a second one."""
    answer = await turn(client, {"kind": "send", "visit": 1}, session=session(8), key="")
    assert (answer.status_code, answer.json()["error"]) == (422, "no_key")
    assert interviewer.kept == {}


async def test_answers_have_few_sizes(client: httpx.AsyncClient) -> None:
    """What is written makes no reply longer: short and long answers come back in one size."""
    for send in (_as_json, _as_form):
        sizes = {await send(client, text) for text in ("No.", "A good deal more. " * 40)}
        assert len(sizes) == 1
        assert sizes.pop() % 8192 == 0


async def _as_json(client: httpx.AsyncClient, text: str) -> int:
    event = {"kind": "answer", "step": "concerns", "visit": 1, "text": text}
    return len((await turn(client, event, session=session(2))).content)


async def _as_form(client: httpx.AsyncClient, text: str) -> int:
    at = session(2)
    answer = await form(client, session=at, first=at, step="concerns", visit=1, text=text, key="k")
    return len(answer.content)


# -- forms ----------------------------------------------------------------------------------------


async def test_form_shows_the_whole_talk(client: httpx.AsyncClient) -> None:
    """Without JavaScript a page repeats what was said before; our script asks for the new only."""
    said = {"looking_for": {"text": "", "choices": ["stability"], "ratings": {}}}
    at = session(2, answers=said)
    fields = {"session": at, "step": "concerns", "visit": 1, "text": "The waiting"}
    whole, new = await form(client, **fields), await form(client, **fields, only="new")
    assert "stability" in words(whole)
    assert "The waiting" in words(whole)
    assert "Welcome back" not in words(whole)
    assert "stability" not in words(new)


async def test_typed_words_are_only_words(client: httpx.AsyncClient) -> None:
    """Nothing a person types becomes a part of the page."""
    text = '<script>alert(1)</script> \x00 \ud83d\ude00 \u202e https://evil.example/"onload='
    at = session(2)
    answer = await form(
        client, session=at, step="concerns", visit=1, text=text.encode("utf-8", "replace")
    )
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert 'href="https://evil' not in answer.text


async def test_refusal_is_a_sentence(client: httpx.AsyncClient) -> None:
    """A token that opens nothing: a page with the sentence for people, a code for programs."""
    page = await form(client, do="start", token="nothing")
    assert page.status_code == 404
    assert "I do not know this code." in page.text
    answer = await turn(client, {"kind": "start", "token": "nothing"})
    assert answer.json() == {"error": "unknown_token", "sentence": "I do not know this code."}


# -- the receipt's page ---------------------------------------------------------------------------


async def test_receipt_is_taken_by_post(
    client: httpx.AsyncClient, interviewer: FakeInterviewer
) -> None:
    """Sixteen words are passed on, and the answer is the same whatever they led to."""
    body = {"words": " ".join(["acorn"] * 16)}
    first, second = (
        await client.post("/receipt", data=body),
        await client.post("/receipt", data=body),
    )
    assert first.content == second.content
    assert "Done" in words(first)
    assert interviewer.forgotten == [body["words"]] * 2


async def test_too_few_words_are_no_receipt(
    client: httpx.AsyncClient, interviewer: FakeInterviewer
) -> None:
    """What cannot be a receipt is said so, and the words are not repeated."""
    answer = await client.post("/receipt", data={"words": "peculiar words"})
    assert answer.status_code == 422
    assert "16 words" in answer.text
    assert "peculiar" not in answer.text
    assert interviewer.forgotten == []


# -- garbage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "unreadable"),
        (b"[" * 50_000, "application/json", 400, "unreadable"),
        (b'"text"', "application/json", 400, "unreadable"),
        (b'{"event": []}', "application/json", 400, "unreadable"),
        (b'{"event": {"kind": ["start"]}}', "application/json", 422, "unknown_event"),
        (b'{"event": {"kind": "win"}}', "application/json", 422, "unknown_event"),
        (b'{"event": {"kind": "skip"}}', "application/json", 400, "unreadable"),
        (b'{"event": {"kind": "skip", "visit": true}}', "application/json", 400, "unreadable"),
        (b'{"event": {"kind": "skip", "visit": 1e9}}', "application/json", 400, "unreadable"),
        (b"\xff\xfe", "application/json", 400, "unreadable"),
        (b"x" * 1_000_000, "application/json", 413, "too_large"),
        (b"do=win&visit=1", FORM, 422, None),
        (b"do=skip&visit=first", FORM, 400, None),
        (b"do=skip&visit=" + b"9" * 5_000, FORM, 400, None),
        (b"&".join(b"a=1" for _ in range(5_000)), FORM, 400, None),
        (b"\xff\xfe", FORM, 400, None),
        (b"x" * 1_000_000, FORM, 413, None),
        (b"text", "text/plain", 415, None),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415, None),
        (b"", "", 415, None),
    ],
)
async def test_garbage_is_refused(
    client: httpx.AsyncClient, body: bytes, kind: str, status: int, code: str | None
) -> None:
    """What is no turn gets a sentence for people, or a code for programs, and a 4xx."""
    answer = await client.post("/turn", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    if code is not None:
        assert answer.json()["error"] == code
        assert answer.json()["sentence"]
    else:
        assert pages().words["problem_title"] in answer.text
    assert "Traceback" not in answer.text


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=6,
)
KINDS = st.sampled_from(
    ["start", "answer", "skip", "back", "edit", "stop", "delete", "help", "send", "win"]
)
EVENTS = st.fixed_dictionaries(
    {"kind": KINDS},
    optional=dict.fromkeys(
        ("visit", "step", "text", "choices", "ratings", "codes", "words", "receipt", "token"), JUNK
    ),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(event=EVENTS | JUNK, key=JUNK, at=st.just("") | st.just("x") | st.just(session(2)))
def test_no_message_breaks_the_door(event: object, key: object, at: str) -> None:
    """Malformed messages: each is taken or refused, none fails."""
    body = json.dumps({"session": at, "event": event, "key": key}).encode()
    assert _posted(body, "application/json") in (200, 400, 404, 422)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    body=st.binary(max_size=200)
    | st.from_regex(rb"(do|visit|step|rating\.a|keep|words\.a)=[^=]{0,9}&")
)
def test_no_form_breaks_the_door(body: bytes) -> None:
    """Malformed forms: each is taken or refused, none fails."""
    assert _posted(b"session=x&" + body, FORM) in (400, 422)


@cache
def _site() -> ASGIApp:
    return app(FakeInterviewer())


def _posted(body: bytes, kind: str) -> int:
    """The status of the answer to this body."""

    async def post() -> int:
        transport = httpx.ASGITransport(_site())
        async with httpx.AsyncClient(transport=transport, base_url="http://chat.example") as client:
            answer = await client.post("/turn", content=body, headers={"Content-Type": kind})
        return answer.status_code

    return asyncio.run(post())
