"""Undeliverable messages: what a refusal for good says about the room, and who is told of it."""

from __future__ import annotations

from bot.context import Moment
from bot.context_factory import ContextFactory
from bot.domain.ids import Number, RoomId, TeamId
from bot.domain.muted_rooms import Why
from bot.messages import Open, Outgoing, Role, Say
from bot.outbound import muted_rooms, refused_deletions
from bot.outbound.composer import Composer
from bot.outbound.queueing import Cause
from bot.ports import ERASED, OutboxRow, SendFailed, Transaction

_TESTS_THE_ROOM = ("send", "edit")
"""The actions whose refusal shows that a room is muted: reactions need another power level, and files depend on more than the room."""


class Undeliverable:
    def __init__(self, contexts: ContextFactory, composer: Composer) -> None:
        self._contexts = contexts
        self._composer = composer

    async def parked(self, tx: Transaction, row: OutboxRow, failure: SendFailed) -> None:
        """Handles a parked row. To be called in the transaction that parks it."""
        if row.action not in (*_TESTS_THE_ROOM, "react", "redact") or failure.reason == ERASED or row.role is Role.NAMELESS:
            return
        moment = await self._contexts.moment(tx, RoomId(""))
        said: list[Outgoing] = await refused_deletions.told(moment, row)
        if failure.why is Why.CONTENT:
            said += await _not_taken(moment, row)
        elif row.action in _TESTS_THE_ROOM:
            said += await muted_rooms.begun(moment, row.room, failure.why)
            if row.role is Role.PROPOSAL:
                said += await _not_proposed(moment, row)
        if failure.why is not Why.CONTENT and row.asked_by is not None and row.once == f"answer:{row.cause}":
            told = {each.user for each in said if isinstance(each, Open)}
            told |= {user for each in said if isinstance(each, Say) for user in each.mentions}
            if row.asked_by not in told:
                said += await muted_rooms.to_author(moment, row.room, failure.why, row.asked_by)
        await self._composer.post(moment, said, Cause())

    async def arrived(self, tx: Transaction, row: OutboxRow) -> None:
        """To be called in the transaction that marks a row as sent."""
        if row.action == "redact":
            moment = await self._contexts.moment(tx, RoomId(""))
            await self._composer.post(moment, await refused_deletions.told(moment, row), Cause())


async def _not_proposed(moment: Moment, row: OutboxRow) -> list[Outgoing]:
    """Tells those who wait for the PMO's decision that it was not asked yet."""
    number = Number.of_subject(row.subject) if row.subject else None
    group, muted = await moment.tx.teams.of_room(row.room), await moment.tx.muted.get(row.room)
    if number is None or group is None or muted is None:
        return []
    topic = await moment.tx.topics.get(number) if number.letter == "T" else None
    waits = await moment.tx.teams.get(topic.proposed_by or topic.team if topic else TeamId(number.count))
    if waits is None or waits.room == row.room:
        return []
    return [muted_rooms.unheard(moment, muted, group, waits.room, str(number), topic.text if topic else waits.name)]


async def _not_taken(moment: Moment, row: OutboxRow) -> list[Outgoing]:
    """A refusal by a room that takes other messages: tells the PMO once a day, and the person it answers, if they are in the room."""
    said: list[Outgoing] = []
    if row.action not in _TESTS_THE_ROOM:
        return said
    day = moment.now.date()
    is_here = row.asked_by is not None and moment.rooms.is_joined(row.asked_by, row.room)
    if row.asked_by is not None and is_here:
        once = f"not through:{row.room}:{row.asked_by}:{day}"
        said.append(Say(room=row.room, text="room.not-through", once=once, mentions=(row.asked_by,), notify=True))
    pmo = await moment.pmo()
    if pmo is not None and (pmo.room != row.room or not is_here):
        team = await moment.tx.teams.of_room(row.room)
        once = f"parked:{row.room}:{day}"
        said.append(Say(room=pmo.room, text="room.parked", params={"team": team.name if team else ""}, once=once, notify=True))
    return said
