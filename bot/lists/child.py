"""The child process that reads a file: the limits within which it does, and what becomes of a file that is not read."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.child_process import MAX_MEMORY_BYTES, ChildFailed, output_of
from bot.domain.imports.contents import MAX_BYTES, Contents, Why
from bot.lists import NotRead, Setting

TIMEOUT_S = 20.0
"""Seconds by the clock. A full calendar of two megabytes takes a few of them."""
MAX_ANSWER_BYTES = 16 * MAX_BYTES
_PROGRAM = Path(__file__).with_name("reader.py")
_CONTENTS: TypeAdapter[Contents] = TypeAdapter(Contents)
_REFUSAL = b'{"refused":'


async def read(data: bytes, setting: Setting, *, timeout_s: float = TIMEOUT_S, max_memory_bytes: int = MAX_MEMORY_BYTES) -> Contents:
    """What stands in the file. Raises NotRead."""
    if len(data) > MAX_BYTES:
        raise NotRead(Why.TOO_LARGE)
    try:
        answer = await output_of(_PROGRAM, str(max_memory_bytes), setting.zone, setting.now, given=data, timeout_s=timeout_s)
    except ChildFailed:
        raise NotRead(Why.BROKEN) from None
    if len(answer) > MAX_ANSWER_BYTES:
        raise NotRead(Why.BROKEN)
    if answer.startswith(_REFUSAL):
        why, line, count = json.loads(answer)["refused"]
        raise NotRead(Why(why), line=line, count=count)
    try:
        return _CONTENTS.validate_json(answer)
    except ValidationError:
        raise NotRead(Why.BROKEN) from None
