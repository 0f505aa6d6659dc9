"""What the digests say of votes: that one runs on what a task force has asked, and which ones end soon."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.context import Moment
from bot.domain.record_types import DECISIONS
from bot.domain.teams import Team
from commands.decision.record import concerned
from commands.decision.voting.shown import progress

RUNNING = 1
"""Votes before a session of a task force."""
ENDING = 3
"""Votes in the PMO's week."""
_NEAR = timedelta(days=7)
_FORGOTTEN = timedelta(days=1)


async def running_for(moment: Moment, team: Team) -> list[dict[str, Any]]:
    """Those on what the group has asked the steering committee, the first to end first."""
    found = [each for each in await running(moment) if team.id in await concerned(moment, each["decision"])]
    return [] if team.is_steering else found


async def near_end(moment: Moment) -> list[dict[str, Any]]:
    """Those in writing that end within a week, and those of a session that nobody has closed."""
    found = await running(moment)
    forgotten = [each for each in found if each["closes_at"] is None and each["opened_at"] <= moment.now - _FORGOTTEN]
    return [*(each for each in found if each["closes_at"] is not None and each["closes_at"] <= moment.now + _NEAR), *forgotten]


async def running(moment: Moment) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for voting in await moment.tx.votings.running():
        decision = await moment.tx.records(DECISIONS).get(voting.decision)
        if decision is not None and decision.is_running and voting.is_open:
            found.append(await progress(moment, decision, voting))
    return sorted(found, key=lambda each: (each["closes_at"] is None, each["closes_at"] or moment.now, each["decision"].number))
