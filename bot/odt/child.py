"""The child process that writes an ODT file: the limits within which it does."""

from __future__ import annotations

from pathlib import Path

from bot.child_process import MAX_MEMORY_BYTES, TIMEOUT_S, ChildFailed, output_of
from bot.odt import NotWritten

_PROGRAM = Path(__file__).with_name("writer.py")


async def written(document: bytes, *, timeout_s: float = TIMEOUT_S, max_memory_bytes: int = MAX_MEMORY_BYTES) -> bytes:
    """The ODT file of an encoded document. Raises NotWritten. Minutes of a long day take a fifth of a second and 60 MB."""
    try:
        return await output_of(_PROGRAM, str(max_memory_bytes), given=document, timeout_s=timeout_s)
    except ChildFailed as failed:
        raise NotWritten(str(failed)) from None
