"""How often something may be done: so many times at once, and again as time goes on."""


class Bucket:
    """Holds so many permits and is filled up again as time goes on."""

    def __init__(self, per_second: float, most: float, now: float) -> None:
        self._per_second, self._most = per_second, most
        self._left, self._seen = most, now

    def take(self, now: float) -> bool:
        """Take a permit; false when there is none."""
        filled = self._left + (now - self._seen) * self._per_second
        self._left, self._seen = min(self._most, filled), now
        if self._left < 1:
            return False
        self._left -= 1
        return True
