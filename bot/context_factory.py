"""The factory of Moment and Context: who speaks, in which room, with which settings, and which groups they belong to."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.command import Vocabulary
from bot.config.effective_settings import PROJECT_SCOPE, CalendarOf, SettingsOf
from bot.context import Context, Moment, Project
from bot.domain.ids import EventId, RoomId, UserId
from bot.permissions import Who
from bot.ports import Clock, Rooms, Transaction


class ContextFactory:
    def __init__(
        self,
        rooms: Rooms,
        clock: Clock,
        project: Project,
        vocabulary: Vocabulary,
        settings_of: SettingsOf,
        calendar_of: CalendarOf,
        rand: random.Random,
    ) -> None:
        self._rooms = rooms
        self._clock = clock
        self._project = project
        self._nouns = {word: noun.name for noun in vocabulary.nouns for word in noun.words}
        self._words = vocabulary.places
        self._settings_of = settings_of
        self._calendar_of = calendar_of
        self._rand = rand

    async def look_around(self, tx: Transaction, room: RoomId) -> None:
        """Reads in one question what almost every event and every wake-up needs; whoever asks for it later has it at once."""
        await tx.look_around(room, [PROJECT_SCOPE, room])

    async def moment(self, tx: Transaction, room: RoomId) -> Moment:
        """A Moment with the settings of `room`; an empty room id means those of the project."""
        settings = await self._settings_of(tx, room)
        return Moment(
            tx=tx,
            rooms=self._rooms,
            now=self._clock.now(),
            project=self._project,
            nouns=self._nouns,
            words=self._words,
            settings=settings,
            calendar=self._calendar_of(settings),
            settings_of=self._settings_of,
            rand=self._rand,
        )

    async def context(
        self,
        tx: Transaction,
        *,
        room: RoomId,
        sender: UserId,
        event: EventId,
        written_at: datetime,
        mentions: Mapping[str, UserId] | None = None,
        who: Who = Who.ANYONE,
        pressed: bool = False,
        origin: EventId | None = None,
        thread: EventId | None = None,
    ) -> Context:
        """A Context for a command that `sender` gives in `room`."""
        await self.look_around(tx, room)
        moment = await self.moment(tx, room)
        known = await tx.rooms.get(room)
        teams = await tx.teams.all()
        ctx = Context(
            tx=tx,
            rooms=self._rooms,
            now=moment.now,
            project=self._project,
            nouns=self._nouns,
            words=self._words,
            settings=moment.settings,
            calendar=moment.calendar,
            settings_of=self._settings_of,
            rand=self._rand,
            sender=sender,
            room=room,
            event=event,
            written_at=written_at,
            # With a third person in it, a direct chat is a room like any other.
            direct=known is not None and known.is_direct and len(self._rooms.members(room)) <= 1,
            here=next((team for team in teams if team.room == room), None),
            groups=[],
            who=who,
            mentions=mentions or {},
            pressed=pressed,
            origin=origin,
            thread=thread,
        )
        return replace(ctx, groups=await moment.groups_of(sender))
