"""What a browser fetches to show the chat for the first time."""

import re

from bench.connection import Connection
from bench.process import Served

_PARTS = re.compile(r"""<(?:script|link|img)\b[^>]*?\b(?:src|href)="(/[^"]+)\"""")


def first_load(served: Served) -> int:
    """The bytes over the wire, heads included: the page, its style, script and pictures."""
    connection = Connection(served.port)
    page = connection.get("/i")
    parts = sorted(set(_PARTS.findall(page.body.decode())))
    sizes = [connection.get(part).size for part in parts]
    connection.close()
    return page.size + sum(sizes)
