"""What does the homeserver in the lab keep, and what does it answer?"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import aiohttp

from bot.domain.ids import EventId, RoomId, UserId

SYNC_LIMIT, PAGE_LIMIT = 100, 500
Content = dict[str, Any]
FREE = "lab.free"
"""Marks a message that means the same before and after its neighbours."""


@dataclass
class Event:
    """Something in a room. `place` is its place among all events of the homeserver."""

    place: int
    id: EventId
    room: RoomId
    sender: UserId
    type: str
    content: Content
    at: datetime
    state_key: str | None = None
    redacted: bool = False

    def shown(self) -> Content:
        shown: Content = {
            "event_id": self.id,
            "sender": self.sender,
            "type": self.type,
            "content": {} if self.redacted else self.content,
            "origin_server_ts": int(self.at.timestamp() * 1000),
        }
        return shown if self.state_key is None else {**shown, "state_key": self.state_key}


@dataclass
class Answer:
    """As much of aiohttp's response as ours and nio's requests look at."""

    status: int
    text: str
    breaks_off: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    content_disposition: None = None

    async def read(self) -> bytes:
        if self.breaks_off:
            raise aiohttp.ClientPayloadError("the answer broke off")
        return self.text.encode()

    async def json(self) -> Any:
        return json.loads(await self.read())

    async def __aenter__(self) -> Answer:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


class Refused(Exception):
    def __init__(self, status: int, errcode: str) -> None:
        super().__init__(f"{status} {errcode}")
        self.status, self.errcode = status, errcode


@dataclass
class Oddities:
    """How the next syncs differ from what one would hope for."""

    sync_limit: int = SYNC_LIMIT
    """How many events of a room a sync brings; older ones have to be fetched."""
    page_limit: int = PAGE_LIMIT
    """The same for a page of those."""
    repeats: int = 0
    """How many events from before the position come again with the next sync."""
    untold: frozenset[str] = frozenset()
    """People of whose membership no sync tells."""
    unheard: frozenset[str] = frozenset()
    """Types of events of which no sync tells."""
    swaps: bool = False
    """Whether messages that nobody has to read in order come in another one."""
