"""Limits on what a group, or a record, holds: far more than people need, so that a script out of control cannot bury what they work on."""

from __future__ import annotations

from typing import Any

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.record_types import RecordType
from bot.domain.teams import Team
from bot.messages import UserError

MAX_OPEN = 3000
"""Live records of a kind in a group (`RecordType.live_states`)."""
MAX_NOTES = 300
"""On a record, or handed in for a retrospective."""


async def require_room(ctx: Context, noun: str, kind: RecordType[Any], team: Team) -> None:
    """Raises UserError (`NOUN.full`) where the group has so many of the kind that it can have no more."""
    if await ctx.tx.records(kind).count(team.id) >= MAX_OPEN:
        raise UserError(f"{noun}.full", team=team.name, most=MAX_OPEN)


def require_room_for_notes(on: Number, there: int, *, more: int = 1) -> None:
    """Raises UserError where `more` notes beside those that are `there` are too many."""
    if there + more > MAX_NOTES:
        raise UserError("limit.notes", on=str(on), most=MAX_NOTES)
