"""The child process that draws a picture: the limits within which it does."""

from __future__ import annotations

from pathlib import Path

from bot.child_process import MAX_MEMORY_BYTES, TIMEOUT_S, ChildFailed, output_of
from bot.pictures import NotDrawn

_PROGRAM = Path(__file__).with_name("writer.py")
_ROOT = Path(__file__).parents[2]
"""Where the package `bot` lies, whose layout the child imports."""


async def drawn(picture: bytes, *, timeout_s: float = TIMEOUT_S, max_memory_bytes: int = MAX_MEMORY_BYTES) -> bytes:
    """The PNG of an encoded picture. Raises NotDrawn."""
    return await _made("png", picture, timeout_s, max_memory_bytes)


async def drawn_as_svg(picture: bytes, *, timeout_s: float = TIMEOUT_S, max_memory_bytes: int = MAX_MEMORY_BYTES) -> bytes:
    """The same picture as SVG, to stand in a web page. Raises NotDrawn."""
    return await _made("svg", picture, timeout_s, max_memory_bytes)


async def _made(form: str, picture: bytes, timeout_s: float, max_memory_bytes: int) -> bytes:
    try:
        return await output_of(_PROGRAM, str(_ROOT), form, str(max_memory_bytes), given=picture, timeout_s=timeout_s)
    except ChildFailed as failed:
        raise NotDrawn(str(failed)) from None
