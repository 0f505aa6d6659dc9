"""Loading the libraries of the bot without the optional parts that they load where they find them, and that the bot never uses."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast

_UNUSED = ("rich", "twisted", "cffi")
"""rich: structlog colours tracebacks with it, ours are plain. twisted: structlog has an adapter for it. cffi: pycryptodome calls C through
ctypes as well. Together they keep six megabytes."""


@contextmanager
def lean_imports() -> Iterator[None]:
    """What is imported in the block finds these packages not installed, which None in `sys.modules` means; later imports find them."""
    hidden = [name for name in _UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden, cast(ModuleType, None)))
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
