"""How are encrypted rooms read and written? What nio leaves to its own sync loop, done for ours.

nio's client is fed with what it needs from a sync: messages between devices, changed devices, and the state of rooms. It never
sees the timeline's messages: they are decrypted one by one, so that a broken one harms none but itself.
"""

from __future__ import annotations

import json
import logging
from typing import Any

import aiohttp
from nio import AsyncClient, Event, MegolmEvent, SyncResponse
from nio.events.to_device import ForwardedRoomKeyEvent, RoomKeyEvent, ToDeviceEvent
from nio.exceptions import EncryptionError, LocalProtocolError

_SAID = frozenset({"m.room.message", "m.reaction"})
"""What people say. Nothing else is taken out of an envelope: the homeserver has not checked whether its sender may send it."""

log = logging.getLogger(__name__)


class Unreadable(Exception):
    """An encrypted event cannot be read now, most often because its key has not come yet."""


class KeyedClient(AsyncClient):  # type: ignore[misc]  # nio has no types
    """nio's client, fed by hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fed = False
        """Whether there was a sync, so that the rooms are known."""
        self.new_keys = False
        """Whether a room key came since this was last set to False."""
        self._fallback_key_wanted = False

    async def feed(self, sync: dict[str, Any]) -> None:
        """The body of a sync as it came."""
        rooms = sync.get("rooms", {}).get("join", {})
        keys = _parsed({key: sync[key] for key in ("to_device", "device_lists", "device_one_time_keys_count") if key in sync})
        if keys is not None:
            await self._handle_to_device(keys)
        self.fed = True
        await self._feed_rooms({room: _state_only(about) for room, about in rooms.items()})
        if keys is not None:
            # After the rooms: only of their members the changed devices matter.
            self._handle_olm_events(keys)
            await self._collect_key_requests()
        counts = sync.get("device_one_time_keys_count")
        if isinstance(counts, dict):
            # nio passes over a count of exactly zero, and the keys are never refilled.
            self.olm.uploaded_key_count = counts.get("signed_curve25519", 0)
        unused = sync.get("device_unused_fallback_key_types")
        self._fallback_key_wanted = isinstance(unused, list) and "signed_curve25519" not in unused

    def decrypt(self, event: dict[str, Any], room: str) -> dict[str, Any] | None:
        """The message or reaction that it holds, under its real type; None for whatever else is in it. Raises Unreadable."""
        try:
            parsed = Event.parse_event(event)
            if not isinstance(parsed, MegolmEvent):
                raise Unreadable("no megolm event")
            plain = self.olm.decrypt_megolm_event(parsed, room).source
        except (EncryptionError, AssertionError) as error:
            raise Unreadable(str(error)) from error
        except Unreadable:
            raise
        except Exception as error:
            log.warning("an encrypted event could not be read: %s", event.get("event_id"), exc_info=True)
            raise Unreadable(type(error).__name__) from error
        if plain.get("type") not in _SAID or not isinstance(plain.get("content"), dict) or "state_key" in event:
            return None
        # Who said it and when is what the homeserver says, whatever the envelope holds.
        outer = {key: value for key, value in event.items() if key not in ("type", "content")}
        return {**outer, "type": plain["type"], "content": plain["content"]}

    @property
    def needs_upkeep(self) -> bool:
        asked: bool = self.should_upload_keys or self.should_query_keys or self.should_claim_keys or self._fallback_key_wanted
        return asked or bool(self.outgoing_to_device_messages)

    async def upkeep(self) -> None:
        """What nio's own loop does between syncs: refill keys, learn about devices, answer them. The next sync tries again."""
        try:
            if self.should_upload_keys:
                await self.keys_upload()
            if self._fallback_key_wanted:
                await self._upload_fallback_key()
            if self.should_query_keys:
                await self.keys_query()
            if self.should_claim_keys:
                await self.keys_claim(self.get_users_for_key_claiming())
            await self.send_to_device_messages()
        except (aiohttp.ClientError, TimeoutError, LocalProtocolError) as error:
            log.warning("keys could not be kept up: %s", error or type(error).__name__)
        except Exception:
            log.warning("keys could not be kept up", exc_info=True)

    async def prepare(self, room: str) -> None:
        """Before something is encrypted for `room`: devices and sessions that are still missing.

        A person who came in a moment ago could not read the answer otherwise. Sessions are claimed here because nio keeps a
        room waiting for ever when the network fails while it claims them.
        """
        if self.should_query_keys:
            await self.keys_query()
        if self.olm is not None and self.olm.should_share_group_session(room):
            missing = self.get_missing_sessions(room)
            if missing:
                await self.keys_claim(missing)

    def unblock(self, room: str) -> None:
        """After a failure while keys were handed out: whoever waits for that goes on."""
        waiting = self.sharing_session.pop(room, None)
        if waiting is not None:
            waiting.set()

    def _handle_decrypt_to_device(self, to_device_event: ToDeviceEvent) -> ToDeviceEvent | None:
        """A message with an unknown one-time key raises in nio; with our position stored last that would repeat for ever."""
        try:
            event = super()._handle_decrypt_to_device(to_device_event)
        except Exception as error:
            log.warning("a message from another device could not be read: %s", type(error).__name__)
            return None
        if isinstance(event, RoomKeyEvent | ForwardedRoomKeyEvent):
            self.new_keys = True
        return event

    async def _feed_rooms(self, rooms: dict[str, Any]) -> None:
        """All in one, or one by one where that fails, so that one odd room does not hide the others."""
        try:
            await self._handle_joined_rooms(SyncResponse.from_dict({"next_batch": "-", "rooms": {"join": rooms}}))
        except Exception:
            if len(rooms) == 1:
                log.warning("the state of a room could not be read: %s", next(iter(rooms)), exc_info=True)
                return
            for room, about in rooms.items():
                await self._feed_rooms({room: about})

    async def _upload_fallback_key(self) -> None:
        """The key for when the one-time keys have run out; the homeserver tells when it has been used."""
        account = self.olm.account._account
        if not account.fallback_key:
            account.generate_fallback_key()
            self.olm.save_account()
        keys = {}
        for name, key in account.fallback_key.items():
            content: dict[str, Any] = {"key": key.to_base64(), "fallback": True}
            signature = self.olm.sign_json(dict(content))
            content["signatures"] = {self.user_id: {f"ed25519:{self.device_id}": signature}}
            keys[f"signed_curve25519:{name}"] = content
        response = await self.send(
            "POST",
            "/_matrix/client/v3/keys/upload",
            json.dumps({"fallback_keys": keys}),
            {"Authorization": f"Bearer {self.access_token}", "Content-Type": "application/json"},
        )
        async with response:
            if response.status == 200:
                self.olm.account.mark_keys_as_published()
                self.olm.save_account()
                self._fallback_key_wanted = False


def _parsed(about_keys: dict[str, Any]) -> Any:
    """A SyncResponse, or None for what nio cannot read."""
    try:
        response = SyncResponse.from_dict({"next_batch": "-"} | about_keys)
    except Exception:
        log.warning("messages between devices could not be read", exc_info=True)
        return None
    return response if isinstance(response, SyncResponse) else None


def _state_only(about: dict[str, Any]) -> dict[str, Any]:
    events = [event for event in about.get("timeline", {}).get("events", []) if "state_key" in event]
    return {
        "state": about.get("state", {"events": []}),
        "timeline": {"events": events, "limited": False, "prev_batch": "-"},
        "summary": about.get("summary", {}),
    }
