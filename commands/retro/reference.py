"""The reference of a record to the retrospective it comes from, and to its note: how people write that, whether there is such a one,
and which actions come from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import BeforeValidator

from bot.context import Context
from bot.domain.actions import Action
from bot.domain.ids import Number, TeamId
from bot.domain.record_types import ACTIONS
from bot.domain.retros import LETTER, Retro
from bot.messages import UserError
from bot.values.empty import says_nothing
from bot.values.length_limits import RETRO

_WRITTEN = re.compile(r"(#?[a-z]?\d{1,9})(?: ?[/, ] ?(?:(?:notiz|note|nr\.?|no\.?) ?)?#?(\d{1,9}))?\.?", re.IGNORECASE)
"""With no more than one space between two words."""


@dataclass(frozen=True)
class RetroRef:
    """A retrospective, `R2`, or one of its notes, `R2/3`."""

    number: Number
    note: int | None = None

    def __str__(self) -> str:
        return f"{self.number}/{self.note}" if self.note is not None else str(self.number)

    @classmethod
    def read(cls, written: str) -> Self | None:
        """`R2`, `2`, `R2/3`, `R2 3`, `R2, Notiz 3`; otherwise None."""
        match = _WRITTEN.fullmatch(" ".join(written.split()))
        number = Number.read(match[1], LETTER) if match else None
        if match is None or number is None or number.letter != LETTER:
            return None
        return cls(number, int(match[2]) if match[2] else None)


def _read(value: Any) -> RetroRef | None:
    if value is None or isinstance(value, RetroRef):
        return value
    if says_nothing(value):
        return None
    ref = RetroRef.read(value)
    if ref is None:
        raise UserError("origin.unreadable", said=value)
    return ref


Origin = Annotated[RetroRef | None, BeforeValidator(_read), RETRO.first]
"""The value of a field `retro:`. Whether there is such a one says `origin`."""


async def origin(ctx: Context, ref: RetroRef | None, team: TeamId) -> tuple[Number | None, int | None]:
    """The retrospective and the note that a new record of `team` comes from: as it was written in the field, or what it replies to.

    Refused where there is none of that number, or where it is another group's.
    """
    if ref is None:
        return await _replied_to(ctx, team)
    retro = await ctx.tx.retros.get(ref.number)
    if retro is None:
        raise UserError("origin.unknown", number=str(ref.number))
    if retro.team != team:
        raise UserError("origin.elsewhere", number=str(ref.number), owner=(await ctx.team(retro.team)).name)
    if ref.note is not None and all(note.place != ref.note for note in await ctx.tx.retro_notes.of(retro.number)):
        raise UserError("origin.no-note", number=str(ref.number), note=ref.note)
    return ref.number, ref.note


async def _replied_to(ctx: Context, team: TeamId) -> tuple[Number | None, int | None]:
    """What the message of ours was about on which the command stands as a reply, where that was a retrospective of the group."""
    row = await ctx.tx.outbox.by_event(ctx.origin) if ctx.origin else None
    ref = RetroRef.read(row.subject) if row is not None and row.subject and row.subject.startswith(LETTER) else None
    retro = await ctx.tx.retros.get(ref.number) if ref else None
    return (ref.number, ref.note) if ref and retro is not None and retro.team == team else (None, None)


async def actions_from(ctx: Context, retro: Retro) -> list[Action]:
    """What was decided there, with what became of it: open ones first."""
    actions = [action for action in await ctx.tx.records(ACTIONS).listed(retro.team, closed=True) if action.retro == retro.number]
    return sorted(actions, key=lambda action: (not action.is_open, action.number))
