"""The gap between the last known position and the few events that a sync brings: pages are walked back.

A sync carries at most 100 events a room. Older ones of the gap come from /messages, newest first; the bound is the old sync
position, which Synapse compares with the order of arrival, so that events which came late over federation are in it as well.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import EventId, UserId
from bot.matrix.inbound.membership import is_own_join

RawEvent = dict[str, Any]
Known = Callable[[Collection[EventId]], Awaitable[frozenset[EventId]]]
IsOld = Callable[[RawEvent], bool]
"""Whether an event is older than the time from which on something may have been missed."""


@dataclass(frozen=True)
class Page:
    """A page of /messages: events newest first, and the token of the next page; None at the end of what there is."""

    events: Sequence[RawEvent]
    end: str | None


class Gathered(Collection[RawEvent]):
    """The events of a gap, oldest first. After weeks there can be 100,000, so they are kept compressed, and unpacked page by page."""

    def __init__(self) -> None:
        self._newest_first: list[bytes] = []
        self._tail: Sequence[RawEvent] = ()
        self._count = 0

    def put_before(self, events: Sequence[RawEvent]) -> None:
        """Puts an older page, its events oldest first, before the others."""
        self._newest_first.append(zlib.compress(json.dumps(events).encode(), level=1))
        self._count += len(events)

    def followed_by(self, events: Sequence[RawEvent]) -> Gathered:
        self._count += len(events) - len(self._tail)
        self._tail = events
        return self

    def __iter__(self) -> Iterator[RawEvent]:
        for page in reversed(self._newest_first):
            yield from json.loads(zlib.decompress(page))
        yield from self._tail

    def __len__(self) -> int:
        return self._count

    def __contains__(self, event: object) -> bool:
        return any(event == each for each in self)


async def walk_back(
    fetch: Callable[[str], Awaitable[Page]],
    start: str,
    me: UserId,
    known: Known,
    *,
    pages_past_known: int = 2,
    is_old: IsOld = lambda event: False,
) -> Gathered:
    """The events before `start`, oldest first, as far back as the bot's own join, without those that are known or old.

    `fetch` stops at the old position by itself. For servers that ignore that bound, and where the position was lost, it ends
    `pages_past_known` pages after the first one that holds a known event, or only old ones.
    """
    gathered = Gathered()
    token: str | None = start
    while token is not None and pages_past_known >= 0:
        page = await fetch(token)
        ids = {EventId(str(event.get("event_id", ""))) for event in page.events}
        seen = await known(ids)
        fresh = [event for event in reversed(page.events) if str(event.get("event_id")) not in seen and not is_old(event)]
        gathered.put_before(since_join(fresh, me))
        if has_join(page.events, me):
            break
        pages_past_known -= bool(seen) or all(map(is_old, page.events))
        token = page.end if page.end != token else None
    return gathered


def since_join(events: Sequence[RawEvent], me: UserId) -> list[RawEvent]:
    """The events (oldest first) from the bot's own last join on, all where there is none: what was said before is not for the bot."""
    joins = [place for place, event in enumerate(events) if is_own_join(event, me)]
    return list(events[joins[-1] :] if joins else events)


def has_join(events: Sequence[Mapping[str, Any]], me: UserId) -> bool:
    return any(is_own_join(event, me) for event in events)
