"""The waiting rows of the outbox in memory, as the leading process knows them without a query: which may go next, and when.

The order is that of `storage/queues/send_order.py`: in a room priority, then age. Beyond that several may be on their way into a room
at once, as long as the room still sees in order what one person asked for, what is about one record, and what hangs on one message.
Buttons come behind words: a card has three of them, and each takes the homeserver as long as an answer for which somebody waits.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.ids import EventId, RoomId
from bot.ports import OutboxRow, QueueChanges

MAX_KNOWN = 2000
"""Rows kept in memory; where more wait, the database is asked."""
MAX_IN_ROOM = 8
"""Requests on their way into one room."""
BUTTONS_WAIT_FOR = timedelta(minutes=1)
"""How long a button lets words of its room go first: in a room that never falls silent it would never come."""
_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
_APART = frozenset({"join", "leave", "open"})
"""What nothing else of its room may overtake, nor be overtaken by."""


class Waiting:
    def __init__(self) -> None:
        self._rooms: dict[RoomId, list[OutboxRow]] | None = None
        """In each room the most urgent first, then the oldest; None where it is not known."""
        self._by_id: dict[int, OutboxRow] = {}
        self._lanes: dict[int, frozenset[Hashable]] = {}
        """Of each row that waits, made once: in a burst the queue is looked through for each answer."""
        self._arrived: dict[int, EventId] = {}
        """The events of rows on which another one waits."""
        self._unkept: set[int] = set()
        """Rows that have arrived, which is not kept yet: until then nothing that hangs on them goes."""
        self._hanging: Counter[int] = Counter()
        """How many wait for each row."""
        self._meanwhile: list[QueueChanges] | None = None
        """What has happened since the database is being read; None where it is not."""

    @property
    def is_known(self) -> bool:
        return self._rooms is not None

    def begin(self) -> None:
        """The database is about to be read."""
        self._meanwhile = []

    def know(self, rows: Sequence[OutboxRow]) -> None:
        """All that waits, as the database said. Whatever has happened since it was asked is added, be it in it already or not."""
        meanwhile, self._meanwhile = self._meanwhile or [], None
        self.forget()
        self._rooms = {}
        for row in rows:
            self._add(row)
        for changes in meanwhile:
            self.changed(changes)

    def leave(self) -> None:
        """More waits than is kept in memory."""
        self._meanwhile = None

    def changed(self, changes: QueueChanges) -> None:
        """A transaction has been committed."""
        if self._meanwhile is not None:
            self._meanwhile.append(changes)
        if self._rooms is None:
            return
        if changes.is_uncertain or changes.is_outbox_unclear or len(self._by_id) + len(changes.queued) > MAX_KNOWN:
            self.forget()
        else:
            for row in changes.queued:
                self._add(row)
            for sent, event in changes.sent.items():
                self._go(sent, event)
                self._unkept.discard(sent)

    def arrived(self, row: int, event: EventId | None) -> None:
        """It waits no longer, though that is not kept yet."""
        if row in self._by_id:
            self._unkept.add(row)
            self._go(row, event)

    def _go(self, row: int, event: EventId | None) -> None:
        gone = self._by_id.pop(row, None)
        if gone is None or self._rooms is None:
            return
        del self._lanes[row]
        queue = self._rooms[gone.room]
        queue.remove(gone)
        if not queue:
            del self._rooms[gone.room]
        if gone.target is not None:
            self._hanging[gone.target] -= 1
            if not self._hanging[gone.target]:
                del self._hanging[gone.target]
                self._arrived.pop(gone.target, None)
        if event is not None and row in self._hanging:
            self._arrived[row] = event

    def event_of(self, target: int) -> EventId | None:
        """As what that row has arrived, where something has waited for it; else the database knows."""
        return self._arrived.get(target)

    def has_more(self, room: RoomId) -> bool:
        """Whether anything waits to go there; also where that is not known."""
        return self._rooms is None or room in self._rooms

    def ready(self, now: datetime, under_way: Collection[int]) -> list[OutboxRow]:
        """What may be sent now beside what is `under_way`; of each room in order."""
        return [row for queue in (self._rooms or {}).values() for row in self._ready_in(queue, now, under_way)]

    def first_moment(self) -> datetime | None:
        """When something that waits may go: in the past where it may now, None where nothing waits or all wait for others."""
        moments = (moment for queue in (self._rooms or {}).values() for moment in self._moments(queue))
        return min(moments, default=None)

    def _ready_in(self, queue: Sequence[OutboxRow], now: datetime, under_way: Collection[int]) -> Iterator[OutboxRow]:
        taken: set[Hashable] = set()
        on_their_way = sum(row.id in under_way for row in queue)
        has_words = False
        for row in queue:
            if row.id not in under_way:
                if (row.not_before or _ALWAYS) > now or self._waits_for_another(row):
                    continue  # it stands aside, and lets the others pass
                if has_words and _is_button(row) and now - row.created_at < BUTTONS_WAIT_FOR:
                    continue
                if (row.retry_at or _ALWAYS) > now:
                    return  # it holds its room
                is_free = taken.isdisjoint(self._lanes[row.id]) if row.action not in _APART else not taken
                if is_free and on_their_way >= MAX_IN_ROOM:
                    return
                if is_free:
                    on_their_way += 1
                    yield row
            taken |= self._lanes[row.id]
            has_words = has_words or not _is_button(row)
            if row.action in _APART:
                return

    def _moments(self, queue: Sequence[OutboxRow]) -> Iterator[datetime]:
        """From the later of its two times on a row can go, unless one before it in order has become free by then."""
        overtaken_at: datetime | None = None
        for row in queue:
            if self._waits_for_another(row):
                continue
            free_at = row.not_before or _ALWAYS
            goes_at = max(free_at, row.retry_at or _ALWAYS)
            if overtaken_at is None or goes_at < overtaken_at:
                yield goes_at
            overtaken_at = free_at if overtaken_at is None else min(overtaken_at, free_at)

    def _add(self, row: OutboxRow) -> None:
        assert self._rooms is not None
        if row.id not in self._by_id:
            self._by_id[row.id] = row
            self._lanes[row.id] = _lanes(row)
            if row.target is not None:
                self._hanging[row.target] += 1
            insort(self._rooms.setdefault(row.room, []), row, key=lambda each: (each.priority, _is_button(each), each.id))

    def _waits_for_another(self, row: OutboxRow) -> bool:
        return row.target in self._by_id or row.target in self._unkept

    def forget(self) -> None:
        """The database has to be read again."""
        self._rooms = None
        self._by_id.clear()
        self._lanes.clear()
        self._arrived.clear()
        self._hanging.clear()
        self._unkept.clear()


def _is_button(row: OutboxRow) -> bool:
    """Whether it is a reaction to a message of ours, which is nobody's answer; one to a message of a person is."""
    return row.action == "react" and row.target is not None


def _lanes(row: OutboxRow) -> frozenset[Hashable]:
    """Two rows of a room that have one of these in common arrive in order."""
    on = ("on", row.target or row.id)
    if _is_button(row):
        return frozenset({on})
    return frozenset({on, ("by", row.asked_by), ("about", row.subject) if row.subject else on})


def by_turns(rows: Sequence[OutboxRow], served: Mapping[RoomId, int], under_way: Collection[RoomId]) -> list[OutboxRow]:
    """Alerts first, and words before buttons; then each room its first, those that were served longest ago before the others, then each
    its second."""
    before: dict[RoomId, int] = {}
    for room in under_way:
        before[room] = before.get(room, 0) + 1
    ranked = []
    for row in rows:
        rank = before[row.room] = before.get(row.room, 0) + 1
        ranked.append((row.priority, _is_button(row), rank, served.get(row.room, 0), row.id, row))
    return [row for *_, row in sorted(ranked, key=lambda each: each[:5])]
