"""What follows when a light has turned red, or better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.context import Context
from bot.domain.lights.course import Light
from bot.domain.lights.report import Aspect
from bot.domain.teams import Team
from bot.messages import Outgoing


async def follow(ctx: Context, team: Team, before: Mapping[Aspect, Light], after: Mapping[Aspect, Light]) -> Sequence[Outgoing]:
    """What is said elsewhere because the lights of the group are other ones now; called in the transaction of every change of them.

    Also where a report was confirmed, explained, edited or taken back: `turned(before, after)` are those with another colour.
    """
    return []
