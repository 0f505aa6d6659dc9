"""How much of a kind does a group have open?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.actions import ActionState
from bot.domain.agenda import TopicState
from bot.domain.blockers import BlockerState
from bot.domain.ids import TeamId
from bot.domain.learnings import LearningState
from storage import tables

_KINDS: dict[str, tuple[Table, list[Any]]] = {
    "B": (tables.blockers, [BlockerState.OPEN, BlockerState.TAKEN]),
    "T": (tables.topics, [TopicState.OPEN, TopicState.PROPOSED]),
    "A": (tables.actions, [ActionState.OPEN]),
    "L": (tables.learnings, [LearningState.KEPT]),
}


async def count_open(connection: AsyncConnection, letter: str, team: TeamId) -> int:
    """Of the kind with this letter. Raises KeyError for a kind that is not counted."""
    table, states = _KINDS[letter]
    query = select(func.count()).select_from(table).where(table.c.team == team, table.c.state.in_(states))
    return int(await connection.scalar(query) or 0)
