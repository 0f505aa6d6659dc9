"""The minutes that run: those of a group, and those that somebody means who names none."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.ids import Number
from bot.domain.minutes import Minutes
from bot.domain.teams import Team
from bot.records import running_minutes as of_records


async def running_minutes(moment: Moment, team: Team) -> Minutes | None:
    """Those of the session that the group holds now; None where it keeps none."""
    return await of_records.running_minutes(moment, team.id)


async def current_topic(moment: Moment, team: Team) -> Number | None:
    """The topic that the group talks about now; None where it keeps no minutes, or is through with its topics."""
    return await of_records.current_topic(moment, team.id)
