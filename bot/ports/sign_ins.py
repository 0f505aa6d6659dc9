"""The port of the sign-ins to the board: links on their way to a person, and browsers that have used one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import UserId


class SignIns(Protocol):
    """Only hashes of the tokens are known (`bot.domain.sign_in.mark_of`). `since` is the time before which they have run out."""

    async def add_link(self, mark: str, person: UserId, once: str, at: datetime) -> None:
        """Stores a link that a message brings, and ends the links of all other messages to this person.

        `once` is the key of the message: of several attempts at sending it the first may have arrived, so its link still counts.
        """

    async def owner_of_link(self, mark: str, since: datetime) -> UserId | None: ...

    async def spend_link(self, mark: str, since: datetime) -> UserId | None:
        """Whose link it was, and is no more; None where it has run out or was spent."""

    async def begin(self, mark: str, person: UserId, at: datetime) -> None: ...

    async def signed_in(self, mark: str, since: datetime) -> UserId | None: ...

    async def end(self, mark: str) -> None: ...

    async def end_all(self, person: UserId) -> int:
        """Ends all sign-ins and links of a person; how many sign-ins there were."""

    async def of(self, person: UserId) -> Sequence[datetime]:
        """Since when the person is signed in, for each browser; the oldest first."""

    async def forget(self, links_before: datetime, sign_ins_before: datetime) -> None:
        """Deletes what has run out."""
