"""How long a piece of work takes, told as steadily as a busy machine allows.

A test that asks carries the marker `timed`: where it fails among others it is run once more,
alone, and has found a fault only if it fails again.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def processor_seconds(work: Callable[[], object], tries: int = 1) -> float:
    """Seconds of processor that `work` takes in this process, the least of `tries`."""
    return min(_once(work) for _ in range(tries))


def _once(work: Callable[[], object]) -> float:
    with _garbage_left_alone():
        start = time.process_time()
        work()
        return time.process_time() - start


@contextmanager
def _garbage_left_alone() -> Iterator[None]:
    """What other tests left in memory is not swept at the expense of this one."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
