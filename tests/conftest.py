"""What holds for all tests: no deadlines, where temporary files lie, and garbage."""

import atexit
import gc
import os
import tempfile
from contextlib import ExitStack

import pytest
from hypothesis import settings

from tests.storage.quick import quick_folder

# How long an example takes depends on what else the machine does, and is measured in bench/.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")

_RARELY = (50_000, 20, 20)


def pytest_configure(config: pytest.Config) -> None:
    """Keep the files of tests in memory, where there is room: few tests are about the disk."""
    if hasattr(config, "workerinput"):
        return  # a process beside the first, which has set it for all
    with ExitStack() as stack:
        os.environ["TMPDIR"] = str(stack.enter_context(quick_folder()))
        tempfile.tempdir = None
        # After everything else: what multiprocessing put there it takes away itself at the end.
        atexit.register(stack.pop_all().close)


def pytest_collection_finish() -> None:
    """Look for garbage less often than a process that runs for months would.

    All that was imported for thousands of tests would be looked through again and again, for a
    tenth of the time of all tests; what they leave behind is little.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_RARELY)
