"""What the web chat is measured against: an ASGI handler that only takes and returns JSON.

POST /N answers with N bytes of JSON. It stores nothing, knows nothing, decides nothing.
"""

import json
import sys

import uvicorn
from starlette.types import Receive, Scope, Send


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Read JSON, write JSON of the size that the path names."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    session = json.loads(body)["session"] or ""
    empty = len(json.dumps({"session": session, "say": ""}))
    filler = "x" * max(0, int(scope["path"][1:]) - empty)
    answer = json.dumps({"session": session, "say": filler}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(answer)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


if __name__ == "__main__":
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        lifespan="off",
    )
