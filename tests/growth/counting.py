"""How many steps does Python take to do something? Lines and calls of its own functions, the same number on every machine."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def steps(do: Callable[[], object]) -> int:
    """What goes on within functions written in C is not seen: patterns are counted in `backtracking.py`."""
    count = 0

    def tick(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        return tick

    before = sys.gettrace()
    # What it clears up is not part of the work.
    gc.disable()
    sys.settrace(tick)
    try:
        do()
    finally:
        sys.settrace(before)
        gc.enable()
    return count
