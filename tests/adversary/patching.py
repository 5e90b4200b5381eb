"""Changing the running program: for mutants, and for its chance and clock; nowhere else."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any


def original(place: Any, name: str) -> Any:  # noqa: ANN401 - anything
    """What a module or class has under this name now."""
    return vars(place)[name]


@contextmanager
def patched(place: Any, name: str, value: object) -> Iterator[None]:  # noqa: ANN401 - anything
    """Another value for this name of a module or class, until the block ends."""
    before = vars(place)[name]
    setattr(place, name, value)
    try:
        yield
    finally:
        setattr(place, name, before)


@contextmanager
def seeded(seed: str) -> Iterator[None]:
    """All chance of the program drawn from this seed, so that an attack can be repeated."""
    dice = random.Random(seed)
    draws: dict[str, Callable[..., object]] = {
        "random": lambda _: dice.random(),
        "getrandbits": lambda _, k: dice.getrandbits(k),
        "randbytes": lambda _, n: dice.randbytes(n),
    }
    with ExitStack() as stack:
        for name, draw in draws.items():
            stack.enter_context(patched(random.SystemRandom, name, draw))
        yield
