"""Fair queueing of the inbox: the oldest event first; of a flood, people and rooms take turns."""

from __future__ import annotations

from collections import Counter

from bot.domain.ids import RoomId, UserId
from bot.inbound.answer import MARKED_LATE_AFTER
from bot.ports import Inbox, InboxRow

COMMANDS_PER_TURN = 20
"""How many commands a person, or a room with all its people, may have carried out before it is the others' turn."""


class Turns:
    """Rounds. In each everybody has a turn, in the order in which they came; then the next round begins with the oldest again.

    What a person says is never put in another order. Who has had a turn is remembered for the round alone, and no round outlives
    the moment at which nothing waits: so in ordinary times all is handled as it came.
    """

    def __init__(self) -> None:
        self._by_person: Counter[UserId] = Counter()
        self._by_room: Counter[RoomId] = Counter()
        self._passed: set[UserId] = set()
        self._behind = 0
        """Up to this row all that waits is of people who are passed over."""

    async def next(self, inbox: Inbox) -> InboxRow | None:
        """None where nothing waits."""
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
        # In a room that has had its turn each of its people still gets a word in: it may be the flood of one of them alone.
        return taken >= COMMANDS_PER_TURN or (taken > 0 and self._by_room[row.event.room] >= COMMANDS_PER_TURN)

    def _take(self, row: InboxRow) -> None:
        if self._passed:
            self._behind = row.id
        # What came late, after an outage, was not said in a burst; there the order across rooms matters, and nobody sits waiting.
        if row.received_at - row.event.sent_at <= MARKED_LATE_AFTER:
            self._by_person[row.event.sender] += 1
            self._by_room[row.event.room] += 1

    def _begin(self) -> None:
        self._by_person.clear()
        self._by_room.clear()
        self._passed.clear()
        self._behind = 0
