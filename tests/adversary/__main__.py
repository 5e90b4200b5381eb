"""`python -m tests.adversary`: all attacks at full size on both databases, and what came of them.

The table and the list of a seizure are written into SECURITY.md.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from tests.adversary.report import ATTACKS_MARK, SEIZURE_MARK, between, table
from tests.adversary.whole import BASES, attacked_whole, seized

DOCUMENT = Path(__file__).parents[2] / "SECURITY.md"


def main() -> int:
    """Attack, write, and say what did not hold."""
    began = monotonic()
    with ProcessPoolExecutor(len(BASES), get_context("spawn")) as processes:
        seizure = processes.submit(seized)
        outcomes = list(processes.map(attacked_whole, BASES))
        taken = seizure.result()
    rows = table(outcomes, datetime.now(UTC).date(), (monotonic() - began) / 60)
    text = between(DOCUMENT.read_text(encoding="utf-8"), ATTACKS_MARK, rows)
    DOCUMENT.write_text(between(text, SEIZURE_MARK, taken), encoding="utf-8")
    missed = [what for outcome in outcomes for what in outcome.missed()]
    _say("\n".join([*rows[2:], "", *taken, "", *(missed or ["Everything holds."])]))
    return 1 if missed else 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
