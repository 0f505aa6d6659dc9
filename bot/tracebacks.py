"""Exceptions in the log: where something went wrong, and nothing of what people wrote.

The message of an exception often quotes what could not be read (`invalid literal for int(): '…'`). Only messages are logged that
cannot: of files, connections and SQLite, and of the bot's own exceptions, which name a reason and nothing else.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

LEFT_OUT = "…"
_CODE = ("bot", "commands", "storage")
_ROOT = Path(__file__).resolve().parent.parent
_OWN_PACKAGES = frozenset(("bot", "commands", "storage", "sqlite3", "aiohttp", "ssl"))
"""The packages whose exceptions never quote what people wrote."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def discreet(exc_info: ExcInfo) -> str:
    """The traceback, the exceptions that it follows from first, as Python writes it."""
    return "".join(_written(exc_info[1], set())).rstrip("\n")


def at_line(error: BaseException) -> str:
    """The kind of exception and the last line of ours on its way, `KeyError in commands/blocker/solve.py:31`: the same for the same
    fault, and nothing of what it was about."""
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in traceback.walk_tb(error.__traceback__)]
    ours = [(path.relative_to(_ROOT), line) for path, line in frames if path.is_relative_to(_ROOT)]
    path, line = next(((path, line) for path, line in reversed(ours) if path.parts[0] in _CODE), (None, 0))
    return f"{_kind(error)} in {path.as_posix()}:{line}" if path else _kind(error)


def _written(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _written(before, seen)
        yield (
            "\nThe above exception was the direct cause of the following exception:\n\n"
            if error.__cause__
            else ("\nDuring handling of the above exception, another exception occurred:\n\n")
        )
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{_kind(error)}: {_words(error)}\n"
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            if id(each) not in seen:
                yield from _written(each, seen)


def _kind(error: BaseException) -> str:
    module, name = type(error).__module__, type(error).__qualname__
    return name if module == "builtins" else f"{module}.{name}"


def _words(error: BaseException) -> str:
    speaks_of_the_machine = isinstance(error, OSError) or type(error).__module__.partition(".")[0] in _OWN_PACKAGES
    return str(error) if speaks_of_the_machine else LEFT_OUT
