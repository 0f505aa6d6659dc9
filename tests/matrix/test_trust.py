"""Whom does the bot believe in an encrypted room, and who can read what it says there?"""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.domain.ids import RoomId
from bot.messages import Doubt, Message
from bot.ports import SendFailed
from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.listener import Listener
from tests.matrix.test_session import proxy


@pytest_asyncio.fixture(loop_scope="session")
async def unsigned(anna: Person, tmp_path: Path) -> AsyncIterator[EncryptedPerson]:
    """Anna with a device that she has not signed."""
    person = await EncryptedPerson.of(anna, tmp_path, signed=False)
    yield person
    await person.close()


async def encrypted_room(person: Person, bot: Listener) -> RoomId:
    room = await person.create_room(encrypted=True)
    await bot.enters(person, room)
    return RoomId(room)


async def said(bot: Listener, room: RoomId, words: str, **more: object) -> None:
    await bot.chat.send(room, "m.room.message", {"msgtype": "m.text", "body": words, **more}, secrets.token_hex(4))


async def test_words_from_an_unsigned_device_are_doubted_until_its_owner_signs_it(
    unsigned: EncryptedPerson, bot: Listener, tmp_path: Path
) -> None:
    room = await encrypted_room(unsigned.person, bot)
    await unsigned.say(room, "vorher")
    before = await bot.hears_text(room, "vorher")

    await unsigned.sign_device(tmp_path)
    await unsigned.say(room, "nachher")

    assert (before.doubt, (await bot.hears_text(room, "nachher")).doubt) == (Doubt.UNSIGNED, Doubt.NONE)


@pytest.mark.thorough
async def test_where_all_devices_are_trusted_they_are_believed_and_get_the_keys(unsigned: EncryptedPerson, bot: Listener) -> None:
    await bot.stop()
    bot.account = replace(bot.account, only_signed=False)
    await bot.start()
    room = await encrypted_room(unsigned.person, bot)

    await unsigned.say(room, "hallo")
    await said(bot, room, "für alle")

    assert (await bot.hears_text(room, "hallo")).doubt is Doubt.NONE
    await unsigned.reads(room, "für alle")


async def test_an_unsigned_device_can_read_only_what_is_meant_for_all(unsigned: EncryptedPerson, bot: Listener) -> None:
    room = await encrypted_room(unsigned.person, bot)

    await said(bot, room, "nur für Bestätigte")
    await said(bot, room, "bitte bestätigen", **{"de.lotse.to-all": True})
    await said(bot, room, "wieder nur für Bestätigte")
    await said(bot, room, "und noch einmal", **{"de.lotse.to-all": True})
    await unsigned.reads(room, "und noch einmal")

    assert [words for _, words in unsigned.read] == ["bitte bestätigen", "und noch einmal"]


async def test_who_confirms_a_device_can_read_with_it_from_then_on(unsigned: EncryptedPerson, bot: Listener, tmp_path: Path) -> None:
    room = await encrypted_room(unsigned.person, bot)
    await said(bot, room, "noch nicht für dich")

    await unsigned.sign_device(tmp_path)
    await unsigned.say(room, "jetzt bestätigt")
    await bot.hears_text(room, "jetzt bestätigt")
    await said(bot, room, "nun auch für dich")
    await unsigned.reads(room, "nun auch für dich")

    assert "noch nicht für dich" not in [words for _, words in unsigned.read]


async def test_plain_words_are_doubted_from_the_moment_on_in_which_a_room_is_encrypted(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    await bot.stop()
    await anna.say(room, "davor")
    await anna.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    await anna.say(room, "danach")
    await bot.start()
    await anna.say(room, "noch später")

    doubts = [(await bot.hears_text(room, words)).doubt for words in ("davor", "danach", "noch später")]
    assert doubts == [Doubt.NONE, Doubt.PLAIN, Doubt.PLAIN]


async def test_what_was_encrypted_once_stays_so_whatever_the_room_says(anna: Person, bot: Listener) -> None:
    """The room has no word of encryption in it, as a dishonest homeserver would have it."""
    room = RoomId(await anna.create_room())
    bot.rooms.mark_encrypted([room])
    await bot.enters(anna, room)

    await said(bot, room, "Geheimnis")
    await anna.say(room, "im Klartext")

    assert (await anna.timeline(room))[0].kind == "m.room.encrypted"
    assert (await bot.hears_text(room, "im Klartext")).doubt is Doubt.PLAIN


async def test_whoever_asks_for_a_key_gets_none(server: Homeserver, anna: Person, bot: Listener, tmp_path: Path) -> None:
    room = await encrypted_room(anna, bot)
    await said(bot, room, "Geheimnis")
    session = bot.connection.nio.olm.outbound_group_sessions[room].id
    other = await Person.login(server.url, bot.user_id, "secret")
    wanted = {
        "action": "request",
        "request_id": "1",
        "requesting_device_id": other.device_id,
        "body": {
            "algorithm": "m.megolm.v1.aes-sha2",
            "room_id": room,
            "sender_key": bot.connection.nio.olm.account.identity_keys["curve25519"],
            "session_id": session,
        },
    }

    to_the_bot = {"messages": {bot.user_id: {bot.connection.session.device_id: wanted}}}
    await other.request("PUT", "/_matrix/client/v3/sendToDevice/m.room_key_request/1", to_the_bot)
    await anna.say(room, "danach")
    await bot.hears_text(room, "danach")

    assert not bot.connection.nio.olm.key_requests_waiting_for_session
    assert not bot.connection.nio.olm.received_key_requests
    assert not (await other.request("GET", "/_matrix/client/v3/sync")).get("to_device", {}).get("events")
    await other.close()


@pytest.mark.thorough
async def test_a_key_that_did_not_get_out_is_handed_out_again(server: Homeserver, anna: Person, bot: Listener, tmp_path: Path) -> None:
    """nio would count it as handed out, and nobody could read the next hundred messages."""
    signed = await EncryptedPerson.of(anna, tmp_path)
    room = await encrypted_room(anna, bot)
    await bot.stop()
    async with proxy(server.url) as (url, broken):
        bot.account = replace(bot.account, homeserver=url)
        await bot.start()
        broken["/sendToDevice/m.room.encrypted"] = _unavailable()
        with pytest.raises(SendFailed) as failure:
            await said(bot, room, "erster Versuch")
        await said(bot, room, "zweiter Versuch")
        await bot.stop()

    assert not failure.value.final
    await signed.reads(room, "zweiter Versuch")
    await signed.close()


@pytest.mark.thorough
async def test_keys_handed_out_ahead_need_not_be_handed_out_later(server: Homeserver, anna: Person, bot: Listener, tmp_path: Path) -> None:
    signed = await EncryptedPerson.of(anna, tmp_path)
    rooms = [await encrypted_room(anna, bot) for _ in range(3)]
    await bot.stop()
    async with proxy(server.url) as (url, broken):
        bot.account = replace(bot.account, homeserver=url)
        await bot.start()
        await bot.chat.hand_out_keys()
        for path in ("/keys/query", "/keys/claim", "/sendToDevice/m.room.encrypted"):
            broken[path] = _unavailable()
        for count, room in enumerate(rooms):
            await said(bot, room, f"Übersicht {count}")
        await bot.stop()

    for count, room in enumerate(rooms):
        await signed.reads(room, f"Übersicht {count}")
    await signed.close()


@pytest.mark.thorough
async def test_a_device_with_nonsense_for_keys_harms_nobody_else(
    server: Homeserver, anna: Person, ben: Person, bot: Listener, tmp_path: Path
) -> None:
    signed = await EncryptedPerson.of(anna, tmp_path)
    nonsense = {"user_id": ben.user_id, "device_id": ben.device_id, "algorithms": ["m.megolm.v1.aes-sha2"], "signatures": {ben.user_id: {}}}
    keys = {f"ed25519:{ben.device_id}": "nonsense", f"curve25519:{ben.device_id}": "!!"}
    await ben.request("POST", "/_matrix/client/v3/keys/upload", {"device_keys": {**nonsense, "keys": keys}})
    room = await anna.create_room(invite=[ben.user_id], encrypted=True)
    await ben.join(room)
    await bot.enters(anna, room)

    await signed.say(room, "hallo")
    heard = await bot.hears_text(room, "hallo")
    await said(bot, RoomId(room), "selber hallo")

    assert heard.doubt is Doubt.NONE
    await signed.reads(room, "selber hallo")
    await signed.close()


async def test_a_message_that_another_persons_key_opens_is_not_believed(anna: Person, ben: Person, bot: Listener, tmp_path: Path) -> None:
    """A homeserver that helps Ben could say that Anna has sent what he has written."""
    signed = await EncryptedPerson.of(ben, tmp_path / "ben")
    honest = await EncryptedPerson.of(anna, tmp_path / "anna")
    room = await anna.create_room(invite=[ben.user_id], encrypted=True)
    await ben.join(room)
    await bot.enters(anna, room)
    await honest.say(room, "ich bin Anna")
    await bot.hears_text(room, "ich bin Anna")
    event = await signed.say(room, "!blocker von Ben")
    heard = await bot.hears_text(room, "!blocker von Ben")
    raw: dict[str, Any] = await anna.request("GET", f"/_matrix/client/v3/rooms/{room}/event/{event}")

    forged = await bot.intake._reader.read(RoomId(room), [{**raw, "sender": anna.user_id}], heard.sent_at)

    assert heard.doubt is Doubt.NONE
    (message,) = forged
    assert isinstance(message, Message)
    assert (message.sender, message.doubt) == (anna.user_id, Doubt.UNSIGNED)
    await signed.close()
    await honest.close()


def _unavailable() -> web.Response:

    return web.Response(status=503, text=json.dumps({"errcode": "M_UNKNOWN", "error": "later"}), content_type="application/json")
