"""People across all tables: what is kept of them, and erasing it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import insert, select, update

from bot.domain.former_members import former_member
from bot.domain.ids import UserId
from bot.domain.traces import Traces
from bot.ports import Erased, Erasure, Kept
from storage import tables
from storage.connection.interface import Connection
from storage.key_value import Counters, Meta
from storage.personal.at_once import erase_at_once
from storage.personal.erase import erase
from storage.personal.find import find, known
from storage.row_mapping import put, record_of, records

SALT_KEY = "erasures_salt"
"""The key in `meta` of the salt of the hashes, which a backup holds as well: so a restored one recognizes who was erased."""
_COUNTER = "former member"
_WORK = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}
"""The cost of a hash (scrypt), some hundredths of a second: ids can be guessed, so guessing many has to take long."""

_erasures = tables.erasures


class People:
    def __init__(self, connection: Connection, counters: Counters, meta: Meta, on_erased: Callable[[], None]) -> None:
        self._connection = connection
        self._counters = counters
        self._meta = meta
        self._on_erased = on_erased
        self.has_new_erasure = False
        """Whether an erasure was stored, which has to stand in the list beside the database too (`erasures_list.py`)."""

    async def what_is_kept(self, user: UserId) -> Sequence[Kept]:
        return await self._connection.run_sync(partial(find, traces=Traces(user)))

    async def known(self) -> frozenset[UserId]:
        return frozenset(await self._connection.run_sync(known))

    async def former(self, user: UserId, at: datetime) -> UserId:
        self.has_new_erasure = True
        mark = await self.mark_of(user)
        member = await self._connection.scalar(select(_erasures.c.member).where(_erasures.c.mark == mark))
        if member is not None:
            await self._connection.execute(update(_erasures).where(_erasures.c.mark == mark).values(erased_at=at))
            return former_member(int(member))
        number = await self._counters.next(_COUNTER)
        await self._connection.execute(insert(_erasures).values(mark=mark, member=number, erased_at=at))
        return former_member(number)

    async def erase_at_once(self, user: UserId, called: Collection[str] = ()) -> Erased:
        removed = await self._connection.run_sync(partial(erase_at_once, traces=Traces(user), called=frozenset(called)))
        self._on_erased()
        return Erased(removed=removed)

    async def erase(self, user: UserId, alias: UserId, at: datetime, called: Collection[str] = ()) -> Erased:
        work = partial(erase, user=user, alias=alias, called=frozenset(called), at=at)
        erased = await self._connection.run_sync(work)
        self._on_erased()
        return erased

    async def erasures(self) -> Sequence[Erasure]:
        query = records(_erasures, Erasure).order_by(_erasures.c.erased_at, _erasures.c.member)
        return [record_of(Erasure, row) for row in await self._connection.execute(query)]

    async def mark_of(self, user: UserId) -> str:
        salt = await self._meta.get(SALT_KEY)
        if salt is None:
            salt = secrets.token_hex(16)
            await self._meta.set(SALT_KEY, salt)
        return hashed(user, salt)

    async def remember(self, erasure: Erasure) -> None:
        """Stores an erasure that another database knows, under its number."""
        self.has_new_erasure = True
        await put(self._connection, _erasures, {"mark": erasure.mark}, {"member": erasure.member, "erased_at": erasure.erased_at})
        await self._counters.raise_to(_COUNTER, erasure.member, 0)


def hashed(user: UserId, salt: str) -> str:
    return hashlib.scrypt(user.encode(), salt=bytes.fromhex(salt), **_WORK).hex()
