"""Missed events: the gaps that syncs leave are filled, or kept open until they can be.

A room whose history the homeserver does not give must not hold up the others: after a while its gap stays open and is tried later.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from bot.domain.ids import RoomId, UserId
from bot.matrix.client import Connection
from bot.matrix.errors import HomeserverError, Unreachable
from bot.matrix.http import CLIENT_API
from bot.matrix.inbound.gaps import Gathered, IsOld, Known, Page, RawEvent, walk_back
from bot.matrix.inbound.shapes import shaped_events
from bot.matrix.response_policy import Asked, Follows, rule_for
from bot.matrix.retry import Patience, back_off, told
from bot.ports import Clock

log = logging.getLogger(__name__)

MAX_WAIT_IN_TROUBLE = timedelta(minutes=10)
"""How long the sync loop waits for the history of a room while the homeserver is in trouble, to keep what was said in order."""
MAX_WAIT_REFUSED = timedelta(minutes=2)
"""The same where the homeserver answers the sync, and refuses only the history."""
_MAX_COUNTED_TRIES = 7
"""Retries of an open gap count no further for the pause between them, which so has an upper limit."""


@dataclass(frozen=True)
class Gap:
    """A gap in a room: the token from which it is walked back, and the sync position at which it ends; empty where that was lost."""

    room: RoomId
    start: str
    stop: str


@dataclass(frozen=True)
class Lost:
    """What is known after the sync position was lost."""

    since: datetime | None
    """The time from which on something may have been missed; None where it is unknown."""
    gone: frozenset[RoomId]
    """The rooms that the bot was in, and that the sync does not name as joined."""

    def is_old(self, event: RawEvent) -> bool:
        stamp = event.get("origin_server_ts")
        return self.since is not None and isinstance(stamp, int | float) and stamp < self.since.timestamp() * 1000

    def is_news(self, room: RoomId, events: Iterable[RawEvent], me: UserId) -> bool:
        """Whether the bot has left or been removed from a room since: such a sync lists all rooms that it was ever in."""
        own = [event for event in events if event.get("type") == "m.room.member" and event.get("state_key") == me]
        return room in self.gone or any(not self.is_old(event) for event in own[-1:])


class Missed:
    def __init__(self, connection: Connection, me: UserId, clock: Clock, patience: Patience, known: Known) -> None:
        self._connection = connection
        self._me = me
        self._clock = clock
        self._patience = patience
        self._known = known
        self._open: dict[Gap, tuple[int, datetime]] = {}
        """The number of tries of each open gap, and the time of the next one."""

    def remember(self, written: str) -> None:
        """The gaps that were open when the last process ended."""
        now = self._clock.now()
        self._open = {Gap(RoomId(room), start, stop): (0, now) for room, start, stop in json.loads(written or "[]")}

    def written(self) -> str:
        return json.dumps([[gap.room, gap.start, gap.stop] for gap in self._open])

    async def of(self, gap: Gap, is_old: IsOld) -> Gathered:
        """The events of a gap, oldest first; none where it stays open, or the bot is out of the room."""
        try:
            return await self._filled(gap, is_old, is_patient=True)
        except HomeserverError as error:
            if _is_out(error):
                return Gathered()
            log.error("what was said in a room was not given, and is asked for again later: %s", told(error))
        except Unreachable as error:
            log.error("what was said in a room was not given, and is asked for again later: %s", told(error))
        self._open[gap] = (0, self._clock.now() + timedelta(minutes=1))
        return Gathered()

    async def closed_now(self, joined: Iterable[RoomId]) -> list[tuple[RoomId, Gathered]]:
        """Tries the open gaps that are due; the events of those that are closed now, by room."""
        now, found = self._clock.now(), []
        there = frozenset(joined)
        for gap, (tries, at) in list(self._open.items()):
            if gap.room not in there:
                del self._open[gap]
            elif at <= now:
                try:
                    found.append((gap.room, await self._filled(gap, lambda event: False, is_patient=False)))
                    log.info("what was said in a room was given after all")
                except (HomeserverError, Unreachable) as error:
                    if not (isinstance(error, HomeserverError) and _is_out(error)):
                        self._open[gap] = (tries + 1, now + 30 * back_off(min(tries + 1, _MAX_COUNTED_TRIES), 1.0))
                        continue
                del self._open[gap]
        return found

    async def _filled(self, gap: Gap, is_old: IsOld, *, is_patient: bool) -> Gathered:
        async def fetch(token: str) -> Page:
            query = [("dir", "b"), ("limit", "500")]
            query += [("from", token)] if token else []
            query += [("to", gap.stop)] if gap.stop else []
            path = f"{CLIENT_API}/rooms/{quote(gap.room, safe='')}/messages"

            async def ask() -> dict[str, object]:
                answer = await self._connection.call("GET", path, None, query)
                if not isinstance(answer.get("chunk"), list):
                    raise Unreachable("the homeserver gives a page without anything that was said")
                return answer

            answer = await self._patience.until_answered(ask, _is_enough if is_patient else lambda error, spent: True)
            end = answer.get("end")
            return Page(shaped_events(answer["chunk"]), end if isinstance(end, str) and end else None)

        return await walk_back(fetch, gap.start, self._me, self._known, is_old=is_old)


def _is_out(error: HomeserverError) -> bool:
    """Whether the bot has just been removed from the room: the next sync says so."""
    return rule_for(Asked.MESSAGES, error.status, error.errcode).follows is Follows.WITHOUT


def _is_enough(error: HomeserverError | Unreachable, spent: timedelta) -> bool:
    if isinstance(error, Unreachable):
        return spent >= MAX_WAIT_IN_TROUBLE
    follows = rule_for(Asked.MESSAGES, error.status, error.errcode).follows
    return follows is Follows.WITHOUT or spent >= (MAX_WAIT_REFUSED if follows is Follows.LATER else MAX_WAIT_IN_TROUBLE)
