"""The sign-ins to the board: links on their way to a person, and browsers that have used one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import delete, insert, select

from bot.domain.ids import UserId
from storage import tables
from storage.connection.interface import Connection

_links, _sign_ins = tables.sign_in_links, tables.sign_ins


class SignIns:
    def __init__(self, connection: Connection, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._on_erased = on_erased

    async def add_link(self, mark: str, person: UserId, once: str, at: datetime) -> None:
        await self._connection.execute(delete(_links).where(_links.c.person == person, _links.c.once != once))
        await self._connection.execute(insert(_links), {"mark": mark, "person": person, "once": once, "made_at": at})

    async def owner_of_link(self, mark: str, since: datetime) -> UserId | None:
        query = select(_links.c.person).where(_links.c.mark == mark, _links.c.made_at > since)
        return cast(UserId | None, await self._connection.scalar(query))

    async def spend_link(self, mark: str, since: datetime) -> UserId | None:
        owner = await self.owner_of_link(mark, since)
        if owner is not None:
            # Two attempts at sending one message may have left two links.
            await self._connection.execute(delete(_links).where(_links.c.person == owner))
        return owner

    async def begin(self, mark: str, person: UserId, at: datetime) -> None:
        await self._connection.execute(insert(_sign_ins), {"mark": mark, "person": person, "since": at})

    async def signed_in(self, mark: str, since: datetime) -> UserId | None:
        query = select(_sign_ins.c.person).where(_sign_ins.c.mark == mark, _sign_ins.c.since > since)
        return cast(UserId | None, await self._connection.scalar(query))

    async def end(self, mark: str) -> None:
        await self._connection.execute(delete(_sign_ins).where(_sign_ins.c.mark == mark))
        self._on_erased()

    async def end_all(self, person: UserId) -> int:
        await self._connection.execute(delete(_links).where(_links.c.person == person))
        ended = await self._connection.execute(delete(_sign_ins).where(_sign_ins.c.person == person))
        self._on_erased()
        return ended.rowcount

    async def of(self, person: UserId) -> Sequence[datetime]:
        query = select(_sign_ins.c.since).where(_sign_ins.c.person == person).order_by(_sign_ins.c.since)
        return list(await self._connection.scalars(query))

    async def forget(self, links_before: datetime, sign_ins_before: datetime) -> None:
        old = await self._connection.execute(delete(_links).where(_links.c.made_at <= links_before))
        ended = await self._connection.execute(delete(_sign_ins).where(_sign_ins.c.since <= sign_ins_before))
        if old.rowcount or ended.rowcount:
            self._on_erased()
