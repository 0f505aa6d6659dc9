"""Sharing a room's key with the devices of its members: those that their owners have signed, or all.

nio marks a key as shared even where the network failed meanwhile; those who missed it could then read nothing for a hundred
messages. Here it counts as shared only when every device was sent it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from bot.matrix.crypto.device_trust import Signatures
from bot.matrix.crypto.devices import Devices
from bot.matrix.http import CLIENT_API, call

_REQUEST_TIMEOUT = timedelta(seconds=60)
_DEVICES_PER_REQUEST = 50
"""Devices in one request: each message is about a kilobyte."""


class KeySharing:
    def __init__(self, nio: Any, devices: Devices, signatures: Signatures, only_signed: bool) -> None:
        self._nio = nio
        self._devices = devices
        self._signatures = signatures
        self._only_signed = only_signed

    async def hand_out(self, room: str, *, to_all: bool) -> None:
        """Makes a key for the room where there is none in use, and gives it to its members. Raises HomeserverError or Unreachable."""
        olm = self._nio.olm
        session = olm.outbound_group_sessions.get(room)
        if session is None or session.shared or session.expired:
            olm.create_outbound_group_session(room)
            session = olm.outbound_group_sessions[room]
        present = [device for device in self._of_members(room) if (device.user_id, device.id) not in session.users_shared_with]
        meant = [device for device in present if to_all or self.is_trusted(device)]
        missing: dict[str, list[str]] = {}
        for device in meant:
            if olm.session_store.get(device.curve25519) is None:
                missing.setdefault(device.user_id, []).append(device.id)
        if missing:
            await self._devices.open(missing)
        reachable = [(device, way) for device in meant if (way := olm.session_store.get(device.curve25519)) is not None]
        key = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "room_id": room,
            "session_id": session.id,
            "session_key": session.session_key,
        }
        for some in _chunks(reachable):
            sealed = [(device, olm._olm_encrypt(way, device, "m.room_key", key)) for device, way in some]
            await self._send("m.room.encrypted", sealed)
            session.users_shared_with.update((device.user_id, device.id) for device, _ in some)
        await self._withhold(room, session.id, [device for device in present if device not in meant])
        session.shared = True

    def is_trusted(self, device: Any) -> bool:
        return not self._only_signed or self._signatures.is_signed(device.user_id, device.curve25519, device.ed25519)

    def _of_members(self, room: str) -> Iterator[Any]:
        for user in list(self._nio.rooms[room].users):
            for device in self._nio.olm.device_store.active_user_devices(user):
                if device.id != self._nio.device_id or user != self._nio.user_id:
                    yield device

    async def _withhold(self, room: str, session: str, devices: Sequence[Any]) -> None:
        """Sends m.room_key.withheld to the other devices: their clients then say that the device has to be confirmed."""
        notice = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "room_id": room,
            "session_id": session,
            "sender_key": self._nio.olm.account.identity_keys["curve25519"],
            "code": "m.unverified",
            "reason": "The device has not been verified by its owner.",
        }
        for some in _chunks(devices):
            await self._send("m.room_key.withheld", [(device, notice) for device in some])

    async def _send(self, kind: str, messages: Iterable[tuple[Any, dict[str, Any]]]) -> None:
        body: dict[str, dict[str, Any]] = {}
        for device, content in messages:
            body.setdefault(device.user_id, {})[device.id] = content
        path = f"{CLIENT_API}/sendToDevice/{kind}/{secrets.token_hex(16)}"
        await call(self._nio, "PUT", path, {"messages": body}, None, _REQUEST_TIMEOUT, self._nio.access_token)


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[start : start + _DEVICES_PER_REQUEST] for start in range(0, len(items), _DEVICES_PER_REQUEST))
