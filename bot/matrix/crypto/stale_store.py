"""Stale keys: after a backup was put back, the keys in the folder are older than those the device used last, and must not be used.

Each key encrypts one message. A store from a backup would use keys a second time, which other clients take for an attack, and lacks
those that came since. So each start is counted twice, beside the store and in the account data on the homeserver: where the
homeserver's count is higher, the store is stale.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from bot.matrix.crypto.client import KeyedClient
from bot.matrix.crypto.cross_signing import Call, seen
from bot.matrix.errors import HomeserverError, Unreachable
from bot.matrix.http import CLIENT_API
from bot.matrix.private_files import write_private

_EVENT_TYPE = "de.lotse.starts"


async def is_outdated(call: Call, nio: KeyedClient, folder: Path) -> bool:
    """Whether the device has been used with other or newer keys than those in the folder. Raises HomeserverError or Unreachable."""
    published = (await seen(call, nio.user_id, nio.device_id)).fingerprint
    if published and published != nio.olm.account.identity_keys["ed25519"]:
        return True
    return await _counted(call, nio) > _kept(folder)


async def note_life(call: Call, nio: KeyedClient, folder: Path) -> None:
    """Counts one more start. On disk first: a power cut in between must not make the store look stale."""
    count = max(_kept(folder), await _counted(call, nio)) + 1
    write_private(folder / "starts", str(count))
    try:
        await call("PUT", _path(nio), {"device": nio.device_id, "count": count})
    except (HomeserverError, Unreachable):
        # The next start is counted again; until then a stale store is not noticed.
        return


async def _counted(call: Call, nio: KeyedClient) -> int:
    """How often this device has started, as the homeserver was told."""
    try:
        told = await call("GET", _path(nio))
    except HomeserverError as error:
        if error.status != 404:
            raise
        return 0
    count = told.get("count")
    return count if told.get("device") == nio.device_id and isinstance(count, int) else 0


def _kept(folder: Path) -> int:
    path = folder / "starts"
    text = path.read_text() if path.exists() else ""
    return int(text) if text.isdecimal() else 0


def _path(nio: KeyedClient) -> str:
    return f"{CLIENT_API}/user/{quote(nio.user_id, safe='')}/account_data/{_EVENT_TYPE}"
