"""Reading fields of an event that somebody else has written: each of the type that is asked for, or empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Event = Mapping[str, Any]

MAX_ID_LENGTH = 255
"""Characters (specification, "Common Identifier Format": 255 bytes)."""


def dict_at(event: Event, key: str) -> Event:
    value = event.get(key)
    return value if isinstance(value, dict) else {}


def text_at(event: Event, key: str) -> str:
    value = event.get(key)
    return value if isinstance(value, str) else ""


def id_at(event: Event, key: str) -> str:
    """The id of an event, a room or a person; empty for one that is too long or that no database could keep."""
    value = text_at(event, key)
    return value if len(value) <= MAX_ID_LENGTH and value.isprintable() else ""
