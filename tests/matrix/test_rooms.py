"""Does the bot see rooms and people as the homeserver does?"""

from __future__ import annotations

from urllib.parse import parse_qs, urlparse

from bot.domain.ids import EventId, RoomId, UserId
from demo.world.person import Person
from tests.matrix.listener import Listener


async def test_members_and_their_names_are_known(anna: Person, ben: Person, bot: Listener) -> None:
    room = await anna.create_room("Wärmenetz", invite=[ben.user_id])
    await bot.enters(anna, room)
    assert bot.rooms.members(RoomId(room)) == {anna.user_id}

    await ben.join(room)
    await ben.say(room, "da bin ich")

    await bot.hears_text(room, "da bin ich")
    assert bot.rooms.members(RoomId(room)) == {anna.user_id, ben.user_id}
    assert bot.rooms.named("ben beck", RoomId(room)) == [ben.user_id]
    assert bot.rooms.name(UserId(ben.user_id)) == "Ben Beck"
    assert bot.rooms.title(RoomId(room)) == "Wärmenetz"


async def test_the_creator_of_a_new_room_has_more_power_than_any_level(anna: Person, ben: Person, bot: Listener) -> None:
    room = await anna.create_room(invite=[ben.user_id], version="12")
    await ben.join(room)
    await anna.set_power(room, ben.user_id, 9001)
    await bot.enters(anna, room)

    assert bot.rooms.power(UserId(anna.user_id), RoomId(room)) > bot.rooms.power(UserId(ben.user_id), RoomId(room)) == 9001


async def test_the_creator_of_an_old_room_has_the_power_that_is_written_down(anna: Person, bot: Listener) -> None:
    room = await anna.create_room(version="10")
    await bot.enters(anna, room)

    assert bot.rooms.power(UserId(anna.user_id), RoomId(room)) == 100
    assert bot.rooms.power(UserId(bot.user_id), RoomId(room)) == 0


async def test_a_room_that_anybody_may_join_is_public(anna: Person, bot: Listener) -> None:
    public, private = await anna.create_room(public=True), await anna.create_room()
    for room in (public, private):
        await bot.enters(anna, room)

    assert bot.rooms.is_public(RoomId(public))
    assert not bot.rooms.is_public(RoomId(private))


async def test_a_room_that_anybody_may_read_is_public(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await anna.set_state(room, "m.room.history_visibility", {"history_visibility": "world_readable"})
    await bot.enters(anna, room)

    assert bot.rooms.is_public(RoomId(room))


async def test_a_permalink_says_which_servers_know_the_room(anna: Person, bot: Listener) -> None:
    room = await anna.create_room(version="12")
    await bot.enters(anna, room)
    event = await anna.say(room, "hier")

    link = urlparse(bot.rooms.permalink(RoomId(room), EventId(event)))

    path, _, query = link.fragment.partition("?")
    assert path == f"/{room}/{event}"
    assert parse_qs(query) == {"via": ["stadt.example"]}


async def test_everything_is_known_again_after_a_restart(anna: Person, ben: Person, bot: Listener) -> None:
    room = await anna.create_room(invite=[ben.user_id], encrypted=True)
    await ben.join(room)
    await bot.enters(anna, room)

    await bot.stop()
    await bot.start()

    assert bot.rooms.members(RoomId(room)) == {anna.user_id, ben.user_id}
    assert bot.rooms.is_encrypted(RoomId(room))
