"""The way in: a link whose button signs in, and the way out.

A GET changes nothing, however often the previews and scanners of chats and mail ask: only the button spends the link.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.context import Moment
from bot.context_factory import ContextFactory
from bot.domain.ids import UserId
from bot.domain.sign_in import LINK_LASTS, SIGN_IN_LASTS, mark_of, new_token
from bot.ports import Store
from bot.web.access import PROJECT, Access, cookie_name
from bot.web.asked import Asked

SIGN_IN, SIGN_OUT = "/an/", "/abmelden"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Said:
    """A page with one text."""

    status: int
    text: str
    params: Mapping[str, Any] = field(default_factory=dict)
    cookie: str | None = None
    """The token of a sign-in for the browser to keep, empty for none any more; None changes nothing."""
    template: str = "web/said.html"


@dataclass(frozen=True)
class Onward:
    """Leads to the first page, with the token of a sign-in for the browser to keep, if there is a new one."""

    cookie: str | None = None


@dataclass(frozen=True)
class SignIn:
    store: Store
    contexts: ContextFactory
    access: Access
    rand: random.Random
    """A cryptographically secure one."""
    url: str

    async def shown(self, asked: Asked, token: str) -> Said | Onward:
        """The page with the button, for whoever opens the link."""
        async with self.store.reading() as tx:
            await self.contexts.look_around(tx, PROJECT)
            moment = await self.contexts.moment(tx, PROJECT)
            person = await tx.sign_ins.owner_of_link(mark_of(token), moment.now - LINK_LASTS) if _TOKEN.fullmatch(token) else None
            if person is None:
                return await self._old(moment, asked)
            if not await moment.groups_of(person):
                return Said(403, "board.sign-in-left")
            params = {"person": moment.rooms.name(person), "project": moment.project.name, "days": SIGN_IN_LASTS.days}
            return Said(200, "board.sign-in-ask", params, template="web/sign_in.html")

    async def pressed(self, asked: Asked, token: str) -> Said | Onward:
        """The button: spends the link and signs this browser in."""
        if not self.is_ours(asked):
            return Said(403, "board.sign-in-not-ours")
        new = new_token(self.rand)
        async with self.store.transaction() as tx:
            await self.contexts.look_around(tx, PROJECT)
            moment = await self.contexts.moment(tx, PROJECT)
            person = await tx.sign_ins.spend_link(mark_of(token), moment.now - LINK_LASTS) if _TOKEN.fullmatch(token) else None
            if person is not None and await moment.groups_of(person):
                await self._end_here(moment, asked)
                await tx.sign_ins.begin(mark_of(new), person, moment.now)
                return Onward(new)
        if person is not None:
            return Said(403, "board.sign-in-left")
        async with self.store.reading() as reading:
            return await self._old(await self.contexts.moment(reading, PROJECT), asked)

    async def signed_out(self, asked: Asked) -> Said:
        """The button at the foot of every page: ends the sign-in of this browser."""
        if not self.is_ours(asked):
            return Said(403, "board.sign-in-not-ours")
        async with self.store.transaction() as tx:
            await self._end_here(await self.contexts.moment(tx, PROJECT), asked)
        return Said(200, "board.sign-out-done", cookie="")

    def is_ours(self, asked: Asked) -> bool:
        """Whether a form was sent from a page of the board itself, and not from another site (CSRF).

        Where a page sends no referrer, browsers say `null` for its origin; newer ones tell by `Sec-Fetch-Site` that it is the same.
        """
        site, origin = asked.headers.get("Sec-Fetch-Site", ""), asked.headers.get("Origin", "")
        if site not in ("", "same-origin"):
            return False
        return _origin(origin) == _origin(self.url) or (origin == "null" and site == "same-origin")

    async def _old(self, moment: Moment, asked: Asked) -> Said | Onward:
        """Who is signed in already and taps an old link in the chat, or the button twice, wants to see the board."""
        reader: UserId | None = await self.access.reader(moment, asked)
        if reader is not None:
            return Onward()
        return Said(410, "board.sign-in-old", {"minutes": int(LINK_LASTS.total_seconds() // 60)})

    async def _end_here(self, moment: Moment, asked: Asked) -> None:
        token = asked.cookies.get(cookie_name(self.url), "")
        if token:
            await moment.tx.sign_ins.end(mark_of(token))


def _origin(url: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port; None for what is no origin."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None
