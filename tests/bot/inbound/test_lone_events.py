"""An event that comes alone is handled in the transaction that takes it in: what people see is the same as on the way through the inbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.domain.ids import EventId
from bot.inbound.intake import Intake
from bot.messages import Incoming, Message
from bot.ports import QueueChanges
from tests.world import Room, World, user


@pytest.fixture
async def receiving(team: Room, world: World) -> AsyncIterator[Intake]:
    async with world.running() as receiving:
        yield receiving


def said(team: Room, text: str, *, by: str = "Anna", event: str = "") -> Message:
    return Message(
        event_id=EventId(event) or team.world.event_id(), room=team.id, sender=user(by), sent_at=team.world.clock.now(), text=text
    )


async def answered(receiving: Intake, team: Room, *events: Incoming, position: str = "position", answers: int = 1) -> list[str]:
    """What the bot says in the room because of them, as soon as it is so much and known to have arrived."""
    timeline = team.world.chat.timeline
    before, enough = len(timeline), asyncio.Event()

    def look(_: QueueChanges) -> None:
        if len(timeline) - before >= answers:
            enough.set()

    team.world.store.watch(look)
    await receiving.keep(events, position)
    async with asyncio.timeout(30):
        await enough.wait()
        await team.world.machine.answered()
    return [seen.body for seen in timeline[before:] if seen.room == team.id]


async def test_the_answer_comes_and_the_event_is_kept_as_handled_with_the_position(receiving: Intake, team: Room) -> None:
    event = said(team, "!blocker Freigabe fehlt")
    [card] = await answered(receiving, team, event, position="next")
    assert "B1" in card
    assert await receiving.position() == "next"
    async with team.world.store.reading() as tx:
        assert await tx.inbox.waiting() == 0
        handled = await tx.inbox.handled(event.event_id)
    assert handled is not None
    assert (handled.outcome, handled.command) == ("done", "blocker add")


async def test_the_same_event_again_has_no_effect(receiving: Intake, team: Room) -> None:
    event = said(team, "!blocker Freigabe fehlt")
    assert await answered(receiving, team, event)
    assert await answered(receiving, team, event, answers=0) == []


async def test_a_mistake_is_answered_and_leaves_nothing_but_the_position(receiving: Intake, team: Room) -> None:
    [refusal] = await answered(receiving, team, said(team, "!blocker gelöst B99"), position="behind the mistake")
    assert "B99" in refusal
    assert await receiving.position() == "behind the mistake"
    [card] = await answered(receiving, team, said(team, "!blocker Freigabe fehlt"))
    assert "B1" in card


async def test_after_a_fault_of_ours_it_is_handled_as_any_other_and_apologised_for_once(receiving: Intake, team: Room) -> None:
    people = team.world.rooms.people
    team.world.rooms.people = None  # type: ignore[assignment]  # whoever looks at the rooms fails
    said_of_it = await answered(receiving, team, said(team, "!blocker Freigabe fehlt"), position="behind the fault")
    team.world.rooms.people = people
    assert len(said_of_it) == 1
    assert await receiving.position() == "behind the fault"
    [card] = await answered(receiving, team, said(team, "!blocker Freigabe fehlt"))
    assert "B1" in card


async def test_several_of_one_sync_are_answered_in_their_order(receiving: Intake, team: Room) -> None:
    cards = await answered(receiving, team, *(said(team, f"!blocker Sache {count}") for count in range(1, 5)), answers=4)
    assert [f"B{count}" in card for count, card in enumerate(cards, start=1)] == [True] * 4
