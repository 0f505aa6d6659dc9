"""Fair queueing of the inbox: the oldest event first; of a flood, people and rooms take turns."""

from __future__ import annotations

from collections import Counter

from bot.domain.ids import RoomId, UserId
from bot.inbound.answer import MARKED_LATE_AFTER
from bot.ports import Inbox, InboxRow

COMMANDS_PER_TURN = 20
"""Commands of one person, or of one room with all its people, that are handled in a round before the others get their turn."""


class FairQueue:
    """Round-robin in rounds. In each, everybody has a turn, in the order in which their events came; then the next one begins.

    The events of one person always keep their order. Turns are remembered for one round only, and a round ends when nothing waits, so
    in ordinary times all is handled in the order in which it came.
    """

    def __init__(self) -> None:
        self._by_person: Counter[UserId] = Counter()
        self._by_room: Counter[RoomId] = Counter()
        self._passed: set[UserId] = set()
        self._behind = 0
        """Up to this row of the inbox, all that waits is of people who have had their turn."""

    async def next(self, inbox: Inbox) -> InboxRow | None:
        """The next event to handle; None where nothing waits."""
        while True:
            row = await inbox.next(after=self._behind, but=self._passed)
            if row is None and not self._passed:
                self._begin()
                return None
            if row is None:
                self._begin()
            elif self._has_had_a_turn(row):
                self._passed.add(row.event.sender)
                self._behind = row.id
            else:
                self._take(row)
                return row

    def _has_had_a_turn(self, row: InboxRow) -> bool:
        taken = self._by_person[row.event.sender]
        # In a room that has had its turn each person may still give one command: the flood may be of one of them alone.
        return taken >= COMMANDS_PER_TURN or (taken > 0 and self._by_room[row.event.room] >= COMMANDS_PER_TURN)

    def _take(self, row: InboxRow) -> None:
        if self._passed:
            self._behind = row.id
        # After an outage, events that come late are no flood: their order across rooms matters, and nobody is waiting for an answer.
        if row.received_at - row.event.sent_at <= MARKED_LATE_AFTER:
            self._by_person[row.event.sender] += 1
            self._by_room[row.event.room] += 1

    def _begin(self) -> None:
        self._by_person.clear()
        self._by_room.clear()
        self._passed.clear()
        self._behind = 0
