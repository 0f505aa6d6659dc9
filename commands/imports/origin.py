"""Where imported records come from: who brings them, for which group, and by which message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.context import Moment
from bot.domain.history import Change, Note
from bot.domain.ids import EventId, Number, RoomId, UserId
from bot.domain.imports.batch import Batch
from bot.domain.teams import Team
from bot.records.count_limits import MAX_NOTES


@dataclass(frozen=True, kw_only=True)
class Origin:
    moment: Moment
    author: UserId
    team: Team
    room: RoomId
    """Where the command was given; empty for the command line."""
    source: EventId
    file: str
    """The name of the file."""

    @property
    def at(self) -> datetime:
        return self.moment.now

    async def remember(self, subject: Number, step: str) -> None:
        """Adds a step to the history of a record."""
        change = Change(id=0, subject=subject, at=self.at, by=self.author, what=step, detail=self.file)
        await self.moment.tx.history.add(change)

    async def note(self, subject: Number, text: str) -> None:
        """Adds a note that goes when the message that gave the command is deleted."""
        notes = self.moment.tx.notes
        if len(await notes.of(subject)) < MAX_NOTES:
            await notes.add(Note(id=0, subject=subject, author=self.author, at=self.at, text=text, event=self.source))


def origin_of(moment: Moment, batch: Batch, team: Team) -> Origin:
    return Origin(moment=moment, author=batch.sender, team=team, room=batch.room, source=batch.event, file=batch.name)
