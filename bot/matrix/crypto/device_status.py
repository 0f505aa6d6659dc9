"""What another client sees of the bot: its device, its identity, and whether the identity vouches for the device.

Asked of the homeserver with the kept session, so that it can be said while the bot runs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nio import AsyncClient

from bot.matrix.client import grouped
from bot.matrix.crypto.cross_signing import seen
from bot.matrix.errors import LoginFailed
from bot.matrix.http import CLIENT_API, REQUEST_TIMEOUT, call


async def standing(homeserver: str, folder: Path) -> tuple[list[str], bool]:
    """A report in lines of English, and whether clients that trust signed devices only will speak to the bot.

    Raises LoginFailed, SessionLost, HomeserverError or Unreachable.
    """
    path = folder / "session.json"
    if not path.exists():
        raise LoginFailed(f"there is no session in {folder} yet: start the bot, or log in with `lotse login`")
    session = json.loads(path.read_text())
    nio = AsyncClient(homeserver)

    async def ask(method: str, where: str, body: dict[str, Any] | None = None, /) -> dict[str, Any]:
        return await call(nio, method, where, body, None, REQUEST_TIMEOUT, session["access_token"])

    try:
        await ask("GET", f"{CLIENT_API}/account/whoami")
        found = await seen(ask, session["user_id"], session["device_id"])
    finally:
        await nio.close()
    lines = [f"account: {session['user_id']}", f"device: {session['device_id']}"]
    if not found.fingerprint:
        return [*lines, "keys of the device: not published yet: start the bot once"], False
    lines.append(f"key of the device: {grouped(found.fingerprint)}")
    if not found.master:
        return [*lines, "identity: none yet: start the bot, which makes one, or see the log for why it could not"], False
    lines.append(f"identity: {grouped(found.master)}")
    if not found.signed:
        return [
            *lines,
            "signed: no. Clients that trust signed devices only do not speak to the bot. Sign the device with the client that made the"
            " identity, bring the identity here with `lotse keys import`, or make a new one with `lotse keys reset`.",
        ], False
    return [*lines, "signed: yes, the identity vouches for the device"], True
