"""Duplicates: whether a group has planned the same meeting already, under the same name at the same time."""

from __future__ import annotations

from dataclasses import dataclass

from bot.context import Moment
from bot.domain.meetings import Occurrence, Session, coming
from bot.words import fold

_LOOKED_AT = 4
"""Dates of each: a series that begins a week later is the same all the same."""


@dataclass(frozen=True)
class Twin:
    session: Session
    date: Occurrence
    """The first one that both have."""


async def planned_already(moment: Moment, new: Session) -> Twin | None:
    """The other session; None where there is none."""
    named_so = [each for each in await moment.tx.sessions.of_team(new.team) if _name(each.title) == _name(new.title)]
    if not named_so:
        return None
    starts = {date.start for date in coming(new, [], moment.settings.zone, now=moment.now, count=_LOOKED_AT)}
    for session in named_so:
        changes = await moment.tx.sessions.changes(session.number)
        for date in coming(session, changes, moment.settings.zone, now=moment.now, count=_LOOKED_AT):
            if date.start in starts and not date.cancelled:
                return Twin(session, date)
    return None


def _name(title: str) -> str:
    """Without what people write now so and now so: case, spaces, signs."""
    return "".join(character for character in fold(title) if character.isalnum())
