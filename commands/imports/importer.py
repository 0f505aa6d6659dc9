"""What each kind of record says of its import: how rows and records compare, and how one is made, changed and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from bot.context import Context, Moment
from bot.domain.ids import Number
from bot.domain.imports.rows import Row
from bot.records.kind import Kind
from commands.imports.origin import Origin


class Importer(Protocol):
    kind: Kind[Any]

    def of_row(self, row: Row) -> Mapping[str, str]:
        """What the file says, field by field; a field that the file leaves open is left out."""

    async def of_record(self, moment: Moment, record: Any) -> Mapping[str, str]:
        """The same of a record as it is now."""

    async def twin(self, moment: Moment, row: Row, records: Mapping[Number, Any]) -> Any | None:
        """The record of the group that says the same already, though nothing links the two."""

    def problem(self, moment: Moment, row: Row) -> str:
        """Why no new record can be made of the row; empty where one can."""

    async def add(self, origin: Origin, number: Number, row: Row) -> None: ...

    async def change(self, origin: Origin, record: Any, row: Row, fields: frozenset[str]) -> Any:
        """Saves the record with these fields as the file has them, and returns it."""

    async def kept(self, moment: Moment, record: Any) -> str:
        """The record as it is (JSON), for `put_back`."""

    async def put_back(self, origin: Origin, now: Any, kept: str) -> None:
        """Saves the record as it was before the import."""

    async def is_built_on(self, ctx: Context, origin: Origin, record: Any) -> bool:
        """Whether something else hangs on a record that the import has made."""

    async def take_back(self, origin: Origin, record: Any) -> None:
        """Withdraws a record that the import has made, and forgets what stood in it."""
