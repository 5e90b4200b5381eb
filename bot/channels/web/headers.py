"""The headers that every answer of the web chat carries, errors included."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A proxy that compressed an answer would undo its padding: no-transform.
_NEVER = "no-store, no-transform"


def security_headers(frame_ancestors: str) -> tuple[tuple[str, str], ...]:
    """What tells a browser to load nothing foreign, keep nothing and tell nobody."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; "
        f"frame-ancestors {frame_ancestors}"
    )
    return (
        ("Content-Security-Policy", policy),
        ("Cache-Control", _NEVER),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
        ("X-Robots-Tag", "noindex, nofollow"),
    )


class Secured:
    """An app whose every answer has the given headers, where it does not set them itself."""

    def __init__(self, app: ASGIApp, headers: Iterable[tuple[str, str]]) -> None:
        self._app = app
        self._headers = tuple((name.lower().encode(), text.encode()) for name, text in headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and complete the answer's headers."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"].extend(each for each in self._headers if each[0] not in own)
            await send(message)

        await self._app(scope, receive, complete)
