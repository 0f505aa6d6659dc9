"""How much does a group, or a record, hold? Far more than people need, so that a script run wild cannot bury what they work on."""

from __future__ import annotations

from bot.context import Context
from bot.domain.ids import Number
from bot.domain.teams import Team
from bot.messages import UserError

MOST_OPEN = 3000
"""Open records of a kind in a group; of learnings, those kept."""
MOST_NOTES = 300
"""On a record, or handed in for a retrospective."""


async def require_room(ctx: Context, letter: str, team: Team) -> None:
    """Refuses one more record of the kind with this letter (B, T, A or L) for a group that is full."""
    if await ctx.tx.count_open(letter, team.id) >= MOST_OPEN:
        raise UserError("limit.records", letter=letter, team=team.name, most=MOST_OPEN)


def require_room_for_notes(on: Number, there: int, *, more: int = 1) -> None:
    if there + more > MOST_NOTES:
        raise UserError("limit.notes", on=str(on), most=MOST_NOTES)
