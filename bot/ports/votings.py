"""The port of votes on decisions: who may vote until when, and the ballots that were given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.ids import EventId, Number
from bot.domain.voting.votes import Ballot, Voting


class Votings(Protocol):
    async def get(self, decision: Number) -> Voting | None:
        """The last vote on it; None where there never was one."""

    async def put(self, voting: Voting) -> None:
        """Stores it, in place of an earlier one on the same decision."""

    async def running(self) -> Sequence[Voting]:
        """Those without a result, the oldest first."""

    async def of_session(self, session: Number) -> Sequence[Voting]: ...

    async def cast(self, ballot: Ballot) -> None: ...

    async def ballots(self, decision: Number) -> Sequence[Ballot]:
        """In the order in which they came in."""

    async def take_back(self, event: EventId) -> Sequence[Number]:
        """Deletes what this reaction or message voted; on which decisions."""

    async def recast(self, decision: Number, ballots: Sequence[Ballot]) -> None:
        """These in place of all that there are."""
