"""Where many commands wait, nobody's flood delays the others, nothing is dropped, and what a person says keeps its order."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.domain.ids import EventId
from bot.inbound.fair_queue import COMMANDS_PER_TURN
from bot.messages import Incoming, Message, Redaction
from tests.world import Room, World, user

FLOOD = 3 * COMMANDS_PER_TURN


def said(room: Room, text: str, by: str, ago: timedelta = timedelta(0)) -> Message:
    world = room.world
    return Message(event_id=world.event_id(), room=room.id, sender=user(by), sent_at=world.clock.now() - ago, text=text)


def flood(room: Room, by: str, count: int = FLOOD, ago: timedelta = timedelta(0)) -> list[Incoming]:
    return [said(room, f"!blocker Flut {number:03} von {by}", by, ago) for number in range(count)]


async def reported(world: World) -> list[str]:
    """The blockers, in the order in which they were taken."""
    async with world.store.reading() as tx:
        return [blocker.text for blocker in sorted(await tx.blockers.listed(), key=lambda each: each.number.count)]


async def test_a_flood_delays_neither_its_own_room_nor_another_and_nothing_of_it_is_lost(team: Room, pmo: Room) -> None:
    other = await _group(team.world, "Wärmenetz", "Gerd")
    events = flood(team, "Anna")
    await team.world.happens(*events, said(team, "!blocker Von Ben", "Ben"), said(other, "!blocker Von Gerd", "Gerd"))
    texts = await reported(team.world)
    assert texts[: COMMANDS_PER_TURN + 2] == [*(f"Flut {number:03} von Anna" for number in range(COMMANDS_PER_TURN)), "Von Ben", "Von Gerd"]
    assert [text for text in texts if "Anna" in text] == [f"Flut {number:03} von Anna" for number in range(FLOOD)]


async def test_who_floods_many_rooms_at_once_has_one_turn_and_keeps_the_order(team: Room, pmo: Room) -> None:
    other = await _group(team.world, "Wärmenetz", "Anna", "Gerd")
    events: list[Incoming] = []
    for number in range(FLOOD):
        events.append(said(other if number % 2 else team, f"!blocker Flut {number:03} von Anna", "Anna"))
    await team.world.happens(*events, said(other, "!blocker Von Gerd", "Gerd"))
    texts = await reported(team.world)
    assert texts.index("Von Gerd") == COMMANDS_PER_TURN
    assert [text for text in texts if "Anna" in text] == [f"Flut {number:03} von Anna" for number in range(FLOOD)]


async def test_the_flood_of_a_whole_room_lets_other_rooms_through_and_each_of_its_people(team: Room, pmo: Room) -> None:
    people = [f"Gast{number}" for number in range(6)]
    team.joins(*people)
    other = await _group(team.world, "Wärmenetz", "Gerd")
    events = [event for at_once in zip(*(flood(team, each, 15) for each in people), strict=True) for event in at_once]
    await team.world.happens(*events, said(other, "!blocker Von Gerd", "Gerd"), said(team, "!blocker Von Ben", "Ben"))
    texts = await reported(team.world)
    assert texts[COMMANDS_PER_TURN : COMMANDS_PER_TURN + 2] == ["Von Gerd", "Von Ben"]
    for each in people:
        assert [text for text in texts if text.endswith(each)] == [f"Flut {number:03} von {each}" for number in range(15)]


async def test_below_a_flood_all_is_handled_in_the_order_in_which_it_came(team: Room, pmo: Room) -> None:
    events = [
        said(team, f"!blocker Nummer {number:02}", by) for number, by in enumerate(["Anna", "Anna", "Ben"] * (COMMANDS_PER_TURN // 3))
    ]
    await team.world.happens(*events)
    assert await reported(team.world) == [f"Nummer {number:02}" for number in range(len(events))]


async def test_what_was_said_during_an_outage_is_handled_in_the_order_in_which_it_was_said(team: Room, pmo: Room) -> None:
    hours = timedelta(hours=3)
    events = [*flood(team, "Anna", ago=hours), said(team, "!blocker Von Ben", "Ben", timedelta(hours=2))]
    await team.world.happens(*events)
    assert (await reported(team.world))[-1] == "Von Ben"


async def test_a_round_ends_with_the_last_that_waits(team: Room) -> None:
    for _ in range(3):
        await team.world.happens(*flood(team, "Anna", COMMANDS_PER_TURN), said(team, "!blocker Von Ben", "Ben"))
        assert (await reported(team.world))[-1] == "Von Ben"


async def test_a_message_that_is_deleted_before_its_turn_is_not_carried_out(team: Room) -> None:
    events = flood(team, "Anna")
    deleted = EventId(events[-1].event_id)
    gone = Redaction(event_id=team.world.event_id(), room=team.id, sender=user("Ben"), sent_at=team.world.clock.now(), target=deleted)
    await team.world.happens(*events, gone)
    assert await reported(team.world) == [f"Flut {number:03} von Anna" for number in range(FLOOD - 1)]
    async with team.world.store.reading() as tx:
        assert await tx.inbox.waiting() == 0


async def _group(world: World, name: str, *people: str) -> Room:
    room = world.room(name, *people, moderators=("Ada",))
    await room.says(f"!team {name}", by="Ada")
    assert re.search(name, room.sees())
    return room
