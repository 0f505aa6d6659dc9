"""Does everything that people say arrive, once and in order, however much of it there is?"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import RoomId
from bot.messages import ONCE, Echo, Invitation, Message
from demo.world.person import Person
from tests.matrix.listener import Listener


async def test_a_message_arrives_with_its_sender_and_time(anna: Person, bot: Listener) -> None:
    room = await anna.create_room("Wärmenetz")
    await bot.enters(anna, room)

    event = await anna.say(room, "!blocker Vorlage fehlt")

    heard = await bot.hears(Message, room)
    assert (heard.event_id, heard.sender, heard.text) == (event, anna.user_id, "!blocker Vorlage fehlt")
    assert heard.sent_at.utcoffset() is not None


async def test_a_burst_in_one_room_arrives_once_and_in_order(anna: Person, bot: Listener) -> None:
    room = await anna.create_room("Wärmenetz")
    await bot.enters(anna, room)

    await asyncio.gather(*(anna.say(room, f"!blocker {count}") for count in range(150)))

    await bot.until(lambda: len(bot.texts(room)) >= 150)
    assert bot.texts(room) == [line.body for line in await anna.timeline(room)]


async def test_what_was_said_while_the_bot_was_away_arrives_when_it_is_back(anna: Person, bot: Listener) -> None:
    room = await anna.create_room("Wärmenetz")
    await bot.enters(anna, room)
    await anna.say(room, "before")
    await bot.hears_text(room, "before")

    await bot.stop()
    said = [f"!blocker {count}" for count in range(105)]
    await asyncio.gather(*(anna.say(room, text) for text in said))
    await bot.start()

    assert bot.texts(room) == [line.body for line in await anna.timeline(room)]
    assert len(bot.texts(room)) == 106


async def test_nothing_from_before_its_own_join_reaches_the_bot(anna: Person, bot: Listener) -> None:
    room = await anna.create_room("Wärmenetz")
    await asyncio.gather(*(anna.say(room, f"early {count}") for count in range(20)))
    await bot.enters(anna, room)

    await anna.say(room, "after")

    await bot.hears_text(room, "after")
    assert bot.texts(room) == ["after"]


async def test_the_walk_back_through_a_gap_ends_at_the_bots_own_join(anna: Person, bot: Listener) -> None:
    room = await anna.create_room("Wärmenetz")
    for count in range(5):
        await anna.say(room, f"early {count}")
    await anna.invite(room, bot.user_id)
    await bot.hears(Invitation, room)
    await bot.stop()
    await bot.person.join(room)
    said = [f"!blocker {count}" for count in range(105)]
    await asyncio.gather(*(anna.say(room, text) for text in said))

    await bot.start()

    assert [event.kind for event in bot.heard if event.room == room][:3] == ["invitation", "joined", "message"]
    assert sorted(bot.texts(room)) == sorted(said)


async def test_a_first_start_tells_of_its_rooms_but_not_of_what_was_said_there(anna: Person, bot: Listener, tmp_path: Path) -> None:
    room = await anna.create_room("Wärmenetz")
    await bot.enters(anna, room)
    await anna.say(room, "before")
    await bot.hears_text(room, "before")

    await bot.stop()
    bot.heard.clear()
    bot.position = None
    # Another device: Synapse answers the same first sync of the same device from a cache for two minutes.
    bot.folder = tmp_path / "new"
    await bot.start()
    await anna.say(room, "after")

    await bot.hears_text(room, "after")
    assert [event.kind for event in bot.heard if event.room == room] == ["joined", "message"]


async def test_what_was_said_in_several_rooms_meanwhile_arrives_in_the_order_in_which_it_was_written(anna: Person, bot: Listener) -> None:
    rooms = [await anna.create_room(name) for name in ("Wärmenetz", "PMO", "Lenkung")]
    for room in rooms:
        await bot.enters(anna, room)

    await bot.stop()
    bot.heard.clear()
    for count in range(9):
        await anna.say(rooms[count % 3], f"{count}")
    await bot.start()

    assert [event.text for event in bot.heard if isinstance(event, Message)] == [f"{count}" for count in range(9)]


async def test_the_bot_does_not_hear_itself(anna: Person, bot: Listener) -> None:
    room = await anna.create_room("Wärmenetz")
    await bot.enters(anna, room)

    await bot.chat.send(RoomId(room), "m.room.message", {"msgtype": "m.text", "body": "!hilfe"}, "own")
    await anna.say(room, "danke")

    await bot.hears_text(room, "danke")
    assert bot.texts(room) == ["danke"]


async def test_what_the_bot_said_comes_back_as_an_echo_with_its_key(anna: Person, bot: Listener) -> None:
    room = await anna.create_room("Wärmenetz")
    await bot.enters(anna, room)
    tap = {"rel_type": "m.annotation", "event_id": await anna.say(room, "!hilfe"), "key": "✅"}

    said = await bot.chat.send(RoomId(room), "m.room.message", {"msgtype": "m.notice", "body": "hier", ONCE: "answer"}, "1")
    tapped = await bot.chat.send(RoomId(room), "m.reaction", {"m.relates_to": tap, ONCE: "tap"}, "2")

    await bot.hears(Echo, room, lambda echo: echo.once == "tap")
    echoes = [(event.once, event.event_id) for event in bot.heard if isinstance(event, Echo)]
    assert echoes == [("answer", said), ("tap", tapped)]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("m.room.message", {"msgtype": "m.text", "body": "x", "m.relates_to": "y"}),
        ("m.room.message", {"msgtype": "m.text", "body": "x", "format": "org.matrix.custom.html", "formatted_body": {"a": 1}}),
        ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": 7, "session_id": [], "sender_key": None}),
        ("m.reaction", {"m.relates_to": {"rel_type": "m.annotation", "event_id": {}, "key": 3}}),
    ],
)
async def test_an_event_that_makes_no_sense_does_not_stop_the_others(
    kind: str, content: dict[str, Any], anna: Person, bot: Listener
) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)

    await anna.send(room, kind, content)
    await anna.say(room, "!hilfe")

    await bot.hears_text(room, "!hilfe")


async def test_state_that_makes_no_sense_does_not_stop_the_others(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)

    await anna.set_state(room, "m.room.pinned_events", {"pinned": {"no": "list"}})
    await anna.set_state(room, "m.room.canonical_alias", {})
    await anna.set_state(room, "m.room.encryption", {"algorithm": 5})
    await anna.say(room, "!hilfe")

    await bot.hears_text(room, "!hilfe")
