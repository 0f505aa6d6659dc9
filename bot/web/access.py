"""Who is reading: somebody who has signed in and is still joined to the room of a group. Each request asks anew."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from bot.context import Moment
from bot.domain.ids import RoomId, UserId
from bot.domain.sign_in import SIGN_IN_LASTS, mark_of
from bot.ports import Interrupted, Store
from bot.web.asked import Asked
from bot.web.proxies import Proxies

PROJECT = RoomId("")
"""The room of a moment with the settings of the project."""


class Access(Protocol):
    async def reader(self, moment: Moment, asked: Asked) -> UserId | None:
        """Who is signed in and still belongs to the project; else None."""


def cookie_name(url: str) -> str:
    """Of the sign-in. `__Host-` ties a cookie to one site and to encryption, so over `http://localhost` browsers refuse it."""
    return "__Host-lotse" if url.startswith("https:") else "lotse"


@dataclass(frozen=True)
class Members:
    """The members of any group of the project, named by a trusted proxy or by a cookie."""

    store: Store
    proxies: Proxies
    url: str

    async def reader(self, moment: Moment, asked: Asked) -> UserId | None:
        if self.proxies.names_users(asked):
            named = self.proxies.user(asked)
            return named if named is not None and await moment.groups_of(named) else None
        token = asked.cookies.get(cookie_name(self.url), "")
        if not token:
            return None
        person = await moment.tx.sign_ins.signed_in(mark_of(token), moment.now - SIGN_IN_LASTS)
        if person is None or await moment.groups_of(person):
            return person
        if await has_left(moment, person):
            with suppress(Interrupted):  # refused all the same
                async with self.store.transaction() as tx:
                    await tx.sign_ins.end_all(person)
        return None


async def has_left(moment: Moment, person: UserId) -> bool:
    """Whether somebody who belongs to no group any more has left one. Where the bot has not been told of a membership, nothing is known."""
    return any([moment.rooms.has_left(person, team.room) for team in await moment.tx.teams.all() if team.counts])
