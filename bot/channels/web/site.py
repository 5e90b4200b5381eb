"""The routes of the web chat."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from time import monotonic

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.actions import Changed
from bot.channels.web.assets import Assets
from bot.channels.web.body import JSON_STEP, PAGE_STEP, media_type, pad, read_body
from bot.channels.web.carried import carried
from bot.channels.web.conversation import Conversation, PublicFacts
from bot.channels.web.forms import Form, parse, read_form
from bot.channels.web.headers import Secured, security_headers
from bot.channels.web.heard import Begin, take
from bot.channels.web.languages import wanted
from bot.channels.web.problem import STATUS, Code, Problem
from bot.channels.web.throttle import Throttle
from bot.channels.web.views import Talk, Views
from bot.channels.web.wire import read_json, write_error, write_json
from bot.insight.page import STYLE
from bot.interview.events import Resume
from bot.interview.turn import Line
from bot.interviewer import ReceiptError, Refused, Reply
from bot.pages import Pages

Preview = Callable[[], Awaitable[str]]
Changes = Callable[[], Awaitable[Sequence[Changed]]]
Health = Callable[[], Awaitable[Sequence[str]]]
Answering = Callable[[Request, Exception], Awaitable[Response]]

_HERE = Path(__file__).parent
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_WAIT = "2"  # seconds in which a hundred more are let in
_LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


async def nothing_changed() -> tuple[Changed, ...]:
    """For a chat in whose company nothing was decided yet."""
    return ()


async def healthy() -> tuple[str, ...]:
    """For a chat beside which nothing can go wrong."""
    return ()


def web(
    interviewer: Conversation,
    facts: PublicFacts,
    pages: Sequence[Pages],
    *,
    frame_ancestors: str,
    preview: Preview | None,
    changes: Changes = nothing_changed,
    health: Health = healthy,
    seconds: Callable[[], float] = monotonic,
) -> ASGIApp:
    """The web chat as one app, in the languages of `pages`; those of the first are for all others.

    `preview` gives a digest as a page, shown on loopback only.

    `changes` gives what was done because of interviews, for everybody to read; `health` what does
    not work as it should, in sentences that anybody may read.

    `frame_ancestors` is the value of that directive: `'none'`, or who may embed the chat. `seconds`
    is a clock that only goes on, by which those who come too often at once are told to wait.
    """
    assets = Assets(_HERE / "static")
    views = Views(_HERE / "templates", assets, pages, facts)
    site = _Site(interviewer, assets, views, Throttle(seconds))
    routes = [
        Route("/turn", site.turn, methods=["POST"]),
        Route("/", site.shows("home")),
        Route("/i", site.shows("invitation")),
        Route("/privacy", site.shows("privacy")),
        Route("/changes", site.tells(changes)),
        Route("/receipt", site.receipt, methods=["GET", "POST"]),
        Route("/healthz", healthz(health)),
        Route("/embed.js", site.embed),
        Route("/static/{name}", assets.serve),
    ]
    if preview is not None:
        routes = [*_preview_routes(preview), *routes]
    app = Starlette(routes=routes, exception_handlers=site.handlers())
    # A redirect would repeat a foreign Host header.
    app.router.redirect_slashes = False
    return Secured(app, security_headers(frame_ancestors))


def _preview_routes(preview: Preview) -> list[Route]:
    """The digest as a page of its own, for whoever sits at this machine."""

    async def digest(request: Request) -> Response:
        if not _is_local(request):
            raise Problem("not_found")
        return _html((await preview()).encode())

    async def style(_: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    return [Route("/digest", digest), Route("/static/digest.css", style)]


def healthz(health: Health) -> Callable[[Request], Awaitable[Response]]:
    """Says that the process answers, and below that what does not work as it should."""

    async def say(_: Request) -> Response:
        return PlainTextResponse("".join(f"{line}\n" for line in ("ok", *await health())))

    return say


class _Site:
    """The pages and turns of one interviewer."""

    def __init__(
        self,
        interviewer: Conversation,
        assets: Assets,
        views: Views,
        throttle: Throttle,
    ) -> None:
        self._interviewer = interviewer
        self._throttle = throttle
        self._views = views
        self._embed = assets.content("embed.js")

    def shows(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        """A route that shows a page which is, in each language, the same for everybody."""
        pages = {each: self._views.page(name, each) for each in self._views.languages}

        async def show(request: Request) -> Response:
            return _html(pages[self._language(request)])

        return show

    def tells(self, changes: Changes) -> Callable[[Request], Awaitable[Response]]:
        """A route that shows what changed, the same for everybody."""

        async def tell(request: Request) -> Response:
            language = self._language(request)
            return _html(self._views.page("changes", language, changes=await changes()))

        return tell

    async def turn(self, request: Request) -> Response:
        """Take one turn, from JSON or from a form, and answer in kind."""
        kind = media_type(request)
        if kind == _JSON:
            heard = read_json(await read_body(request), self._language(request))
            self._throttle.admit(heard)
            reply = await take(self._interviewer, heard)
            return Response(pad(write_json(reply), JSON_STEP), media_type=_JSON)
        if kind != _FORM:
            raise Problem("wrong_type")
        form = parse(await read_body(request))
        return _padded(self._views.talk(await self._talk(form, self._spoken(request, form))))

    async def _talk(self, form: Form, language: str) -> Talk:
        heard = read_form(form, language)
        self._throttle.admit(heard)
        reply = await take(self._interviewer, heard)
        # `only=new` comes from our script, which has the earlier lines on the page already.
        if form.one("only") == "new" or reply.again or reply.session is None:
            lines = reply.say
        else:
            lines = await self._so_far(reply, reply.session)
        first = "" if isinstance(heard, Begin) else form.one("first")
        return Talk(reply, lines, first, carried(form))

    async def _so_far(self, reply: Reply, session: str) -> tuple[Line, ...]:
        """The whole talk up to this reply, for a page that cannot add to what it shows."""
        before = list((await self._interviewer.hear(session, Resume())).say)
        # What comes after the person's own last words welcomes somebody who was away.
        while before and not before[-1].mine:
            before.pop()
        return (*before, *reply.say)

    async def receipt(self, request: Request) -> Response:
        """Ask for a receipt, or delete what belongs to it; the answer never says if it did."""
        language = self._language(request)
        if request.method != "POST":
            return _html(self._views.page("receipt", language, forgotten=False, sentence=""))
        if media_type(request) != _FORM:
            raise Problem("wrong_type")
        form = parse(await read_body(request))
        language = self._spoken(request, form)
        self._throttle.open("receipt")
        try:
            await self._interviewer.forget(form.one("words"), language)
        except ReceiptError as error:
            page = self._views.page("receipt", language, forgotten=False, sentence=str(error))
            return _padded(page, 422)
        return _padded(self._views.page("receipt", language, forgotten=True, sentence=""))

    async def embed(self, _: Request) -> Response:
        """The script with which another site shows the chat in a frame."""
        headers = {
            "Cache-Control": "public, max-age=3600",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        return Response(self._embed, media_type="text/javascript", headers=headers)

    def handlers(self) -> Mapping[type[Exception], Answering]:
        """What answers when a request cannot be answered as asked."""
        return {
            Problem: self._on_problem,
            Refused: self._on_refused,
            HTTPException: self._on_http,
            ClientDisconnect: self._on_gone,
            Exception: self._on_failure,
        }

    async def _on_problem(self, request: Request, problem: Exception) -> Response:
        code: Code = problem.code if isinstance(problem, Problem) else "failed"
        language = self._language(request)
        sentence = self._views.sentence(code, language)
        answer = self._refuse(request, code, STATUS[code], sentence, language)
        if code == "too_busy":
            answer.headers["Retry-After"] = _WAIT
        return answer

    async def _on_refused(self, request: Request, refused: Exception) -> Response:
        assert isinstance(refused, Refused)  # noqa: S101 - registered for this type only
        return self._refuse(
            request, refused.code, refused.status, refused.sentence, refused.language
        )

    async def _on_http(self, request: Request, error: Exception) -> Response:
        allowed = getattr(error, "headers", None)
        wrong_method = getattr(error, "status_code", 0) == STATUS["wrong_method"]
        answer = await self._on_problem(
            request, Problem("wrong_method" if wrong_method else "not_found")
        )
        answer.headers.update(allowed or {})
        return answer

    async def _on_failure(self, request: Request, _: Exception) -> Response:
        return await self._on_problem(request, Problem("failed"))

    async def _on_gone(self, _: Request, __: Exception) -> Response:
        return Response(status_code=STATUS["unreadable"])

    def _language(self, request: Request) -> str:
        """The language in which a request is answered."""
        spoken: str = getattr(request.state, "language", "")
        return spoken or wanted(request, self._views.languages)

    def _spoken(self, request: Request, form: Form) -> str:
        """The same where a form says in which language its page was; also for what goes wrong."""
        said = form.one("language")
        request.state.language = said if said in self._views.languages else ""
        return self._language(request)

    def _refuse(
        self, request: Request, code: str, status: int, sentence: str, language: str
    ) -> Response:
        if _wants_json(request):
            body = pad(write_error(code, sentence), JSON_STEP)
            return Response(body, status, media_type=_JSON)
        return _padded(self._views.page("problem", language, code=code, sentence=sentence), status)


def _html(page: bytes, status: int = 200) -> Response:
    return Response(page, status, media_type="text/html")


def _padded(page: bytes, status: int = 200) -> Response:
    return _html(pad(page, PAGE_STEP), status)


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return media_type(request) == _JSON or (_JSON in accepted and "text/html" not in accepted)


def _is_local(request: Request) -> bool:
    """Whether the request comes from this machine and was meant for it, through no proxy."""
    name = request.headers.get("host", "").rsplit(":", 1)[0]
    try:
        from_here = request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False
    return from_here and name in _LOCAL_NAMES
