"""The language of a page: what its address asks for, else what the browser prefers."""

from collections.abc import Iterator, Sequence

from starlette.requests import Request

_MOST = 200  # characters of a header; no browser sends as many


def wanted(request: Request, offered: Sequence[str]) -> str:
    """The language in which to answer a request: one of those offered, else the first of them.

    What the browser prefers decides about this answer only; it is kept nowhere.
    """
    asked = request.query_params.get("language", "")
    if asked in offered:
        return asked
    return preferred(request.headers.get("accept-language", ""), offered)


def preferred(header: str, offered: Sequence[str]) -> str:
    """The language offered that an `Accept-Language` header likes best, else the first."""
    liked = sorted(_liked(header[:_MOST]), key=lambda pair: -pair[1])
    for tag, weight in liked:
        for name in (tag, tag.partition("-")[0]):
            found = [language for language in offered if language.lower() == name]
            if found and weight > 0:
                return found[0]
    return offered[0]


def _liked(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(","):
        tag, _, weight = part.strip().lower().partition(";q=")
        try:
            yield tag, float(weight or 1)
        except ValueError:
            continue
