"""The address of a group's calendar: computed, so that it can be shown again and is stored nowhere (ADR 152).

It is HMAC(secret, group, generation). The secret is made once and kept in the database, so that a restored bot and one on another
machine know it, together with `[storage] secret` where there is one. The generation is the message that renewed the address last: the
same when that message is lived through again after a restore, and unknown to somebody who has an old backup.
"""

from __future__ import annotations

import hmac
from base64 import b32encode
from hashlib import sha256

from bot.context import Moment
from bot.domain.ids import TeamId
from bot.domain.teams import Team

SECRET_KEY = "calendar_secret"
"""The key in `meta`."""
_SECRET_BYTES = 32
_PROOF_BYTES = 20
"""160 bits, which are 32 letters and digits in an address that is typed into a phone."""


async def prepare(moment: Moment) -> None:
    """At the start, so that every backup has the secret, also one that is older than the first address."""
    if moment.project.url:
        await _secret(moment)


async def address_of(moment: Moment, team: Team) -> str:
    """Where the calendar is read; the first time ever this stores the secret."""
    return await _address(moment, team, await _secret(moment))


async def known_address_of(moment: Moment, team: Team) -> str | None:
    """The same where nothing may be stored; None until the bot has started for the first time."""
    secret = await moment.tx.get_meta(SECRET_KEY)
    return await _address(moment, team, secret) if secret is not None else None


async def is_address_of(moment: Moment, team: TeamId, proof: str) -> bool:
    """Whether that is in the address of the group's calendar, compared in constant time."""
    secret = await moment.tx.get_meta(SECRET_KEY)
    right = _proof(moment, secret or "", team, await moment.tx.calendar_feeds.generation(team))
    return secret is not None and hmac.compare_digest(right.encode(), proof.encode())


async def _address(moment: Moment, team: Team, secret: str) -> str:
    proof = _proof(moment, secret, team.id, await moment.tx.calendar_feeds.generation(team.id))
    return f"{moment.project.url}/kalender/{team.id}/{proof}.ics"


async def _secret(moment: Moment) -> str:
    known = await moment.tx.get_meta(SECRET_KEY)
    if known is None:
        known = moment.rand.randbytes(_SECRET_BYTES).hex()
        await moment.tx.set_meta(SECRET_KEY, known)
    return known


def _proof(moment: Moment, secret: str, team: TeamId, generation: str) -> str:
    key = hmac.digest(moment.project.secret.encode(), secret.encode(), sha256)
    digest = hmac.digest(key, f"{team} {generation}".encode(), sha256)
    return b32encode(digest[:_PROOF_BYTES]).decode().lower()
