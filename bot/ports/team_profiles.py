"""The port of what groups have said of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.ids import TeamId
from bot.domain.team_profiles import Profile


class TeamProfiles(Protocol):
    """In the order in which it was said."""

    async def add(self, profile: Profile) -> None: ...

    async def of_team(self, team: TeamId) -> Sequence[Profile]: ...

    async def all(self) -> Sequence[Profile]: ...
