"""The port of lists that people bring, and of the records that came with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.ids import EventId, RoomId, TeamId
from bot.domain.imports.batch import Batch, Imported


class Imports(Protocol):
    async def put(self, batch: Batch) -> None:
        """Stores it, in place of what was stored of the same batch."""

    async def get(self, event: EventId) -> Batch | None: ...

    async def delete(self, batch: Batch) -> None:
        """Deletes it with what stood in the file."""

    async def waiting(self) -> Sequence[Batch]:
        """Those whose file has not been fetched, the oldest first."""

    async def of_room(self, room: RoomId) -> Sequence[Batch]:
        """The newest first."""

    async def known(self, team: TeamId) -> Sequence[Imported]:
        """The records of a group that came with files."""

    async def of_batch(self, event: EventId) -> Sequence[Imported]:
        """The records that the batch has made, or was the last to change."""

    async def remember(self, imported: Imported) -> None:
        """Stores it, in place of what was known under this key."""

    async def forget(self, imported: Imported) -> None: ...

    async def keep_for_good(self, event: EventId) -> None:
        """Deletes what taking back a batch would need."""
