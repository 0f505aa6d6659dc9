"""With whom does the bot compare emoji, and what ends the comparison?"""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
import vodozemac
from nio import Api

from bot.domain.ids import EventId, RoomId, UserId
from bot.matrix.crypto.sas_verification import SasVerification, Us
from tests.world import MONDAY, FakeClock

ANNA, BOT, DIRECT = UserId("@anna:stadt.example"), UserId("@lotse:stadt.example"), RoomId("!direct")
WAYS = {
    "method": "m.sas.v1",
    "key_agreement_protocols": ["curve25519-hkdf-sha256"],
    "hashes": ["sha256"],
    "message_authentication_codes": ["hkdf-hmac-sha256.v2"],
    "short_authentication_string": ["emoji"],
}


class Talk:
    """Anna's side of it, by the specification."""

    def __init__(self) -> None:
        self.clock = FakeClock(MONDAY)
        self.phone = vodozemac.Account()
        self.said: list[tuple[str, dict[str, Any]]] = []
        us = Us(user=BOT, device="BOTDEVICE", fingerprint="FINGERPRINT", master="MASTER")
        self.verifying = SasVerification(us, self._send, self.clock, self._fingerprint, lambda room, user: (room, user) == (DIRECT, ANNA))

    async def says(self, kind: str, content: dict[str, Any], *, by: UserId = ANNA, room: RoomId = DIRECT) -> None:
        now = int(self.clock.now().timestamp() * 1000)
        await self.verifying.answer(room, {"event_id": "$begin", "sender": by, "origin_server_ts": now, "type": kind, "content": content})

    async def begins(self, *, by: UserId = ANNA, room: RoomId = DIRECT, to: UserId = BOT, methods: tuple[str, ...] = ("m.sas.v1",)) -> None:
        content = {"msgtype": "m.key.verification.request", "from_device": "PHONE", "to": to, "methods": list(methods), "body": ""}
        await self.says("m.room.message", content, by=by, room=room)

    async def goes_on(self, step: str, content: dict[str, Any], *, by: UserId = ANNA) -> None:
        relation = {"rel_type": "m.reference", "event_id": "$begin"}
        await self.says(f"m.key.verification.{step}", {**content, "m.relates_to": relation}, by=by)

    @property
    def steps(self) -> list[str]:
        return [kind.removeprefix("m.key.verification.") for kind, _ in self.said]

    async def _send(self, room: RoomId, event_type: str, content: dict[str, Any], txn: str) -> EventId:
        assert room == DIRECT and content["m.relates_to"] == {"rel_type": "m.reference", "event_id": "$begin"}
        self.said.append((event_type, content))
        return EventId("$said")

    def _fingerprint(self, user: UserId, device: str) -> str:
        return self.phone.ed25519_key.to_base64() if (user, device) == (ANNA, "PHONE") else ""


@pytest.mark.parametrize("mistake", [{}, {"keys": "other"}, {"mac": {}}, {"mac": {"ed25519:PHONE": "other"}}, {"mac": 7}])
async def test_the_whole_of_it(mistake: dict[str, Any]) -> None:
    talk = Talk()
    await talk.begins()
    start = {"from_device": "PHONE", **WAYS}
    await talk.goes_on("start", start)
    accepted = talk.said[-1][1]
    sas = vodozemac.Sas()
    ours = sas.public_key.to_base64()
    await talk.goes_on("key", {"key": ours})
    theirs = next(content["key"] for kind, content in talk.said if kind.endswith(".key"))

    signed = Api.to_canonical_json({**start, "m.relates_to": {"rel_type": "m.reference", "event_id": "$begin"}})
    commitment = base64.b64encode(hashlib.sha256((theirs + signed).encode()).digest()).decode().rstrip("=")
    assert accepted["commitment"] == commitment
    shared = sas.diffie_hellman(vodozemac.Curve25519PublicKey.from_base64(theirs))
    vouched = talk.said[-1][1]
    info = f"MATRIX_KEY_VERIFICATION_MAC{BOT}BOTDEVICE{ANNA}PHONE$begin"
    for key, value in {"ed25519:BOTDEVICE": "FINGERPRINT", "ed25519:MASTER": "MASTER"}.items():
        shared.verify_mac(value, info + key, vouched["mac"][key])
    shared.verify_mac("ed25519:BOTDEVICE,ed25519:MASTER", f"{info}KEY_IDS", vouched["keys"])

    back = f"MATRIX_KEY_VERIFICATION_MAC{ANNA}PHONE{BOT}BOTDEVICE$begin"
    mac = {"ed25519:PHONE": shared.calculate_mac(talk.phone.ed25519_key.to_base64(), f"{back}ed25519:PHONE")}
    await talk.goes_on("mac", {"mac": mac, "keys": shared.calculate_mac("ed25519:PHONE", f"{back}KEY_IDS"), **mistake})
    assert talk.steps == ["ready", "accept", "key", "mac", "cancel" if mistake else "done"]


async def test_only_who_is_alone_with_it_is_answered() -> None:
    talk = Talk()
    await talk.begins(room=RoomId("!team"))
    await talk.begins(by=UserId("@eve:stadt.example"))
    await talk.begins(to=UserId("@other:stadt.example"))
    await talk.begins(methods=("m.qr_code.show.v1",))
    await talk.begins(by=BOT)
    assert not talk.said


async def test_what_was_begun_long_ago_is_over() -> None:
    talk = Talk()
    await talk.begins()
    await talk.clock.sleep_until(MONDAY.replace(hour=23))
    await talk.goes_on("start", {"from_device": "PHONE", **WAYS})
    assert talk.steps == ["ready"]


@pytest.mark.parametrize(
    "change",
    [
        {"method": "m.reciprocate.v1"},
        {"key_agreement_protocols": ["curve25519"]},
        {"message_authentication_codes": ["hkdf-hmac-sha256"]},
        {"short_authentication_string": []},
        {"from_device": "OTHER"},
    ],
)
async def test_ways_that_it_does_not_know_are_refused(change: dict[str, Any]) -> None:
    talk = Talk()
    await talk.begins()
    await talk.goes_on("start", {"from_device": "PHONE", **WAYS, **change})
    assert talk.steps == ["ready", "cancel"]
    await talk.goes_on("start", {"from_device": "PHONE", **WAYS})
    assert talk.steps == ["ready", "cancel"]


async def test_a_second_key_and_no_key_end_it() -> None:
    talk = Talk()
    await talk.begins()
    await talk.goes_on("mac", {"mac": {}, "keys": ""})
    await talk.begins()
    await talk.goes_on("key", {"key": "nonsense"})
    assert talk.steps == ["ready", "cancel", "ready", "cancel"]


async def test_nonsense_harms_nothing() -> None:
    talk = Talk()
    await talk.begins()
    await talk.goes_on("unheard-of", {})
    await talk.goes_on("cancel", {})
    await talk.goes_on("start", {"from_device": "PHONE", **WAYS})
    assert talk.steps == ["ready"]
