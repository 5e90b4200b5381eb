"""Bodies of requests, read up to a limit, and bodies of answers, padded to a few sizes."""

from starlette.requests import Request

from bot.channels.web.problem import Problem

# The largest sealed session (88 kB of text), the one the interview began with, and 5,000
# characters, each as twelve: nobody who answers our pages meets this limit.
LARGEST_TURN = 160 * 1024
# Read and dropped past the limit, so that a browser hears our sentence and not a broken line.
_LARGEST_DRAINED = 4 * 1024 * 1024
JSON_STEP = 8 * 1024
PAGE_STEP = 16 * 1024


async def read_body(request: Request) -> bytes:
    """The body of a request; Problem when it is larger than any turn."""
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= LARGEST_TURN:
            chunks.append(chunk)
        if size > _LARGEST_DRAINED:
            break
    if size > LARGEST_TURN:
        raise Problem("too_large")
    return b"".join(chunks)


def pad(body: bytes, step: int) -> bytes:
    """The body with trailing spaces up to the next multiple of `step`."""
    return body + b" " * (-len(body) % step)


def media_type(request: Request) -> str:
    """The type of a request's body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
