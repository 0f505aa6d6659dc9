"""Membership of the bot: invited, joined, removed, and moved along when a room is upgraded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import structlog

from bot import direct_chat
from bot.context_factory import ContextFactory
from bot.direct_chat import Private
from bot.domain.ids import Number, RoomId, UserId
from bot.domain.muted_rooms import HEARD, TRY, Why
from bot.domain.teams import Team, team_subject
from bot.domain.voting.voices import LOOK
from bot.messages import Enter, Invitation, Joined, Leave, Left, Outgoing, Replaced, Role, Say
from bot.messages.outcome import Outcome
from bot.outbound import fault_report, muted_rooms
from bot.ports import KnownRoom, Transaction

log = structlog.get_logger(__name__)


class Memberships:
    def __init__(self, may_invite: Callable[[UserId], bool], contexts: ContextFactory, private: Sequence[Private] = ()) -> None:
        """`private` are the answers for which a direct chat is opened."""
        self._private = private
        self._may_invite = may_invite
        self._contexts = contexts

    async def handle(self, tx: Transaction, event: Invitation | Joined | Left | Replaced) -> Outcome:
        match event:
            case Invitation():
                posts = await self._invited(tx, event)
            case Joined():
                posts = await self._joined(tx, event)
            case Left():
                posts = await self._left(tx, event)
            case Replaced():
                posts = await self._replaced(tx, event)
        return Outcome(result="done", posts=posts)

    async def _invited(self, tx: Transaction, event: Invitation) -> tuple[Outgoing, ...]:
        follows_upgrade = await tx.rooms.replaced_by(event.room) is not None
        if not follows_upgrade and not self._may_invite(event.sender):
            log.warning("invitation declined", room=event.room, why="not in access.invite_from")
            return (Leave(room=event.room, once=f"decline:{event.event_id}"),)
        known = await tx.rooms.get(event.room) or _unknown(event.room)
        await tx.rooms.save(replace(known, is_direct=event.is_direct, inviter=event.sender))
        return (Enter(room=event.room, once=f"join:{event.event_id}"),)

    async def _joined(self, tx: Transaction, event: Joined) -> tuple[Outgoing, ...]:
        known = await tx.rooms.get(event.room) or _unknown(event.room)
        if event.opened_for is not None:
            known = replace(known, is_direct=True, inviter=event.opened_for)
        elif known.inviter is None and event.inviter is not None:
            known = replace(known, is_direct=event.is_direct, inviter=event.inviter)
        old = await self._replaced_by(tx, event)
        if old is not None:
            known = replace(known, is_direct=old.is_direct, inviter=old.inviter)
        await tx.rooms.save(replace(known, joined_at=event.sent_at))
        if event.opened_for is not None:
            moment = await self._contexts.moment(tx, event.room)
            about_muted = await muted_rooms.opened(moment, event.room, event.opened_for, event.opened_about, event.event_id)
            if about_muted is not None:
                return (about_muted,)
            about_fault = await fault_report.opened(moment, event.room, event.opened_for, event.opened_about, event.event_id)
            if about_fault is not None:
                return (about_fault,)
            private = await direct_chat.opened(moment, self._private, event.room, event.opened_for, event.opened_about, event.event_id)
            if private is not None:
                return (private,)
            number = Number.read(event.opened_about)
            retro = await tx.retros.get(number) if number else None
            params = {"number": event.opened_about, "columns": retro.columns if retro else ()}
            return (Say(room=event.room, text="welcome.opened", params=params, once=f"welcome:{event.event_id}"),)
        if old is not None:
            return await self._moved(tx, event, old)
        team = await tx.teams.of_room(event.room)
        if team is not None and await tx.muted.get(event.room) is not None:
            # The greeting is followed by what the room has missed.
            await tx.timers.set(TRY, event.room, event.sent_at)
            return ()
        if team is not None:
            return (Say(room=event.room, text="welcome.back", params={"team": team.name}, once=f"welcome:{event.event_id}"),)
        text = "welcome.direct" if known.is_direct else "welcome.room"
        return (Say(room=event.room, text=text, once=f"welcome:{event.event_id}"),)

    async def _left(self, tx: Transaction, event: Left) -> tuple[Outgoing, ...]:
        known = await tx.rooms.get(event.room) or _unknown(event.room)
        await tx.rooms.save(replace(known, joined_at=None))
        team = await tx.teams.of_room(event.room)
        log.warning("removed from a room", room=event.room, team=team.id if team else None)
        moment = await self._contexts.moment(tx, event.room)
        if team is None:
            if known.successor is None:
                await tx.outbox.close(event.room, moment.now)
                await tx.muted.end(event.room)
                await tx.timers.clear(event.room, TRY)
            return ()
        return tuple(await muted_rooms.begun(moment, event.room, Why.REMOVED))

    async def _replaced(self, tx: Transaction, event: Replaced) -> tuple[Outgoing, ...]:
        if await self._leads_back(tx, event):
            log.warning("a room that is to replace itself is not followed", room=event.room, successor=event.successor)
            return ()
        known = await tx.rooms.get(event.room) or _unknown(event.room)
        await tx.rooms.save(replace(known, successor=event.successor))
        return (Enter(room=event.successor, via=event.room, once=f"follow:{event.event_id}"),)

    async def _leads_back(self, tx: Transaction, event: Replaced) -> bool:
        """Whether the chain of successors is a cycle: messages that wait would be moved on for ever."""
        room: RoomId | None = event.successor
        seen = {event.room}
        while room is not None and room not in seen:
            seen.add(room)
            known = await tx.rooms.get(room)
            room = known.successor if known else None
        return room is not None

    async def _replaced_by(self, tx: Transaction, event: Joined) -> KnownRoom | None:
        """The room that this one replaces, if both say so: the old one names its successor, and the new one its predecessor.

        Where only the old one does, somebody may have made the new room up, and nothing that waits may be sent there.
        """
        claims = await tx.rooms.replaced_by(event.room)
        if claims is not None and claims.room != event.predecessor:
            log.warning("a room names a successor that does not name it", room=claims.room, successor=event.room)
            await tx.rooms.save(replace(claims, successor=None))
        old = await tx.rooms.get(event.predecessor) if event.predecessor else None
        return old if old is not None and old.successor == event.room else None

    async def _moved(self, tx: Transaction, event: Joined, old: KnownRoom) -> tuple[Outgoing, ...]:
        """Follows an upgrade."""
        team = await tx.teams.of_room(old.room)
        once = f"moved:{event.event_id}"
        if team is None:
            return (Say(room=event.room, text="room.moved", params={"team": ""}, once=once),)
        if team.is_pmo or team.is_steering:
            subject = team_subject(team.id)
            params = {"team": team.name, "number": subject}
            return (Say(room=event.room, text="room.moved-confirm", params=params, once=once, subject=subject, role=Role.PROPOSAL),)
        await follow(tx, team, event.room, event.sent_at)
        return (Say(room=event.room, text="room.moved", params={"team": team.name}, once=once),)


async def follow(tx: Transaction, team: Team, room: RoomId, at: datetime) -> None:
    """From now on the team lives in `room`, with everything that was set in the old one."""
    await tx.settings.move(team.room, room)
    if await tx.muted.end(team.room):
        await tx.timers.set(HEARD, team.room, at)
    await tx.teams.save(replace(team, room=room))
    for session in await tx.sessions.of_team(team.id) if team.is_steering else ():
        await tx.timers.set(LOOK, str(session.number), at)  # the card that asks who speaks is posted here again


def _unknown(room: RoomId) -> KnownRoom:
    return KnownRoom(room=room, is_direct=False, inviter=None, joined_at=None, successor=None)
