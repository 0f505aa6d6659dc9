"""A child process that makes a file: what it is started with, how long it may take, and what becomes of one that fails.

Libraries that only some files need are loaded there, so the bot's own memory stays as it is, and an input that takes too long or too
much memory costs the bot nothing.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

TIMEOUT_S = 30.0
"""Seconds by the clock. A file takes a fraction of a second; a small machine under load may take some of them."""
MAX_MEMORY_BYTES = 768 * 1024 * 1024
"""Of address space, of which the libraries alone reserve a good part."""
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
"""The variables that the child gets: passwords of the bot may stand in others."""


class ChildFailed(Exception):
    """There is no file. The words name the kind of failure, and nothing of the input."""


async def output_of(
    program: Path, *arguments: str, given: bytes, timeout_s: float = TIMEOUT_S, environment: Mapping[str, str] | None = None
) -> bytes:
    """What the program writes to standard output with `given` on standard input. Raises ChildFailed, also where it writes nothing."""
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # no module of the folder it is started in, or lies in, is taken for a library
            str(program),
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # words of the input may stand in a traceback
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | dict(environment or {}),
        )
    except OSError as error:
        raise ChildFailed(f"no child process: {type(error).__name__}") from None
    try:
        async with asyncio.timeout(timeout_s):
            output, _ = await child.communicate(given)
    except TimeoutError:
        raise ChildFailed("the time is up") from None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode != 0 or not output:
        raise ChildFailed(f"the child process has ended with {child.returncode}")
    return output
