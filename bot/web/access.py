"""Who is reading: what the board asks of the sign-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.context import Moment
from bot.domain.ids import UserId

COOKIE = "__Host-lotse"


@dataclass(frozen=True)
class Asked:
    """What a request says of who asks; the rest of it does not matter to the sign-in."""

    cookies: Mapping[str, str]
    headers: Mapping[str, str]
    peer: str
    """The address of the machine that the connection comes from."""


class Access(Protocol):
    async def reader(self, moment: Moment, asked: Asked) -> UserId | None:
        """Who is signed in and still belongs to the project; else None."""


class Nobody:
    """There is no sign-in: only what is public can be read."""

    async def reader(self, moment: Moment, asked: Asked) -> UserId | None:
        return None
