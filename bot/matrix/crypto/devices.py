"""Other people's devices: their keys are queried, and one-time keys claimed for a first message. nio's requests, without its faults.

One malformed device makes nio fail at the whole answer, and query it again without end. Here only that device is left out.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

import vodozemac
from nio import KeysClaimResponse, KeysQueryResponse

from bot.matrix.crypto.device_trust import Signatures
from bot.matrix.http import CLIENT_API, call
from bot.matrix.malformed import MALFORMED, SHAPE

log = logging.getLogger(__name__)

_REQUEST_TIMEOUT = timedelta(seconds=30)
ABSENT_SERVER_PAUSE = timedelta(minutes=5)
"""How long the devices of somebody whose server did not answer are not queried again."""


class Devices:
    def __init__(self, nio: Any, signatures: Signatures) -> None:
        self._nio = nio
        self._signatures = signatures
        self._away: dict[str, float] = {}

    def unknown(self, users: Collection[str], now: float) -> set[str]:
        """Those of `users` whose devices have to be queried before anything is sent to them or believed to come from them."""
        asked: set[str] = self._nio.olm.users_for_key_query
        wanted = {user for user in users if user in asked or not self._signatures.is_known(user)}
        return {user for user in wanted if self._away.get(user, now) <= now}

    async def learn(self, users: Collection[str], now: float) -> None:
        """Queries the devices of `users`. `now` is in seconds of a monotonic clock. Raises HomeserverError or Unreachable."""
        told = await self._call("query", {"device_keys": {user: [] for user in sorted(users)}, "timeout": 10_000})
        answer = {kind: _by_user(told, kind) for kind in ("device_keys", "master_keys", "self_signing_keys", "user_signing_keys")}
        found = answer["device_keys"]
        changed = self._signatures.learn(answer)
        for room in self._nio.rooms.values():
            if not changed.isdisjoint(room.users):
                # A device that was confirmed has to get room keys, and one that no longer is has to lose them; nio notices neither.
                self._nio.invalidate_outbound_session(room.room_id)
        for user in users:
            if user in found:
                self._away.pop(user, None)
            else:
                self._away[user] = now + ABSENT_SERVER_PAUSE.total_seconds()
        sound = {
            user: {device: about for device, about in owned.items() if _is_sound(user, device, about)} for user, owned in found.items()
        }
        await self._receive(KeysQueryResponse(sound, {}))
        # nio would query again and again what it could not parse.
        self._nio.olm.users_for_key_query -= found.keys()

    async def open(self, missing: Mapping[str, Collection[str]]) -> None:
        """Claims one-time keys of devices (by their users), so that something can be said to them. Raises as `learn` does."""
        wanted = {user: dict.fromkeys(devices, "signed_curve25519") for user, devices in missing.items()}
        answer = await self._call("claim", {"one_time_keys": wanted, "timeout": 10_000})
        found = _by_user(answer, "one_time_keys")
        for user, owned in found.items():
            for device, key in owned.items():
                await self._receive(KeysClaimResponse({user: {device: key}}, {}))

    async def _receive(self, answer: Any) -> None:
        try:
            await self._nio.receive_response(answer)
        except MALFORMED:
            log.warning("keys of somebody's devices could not be understood", exc_info=True)

    async def _call(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        return await call(self._nio, "POST", f"{CLIENT_API}/keys/{what}", body, None, _REQUEST_TIMEOUT, self._nio.access_token)


def _by_user(answer: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    """The part `kind` of an answer, without entries that have another shape."""
    told = answer.get(kind)
    return {user: about for user, about in told.items() if isinstance(about, dict)} if isinstance(told, dict) else {}


def _is_sound(user: str, device: str, about: Any) -> bool:
    """Whether a published device has the keys and the signature without which nio fails at the whole answer."""
    try:
        vodozemac.Ed25519PublicKey.from_base64(about["keys"][f"ed25519:{device}"])
        vodozemac.Curve25519PublicKey.from_base64(about["keys"][f"curve25519:{device}"])
        vodozemac.Ed25519Signature.from_base64(about["signatures"][user][f"ed25519:{device}"])
        return (about["user_id"], about["device_id"]) == (user, device) and isinstance(about.get("unsigned", {}), dict)
    except SHAPE:
        return False
