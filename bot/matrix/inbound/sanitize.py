"""JSON that somebody else has written, made storable: NUL and lone surrogates, which no database keeps, become �."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NOT_KEEPABLE = re.compile(r"[\x00\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def keepable(value: Any) -> Any:
    """The same JSON, corrected in place. Iterative, because it may be nested deeper than Python's recursion limit."""
    top = [value]
    waiting: list[Any] = [top]
    while waiting:
        within = waiting.pop()
        if isinstance(within, dict):
            places: list[Any] = list(within)
            for key in places:
                if _NOT_KEEPABLE.search(key):
                    within[_NOT_KEEPABLE.sub(REPLACEMENT, key)] = within.pop(key)
            places = list(within)
        else:
            places = list(range(len(within)))
        for place in places:
            each = within[place]
            if isinstance(each, str):
                within[place] = _NOT_KEEPABLE.sub(REPLACEMENT, each)
            elif isinstance(each, dict | list):
                waiting.append(each)
    return top[0]


def has_escapes(raw: bytes) -> bool:
    """Whether raw JSON may hold such a character, which can be there only as an escape: most answers need no look inside."""
    return b"\\u0000" in raw or b"\\ud" in raw or b"\\uD" in raw


def storable(event: Mapping[str, Any], depth: int) -> dict[str, Any]:
    """A copy without NUL and lone surrogates, and with None in place of what is nested deeper than `depth` levels."""
    copied: dict[str, Any] = _copied(event, depth)
    return copied


def _copied(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return value.encode(errors="ignore").decode().replace("\0", "")
    if not isinstance(value, Mapping | list):
        return value
    if depth == 0:
        return None
    if isinstance(value, list):
        return [_copied(each, depth - 1) for each in value]
    return {_copied(str(key), depth): _copied(each, depth - 1) for key, each in value.items()}
