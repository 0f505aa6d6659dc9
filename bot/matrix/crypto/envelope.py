"""An encrypted event around what was said: what is taken out of it, and what stands beside it unencrypted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.matrix.crypto.sas_verification import EVENT_PREFIX
from bot.matrix.inbound.sanitize import keepable

_TAKEN_OUT = frozenset({"m.room.message", "m.reaction"})
"""The types of events that count when they were encrypted, with those of a verification."""


class Unreadable(Exception):
    """An encrypted event cannot be read now, most often because its key has not come yet."""


@dataclass(frozen=True)
class Opened:
    """The event that was encrypted, under its real type, and whether it comes from a device that counts."""

    event: dict[str, Any]
    is_trusted: bool


def opened(envelope: dict[str, Any], plain: dict[str, Any], *, is_trusted: bool) -> Opened | None:
    """The decrypted event with sender and time of its envelope, which the homeserver vouches for; None for one that does not count.

    State and redactions do not: the homeserver has not checked whether their sender may send them.
    """
    if not _is_taken_out(plain.get("type")) or not isinstance(plain.get("content"), dict) or "state_key" in envelope:
        return None
    outer = {key: value for key, value in envelope.items() if key not in ("type", "content")}
    return Opened({**outer, "type": plain["type"], "content": keepable(plain["content"])}, is_trusted)


def with_relation(envelope: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
    """The envelope with the relation of `content` in the clear: the homeserver gathers threads and edits by it."""
    return envelope | ({"m.relates_to": content["m.relates_to"]} if "m.relates_to" in content else {})


def _is_taken_out(kind: Any) -> bool:
    return kind in _TAKEN_OUT or (isinstance(kind, str) and kind.startswith(EVENT_PREFIX))
