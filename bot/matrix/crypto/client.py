"""nio's client as the bot uses it: it reads and writes encrypted rooms, fed from the bot's own sync loop in place of nio's.

It is fed with what it needs from a sync: messages between devices, changed devices, and the state of rooms. It never
sees the timeline's messages: they are decrypted one by one, so that a broken one harms none but itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from typing import Any

import aiohttp
from nio import AsyncClient, Event, MegolmEvent, SyncResponse
from nio.event_builders import RoomKeyRequestMessage
from nio.events.to_device import KeyVerificationEvent, RoomKeyEvent, RoomKeyRequest, RoomKeyRequestCancellation, ToDeviceEvent
from nio.exceptions import EncryptionError, LocalProtocolError

from bot.matrix.crypto.device_trust import Signatures
from bot.matrix.crypto.devices import Devices
from bot.matrix.crypto.envelope import Opened, Unreadable, opened, with_relation
from bot.matrix.crypto.fallback_key import upload_fallback_key
from bot.matrix.crypto.key_sharing import KeySharing
from bot.matrix.errors import HomeserverError, SessionLost, Unreachable
from bot.matrix.inbound.nio_sync import about_keys, about_rooms
from bot.matrix.malformed import MALFORMED

_MAX_MEMBER_CHANGES = 5
"""How often the key of a room is handed out again because its members change meanwhile."""

log = logging.getLogger(__name__)


class KeyedClient(AsyncClient):  # type: ignore[misc]  # nio has no types
    """nio's client without its own sync loop: `feed` gives it each sync, `upkeep` does what its loop does between syncs."""

    def __init__(self, *args: Any, only_signed: bool = True, may_speak: Callable[[], None] = lambda: None, **kwargs: Any) -> None:
        """`may_speak` is asked before each request, and raises Unreachable where another bot may be speaking for this account."""
        super().__init__(*args, **kwargs)
        self._may_speak = may_speak
        self.fed = False
        """Whether there was a sync, so that the rooms are known."""
        self.new_keys = False
        """Whether a room key came, or somebody's devices became known, since this was last set to False."""
        self.signatures = Signatures()
        self._devices = Devices(self, self.signatures)
        self._sharing = KeySharing(self, self._devices, self.signatures, only_signed)
        self._only_signed = only_signed
        self._heard_a_stranger = False
        """Whether something waits to be read until its sender's devices are known."""
        self._fallback_key_wanted = False
        self._upkeep_fails = False

    async def send(self, *args: Any, **kwargs: Any) -> Any:
        self._may_speak()
        return await super().send(*args, **kwargs)

    async def feed(self, sync: dict[str, Any]) -> None:
        """Takes in the body of a sync. Most hold only messages, and of those nio is shown nothing."""
        keys = about_keys(sync)
        if keys is not None:
            await self._handle_to_device(keys)
        self.fed = True
        rooms = about_rooms(sync, self.rooms)
        if rooms:
            await self._feed_rooms(rooms)
        if keys is not None:
            # After the rooms, because changed devices matter only if they are a member's.
            self._handle_olm_events(keys)
        counts = sync.get("device_one_time_keys_count")
        if isinstance(counts, dict):
            # nio passes over a count of exactly zero, and the keys are never refilled.
            self.olm.uploaded_key_count = counts.get("signed_curve25519", 0)
        unused = sync.get("device_unused_fallback_key_types")
        self._fallback_key_wanted = isinstance(unused, list) and "signed_curve25519" not in unused

    def decrypt(self, event: dict[str, Any], room: str) -> Opened | None:
        """The message or reaction that an encrypted event holds; None for any other event. Raises Unreadable.

        That is raised, too, while the devices of the sender are not known: nobody could say whose words they are.
        """
        try:
            parsed = Event.parse_event(event)
            if not isinstance(parsed, MegolmEvent):
                raise Unreadable("no megolm event")
            plain = self.olm.decrypt_megolm_event(parsed, room).source
            is_trusted = self._is_trusted(parsed, room)
        except (EncryptionError, AssertionError) as error:
            raise Unreadable(str(error)) from error
        except MALFORMED as error:
            log.warning("an encrypted event could not be read: %s", event.get("event_id"), exc_info=True)
            raise Unreadable(type(error).__name__) from error
        return opened(event, plain, is_trusted=is_trusted)

    def _is_trusted(self, event: MegolmEvent, room: str) -> bool:
        """Whether the key that opened it belongs to a device of its sender, signed by them where that is asked for.

        The homeserver says who sent it; only the key says who wrote it.
        """
        key = self.olm.inbound_group_store.get(room, event.sender_key, event.session_id)
        if event.sender == self.user_id:
            return bool(key.ed25519 == self.olm.account.identity_keys["ed25519"])
        if not self.signatures.is_known(event.sender):
            self._heard_a_stranger = True
            raise Unreadable("its sender's devices are not known yet")
        if self._only_signed:
            return self.signatures.is_signed(event.sender, event.sender_key, key.ed25519)
        owned = self.olm.device_store[event.sender].values()
        return any((device.curve25519, device.ed25519) == (event.sender_key, key.ed25519) for device in owned)

    def fingerprint_of(self, user: str, device: str) -> str:
        """The Ed25519 key of somebody's device; empty where it is not known."""
        known = self.olm.device_store[user].get(device)
        return "" if known is None or known.deleted else str(known.ed25519)

    async def get_to_know(self, senders: Collection[str]) -> None:
        """Queries the devices of senders before their encrypted messages are read. Those who stay unknown are queried again later."""
        unknown = self._devices.unknown(senders, _now())
        if unknown:
            try:
                await self._devices.learn(unknown, _now())
            except (HomeserverError, Unreachable) as error:
                log.warning("the devices of those who wrote could not be looked up: %s", error)

    def forget_devices(self) -> None:
        """After a lost sync position it is not known whose devices have changed: all are queried again, and get new room keys."""
        self.signatures.forget()
        self.olm.outbound_group_sessions.clear()

    @property
    def needs_upkeep(self) -> bool:
        asked: bool = self.should_upload_keys or self.should_claim_keys or self._fallback_key_wanted
        return asked or bool(self.outgoing_to_device_messages) or bool(self._to_learn())

    async def upkeep(self) -> None:
        """What nio's own loop does between syncs: uploads keys, queries devices, answers them. A failure is retried after the next."""
        try:
            if self.should_upload_keys:
                await self.keys_upload()
            if self._fallback_key_wanted:
                await upload_fallback_key(self)
                self._fallback_key_wanted = False
            users = self._to_learn()
            if users:
                await self._devices.learn(users, _now())
                self.new_keys |= self._heard_a_stranger
                self._heard_a_stranger = False
            if self.should_claim_keys:
                await self._devices.open(self.get_users_for_key_claiming())
            await self._send_to_devices()
            self._upkeep_fails = False
        except SessionLost:
            return  # the next sync says so, and ends the loop
        except (aiohttp.ClientError, TimeoutError, LocalProtocolError, HomeserverError, Unreachable) as error:
            if not self._upkeep_fails:
                log.warning("keys could not be kept up, and that is tried again after each sync: %s", _told(error))
            self._upkeep_fails = True
        except MALFORMED:
            log.warning("keys could not be kept up", exc_info=True)

    async def prepare(self, room: str, *, to_all: bool = False) -> None:
        """To be awaited before `seal`: afterwards the devices of the room's members are known, and those that count have the room's key.

        With `to_all` the next message, and only that, can be read by every device. Raises HomeserverError or Unreachable.
        """
        members = list(self.rooms[room].users)
        unknown = self._devices.unknown(members, _now())
        if unknown:
            await self._devices.learn(unknown, _now())
        if to_all:
            self.olm.outbound_group_sessions.pop(room, None)
        for _ in range(_MAX_MEMBER_CHANGES):
            if not self.olm.should_share_group_session(room):
                return
            # When somebody joins or leaves meanwhile, nio drops the key that is being handed out.
            await self._sharing.hand_out(room, to_all=to_all)

    def seal(self, room: str, kind: str, content: dict[str, Any], *, to_all: bool = False) -> dict[str, Any]:
        """The envelope around it. Raises an EncryptionError of nio where `prepare` has not been awaited just before."""
        envelope: dict[str, Any] = self.olm.group_encrypt(room, {"type": kind, "content": content})
        if to_all:
            self.olm.outbound_group_sessions.pop(room, None)
        return with_relation(envelope, content)

    def _to_learn(self) -> set[str]:
        return self._devices.unknown(self.olm.users_for_key_query, _now()) if self.olm.users_for_key_query else set()

    async def _send_to_devices(self) -> None:
        """Sends the to-device messages that nio has queued, without requests for room keys: others would not answer, and the bot would not
        trust a key that came that way."""
        self.olm.outgoing_to_device_messages = [
            message for message in self.olm.outgoing_to_device_messages if not isinstance(message, RoomKeyRequestMessage)
        ]
        await self.send_to_device_messages()

    def _handle_decrypt_to_device(self, to_device_event: ToDeviceEvent) -> ToDeviceEvent | None:
        """Overrides nio, where a message with an unknown one-time key raises: the position is stored last, so that would repeat for ever.

        Requests for keys are passed over: nobody gets a key later that was not handed out when the message was sent, not even another
        device of the bot's. So is nio's own verification of devices, which no client of today understands.
        """
        if isinstance(to_device_event, RoomKeyRequest | RoomKeyRequestCancellation | KeyVerificationEvent):
            return None
        try:
            event = super()._handle_decrypt_to_device(to_device_event)
        except MALFORMED as error:
            log.warning("a message from another device could not be read: %s", type(error).__name__)
            return None
        if isinstance(event, RoomKeyEvent):
            self.new_keys = True
        return event

    async def _feed_rooms(self, rooms: dict[str, Any]) -> None:
        """Gives nio all rooms at once, or one by one where that fails, so that one odd room does not hide the others."""
        try:
            await self._handle_joined_rooms(SyncResponse.from_dict({"next_batch": "-", "rooms": {"join": rooms}}))
        except MALFORMED:
            if len(rooms) == 1:
                log.warning("the state of a room could not be read: %s", next(iter(rooms)), exc_info=True)
                return
            for room, about in rooms.items():
                await self._feed_rooms({room: about})


def _told(error: BaseException) -> str:
    """The error for the log: without the homeserver's words, in which names of people may stand."""
    return f"{error.status} {error.errcode}" if isinstance(error, HomeserverError) else str(error) or type(error).__name__


def _now() -> float:
    """Seconds of the event loop's monotonic clock, which is never set back."""
    return asyncio.get_running_loop().time()
