"""Does what the bot says arrive once, and does a refusal say what to do about it?"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import EventId, RoomId, UserId
from bot.messages import ONCE
from bot.ports import SendFailed
from demo.world.homeserver import homeserver
from demo.world.person import Person
from tests.matrix.listener import Listener


def text(words: str, once: str = "") -> dict[str, Any]:
    return {"msgtype": "m.text", "body": words, ONCE: once, "m.mentions": {}}


async def test_the_same_transaction_again_is_the_same_event(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)

    first = await bot.chat.send(RoomId(room), "m.room.message", text("einmal"), "txn-1")
    second = await bot.chat.send(RoomId(room), "m.room.message", text("einmal"), "txn-1")

    assert first == second
    assert [line.body for line in await anna.timeline(room)] == ["einmal"]


async def test_what_the_bot_deletes_is_gone(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    event = await bot.chat.send(RoomId(room), "m.room.message", text("weg damit"), "txn-1")

    await bot.chat.redact(RoomId(room), event, "txn-2")

    assert [line.kind for line in await anna.timeline(room)] == ["deleted"]


async def test_a_room_that_the_bot_was_put_out_of_is_refused_for_good(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    await anna.set_power(room, bot.user_id, -1)

    with pytest.raises(SendFailed) as failure:
        await bot.chat.send(RoomId(room), "m.room.message", text("darf ich?"), "txn-1")

    assert failure.value.final
    assert "M_FORBIDDEN" in failure.value.reason


async def test_a_room_that_the_bot_is_not_in_is_refused_for_good(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()

    with pytest.raises(SendFailed) as failure:
        await bot.chat.send(RoomId(room), "m.room.message", text("hallo?"), "txn-1")

    assert failure.value.final


async def test_a_message_that_is_too_large_is_refused_for_good(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)

    with pytest.raises(SendFailed) as failure:
        await bot.chat.send(RoomId(room), "m.room.message", text("x" * 70_000), "txn-1")

    assert failure.value.final
    assert "M_TOO_LARGE" in failure.value.reason


async def test_a_room_of_which_the_homeserver_knows_nothing_is_asked_for_again(bot: Listener) -> None:
    with pytest.raises(SendFailed) as failure:
        await bot.chat.join(RoomId("!nowhere:stadt.example"), None)

    assert failure.value.is_doubted and not failure.value.final


async def test_a_message_is_found_by_its_once_key(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    sent = await bot.chat.send(RoomId(room), "m.room.message", text("Übersicht", once="digest:S3"), "txn-1")
    await bot.chat.send(RoomId(room), "m.room.message", text("anderes", once="digest:S4"), "txn-2")
    await anna.say(room, "dazwischen")
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)

    assert await bot.chat.find(RoomId(room), "digest:S3", an_hour_ago) == EventId(sent)
    assert await bot.chat.find(RoomId(room), "digest:S5", an_hour_ago) is None
    assert await bot.chat.find(RoomId(room), "digest:S3", datetime.now(UTC) + timedelta(hours=1)) is None


@pytest.mark.thorough
async def test_being_slowed_down_names_the_pause(tmp_path: Path) -> None:
    async with homeserver(tmp_path / "homeserver", limits="default") as server:
        anna = await server.register("anna", "secret")
        account = await server.register(f"lotse-{secrets.token_hex(3)}", "secret")
        bot = Listener(server.url, account, tmp_path / "data")
        await bot.start()
        room = await anna.create_room()
        await bot.enters(anna, room)

        with pytest.raises(SendFailed) as failure:
            for count in range(30):
                await bot.chat.send(RoomId(room), "m.room.message", text(str(count)), f"txn-{count}")
        await bot.stop()

    assert not failure.value.final
    assert failure.value.retry_after is not None
    assert timedelta(0) < failure.value.retry_after < timedelta(minutes=1)


async def test_a_person_has_one_direct_chat_however_often_it_is_asked_for(anna: Person, bot: Listener) -> None:
    room = RoomId(await anna.create_room())
    await bot.enters(anna, room)
    who = UserId(anna.user_id)
    before = set(await invitations(anna))

    await bot.chat.open_direct(who, like=room, about="R1", once="direct:1")
    await bot.chat.open_direct(who, like=room, about="R1", once="direct:2")
    [direct] = set(await invitations(anna)) - before
    await bot.until(lambda: direct in bot.rooms.joined())
    await bot.stop()
    await bot.start()
    await bot.chat.open_direct(who, like=room, about="R1", once="direct:2")
    assert set(await invitations(anna)) - before == {direct}

    await anna.leave(direct)
    await bot.chat.open_direct(who, like=room, about="R2", once="direct:3")
    assert set(await invitations(anna)) - before == {direct}

    await anna.join(direct)
    await bot.until(lambda: bot.rooms.is_joined(who, RoomId(direct)))
    await bot.chat.open_direct(who, like=room, about="R2", once="direct:4")
    assert set(await invitations(anna)) == before


async def invitations(person: Person) -> list[str]:
    # Synapse answers the same first sync from memory for two minutes, so it has to be another one each time.
    fresh = json.dumps({"account_data": {"not_types": [secrets.token_hex(3)]}})
    answer = await person.request("GET", "/_matrix/client/v3/sync", query={"timeout": "0", "filter": fresh})
    return list(answer.get("rooms", {}).get("invite", {}))
