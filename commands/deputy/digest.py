"""What the digest before a session of the steering committee says of its voices: whether enough are sure to decide."""

from __future__ import annotations

from typing import Any

from bot.context import Moment
from bot.domain.meetings import Occurrence
from bot.domain.teams import Team
from bot.domain.voting.voices import sure
from commands.deputy.quorum import is_secured
from commands.deputy.speaking import are_in_use, voices_on


async def speaking(moment: Moment, team: Team, date: Occurrence) -> dict[str, Any] | None:
    """The parameter `speaking` of `meeting.digest`; None where the group has no voices, or does not use them."""
    voices = await voices_on(moment, team, date) if team.is_steering else ()
    if not voices or not await are_in_use(moment, team, voices):
        return None
    return {"sure": sure(voices), "count": len(voices), "quorate": is_secured(moment, voices)}
