"""The static files, each under a name that changes with its content."""

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.problem import Problem

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOREVER = "public, max-age=31536000, immutable"


class Assets:
    """The files of a folder, held in memory; `url("talk.css")` is where a page finds one."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, tuple[bytes, str]] = {}
        self._names: dict[str, str] = {}
        for path in sorted(p for p in folder.iterdir() if p.suffix in _TYPES):
            content = path.read_bytes()
            mark = hashlib.sha256(content).hexdigest()[:10]
            hashed = f"{path.stem}-{mark}{path.suffix}"
            self._names[path.name] = hashed
            self._files[hashed] = (content, _TYPES[path.suffix])

    def url(self, name: str) -> str:
        """The address of a file, for ever that of this content."""
        return f"/static/{self._names[name]}"

    def content(self, name: str) -> bytes:
        """The file itself."""
        return self._files[self._names[name]][0]

    async def serve(self, request: Request) -> Response:
        """Answer a request for a file under its hashed name."""
        found = self._files.get(request.path_params["name"])
        if found is None:
            raise Problem("not_found")
        content, media_type = found
        return Response(content, media_type=media_type, headers={"Cache-Control": _FOREVER})
