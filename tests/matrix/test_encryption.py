"""Do the bot and a person whose client encrypts understand each other?"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest_asyncio
import vodozemac

from bot.domain.ids import EventId, RoomId
from bot.messages import Echo, Message, Redaction, Undecryptable
from demo.world.homeserver import Homeserver
from demo.world.person import Person
from tests.matrix.encrypted_person import EncryptedPerson
from tests.matrix.listener import Listener


@pytest_asyncio.fixture(loop_scope="session")
async def clara(server: Homeserver, anna: Person, tmp_path: Path) -> AsyncIterator[EncryptedPerson]:
    clara = await EncryptedPerson.of(anna, tmp_path)
    yield clara
    await clara.close()


def text(words: str, once: str = "") -> dict[str, str]:
    return {"msgtype": "m.text", "body": words, "de.lotse.once": once}


async def test_both_can_read_each_other(clara: EncryptedPerson, bot: Listener) -> None:
    room = await clara.person.create_room(encrypted=True)
    await bot.enters(clara.person, room)

    await clara.say(room, "!hilfe")
    heard = await bot.hears(Message, room)
    await bot.chat.send(RoomId(room), "m.room.message", text("so geht es"), "answer")

    assert heard.text == "!hilfe"
    await clara.reads(room, "so geht es")
    assert (await clara.person.timeline(room))[-1].kind == "m.room.encrypted"


async def test_a_restart_keeps_the_device_and_its_keys(clara: EncryptedPerson, bot: Listener) -> None:
    room = await clara.person.create_room(encrypted=True)
    await bot.enters(clara.person, room)
    await clara.say(room, "vorher")
    await bot.hears_text(room, "vorher")
    device = bot.connection.session.device_id

    await bot.stop()
    await clara.say(room, "dazwischen")
    await bot.start()

    assert bot.connection.session.device_id == device
    assert bot.texts(room) == ["vorher", "dazwischen"]
    await bot.chat.send(RoomId(room), "m.room.message", text("wieder da"), "back")
    await clara.reads(room, "wieder da")


async def test_a_gap_in_an_encrypted_room_is_read_too(clara: EncryptedPerson, bot: Listener) -> None:
    room = await clara.person.create_room(encrypted=True)
    await bot.enters(clara.person, room)
    await clara.say(room, "vorher")
    await bot.hears_text(room, "vorher")

    await bot.stop()
    said = [f"{count}" for count in range(105)]
    await asyncio.gather(*(clara.say(room, words) for words in said))
    await bot.start()

    assert sorted(bot.texts(room)) == sorted(["vorher", *said])


async def test_an_event_without_its_key_waits_until_the_key_comes(clara: EncryptedPerson, bot: Listener) -> None:
    room = await clara.person.create_room(encrypted=True)
    await bot.enters(clara.person, room)
    await clara.hold_back_key(room)
    await clara.say(room, "!blocker verspätet")
    waiting = await bot.hears(Undecryptable, room)
    assert await bot.intake.try_decrypt(waiting) == waiting

    await clara.hand_over_key()
    await bot.until(lambda: any(batch.new_keys for batch in bot.batches[-2:]))

    read = await bot.intake.try_decrypt(waiting)
    assert isinstance(read, Message)
    assert (read.text, read.event_id, read.sender) == ("!blocker verspätet", waiting.event_id, clara.person.user_id)


async def test_what_the_bot_said_encrypted_comes_back_as_an_echo(clara: EncryptedPerson, bot: Listener) -> None:
    room = await clara.person.create_room(encrypted=True)
    await bot.enters(clara.person, room)

    sent = await bot.chat.send(RoomId(room), "m.room.message", text("Übersicht", once="digest:S3"), "digest")

    echo = await bot.hears(Echo, room)
    assert (echo.once, echo.event_id) == ("digest:S3", sent)


async def test_nobody_can_delete_from_within_an_envelope_what_the_homeserver_would_not_let_them(
    clara: EncryptedPerson, bot: Listener
) -> None:
    room = await clara.person.create_room(encrypted=True)
    await bot.enters(clara.person, room)
    await clara.say(room, "!blocker 1")
    card = await bot.hears(Message, room)

    await clara.send(room, "m.room.redaction", {"redacts": card.event_id})
    await clara.say(room, "!blocker 2")

    await bot.hears_text(room, "!blocker 2")
    assert not [event for event in bot.heard if isinstance(event, Redaction | Undecryptable)]


async def test_one_time_keys_are_refilled_when_all_are_used_up(anna: Person, bot: Listener) -> None:
    room = await anna.create_room(encrypted=True)
    await bot.enters(anna, room)

    async def claim() -> str:
        """`fallback` for the key that is given out again and again when the others have run out."""
        device = bot.connection.session.device_id
        answer = await anna.request(
            "POST", "/_matrix/client/v3/keys/claim", {"one_time_keys": {bot.user_id: {device: "signed_curve25519"}}}
        )
        (key,) = answer["one_time_keys"][bot.user_id][device].values()
        return "fallback" if key.get("fallback") else "one-time"

    claimed = await asyncio.gather(*(claim() for _ in range(60)))
    assert set(claimed) == {"one-time", "fallback"}

    # Every sync tells how many are left; the upload runs beside the next one.
    async with asyncio.timeout(15):
        count = 0
        while await claim() == "fallback":
            count += 1
            await anna.say(room, str(count))
            await bot.hears_text(room, str(count))


async def test_what_was_sent_encrypted_is_found_again(clara: EncryptedPerson, bot: Listener) -> None:
    room = await clara.person.create_room(encrypted=True)
    await bot.enters(clara.person, room)
    sent = await bot.chat.send(RoomId(room), "m.room.message", text("Übersicht", once="digest:S3"), "digest")

    found = await bot.chat.find(RoomId(room), "digest:S3", datetime.now(UTC) - timedelta(minutes=1))

    assert found == EventId(sent)


async def test_messages_between_devices_that_nobody_can_read_do_no_harm(anna: Person, bot: Listener) -> None:
    room = await anna.create_room(encrypted=True)
    await bot.enters(anna, room)
    ours = bot.connection.nio.olm.account.identity_keys["curve25519"]
    unknown = vodozemac.Account().create_outbound_session(
        vodozemac.Curve25519PublicKey.from_base64(ours), vodozemac.Account().curve25519_key
    )
    _, prekey = unknown.encrypt(b"{}").to_parts()
    theirs = vodozemac.Account().curve25519_key.to_base64()
    for count, body in enumerate((base64.b64encode(prekey).decode(), "nonsense", None)):
        content = {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": theirs, "ciphertext": {ours: {"type": 0, "body": body}}}
        path = f"/_matrix/client/v3/sendToDevice/m.room.encrypted/{count}"
        await anna.request("PUT", path, {"messages": {bot.user_id: {"*": content}}})

    await anna.say(room, "!hilfe")

    await bot.hears_text(room, "!hilfe")
