"""Verification by emoji: a person makes sure that the bot is the one on their server (specification: "SAS", in rooms).

Today's clients do not understand nio's own verification: they verify in a direct chat, with another commitment and another MAC. The
bot only answers; the person begins, compares and decides. The emoji go to the log: a man in the middle could change what the bot
says in the chat, but not the log, so only a reader of the log sees the real ones.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import vodozemac
from nio import Api
from nio.crypto import Sas

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.malformed import SHAPE
from bot.ports import Clock, SendFailed

log = logging.getLogger(__name__)

EVENT_PREFIX = "m.key.verification."
_REQUEST = f"{EVENT_PREFIX}request"
_MAX_DURATION = timedelta(minutes=10)
"""How long a verification may take (specification: ten minutes)."""
_MAX_AT_ONCE = 20
_AGREEMENT, _HASH, _MAC = "curve25519-hkdf-sha256", "sha256", "hkdf-hmac-sha256.v2"

Event = Mapping[str, Any]


class Send(Protocol):
    """`Chat.send`."""

    async def __call__(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str, /) -> EventId: ...


@dataclass(frozen=True, kw_only=True)
class Us:
    """What the person verifies: user, device and keys. `master` is empty where the bot has no identity of its own."""

    user: UserId
    device: str
    fingerprint: str
    master: str


@dataclass
class _Talk:
    room: RoomId
    id: str
    """The id of the event that asked for the verification."""
    user: UserId
    device: str
    begun: datetime
    sas: vodozemac.Sas = field(default_factory=vodozemac.Sas)
    shared: vodozemac.EstablishedSas | None = None


class Refused(Exception):
    """The verification is cancelled: the code and the reason of m.key.verification.cancel."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = f"m.{code}"
        self.words = words


def is_verification(event: Event) -> bool:
    kind, content = event.get("type"), event.get("content", {})
    return (isinstance(kind, str) and kind.startswith(EVENT_PREFIX)) or (kind == "m.room.message" and content.get("msgtype") == _REQUEST)


class SasVerification:
    """`fingerprint_of` gives a device's Ed25519 key, or empty; `is_alone_with` says whether a room holds nobody but this person and us."""

    def __init__(
        self,
        us: Us,
        send: Send,
        clock: Clock,
        fingerprint_of: Callable[[UserId, str], str],
        is_alone_with: Callable[[RoomId, UserId], bool],
    ) -> None:
        self._us = us
        self._send = send
        self._clock = clock
        self._fingerprint_of = fingerprint_of
        self._is_alone_with = is_alone_with
        self._talks: dict[str, _Talk] = {}
        self._heard: asyncio.Queue[tuple[RoomId, Event]] = asyncio.Queue(maxsize=100)

    def heard(self, room: RoomId, event: Event) -> None:
        """Queues an event that came with a sync; `run` answers it."""
        if not self._heard.full():
            self._heard.put_nowait((room, event))

    async def run(self) -> None:
        while True:
            room, event = await self._heard.get()
            try:
                await self.answer(room, event)
            except SendFailed as failed:
                log.warning("a verification could not go on: %s", failed.reason)
            except SHAPE:
                log.warning("a verification could not go on", exc_info=True)

    async def answer(self, room: RoomId, event: Event) -> None:
        content, sender = event["content"], UserId(event["sender"])
        now = self._clock.now()
        written = datetime.fromtimestamp(event.get("origin_server_ts", 0) / 1000, UTC)
        if sender == self._us.user or now - written > _MAX_DURATION or not self._is_alone_with(room, sender):
            return
        if content.get("msgtype") == _REQUEST:
            await self._asked(room, event, sender, now)
            return
        talk = self._talks.get(str(content.get("m.relates_to", {}).get("event_id")))
        if talk is None or (talk.room, talk.user) != (room, sender) or now - talk.begun > _MAX_DURATION:
            return
        try:
            await self._step(talk, event["type"].removeprefix(EVENT_PREFIX), content)
        except Refused as refused:
            self._talks.pop(talk.id, None)
            await self._say(talk, "cancel", {"code": refused.code, "reason": refused.words})

    async def _asked(self, room: RoomId, event: Event, sender: UserId, now: datetime) -> None:
        content = event["content"]
        if content.get("to") != self._us.user or "m.sas.v1" not in content.get("methods", ()):
            return
        self._talks = {name: talk for name, talk in self._talks.items() if now - talk.begun <= _MAX_DURATION}
        if len(self._talks) >= _MAX_AT_ONCE:
            return
        talk = _Talk(room, event["event_id"], sender, str(content.get("from_device")), now)
        self._talks[talk.id] = talk
        await self._say(talk, "ready", {"from_device": self._us.device, "methods": ["m.sas.v1"]})

    async def _step(self, talk: _Talk, step: str, content: Event) -> None:
        match step:
            case "start":
                await self._started(talk, content)
            case "key":
                await self._agreed(talk, content)
            case "mac":
                self._compared(talk, content)
                self._talks.pop(talk.id)
                await self._say(talk, "done", {})
                log.info("verified by a person")
            case "cancel":
                self._talks.pop(talk.id)

    async def _started(self, talk: _Talk, content: Event) -> None:
        offered = (content.get("key_agreement_protocols", ()), content.get("hashes", ()), content.get("message_authentication_codes", ()))
        ways = [way for way in ("emoji", "decimal") if way in content.get("short_authentication_string", ())]
        known = all(ours in theirs for ours, theirs in zip((_AGREEMENT, _HASH, _MAC), offered, strict=True))
        if content.get("method") != "m.sas.v1" or not known or not ways or content.get("from_device") != talk.device:
            raise Refused("unknown_method", "No way of comparing that both of us know")
        ours = talk.sas.public_key.to_base64()
        commitment = hashlib.sha256(ours.encode() + Api.to_canonical_json(dict(content)).encode()).digest()
        accepted = {
            "method": "m.sas.v1",
            "key_agreement_protocol": _AGREEMENT,
            "hash": _HASH,
            "message_authentication_code": _MAC,
            "short_authentication_string": ways,
            "commitment": base64.b64encode(commitment).decode().rstrip("="),
        }
        await self._say(talk, "accept", accepted)

    async def _agreed(self, talk: _Talk, content: Event) -> None:
        if talk.shared is not None:
            raise Refused("unexpected_message", "There was a key already")
        ours, theirs = talk.sas.public_key.to_base64(), str(content.get("key"))
        try:
            talk.shared = talk.sas.diffie_hellman(vodozemac.Curve25519PublicKey.from_base64(theirs))
        except ValueError as error:
            raise Refused("invalid_message", "That is no key") from error
        await self._say(talk, "key", {"key": ours})
        info = f"MATRIX_KEY_VERIFICATION_SAS|{talk.user}|{talk.device}|{theirs}|{self._us.user}|{self._us.device}|{ours}|{talk.id}"
        log.info("to compare: %s", "  ".join(f"{picture} {name}" for picture, name in emoji(talk.shared.bytes(info).emoji_indices)))
        # Only the person decides whether the emoji match; the MAC over the bot's own keys is right in any case.
        await self._say(talk, "mac", self._vouched(talk, talk.shared))

    def _vouched(self, talk: _Talk, shared: vodozemac.EstablishedSas) -> dict[str, Any]:
        """The content of m.key.verification.mac, over the device's key and the master key: the latter makes the person's client sign the
        bot's account."""
        keys = {f"ed25519:{self._us.device}": self._us.fingerprint}
        if self._us.master:
            keys[f"ed25519:{self._us.master}"] = self._us.master
        info = f"MATRIX_KEY_VERIFICATION_MAC{self._us.user}{self._us.device}{talk.user}{talk.device}{talk.id}"
        names = ",".join(sorted(keys))
        return {
            "mac": {name: shared.calculate_mac(key, info + name) for name, key in keys.items()},
            "keys": shared.calculate_mac(names, f"{info}KEY_IDS"),
        }

    def _compared(self, talk: _Talk, content: Event) -> None:
        if talk.shared is None:
            raise Refused("unexpected_message", "There was no key yet")
        info = f"MATRIX_KEY_VERIFICATION_MAC{talk.user}{talk.device}{self._us.user}{self._us.device}{talk.id}"
        macs, own = content.get("mac", {}), f"ed25519:{talk.device}"
        try:
            talk.shared.verify_mac(",".join(sorted(macs)), f"{info}KEY_IDS", str(content.get("keys")))
            talk.shared.verify_mac(self._fingerprint_of(talk.user, talk.device), info + own, macs[own])
        except (ValueError, KeyError, TypeError) as error:
            raise Refused("key_mismatch", "The keys are not those that we know") from error

    async def _say(self, talk: _Talk, step: str, content: dict[str, Any]) -> None:
        relation = {"rel_type": "m.reference", "event_id": talk.id}
        await self._send(talk.room, EVENT_PREFIX + step, {**content, "m.relates_to": relation}, f"verify-{secrets.token_hex(8)}")


def emoji(indices: Any) -> list[tuple[str, str]]:
    """The emoji at these places of the specification's table, with their names. nio has the table, but reads the places as bytes."""
    return [Sas.emoji[index] for index in indices]
