"""What was said in a room between the last known position and the little that a sync brings? Pages are walked back.

A sync carries at most 100 events a room. Older ones of the gap come from /messages, newest first; the bound is the old sync
position, which Synapse compares with the order of arrival, so that events which came late over federation are in it as well.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import EventId, UserId
from bot.matrix.translate import is_own_join

RawEvent = dict[str, Any]
Known = Callable[[Collection[EventId]], Awaitable[frozenset[EventId]]]


@dataclass(frozen=True)
class Page:
    """Events newest first, and where the next page begins; None at the end of what there is."""

    events: Sequence[RawEvent]
    end: str | None


async def walk_back(
    fetch: Callable[[str], Awaitable[Page]], start: str, me: UserId, known: Known, *, pages_past_known: int = 2
) -> list[RawEvent]:
    """The events before `start`, oldest first, as far back as the bot's own join, without those that are known.

    `fetch` stops at the old position by itself. For servers that don't heed the bound: a few pages after the first one on
    which something is known are the end.
    """
    gathered: list[RawEvent] = []
    token: str | None = start
    while token is not None and pages_past_known >= 0:
        page = await fetch(token)
        ids = {EventId(str(event.get("event_id", ""))) for event in page.events}
        seen = await known(ids)
        gathered += (event for event in page.events if event.get("event_id") not in seen)
        if any(is_own_join(event, me) for event in page.events):
            break
        pages_past_known -= bool(seen)
        token = page.end if page.end != token else None
    return since_join(gathered[::-1], me)


def since_join(events: Sequence[RawEvent], me: UserId) -> list[RawEvent]:
    """From the bot's own last join on, if there is one in `events` (oldest first): what was said before is not for it."""
    joins = [place for place, event in enumerate(events) if is_own_join(event, me)]
    return list(events[joins[-1] :] if joins else events)


def has_join(events: Sequence[Mapping[str, Any]], me: UserId) -> bool:
    return any(is_own_join(event, me) for event in events)
