"""A plain HTTP connection that is kept open: little enough that the load is never the limit."""

import re
import socket
from dataclasses import dataclass, field

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_TYPE = "application/json"


@dataclass(slots=True)
class Answered:
    """An answer as it came: status, body, and the bytes that went over the wire."""

    status: int
    body: bytes
    size: int


@dataclass(slots=True)
class Connection:
    """One connection to a server on this machine."""

    port: int
    _socket: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str) -> Answered:
        """GET a path as a browser would."""
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
        return self.send(head.encode())

    def post(self, path: str, body: bytes) -> Answered:
        """POST JSON to a path."""
        return self.send(request(path, body))

    def send(self, raw: bytes) -> Answered:
        """Send a whole request and wait for its whole answer."""
        self._socket.sendall(raw)
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head = bytes(data[:end])
        length = _LENGTH.search(head)
        size = end + 4 + (int(length[1]) if length else 0)
        while len(data) < size:
            data += self._more()
        return Answered(int(head[9:12]), bytes(data[end + 4 :]), size)

    def _more(self) -> bytes:
        data = self._socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server closed the connection")
        return data

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()


def request(path: str, body: bytes) -> bytes:
    """A whole POST request with this JSON body."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {_TYPE}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
