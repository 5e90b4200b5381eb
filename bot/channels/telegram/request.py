"""Requests to the Bot API over one pool of connections that are kept open."""

import json
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

_TYPE = {"Content-Type": "application/json"}
_CONNECT = 5.0  # seconds
_SOME = 3.0  # seconds, where it is not said how many
_TOO_MANY = 429


class Busy(TelegramError):
    """Telegram asks to wait so many `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Too many calls")
        self.seconds = seconds


class Request(BaseRequest):
    """What the library asks of a way to make requests, by a client that costs a quarter of its own.

    `seconds` is how long an answer may take. Errors name neither address nor token.
    """

    def __init__(self, seconds: float, connections: int) -> None:
        self._seconds, self._connections = seconds, connections
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take."""
        return self._seconds

    async def initialize(self) -> None:
        """Make the pool."""
        if self._session is None:
            connector = TCPConnector(limit=self._connections, ttl_dns_cache=300)
            self._session = ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 - as the library has it
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401, ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401, ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401, ARG002
    ) -> tuple[int, bytes]:
        """One request: the status of its answer, and the body."""
        seconds = self._seconds if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        body = None if request_data is None else request_data.json_payload
        return await self.fetch(url, body, seconds, method)

    async def fetch(
        self, url: str, body: bytes | None, seconds: float, method: str = "POST"
    ) -> tuple[int, bytes]:
        """One request with a body of JSON; Busy when Telegram asks to wait."""
        await self.initialize()
        assert self._session is not None  # noqa: S101 - just made
        timeout = ClientTimeout(total=seconds, sock_connect=_CONNECT)
        try:
            async with self._session.request(
                method, url, data=body, headers=_TYPE, timeout=timeout
            ) as answer:
                status, content = answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            # The message of the error may hold the address, and the address holds the token.
            raise NetworkError(type(error).__name__) from None
        if status == _TOO_MANY:
            raise Busy(_wait(content))
        return status, content


def _wait(content: bytes) -> float:
    """The seconds that an answer asks to wait."""
    try:
        return float(json.loads(content)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return _SOME
