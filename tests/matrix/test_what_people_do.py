"""Does the bot understand what people do in their clients: edit, delete, react, reply, invite, put it out, upgrade a room?"""

from __future__ import annotations

import pytest

from bot.domain.ids import RoomId, UserId
from bot.messages import Edit, Invitation, Joined, Left, Message, Reaction, Redaction, Replaced
from demo.world.person import Person
from tests.matrix.listener import Listener


async def test_an_edit_names_the_message_that_it_changes(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    event = await anna.say(room, "!blocker Vorlage felt")

    await anna.edit(room, event, "!blocker Vorlage fehlt")

    edit = await bot.hears(Edit, room)
    assert (edit.of, edit.text, edit.sender) == (event, "!blocker Vorlage fehlt", anna.user_id)


async def test_a_reaction_comes_without_its_skin_tone(anna: Person, ben: Person, bot: Listener) -> None:
    room = await anna.create_room(invite=[ben.user_id])
    await ben.join(room)
    await bot.enters(anna, room)
    event = await anna.say(room, "einverstanden?")

    await ben.react(room, event, "👍🏽")

    reaction = await bot.hears(Reaction, room)
    assert (reaction.target, reaction.key, reaction.sender) == (event, "👍", ben.user_id)


@pytest.mark.parametrize("version", ["10", "12"])
async def test_a_deleted_message_is_named_in_rooms_of_old_and_new_versions(version: str, anna: Person, bot: Listener) -> None:
    room = await anna.create_room(version=version)
    await bot.enters(anna, room)
    event = await anna.say(room, "!blocker Unsinn")

    await anna.redact(room, event)

    redaction = await bot.hears(Redaction, room)
    assert (redaction.target, redaction.sender) == (event, anna.user_id)


async def test_a_reply_names_its_target_but_a_thread_does_not_pretend_to(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    root = await anna.say(room, "root")

    await anna.say(room, "a reply", reply_to=root)
    await anna.say(room, "in the thread", thread=root)
    await anna.say(room, "a reply in the thread", thread=root, reply_to=root)

    assert (await bot.hears_text(room, "a reply")).reply_to == root
    in_thread = await bot.hears_text(room, "in the thread")
    assert (in_thread.thread, in_thread.reply_to) == (root, None)
    both = await bot.hears_text(room, "a reply in the thread")
    assert (both.thread, both.reply_to) == (root, root)


async def test_a_direct_chat_is_known_as_such_from_its_invitation(anna: Person, bot: Listener) -> None:
    room = await anna.create_direct(bot.user_id)

    invitation = await bot.hears(Invitation, room)

    assert (invitation.is_direct, invitation.sender) == (True, anna.user_id)


async def test_an_invitation_that_came_while_the_bot_was_away_is_not_lost(anna: Person, bot: Listener) -> None:
    await bot.stop()
    room = await anna.create_room("Wärmenetz", invite=[bot.user_id])
    await bot.start()

    assert not (await bot.hears(Invitation, room)).is_direct
    await bot.chat.join(RoomId(room), None)
    assert (await bot.hears(Joined, room)).sender == bot.user_id


async def test_a_declined_invitation_leaves_no_trace_of_a_room(anna: Person, bot: Listener) -> None:
    room = await anna.create_room(invite=[bot.user_id])
    await bot.hears(Invitation, room)

    await bot.chat.leave(RoomId(room))

    await bot.hears(Left, room)
    assert RoomId(room) not in bot.rooms.joined()


async def test_a_new_display_name_of_the_bot_is_no_new_arrival(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)

    await bot.person.set_display_name("Lotse der Stadt")

    await bot.until(lambda: bot.rooms.name(UserId(bot.user_id), RoomId(room)) == "Lotse der Stadt")
    assert len([event for event in bot.heard if isinstance(event, Joined)]) == 1


@pytest.mark.parametrize("how", ["kick", "ban"])
async def test_being_put_out_names_who_did_it(how: str, anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)

    await (anna.kick if how == "kick" else anna.ban)(room, bot.user_id)

    assert (await bot.hears(Left, room)).sender == anna.user_id
    assert not bot.rooms.members(RoomId(room))


async def test_put_out_and_invited_again_it_hears_only_what_is_new(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    await anna.kick(room, bot.user_id)
    await bot.hears(Left, room)
    await anna.say(room, "among us")
    bot.heard.clear()

    await bot.enters(anna, room)
    await anna.say(room, "welcome back")

    await bot.hears_text(room, "welcome back")
    assert bot.texts(room) == ["welcome back"]


async def test_an_upgraded_room_names_its_successor_and_that_one_its_predecessor(anna: Person, bot: Listener) -> None:
    old = await anna.create_room("Wärmenetz", version="10")
    await bot.enters(anna, old)

    new = await anna.upgrade_room(old, "12")

    assert (await bot.hears(Replaced, old)).successor == new
    await bot.enters(anna, new)
    assert (await bot.hears(Joined, new)).predecessor == old


async def test_a_mention_becomes_a_name_with_its_person(anna: Person, bot: Listener) -> None:
    room = await anna.create_room()
    await bot.enters(anna, room)
    pill = f'<a href="https://matrix.to/#/{bot.user_id}">Lotse</a>'

    await anna.say(room, "Lotse: hilfe", html=f"{pill}: hilfe")

    message = await bot.hears(Message, room)
    assert (message.text, message.mentions) == ("Lotse: hilfe", {"Lotse": bot.user_id})
