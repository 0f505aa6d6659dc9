"""What follows when the homeserver does not take a message, and gives no reason that would concern the message or its room."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ports import SendFailed
from tests.sampling import sampled
from tests.world import MONDAY, Room, World, user

ODD = SendFailed("404 M_UNRECOGNIZED: Unrecognized request", is_doubted=True)


async def test_what_is_refused_once_for_no_known_reason_arrives(team: Room, world: World) -> None:
    world.chat.failing[team.id] = ODD
    await team.says("!blocker Raum fehlt")
    del world.chat.failing[team.id]
    await world.pass_(seconds=5)
    assert "B1" in team.sees()


async def test_for_a_day_it_is_tried_again_and_in_the_end_it_arrives(team: Room, world: World) -> None:
    world.chat.failing[team.id] = ODD
    await team.says("!blocker Raum fehlt")
    await world.pass_(hours=23)
    assert team.messages() == []
    del world.chat.failing[team.id]
    await world.pass_(minutes=6)
    assert "B1" in team.sees()


async def test_after_a_day_it_is_given_up_and_its_author_and_the_pmo_hear(team: Room, pmo: Room, world: World) -> None:
    world.chat.failing[team.id] = ODD
    await team.says("!blocker Raum fehlt", by="Anna")
    await world.pass_(hours=23)
    assert pmo.messages() == [] and world.chat.opened == []
    await world.pass_(hours=2)
    assert "Dateninventur nimmt gerade nichts von mir an" in pmo.sees()
    assert [person for person, _ in world.chat.opened] == [user("Anna")]
    del world.chat.failing[team.id]
    await world.pass_(hours=2)
    assert "nicht angekommen" in team.sees() and "Raum fehlt" in team.sees()


async def test_where_others_get_through_only_the_message_is_at_fault(team: Room, pmo: Room, world: World) -> None:
    """A filter in between that does not like one word: its room is not deaf for that."""
    world.chat.refused_words["Giftwort"] = ODD
    await team.says("!blocker Giftwort", by="Anna")
    await world.pass_(minutes=2)
    await team.says("!hilfe")
    await world.pass_(hours=25)
    assert "nimmt gerade nichts von mir an" not in " ".join(message.body for message in pmo.messages())
    assert "Eine Nachricht von mir kam nicht an" in pmo.sees()
    (told,) = [message for message in team.messages() if "kam hier nicht durch" in message.body]
    assert told.mentions == [user("Anna")]


@pytest.mark.thorough
async def test_a_day_begins_anew_where_the_homeserver_was_away_meanwhile(team: Room, world: World) -> None:
    """Once refused, then a weekend without any answer, then refused once more: that is no day of refusals."""
    world.chat.failing[team.id] = ODD
    await team.says("!blocker Raum fehlt")
    world.chat.failing[team.id] = SendFailed("502 :")
    await world.pass_(days=3)
    world.chat.failing[team.id] = ODD
    await world.pass_(minutes=6)
    del world.chat.failing[team.id]
    await world.pass_(minutes=6)
    assert "B1" in team.sees()


@pytest.mark.thorough
async def test_what_is_never_taken_for_days_because_the_homeserver_is_away_is_not_given_up(team: Room, world: World) -> None:
    world.chat.failing[team.id] = SendFailed("502 :")
    await team.says("!blocker Raum fehlt")
    await world.pass_(days=9)
    del world.chat.failing[team.id]
    await world.pass_(minutes=10)
    assert "B1" in team.sees()


@pytest.mark.parametrize("refused", [("Giftwort",), ("Giftwort", "Bitterwort")], ids=["one", "two in a row"])
async def test_a_message_that_alone_is_refused_keeps_its_room_waiting_for_a_minute_at_most(
    team: Room, pmo: Room, world: World, refused: tuple[str, ...]
) -> None:
    """A filter between us and the homeserver that does not like a word."""
    for word in refused:
        world.chat.refused_words[word] = ODD
        await team.says(f"!blocker {word} fehlt")
    await team.says("!blocker Server aus | ampel: rot")
    assert "Server aus" in pmo.sees()
    await world.pass_(minutes=4)
    assert "Server aus" in team.sees()
    await team.says("!hilfe blocker")
    assert "Server aus" not in team.sees()
    world.chat.refused_words.clear()
    await world.pass_(minutes=6)
    assert all(any(word in message.body for message in team.messages()) for word in refused)


@pytest.mark.parametrize("minutes", sampled([2, 17, 300], 3))
async def test_where_all_is_refused_the_order_stays(team: Room, world: World, minutes: int) -> None:
    world.chat.failing[team.id] = ODD
    for count in range(6):
        await team.says(f"!blocker Sache {count}")
        await world.pass_(seconds=20)
    await world.pass_(minutes=minutes)
    del world.chat.failing[team.id]
    await world.pass_(minutes=6)
    cards = [message.body for message in team.messages() if "Sache" in message.body]
    assert [next(str(count) for count in range(6) if f"Sache {count}" in card) for card in cards] == list("012345")


async def test_a_slow_homeserver_that_does_not_say_for_how_long_is_asked_less_and_less(team: Room, world: World) -> None:
    world.chat.failing[team.id] = SendFailed("429", is_slowed=True)
    await team.says("!blocker Raum fehlt")
    await world.pass_(hours=1)
    async with world.store.reading() as tx:
        (row,) = await tx.outbox.ready(world.clock.now() + timedelta(hours=1), limit=1)
    assert row.attempts < 25
    del world.chat.failing[team.id]
    await world.pass_(minutes=6)
    assert "B1" in team.sees() and world.clock.now() > MONDAY
