"""One simulated candidate's whole interview, turn by turn over the wire."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.demo.candidate import Candidate

Post = Callable[[Mapping[str, Any]], Awaitable[dict[str, Any]]]

# No interview is longer; one that is would go round in circles.
_MOST_TURNS = 200


async def talk(post: Post, token: str, candidate: Candidate) -> tuple[str, int]:
    """Play the interview this token opens; how it ended, and after how many turns.

    `post` sends one turn and returns the answer.
    """
    start = {"kind": "start", "token": token, "language": "en"}
    answer = await post({"session": None, "event": start, "key": ""})
    for turn in range(1, _MOST_TURNS):
        if answer["outcome"] is not None:
            return answer["outcome"], turn
        event = candidate.event(answer["ask"])
        answer = await post({"session": answer["session"], "event": event, "key": token})
    raise RuntimeError("an interview did not end")
