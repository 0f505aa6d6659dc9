"""The child process that writes an ODT file: how it is started, what it may use, and what becomes of one that fails."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

from bot.odt import NotWritten

TIMEOUT_S = 30.0
"""Seconds by the clock. A file takes a fifth of a second; a small machine under load may take some of them."""
MAX_MEMORY_BYTES = 768 * 1024 * 1024
"""Of address space, of which the libraries alone reserve a good part. Minutes of a long day take 60 MB."""
_PROGRAM = Path(__file__).with_name("writer.py")
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
"""The variables that the child gets: passwords of the bot may stand in others."""


async def written(document: bytes, *, timeout_s: float = TIMEOUT_S, max_memory_bytes: int = MAX_MEMORY_BYTES) -> bytes:
    """The ODT file of an encoded document. Raises NotWritten."""
    try:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # no module of the folder it is started in, or lies in, is taken for a library
            str(_PROGRAM),
            str(max_memory_bytes),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # words of the document may stand in a traceback
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
    except OSError as error:
        raise NotWritten(f"no child process: {type(error).__name__}") from None
    try:
        async with asyncio.timeout(timeout_s):
            file, _ = await child.communicate(document)
    except TimeoutError:
        raise NotWritten("the time is up") from None
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    if child.returncode != 0 or not file:
        raise NotWritten(f"the child process has ended with {child.returncode}")
    return file
